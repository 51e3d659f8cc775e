/** The HTML report as a PDF: with contents that name pages, a header, and page numbers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type Page } from '@playwright/test';
import { buildRunModel, renderHtml, type RunModel } from '../reports/index.js';
import { readRecord } from '../harness/record/read.js';
import { usageError } from './errors.js';
import { findBrowser, loadChromium } from './find-browser.js';
import { pagesOfDestinations } from './pdf-pages.js';
import { publishedProof } from './published-proof.js';

const TIME_LIMIT = 180_000;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ESCAPES[char]!);

/** Puts the contents after the cover: chapters, and below "Cases" every case, each with room for its page. */
const ADD_CONTENTS = `(() => {
  const make = (name, parent, text) => {
    const element = parent.appendChild(document.createElement(name));
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const section = document.createElement('section');
  section.id = 'contents';
  make('h2', section, 'Contents');
  const list = make('ol', section);
  const entry = (id, text, level) => {
    const link = make('a', make('li', list));
    link.parentElement.className = 'l' + level;
    link.href = '#' + id;
    make('span', link, text);
    make('b', link).dataset.to = id;
  };
  for (const link of document.querySelectorAll('nav a')) {
    const id = link.getAttribute('href').slice(1);
    entry(id, link.textContent, 1);
    if (id === 'cases') for (const each of document.querySelectorAll('.case')) entry(each.id, each.querySelector('h4').textContent, 2);
  }
  document.querySelector('#summary').after(section);
  document.querySelectorAll('details:not(.fr):not(.pf)').forEach((each) => (each.open = true));
})()`;

const PDF_STYLE = `
.facts{gap:2.2mm 8mm;font-size:8.5pt}.lead{margin-bottom:6mm}.counts{margin-bottom:7mm}
#contents{break-after:page}#contents ol{list-style:none;margin:0;padding:0;font-size:9pt}
#contents li{break-inside:avoid;padding:.6mm 0}#contents .l1{font-weight:600;margin-top:1.5mm}#contents .l2{padding-left:5mm}
#contents a{display:flex;gap:4mm;justify-content:space-between}#contents b{min-width:10mm;text-align:right;font-weight:inherit}`;

const fill = (pages: ReadonlyMap<string, number>): string =>
  `(() => { const pages = ${JSON.stringify(Object.fromEntries(pages))};
  for (const each of document.querySelectorAll('#contents b')) each.textContent = pages[each.dataset.to] ?? ''; })()`;

const FONT = 'font:7.5pt sans-serif;color:#444;width:100%;padding:0 14mm;display:flex;justify-content:space-between';

async function print(page: Page, model: RunModel, title: string): Promise<Uint8Array> {
  const { sut, started, tool } = model.run;
  const header = `${sut.identity}, OCPP ${sut.version} ${sut.role}`.slice(0, 120);
  const template = (left: string, right: string) =>
    `<div style="${FONT}"><span>${left}</span><span>${right}</span></div>`;
  return page.pdf({
    format: 'A4',
    margin: { top: '20mm', bottom: '18mm', left: '14mm', right: '14mm' },
    displayHeaderFooter: true,
    headerTemplate: template(escaped(header), escaped(title.split(':')[0] ?? '')),
    footerTemplate: template(
      escaped(`${tool.name} ${tool.version}, run of ${started}`.slice(0, 120)),
      '<span class="pageNumber"></span> / <span class="totalPages"></span>',
    ),
    printBackground: true,
    preferCSSPageSize: false,
    outline: true,
    tagged: true,
  });
}

async function launch(): Promise<Browser> {
  const chromium = await loadChromium();
  const executablePath = findBrowser(process.env);
  // Root, as in a container, cannot have Chromium's sandbox; everyone else keeps it.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  try {
    return await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args });
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw usageError(
      `no browser could be started to print with: ${why}`,
      'Install one: npx playwright install chromium, or the Chromium of the system; LADDPROV_CHROMIUM names another.',
    );
  }
}

/** Prints the report of the record to `path`, and returns it. Throws with code USAGE where what it needs is missing. */
export async function printPdf(record: string, path: string): Promise<string> {
  const browser = await launch();
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-pdf-'));
  try {
    const model = await buildRunModel(readRecord(record));
    const proof = publishedProof(model.run.catalogue.digest);
    const file = join(folder, 'report.html');
    writeFileSync(file, renderHtml(model, proof ? { proof } : {}));
    const context = await browser.newContext({ bypassCSP: true, offline: true });
    const page = await context.newPage();
    page.setDefaultTimeout(TIME_LIMIT);
    await page.goto(pathToFileURL(file).href);
    await page.addStyleTag({ content: PDF_STYLE });
    await page.evaluate(ADD_CONTENTS);
    const title = await page.title();
    // The first print says on which pages the chapters come; the numbers then take no more room than was left for them.
    await page.evaluate(fill(pagesOfDestinations(await print(page, model, title))));
    writeFileSync(path, await print(page, model, title));
    return path;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
