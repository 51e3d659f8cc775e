/** What an auditor reads first: cover, conclusion per profile, requirements, statement, proof; from a real run. */
import { expect, test } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as ReportsModule from '../../reports/index.js';
import { stationRun } from './embedded-run.js';
import { compiled } from './pages.js';
import { LOW_CONTRAST, OPEN_ALL, SIDEWAYS } from './probes.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CHAPTERS = ['#summary', '#certification', '#topics', '#requirements', '#claims', '#proof', '#words'];
const REPORT = { lab: 'Example Lab AB', tester: 'A. Person', reference: '2026-117', contact: 'lab@example.com' };

let folder: string;
let address: string;
test.beforeAll(async () => {
  const { buildRunModel, renderHtml } = await compiled<typeof ReportsModule>('reports/index.js');
  const events = (await stationRun(['TC_B_0*', 'TC_B_12_CS', 'TC_E_03_CS'])).map((event) =>
    event.type === 'run-start' ? { ...event, plan: { ...(event.plan as object), report: REPORT } } : event,
  );
  folder = mkdtempSync(join(tmpdir(), 'laddprov-certification-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, renderHtml(await buildRunModel(events)));
  address = pathToFileURL(file).href;
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the cover says who tested what when, who operated, and what the product said of itself', async ({ page }) => {
  await page.goto(address);
  const cover = page.locator('#summary');
  for (const text of [...Object.values(REPORT), 'Operator in this run', 'By its own word']) {
    await expect(cover).toContainText(text);
  }
  await expect(cover.getByRole('row', { name: /^Vendor/ })).toContainText('Laddprov');
  await expect(cover.locator('.outcome')).toHaveText('Conformant in what ran');
});

test('no profile is called conformant while official cases are missing, and the cover leads to why', async ({
  page,
}) => {
  await page.goto(address);
  await page.locator('#summary').getByRole('link', { name: 'Certification profiles' }).click();
  const chapter = page.locator('#certification');
  await expect(chapter).toBeInViewport();
  await expect(chapter.getByRole('row', { name: /^Core/ })).toContainText('incomplete');
  await expect(chapter.locator('b.pass')).toHaveCount(0);
  await chapter.getByText(/^Core: \d+ missing/).click();
  await expect(chapter.getByText(/^not in the catalogue \(mandatory\)/).first()).toBeVisible();
});

test('every requirement has its place, and a link leads from it to the case that checks it', async ({ page }) => {
  await page.goto(address);
  const chapter = page.locator('#requirements');
  await expect(chapter.getByRole('row', { name: /^All/ })).toContainText('1255');
  await chapter.getByText('Every one of the 1255 requirements').click();
  await chapter.getByText(/^B Provisioning, \d+ requirements$/).click();
  const row = chapter.getByRole('row', { name: /^B01\.FR\.01/ });
  await expect(row).toContainText('pass');
  await row.getByRole('link').first().click();
  await expect(page.locator('details.case[open]')).toHaveCount(1);
});

test('every claim of the statement is listed with what bears on it', async ({ page }) => {
  await page.goto(address);
  const chapter = page.locator('#claims');
  await chapter.getByText(/^Every claim of the statement/).click();
  await expect(chapter.getByRole('row', { name: /^Core/ })).toContainText(/\d+ of \d+ passed/);
  await expect(chapter).toContainText('Claimed and not exercised');
});

test('the lists stand open on paper, and nothing is cut off at the side', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  await page.goto(address);
  await page.evaluate('dispatchEvent(new Event("beforeprint"))');
  await expect(
    page
      .locator('#certification')
      .getByText(/^not in the catalogue \(mandatory\)/)
      .first(),
  ).toBeVisible();
  expect(await page.evaluate(SIDEWAYS)).toBe(0);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the chapters fit a phone, have contrast in the ${colorScheme}, and axe finds nothing`, async ({ browser }) => {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    await page.goto(address);
    await page.evaluate(OPEN_ALL);
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
    expect(await page.evaluate(LOW_CONTRAST)).toMatchObject({ low: [] });
    await page.evaluate(AXE);
    for (const chapter of CHAPTERS) {
      const found = await page.evaluate<string[]>(
        `axe.run('${chapter}').then(({ violations }) => violations.map((each) => each.id + ': ' + each.nodes[0].html))`,
      );
      expect(found, chapter).toEqual([]);
    }
    await context.close();
  });
