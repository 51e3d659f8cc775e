/**
 * The report in a real browser. The pages are made by the compiled reports, so the build comes first. The browser is
 * the one that LADDPROV_CHROMIUM names, else a Chromium on the PATH, else the one that Playwright installs.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

function systemChromium(): string | undefined {
  const named = process.env['LADDPROV_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

const executablePath = systemChromium();
/** Root, as in a container, cannot have Chromium's sandbox; everyone else keeps it. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const quiet = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '*.spec.ts',
  workers: 1,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: { ...(executablePath && { executablePath }), args: [...asRoot, ...quiet] },
  },
});
