/** Every format that a record can become, apart from those that need another program. */
import { allureFiles } from './allure/allure-files.js';
import { renderBadge } from './badge/render-badge.js';
import { streamCasesCsv, streamChecksCsv } from './csv/stream-csv.js';
import { streamCtrf } from './ctrf/stream-ctrf.js';
import { type Proof } from './html/context.js';
import { renderHtml } from './html/render-html.js';
import { renderSummary } from './json/summarise.js';
import { renderJunit } from './junit/render-junit.js';
import { renderMarkdown } from './markdown/render-markdown.js';
import { type RunModel } from './model/run-model.js';
import { type RecordSource } from './model/stream-cases.js';

/** What a format may use beyond the model. */
export interface ReportExtras {
  readonly proof?: Proof;
}

/**
 * `whole` needs the model with every message in memory. `stream` reads the record a case at a time and gives one or
 * more files as pieces of text. `folder` gives many small files, for a folder of their own.
 */
export type ReportFormat =
  | { readonly kind: 'whole'; readonly file: string; render(model: RunModel, extras?: ReportExtras): string }
  | {
      readonly kind: 'stream';
      readonly files: Readonly<Record<string, (source: RecordSource, outline: RunModel) => AsyncIterable<string>>>;
    }
  | {
      readonly kind: 'folder';
      readonly folder: string;
      files(source: RecordSource, outline: RunModel): AsyncIterable<{ readonly name: string; readonly text: string }>;
    };

export type FormatName = 'html' | 'junit' | 'json' | 'ctrf' | 'csv' | 'markdown' | 'badge' | 'allure';

type Whole = Extract<ReportFormat, { kind: 'whole' }>;

const whole = (file: string, render: Whole['render']): Whole => ({ kind: 'whole', file, render });

export const FORMATS = {
  html: whole('report.html', renderHtml),
  junit: whole('junit.xml', renderJunit),
  json: whole('summary.json', renderSummary),
  ctrf: { kind: 'stream', files: { 'ctrf.json': streamCtrf } },
  csv: { kind: 'stream', files: { 'cases.csv': streamCasesCsv, 'checks.csv': streamChecksCsv } },
  markdown: whole('summary.md', renderMarkdown),
  badge: whole('badge.svg', renderBadge),
  allure: { kind: 'folder', folder: 'allure-results', files: allureFiles },
} satisfies Readonly<Record<FormatName, ReportFormat>>;
