/** The page above several runs: no script, no request, its conclusion first, phone, light and dark, print, axe. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import type * as ReportsModule from '../../reports/index.js';
import type * as IndexModule from '../unit/reports/sample-index.js';
import type * as SamplesModule from '../unit/reports/sample-runs.js';
import type * as SupportModule from '../unit/reports/support.js';
import { compiled } from './pages.js';
import { COLOUR_ALONE, HEADINGS, LOW_CONTRAST, OPEN_ALL, SIDEWAYS, UNLABELLED } from './probes.js';
import { watchTrouble } from './trouble.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let folder: string;
let address: string;
test.beforeAll(async () => {
  const { renderHtml, renderIndex } = await compiled<typeof ReportsModule>('reports/index.js');
  const { indexedRun, indexOf } = await compiled<typeof IndexModule>('tests/unit/reports/sample-index.js');
  const { mixedRun } = await compiled<typeof SamplesModule>('tests/unit/reports/sample-runs.js');
  const { HOSTILE, modelOf } = await compiled<typeof SupportModule>('tests/unit/reports/support.js');
  const claims = (profiles: readonly string[]) => ({ plan: { statement: { profiles, features: [] } } });
  const mixed = await modelOf({ ...mixedRun(), start: claims(['Core', 'Reservation']) });
  const green = await modelOf({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }], start: claims(['Core']) });
  const evil = await modelOf({ ...mixedRun(), hostile: HOSTILE, start: claims([HOSTILE, 'Core']), end: false });
  const runs = [
    indexedRun('mixed', mixed),
    indexedRun('green', green, { product: 'small' }),
    indexedRun('evil', evil, { version: '2.1' }),
    indexedRun('none', undefined, { role: 'csms' }),
  ];
  folder = mkdtempSync(join(tmpdir(), 'laddprov-start-page-'));
  mkdirSync(join(folder, 'mixed'));
  writeFileSync(join(folder, 'mixed/report.html'), renderHtml(mixed));
  const file = join(folder, 'index.html');
  const more = { matrix: 'matrix.html', interrupted: HOSTILE, without: ['TC_B_99_CS in 2.1'] };
  writeFileSync(file, renderIndex(indexOf(runs, more)));
  address = pathToFileURL(file).href;
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens the page and notes everything that it says, asks or fetches. */
async function open(page: Page): Promise<string[]> {
  const trouble = watchTrouble(page, (url) => url === address);
  await page.goto(address);
  return trouble;
}

test('opens from disk without a script and without a request, whatever its strings', async ({ page }) => {
  const trouble = await open(page);
  await page.evaluate(OPEN_ALL);
  await expect(page).toHaveTitle('Tester error: 1 of 4 runs; incomplete: 2. The products of a test');
  await expect(page.locator('script,img,iframe,link')).toHaveCount(0);
  await expect(page.locator('#run-3')).toContainText("<script>document.title='owned'</script>");
  expect(trouble).toEqual([]);
});

test('says what the runs came to, and leads from the name of a run to its report', async ({ page }) => {
  await open(page);
  await expect(page.locator('.outcome')).toHaveText('Tester error: 1 of 4 runs; incomplete: 2');
  await expect(page.getByRole('row', { name: /^CSMS/ })).toContainText('did not begin');
  await page.getByText('What the conclusions rest on').first().click();
  await expect(page.locator('#run-1').getByRole('row', { name: /^Core/ })).toContainText('not conformant');
  await page.getByRole('row').getByRole('link', { name: 'Charging station, OCPP 2.0.1', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nordladd Stolpe 22 D');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`fits a phone, has contrast in the ${colorScheme}, and axe finds nothing`, async ({ browser }) => {
    // axe is put into the page, which the page's own policy would not let in.
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await open(page);
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
    await page.evaluate(OPEN_ALL);
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
    expect(await page.evaluate(LOW_CONTRAST)).toMatchObject({ low: [] });
    expect(await page.evaluate(UNLABELLED)).toEqual([]);
    expect(await page.evaluate(COLOUR_ALONE)).toEqual([]);
    for (const landmark of ['main', 'navigation', 'contentinfo'] as const)
      await expect(page.getByRole(landmark)).toHaveCount(1);
    const levels = await page.evaluate<number[]>(HEADINGS);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1));
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(AXE);
    const found = await page.evaluate<string[]>(
      `axe.run().then(({ violations }) => violations.map((each) => each.id + ': ' + each.nodes[0].html))`,
    );
    expect(found).toEqual([]);
    await context.close();
  });

test('prints all of it on white, and nothing is cut off at the side', async ({ page }) => {
  await page.setViewportSize({ width: 690, height: 1000 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await open(page);
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.locator('#run-1').getByRole('row', { name: /^Core/ })).toBeVisible();
  expect(await page.evaluate(SIDEWAYS)).toBe(0);
});
