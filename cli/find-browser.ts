/** A browser for printing, and the library that drives it; laddprov depends on neither. */
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserType } from '@playwright/test';
import { usageError } from './errors.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const LIBRARIES = ['playwright', '@playwright/test', 'playwright-core'];

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium that LADDPROV_CHROMIUM names, else one on the PATH; undefined where there is none. */
export function findBrowser(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = env['LADDPROV_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (executable(named)) return named;
    throw usageError(`LADDPROV_CHROMIUM names ${named}, which is no program that can be run`, 'Name a Chromium.');
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
}

/** Playwright, of the project that laddprov is used in, or beside laddprov itself. */
export async function loadChromium(): Promise<BrowserType> {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    for (const name of LIBRARIES) {
      try {
        const path = createRequire(from).resolve(name);
        const found = (await import(pathToFileURL(path).href)) as {
          readonly chromium?: BrowserType;
          readonly default?: { readonly chromium?: BrowserType };
        };
        const chromium = found.chromium ?? found.default?.chromium;
        if (chromium !== undefined) return chromium;
      } catch {
        // Not there, or not whole; the next one may be.
      }
    }
  }
  throw usageError(
    'a PDF needs Playwright, which is not installed',
    'npm install --save-dev playwright, and a browser: npx playwright install chromium, or the Chromium of the system.',
  );
}
