/** Every format that a record can become, apart from those that need another program. */
import { allureFiles, type ResultFile } from './allure/allure-files.js';
import { renderBadge } from './badge/render-badge.js';
import { casesCsv, checksCsv } from './csv/write-csv.js';
import { ctrf } from './ctrf/write-ctrf.js';
import { type Proof } from './html/context.js';
import { htmlPieces } from './html/render-html.js';
import { htmlPages } from './html-pages/html-pages.js';
import { summary } from './json/summarise.js';
import { renderJunit } from './junit/render-junit.js';
import { renderMarkdown } from './markdown/render-markdown.js';
import { type RunModel } from './model/run-model.js';
import { type CaseWriter } from './model/stream-cases.js';

/** What a format may use beyond the model. */
export interface ReportExtras {
  readonly proof?: Proof;
}

/**
 * `whole` needs the model with every message in memory, and `outline` the model without. `stream` makes one or more
 * files of the outline and of case runs that come one by one, of which it needs the checks; `folder` many small files,
 * for a folder of their own, and it needs the messages as well.
 */
export type ReportFormat =
  | {
      readonly kind: 'whole';
      readonly file: string;
      /** In pieces, so that the file is never in memory as a whole. */
      pieces(model: RunModel, extras?: ReportExtras): Iterable<string>;
    }
  | { readonly kind: 'outline'; readonly file: string; render(outline: RunModel): string }
  | {
      readonly kind: 'stream';
      readonly files: Readonly<Record<string, (outline: RunModel) => CaseWriter<string>>>;
    }
  | {
      readonly kind: 'folder';
      readonly folder: string;
      files(outline: RunModel, extras?: ReportExtras): CaseWriter<readonly ResultFile[]>;
    };

export type FormatName = 'html' | 'html-pages' | 'junit' | 'json' | 'ctrf' | 'csv' | 'markdown' | 'badge' | 'allure';

export const FORMATS = {
  html: { kind: 'whole', file: 'report.html', pieces: htmlPieces },
  'html-pages': { kind: 'folder', folder: 'report-pages', files: htmlPages },
  junit: { kind: 'outline', file: 'junit.xml', render: renderJunit },
  json: { kind: 'stream', files: { 'summary.json': summary } },
  ctrf: { kind: 'stream', files: { 'ctrf.json': ctrf } },
  csv: { kind: 'stream', files: { 'cases.csv': casesCsv, 'checks.csv': checksCsv } },
  markdown: { kind: 'outline', file: 'summary.md', render: renderMarkdown },
  badge: { kind: 'outline', file: 'badge.svg', render: renderBadge },
  allure: { kind: 'folder', folder: 'allure-results', files: allureFiles },
} satisfies Readonly<Record<FormatName, ReportFormat>>;
