import { expect, type Page, test } from '@playwright/test';
import { type Pages, writePages } from './pages.js';
import { COLOUR_ALONE, HEADINGS, LOW_CONTRAST, OPEN_ALL, SIDEWAYS, UNLABELLED } from './probes.js';
import { watchTrouble, WORRYING } from './trouble.js';

let pages: Pages;
test.beforeAll(async () => {
  pages = await writePages();
});
test.afterAll(() => pages.remove());

/** Opens a page and notes every error, every dialog and every request beyond the page itself. */
async function open(page: Page, address: string): Promise<{ readonly trouble: string[] }> {
  const isPage = (url: string) => url.split('#')[0] === address.split('#')[0];
  const trouble = watchTrouble(page, isPage, WORRYING);
  await page.goto(address);
  return { trouble };
}

interface Contrast {
  readonly seen: number;
  readonly low: readonly (readonly [string, number])[];
}

for (const name of ['mixed', 'hostile', 'incomplete', 'long'] as const) {
  test(`the ${name} page opens from disk without an error and without a request`, async ({ page }) => {
    const { trouble } = await open(page, pages[name]);
    await expect(page.locator('#shown')).toHaveText(/^\d+ of \d+ cases shown$/);
    await expect(page).toHaveTitle(/, OCPP 2\.0\.1$/);
    expect(trouble).toEqual([]);
  });
}

test('the title and the first heading say what was tested and what came of it', async ({ page }) => {
  await open(page, pages.mixed);
  await expect(page).toHaveTitle('Tester error: Nordladd Stolpe 22 D, OCPP 2.0.1');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nordladd Stolpe 22 D');
  await expect(page.getByRole('main')).toContainText('1 of 5 cases that ran failed.');
});

test('an incomplete run says so before anything else', async ({ page }) => {
  await open(page, pages.incomplete);
  await expect(page.locator('.notices li').first()).toContainText('its record has no end');
  await expect(page.locator('.outcome')).toHaveText('Incomplete');
});

test('the skip link is the first stop of the keyboard and leads to the report', async ({ page }) => {
  await open(page, pages.mixed);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the report' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('a case opens and closes by keyboard, and focus is visible', async ({ page }) => {
  await open(page, pages.mixed);
  const summary = page.locator('#case-TC_B_01_CS > summary');
  await page.locator('#collapse').focus();
  await page.keyboard.press('Tab');
  await expect(summary).toBeFocused();
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(page.locator('#case-TC_B_01_CS')).toHaveAttribute('open');
  await expect(page.locator('#case-TC_B_01_CS svg')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.locator('#case-TC_B_01_CS')).not.toHaveAttribute('open');
});

test('a deep link opens its case', async ({ page }) => {
  await open(page, `${pages.mixed}#case-TC_N_01_CS`);
  await expect(page.locator('#case-TC_N_01_CS')).toHaveAttribute('open');
  await expect(page.locator('#case-TC_N_01_CS > summary')).toBeInViewport();
  await expect(page.locator('#case-TC_B_01_CS')).not.toHaveAttribute('open');
});

test('what needs attention leads to the failed case, and a check to the message that it rests on', async ({ page }) => {
  await open(page, pages.mixed);
  await page.locator('#attention').getByRole('link', { name: 'TC_B_21_CS' }).click();
  const failed = page.locator('#case-TC_B_21_CS');
  await expect(failed).toHaveAttribute('open');
  await failed.locator('.ck a').first().click();
  await expect(failed.locator('li:target')).toBeInViewport();
  await expect(failed.locator('li:target')).toContainText('BootNotification');
});

test('the first divergence of a case is linked from its top and framed in its drawing, and a link to it opens the case', async ({
  page,
}) => {
  await open(page, `${pages.mixed}#first-TC_B_21_CS`);
  const failed = page.locator('#case-TC_B_21_CS');
  await expect(failed).toHaveAttribute('open');
  await expect(failed.locator('tr:target')).toBeInViewport();
  await expect(failed.locator('tr:target')).toContainText('First divergence');
  await failed.locator('p').getByRole('link', { name: 'First divergence' }).click();
  await expect(failed.locator('tr:target')).toBeInViewport();
  await expect(failed.locator('svg text', { hasText: 'First divergence' })).toHaveCount(1);
  await expect(failed.locator('svg desc')).toContainText('the first divergence');
  await expect(page.locator('.case[data-v=pass] .first')).toHaveCount(0);
});

