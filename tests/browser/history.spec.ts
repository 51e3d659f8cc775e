/** The page of the history: trend, strips, filter, order, keyboard, phone, dark, print, axe. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import type * as ReportsModule from '../../reports/index.js';
import type * as SampleModule from '../unit/history/sample-history.js';
import type * as SupportModule from '../unit/reports/support.js';
import { compiled } from './pages.js';
import { COLOUR_ALONE, HEADINGS, LOW_CONTRAST, SIDEWAYS, UNLABELLED } from './probes.js';
import { watchTrouble } from './trouble.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let folder: string;
let address: string;
test.beforeAll(async () => {
  const { renderHistoryHtml } = await compiled<typeof ReportsModule>('reports/index.js');
  const { sampleHistory } = await compiled<typeof SampleModule>('tests/unit/history/sample-history.js');
  const { HOSTILE } = await compiled<typeof SupportModule>('tests/unit/reports/support.js');
  folder = mkdtempSync(join(tmpdir(), 'laddprov-history-page-'));
  const file = join(folder, 'history.html');
  writeFileSync(file, renderHistoryHtml(sampleHistory(HOSTILE)));
  writeFileSync(join(folder, 'mixed.html'), '<title>the report</title>');
  address = pathToFileURL(file).href;
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(page: Page): Promise<string[]> {
  const trouble = watchTrouble(page, (url) => url.startsWith('file:'));
  await page.goto(address);
  return trouble;
}

test('stays quiet and asks for nothing whatever its strings, and axe finds nothing', async ({ browser }) => {
  // axe is put into the page, which the page's own policy would not let in.
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme });
    const page = await context.newPage();
    const trouble = await open(page);
    expect(await page.title()).toBe('9 runs of 2 products');
    expect(await page.evaluate(UNLABELLED)).toEqual([]);
    expect(await page.evaluate(COLOUR_ALONE)).toEqual([]);
    const levels = await page.evaluate<number[]>(HEADINGS);
    expect(levels.every((level, at) => at === 0 || level - levels[at - 1]! <= 1)).toBe(true);
    await page.evaluate(AXE);
    const found = await page.evaluate<string[]>(
      `axe.run().then(({ violations }) => violations.map((each) => each.id + ': ' + each.nodes[0].html))`,
    );
    expect(found).toEqual([]);
    expect(trouble).toEqual([]);
    await context.close();
  }
});

test('fits a phone, has contrast in the dark, and prints without what only a screen needs', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  expect(await page.evaluate(SIDEWAYS)).toBe(0);
  const { low } = await page.evaluate<{ low: unknown[] }>(LOW_CONTRAST);
  expect(low).toEqual([]);
  await page.setViewportSize({ width: 800, height: 740 });
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  await expect(page.getByRole('searchbox')).toBeHidden();
  await expect(page.locator('#case-count')).toBeHidden();
  await expect(page.locator('.trend svg').first()).toBeVisible();
  expect(await page.evaluate(SIDEWAYS)).toBe(0);
});

test('draws the trend inside of its field, every bar on the ground', async ({ page }) => {
  await open(page);
  const inside = await page.evaluate<boolean>(`[...document.querySelectorAll('.trend svg')].every((svg) => {
    const field = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('path,text')].every((each) => {
      const box = each.getBoundingClientRect();
      return box.left >= field.left - 1 && box.right <= field.right + 1 && box.top >= field.top - 1 && box.bottom <= field.bottom + 1;
    });
  })`);
  expect(inside).toBe(true);
  const names = await page.locator('.trend svg').first().locator('text').allTextContents();
  expect(names).toEqual(expect.arrayContaining(['3.7.0', '3.8.0', '3.9.0', '✕2']));
});

test('filters cases by words and by what became of them, and sorts them', async ({ page }) => {
  await open(page);
  const rows = page.locator('#p0 .cs tbody tr:visible');
  const ids = async () => (await rows.locator('th').allTextContents()).map((text) => text.slice(0, 4));
  expect(await ids()).toEqual(['TC_A', 'TC_B', 'TC_C', 'TC_D', 'TC_E']);
  await page.getByRole('combobox', { name: 'Show' }).selectOption('changed');
  expect(await ids()).toEqual(['TC_B', 'TC_C', 'TC_D']);
  await page.getByRole('combobox', { name: 'Show' }).selectOption('red');
  expect(await ids()).toEqual(['TC_C', 'TC_D']);
  await page.getByRole('combobox', { name: 'Show' }).selectOption('failed');
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('failed');
  expect(await ids()).toEqual(['TC_B', 'TC_C', 'TC_D']);
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('change');
  expect(await ids()).toEqual(['TC_B', 'TC_C', 'TC_D']);
  await page.getByRole('combobox', { name: 'Show' }).selectOption('');
  await page.getByRole('searchbox', { name: 'Find' }).fill('does tc_d');
  expect(await ids()).toEqual(['TC_D']);
  await expect(page.locator('#case-count')).toHaveText('1 of 7 cases shown');
});

test('can be used with the keyboard alone', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await page.getByRole('searchbox', { name: 'Find' }).focus();
  await page.keyboard.type('tc_b');
  await expect(page.locator('#p0 .cs tbody tr:visible')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'Show' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  // What may have to be scrolled can be reached.
  await expect(page.locator('#p0 .trend [role=region]')).toBeFocused();
});

test('leads from a change to its runs, and from a run to its report', async ({ page }) => {
  await open(page);
  const link = page.locator('#p0 .fw a').first();
  const target = await link.getAttribute('href');
  await link.click();
  await expect(page.locator(target!)).toBeInViewport();
  await page.locator('#p0 .rn').getByRole('link').first().click();
  await expect(page).toHaveTitle('the report');
});
