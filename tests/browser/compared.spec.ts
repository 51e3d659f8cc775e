/** The pages that are made of several runs: the comparison of two, and products by cases. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import { type Pages, writePages } from './pages.js';
import { COLOUR_ALONE, LOW_CONTRAST, OPEN_ALL, SIDEWAYS, UNLABELLED } from './probes.js';
import { watchTrouble } from './trouble.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let pages: Pages;
test.beforeAll(async () => {
  pages = await writePages();
});
test.afterAll(() => pages.remove());

async function open(page: Page, address: string): Promise<string[]> {
  const trouble = watchTrouble(page);
  await page.goto(address);
  return trouble;
}

for (const name of ['diff', 'matrix'] as const) {
  test(`the ${name} page stays quiet whatever its strings, and axe finds nothing`, async ({ browser }) => {
    // axe is put into the page, which the page's own policy would not let in.
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const trouble = await open(page, pages[name]);
    await page.evaluate(OPEN_ALL);
    expect(await page.title()).not.toBe('owned');
    expect(await page.evaluate(UNLABELLED)).toEqual([]);
    expect(await page.evaluate(COLOUR_ALONE)).toEqual([]);
    await page.evaluate(AXE);
    const found = await page.evaluate<string[]>(
      `axe.run().then(({ violations }) => violations.map((each) => each.id + ': ' + each.nodes[0].html))`,
    );
    expect(found).toEqual([]);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test(`the ${name} page fits a phone, and its texts have contrast in the dark`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await open(page, pages[name]);
    await page.evaluate(OPEN_ALL);
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
    const { low } = await page.evaluate<{ low: unknown[] }>(LOW_CONTRAST);
    expect(low).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await expect(page.locator('form')).toHaveCount(1);
    await expect(page.getByRole('searchbox')).toBeHidden();
  });
}

test('the comparison filters by what changed', async ({ page }) => {
  await open(page, pages.diff);
  const all = await page.locator('.case').count();
  await page.getByRole('combobox', { name: 'Change' }).selectOption('removed');
  await expect(page.locator('.case:visible')).toHaveCount(1);
  await expect(page.locator('#shown')).toHaveText(`1 of ${all} cases shown`);
});

test('the matrix filters by verdict, by words and by difference, and leads to the reports', async ({ page }) => {
  await open(page, pages.matrix);
  await expect(page.locator('.mx tbody tr:visible')).toHaveCount(5);
  await page.getByRole('combobox', { name: 'With a verdict of' }).selectOption('fail');
  await expect(page.locator('.mx tbody tr:visible')).toHaveCount(1);
  await page.getByRole('combobox', { name: 'With a verdict of' }).selectOption('');
  await page.getByRole('searchbox', { name: 'Find' }).fill('meter values');
  await expect(page.locator('#row-count')).toHaveText('1 of 8 cases shown');
  await page.getByRole('checkbox', { name: 'only where products differ' }).check();
  await expect(page.locator('#row-count')).toHaveText('0 of 8 cases shown');
  await page.locator('.pr').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nordladd Stolpe 22 D');
});

test('the matrix keeps the names of the cases in sight when it is scrolled sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, pages.matrix);
  const before = await page.locator('.mx tbody th').first().boundingBox();
  await page.locator('.w:has(.mx)').evaluate('(each) => (each.scrollLeft = 200)');
  const after = await page.locator('.mx tbody th').first().boundingBox();
  expect(after?.x).toBe(before?.x);
});