test('the filter finds by verdict and by words, and a link still reaches what it hid', async ({ page }) => {
  await open(page, pages.mixed);
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('fail');
  await expect(page.locator('.case:visible')).toHaveCount(1);
  await expect(page.locator('#shown')).toHaveText('1 of 5 cases shown');
  await expect(page.getByRole('heading', { level: 3, name: 'N Diagnostics' })).toBeHidden();
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('');
  await page.getByRole('searchbox', { name: 'Find' }).fill('log UPLOADED');
  await expect(page.locator('.case:visible')).toHaveCount(1);
  await page.locator('#attention').getByRole('link', { name: 'TC_J_01_CS' }).click();
  await expect(page.locator('#case-TC_J_01_CS')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find' }).fill('nothing has this');
  await expect(page.locator('#shown')).toHaveText('0 of 5 cases shown');
});

test('all shown cases open and close at once', async ({ page }) => {
  await open(page, pages.mixed);
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('pass');
  await page.getByRole('button', { name: 'Expand shown' }).click();
  await expect(page.locator('.case[open]')).toHaveCount(2);
  await page.getByRole('button', { name: 'Collapse all' }).click();
  await expect(page.locator('.case[open]')).toHaveCount(0);
});

test('hostile strings stay text', async ({ page }) => {
  const { trouble } = await open(page, pages.hostile);
  await page.evaluate(OPEN_ALL);
  expect(await page.title()).toMatch(/^Tester error: /);
  expect(await page.evaluate(`document.querySelectorAll('script,img,iframe,link').length`)).toBe(1);
  expect(
    await page.evaluate(
      `[...document.querySelectorAll('*')].filter((each) => [...each.attributes].some((at) => /^on/.test(at.name))).length`,
    ),
  ).toBe(0);
  await expect(page.locator('#case-TC_B_01_CS')).toContainText('⟨U+202E⟩');
  expect(trouble).toEqual([]);
});

test('the policy in the page stops a script that is not its own', async ({ page }) => {
  const { trouble } = await open(page, pages.mixed);
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('script'), { textContent: "document.title = 'owned'" }))`,
  );
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('img'), { src: 'http://127.0.0.1:9/x.png' }))`,
  );
  expect(await page.title()).not.toBe('owned');
  await expect.poll(() => trouble.filter((each) => each.startsWith('console:')).length).toBeGreaterThanOrEqual(2);
});

for (const name of ['mixed', 'hostile'] as const) {
  test(`the ${name} page does not scroll sideways at 360 pixels, all open`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, pages[name]);
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
    await page.evaluate(OPEN_ALL);
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every text of the ${name} page has enough contrast when it is ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await open(page, `${pages[name]}#case-TC_B_21_CS`);
      await page.evaluate(OPEN_ALL);
      const { seen, low } = await page.evaluate<Contrast>(LOW_CONTRAST);
      expect(seen).toBeGreaterThan(200);
      expect(low).toEqual([]);
    });
  }

  test(`the ${name} page names its landmarks, tables, controls and drawings`, async ({ page }) => {
    await open(page, pages[name]);
    expect(await page.evaluate(UNLABELLED)).toEqual([]);
    expect(await page.evaluate(COLOUR_ALONE)).toEqual([]);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    for (const landmark of ['main', 'navigation', 'contentinfo'] as const)
      await expect(page.getByRole(landmark)).toHaveCount(1);
    const levels = await page.evaluate<number[]>(HEADINGS);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1));
  });
}

test('dark is dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, pages.mixed);
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(19, 22, 25)');
});

test('in print every case stands open, what only a screen needs is gone, and nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 690, height: 1000 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await open(page, pages.mixed);
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Expand shown' })).toBeHidden();
  for (const table of await page.locator('.case .ck').all()) await expect(table).toBeVisible();
  await expect(page.locator('#case-TC_B_21_CS svg')).toBeVisible();
  await expect(page.locator('#did-not-run').getByText('TC_C_08_CS')).toBeVisible();
  const wide = await page.evaluate<number>(
    `[...document.querySelectorAll('.w')].filter((each) => each.scrollWidth > each.clientWidth + 1).length`,
  );
  expect(wide).toBe(0);
  expect(await page.evaluate(SIDEWAYS)).toBe(0);
});

test('it prints to a PDF of several pages, and the page is as it was afterwards', async ({ page }) => {
  await open(page, pages.mixed);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(3);
  await expect(page.locator('.case[open]')).toHaveCount(0);
});

test('it reads without script: no dead filter, cases open, links to messages work', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pages.mixed);
  await expect(page.locator('#filter')).toBeHidden();
  await page.locator('#case-TC_B_01_CS > summary').click();
  await expect(page.locator('#case-TC_B_01_CS .ck')).toBeVisible();
  await page.locator('#case-TC_B_01_CS .ck a').first().click();
  await expect(page.locator('#case-TC_B_01_CS .fr li').first()).toBeVisible();
  await context.close();
});
