/** The pictures of a report, from a run of the reference station in which it gets hot, breaks and is mended. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import type * as ReportsModule from '../../reports/index.js';
import { stationRun } from './embedded-run.js';
import { compiled } from './pages.js';
import { LOW_CONTRAST, OPEN_ALL, SIDEWAYS } from './probes.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let folder: string;
let address: string;
test.beforeAll(async () => {
  const { buildRunModel, renderHtml } = await compiled<typeof ReportsModule>('reports/index.js');
  folder = mkdtempSync(join(tmpdir(), 'laddprov-pictures-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, renderHtml(await buildRunModel(await stationRun(['ENV_2X_CS_*', 'FAULT_2X_CS_01']))));
  address = pathToFileURL(file).href;
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a temperature is drawn with its threshold and its alerts, and the connectors as lines of time', async ({
  page,
}) => {
  await page.goto(address);
  const pictures = page.locator('#pictures');
  const temperature = pictures.locator('figure.plot', { hasText: 'Temperature' }).first();
  await expect(temperature.locator('svg desc')).toContainText(/readings from .* Thresholds: .*UpperThreshold/);
  await expect(temperature.locator('svg')).toContainText('▲');
  await expect(temperature.locator('svg')).toContainText('▽');
  const line = pictures.locator('figure.plot', { hasText: 'Status of each connector' });
  await expect(line.locator('rect.s1').first()).toBeVisible();
  await expect(line.locator('svg')).toContainText('EVSE 1 connector 1');
});

test('a case about the environment has its own picture', async ({ page }) => {
  await page.goto(address);
  await page.evaluate(OPEN_ALL);
  expect(await page.locator('.case figure.plot').count()).toBeGreaterThan(3);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the pictures fit a phone, have contrast in the ${colorScheme}, and axe finds nothing`, async ({ browser }) => {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    await page.goto(address);
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
    expect(await page.evaluate(LOW_CONTRAST)).toMatchObject({ low: [] });
    await page.evaluate(AXE);
    const found = await page.evaluate<string[]>(
      `axe.run('#pictures').then(({ violations }) => violations.map((each) => each.id + ': ' + each.nodes[0].html))`,
    );
    expect(found).toEqual([]);
    await context.close();
  });
