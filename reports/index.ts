/** The reports: a record goes in, a model comes out, and every format is made from that model. */
import { type Proof } from './html/context.js';
import { renderHtml } from './html/render-html.js';
import { renderSummary } from './json/summarise.js';
import { renderJunit } from './junit/render-junit.js';
import { type RunModel } from './model/run-model.js';

export { renderHtml } from './html/render-html.js';
export { type Proof } from './html/context.js';
export { summarise } from './json/summarise.js';
export { type Summary, summaryJsonSchema, summarySchema } from './json/summary-schema.js';
export { renderJunit } from './junit/render-junit.js';
export { buildRunModel } from './model/build-run-model.js';
export { RecordError } from './model/record-error.js';
export { type RunModel } from './model/run-model.js';
export { renderText } from './text/render-text.js';

/** What a format may use beyond the model. */
export interface ReportExtras {
  readonly proof?: Proof;
}

export interface ReportFormat {
  /** The name of the file that it becomes. */
  readonly file: string;
  render(model: RunModel, extras?: ReportExtras): string;
}

export const FORMATS: Readonly<Record<'html' | 'junit' | 'json', ReportFormat>> = {
  html: { file: 'report.html', render: renderHtml },
  junit: { file: 'junit.xml', render: (model) => renderJunit(model) },
  json: { file: 'summary.json', render: (model) => renderSummary(model) },
};
export { renderIndex } from './index-page/render-index.js';
