/** The report as a folder of pages: an index, and a page per case. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import type * as ReportsModule from '../../reports/index.js';
import type * as SamplesModule from '../unit/reports/sample-runs.js';
import type * as SupportModule from '../unit/reports/support.js';
import type * as SyntheticModule from '../unit/reports/synthetic-record.js';
import { COLOUR_ALONE, HEADINGS, LOW_CONTRAST, OPEN_ALL, SIDEWAYS, UNLABELLED } from './probes.js';
import { watchTrouble, WORRYING } from './trouble.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const build = resolve(process.env['LADDPROV_BUILD'] ?? 'dist');

async function compiled<T>(path: string): Promise<T> {
  const file = join(build, path);
  if (!existsSync(file)) throw new Error(`${file} is not there: build first`);
  return (await import(pathToFileURL(file).href)) as T;
}

let folder: string;
const at = (name: string, file = 'index.html'): string => pathToFileURL(join(folder, name, file)).href;

test.beforeAll(async () => {
  const { casesIn, FORMATS, buildRunModel } = await compiled<typeof ReportsModule>('reports/index.js');
  const { syntheticRecord } = await compiled<typeof SyntheticModule>('tests/unit/reports/synthetic-record.js');
  const { longRun, mixedRun } = await compiled<typeof SamplesModule>('tests/unit/reports/sample-runs.js');
  const { HOSTILE } = await compiled<typeof SupportModule>('tests/unit/reports/support.js');
  folder = mkdtempSync(join(tmpdir(), 'laddprov-report-pages-'));
  const evilId = `../../evil/<script>document.title='owned'</script>?a=b#c%2e%2e`;
  const runs = {
    mixed: mixedRun(),
    hostile: {
      ...mixedRun(),
      hostile: HOSTILE,
      cases: [...mixedRun().cases, { id: evilId, verdict: 'pass' as const }],
    },
    long: longRun(1000),
  };
  for (const [name, run] of Object.entries(runs)) {
    const model = await buildRunModel(syntheticRecord(run));
    const { begin, each, end } = FORMATS['html-pages'].files(model, {});
    mkdirSync(join(folder, name));
    const files = [...begin(), ...casesIn(model).flatMap((one) => [...each(one)]), ...end()];
    for (const file of files) writeFileSync(join(folder, name, file.name), file.text);
  }
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Notes every error, every dialog, and every request beyond the folder of the report. */
const watch = (page: Page, name: string): readonly string[] =>
  watchTrouble(page, (url) => url.startsWith(at(name, '')), WORRYING);

test('the index leads to a case, that one to its neighbours, and all back to the index', async ({ page }) => {
  const trouble = watch(page, 'mixed');
  await page.goto(at('mixed'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nordladd Stolpe 22 D');
  await page.locator('#cases').getByRole('link', { name: 'TC_B_21_CS' }).click();
  await expect(page).toHaveURL(/case-\d{4}\.html#case-TC_B_21_CS$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('fail TC_B_21_CS');
  await expect(page.locator('svg').first()).toBeVisible();
  await page.getByRole('link', { name: 'Case after' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('TC_E_03_CS');
  await page.getByRole('link', { name: 'Case before' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('TC_B_21_CS');
  await page.getByRole('link', { name: 'All cases' }).click();
  await expect(page).toHaveURL(/index\.html#cases$/);
  expect(trouble).toEqual([]);
});

test('links into the single page lead on to the page of the case, its divergence and its messages', async ({
  page,
}) => {
  await page.goto(`${at('mixed')}#case-TC_N_01_CS`);
  await expect(page).toHaveURL(/case-\d{4}\.html#case-TC_N_01_CS$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('TC_N_01_CS');
  await page.goto(`${at('mixed')}#first-TC_B_21_CS`);
  await expect(page).toHaveURL(/case-\d{4}\.html#first-TC_B_21_CS$/);
  await expect(page.locator('tr:target')).toContainText('First divergence');
  await expect(page.locator('tr:target')).toBeInViewport();
  await page.goto(`${at('mixed')}#f3`);
  await expect(page).toHaveURL(/case-\d{4}\.html#f3$/);
  await expect(page.locator('li:target')).toBeVisible();
  await page.goto(`${at('mixed')}#case-no-such-case`);
  await expect(page).toHaveURL(/index\.html#case-no-such-case$/);
});

test('a finding on the index leads to the message on the page of its case', async ({ page }) => {
  await page.goto(at('mixed'));
  await page.evaluate(OPEN_ALL);
  const link = page.locator('#rules a[href*="#f"]').first();
  const n = (await link.textContent())!;
  await link.click();
  await expect(page).toHaveURL(new RegExp(`case-\\d{4}\\.html#f${n}$`));
  await expect(page.locator('li:target')).toContainText(n);
});

test('every link of every page leads somewhere', async ({ page }) => {
  const dead: string[] = [];
  const ids = new Map<string, Set<string>>();
  const links: (readonly [string, string])[] = [];
  for (const file of readdirSync(join(folder, 'mixed'))) {
    await page.goto(at('mixed', file));
    ids.set(
      file,
      new Set(await page.evaluate<string[]>(`[...document.querySelectorAll('[id]')].map((each) => each.id)`)),
    );
    for (const href of await page.evaluate<string[]>(
      `[...document.querySelectorAll('a')].map((each) => each.getAttribute('href'))`,
    ))
      links.push([file, href]);
  }
  for (const [file, href] of links) {
    const [to, id] = href.split('#');
    const known = ids.get(to === '' ? file : to!);
    if (!known || (id !== undefined && !known.has(id))) dead.push(`${file}: ${href}`);
  }
  expect(links.length).toBeGreaterThan(50);
  expect(dead).toEqual([]);
});

test('the filter works on the index, and is as it was when one comes back from a case', async ({ page }) => {
  await page.goto(at('long'));
  await expect(page.locator('#shown')).toHaveText('1000 of 1000 cases shown');
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('fail');
  await expect(page.locator('#shown')).toHaveText('40 of 1000 cases shown');
  await page.getByRole('searchbox', { name: 'Find' }).fill('TC_E');
  const shown = await page.locator('#shown').textContent();
  await page.locator('tr.case:visible a').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('fail');
  await page.goBack();
  await expect(page.getByRole('searchbox', { name: 'Find' })).toHaveValue('TC_E');
  await expect(page.getByRole('combobox', { name: 'Verdict' })).toHaveValue('fail');
  await expect(page.locator('#shown')).toHaveText(shown!);
});

test('back from where a deep link led does not lead there again', async ({ page }) => {
  await page.goto(at('mixed'));
  await page.goto(`${at('mixed')}#case-TC_N_01_CS`);
  await expect(page).toHaveURL(/case-\d{4}\.html/);
  await page.goBack();
  await expect(page).toHaveURL(/index\.html$/);
});

test('hostile ids and texts become no file, no link and no markup', async ({ page }) => {
  const names = readdirSync(join(folder, 'hostile'));
  expect(names.filter((name) => !/^(?:index|case-\d{4})\.html$/.test(name))).toEqual([]);
  const trouble = watch(page, 'hostile');
  for (const name of names) {
    await page.goto(at('hostile', name));
    await page.evaluate(OPEN_ALL);
    expect(await page.title()).not.toBe('owned');
    expect(await page.evaluate(`document.querySelectorAll('script,img,iframe,link').length`)).toBe(1);
    const odd = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a')].map((each) => each.getAttribute('href')).filter((href) => !/^(?:(?:index|case-[0-9]{4})\\.html)?(?:#[\\w-]+)?$/.test(href))`,
    );
    expect(odd).toEqual([]);
  }
  await page.goto(`${at('hostile')}#case-${encodeURIComponent(`"><img src=x onerror="document.title='owned'">`)}`);
  await page.goto(`${at('hostile')}#%E0%A4%A`);
  expect(await page.title()).not.toBe('owned');
  expect(trouble).toEqual([]);
});

for (const file of ['index.html', 'case-0002.html'])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${file} fits a phone, has contrast in the ${colorScheme}, and axe finds nothing`, async ({ browser }) => {
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width: 360, height: 800 } });
      const page = await context.newPage();
      await page.goto(at('mixed', file));
      await page.evaluate(OPEN_ALL);
      expect(await page.evaluate(SIDEWAYS)).toBe(0);
      expect(await page.evaluate(LOW_CONTRAST)).toMatchObject({ low: [] });
      expect(await page.evaluate(UNLABELLED)).toEqual([]);
      expect(await page.evaluate(COLOUR_ALONE)).toEqual([]);
      const levels = await page.evaluate<number[]>(HEADINGS);
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      await page.evaluate(AXE);
      const found = await page.evaluate<string[]>(
        `axe.run().then(({ violations }) => violations.map((each) => each.id + ': ' + each.nodes[0].html))`,
      );
      expect(found).toEqual([]);
      await context.close();
    });

test('a case prints with its drawing, without what only a screen needs', async ({ page }) => {
  await page.setViewportSize({ width: 690, height: 1000 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.goto(at('mixed', 'case-0002.html'));
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.locator('svg').first()).toBeVisible();
  expect(await page.evaluate(SIDEWAYS)).toBe(0);
});

test('the index leads to the cases without script too', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${at('mixed')}#case-TC_B_01_CS`);
  await expect(page.locator('tr:target')).toBeInViewport();
  await page.locator('tr:target a').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('TC_B_01_CS');
  await context.close();
});
