/** The reports: a record goes in, a model comes out, and every format is made from that model. */
export { type Proof } from './html/context.js';
export { renderHtml } from './html/render-html.js';
export { summarise } from './json/summarise.js';
export { type Summary, summaryJsonSchema, summarySchema } from './json/summary-schema.js';
export { renderJunit } from './junit/render-junit.js';
export { renderMarkdown } from './markdown/render-markdown.js';
export { buildRunModel } from './model/build-run-model.js';
export { RecordError } from './model/record-error.js';
export { type RunModel } from './model/run-model.js';
export { outlineOf, type RecordSource } from './model/stream-cases.js';
export { renderText } from './text/render-text.js';
export { FORMATS, type FormatName, type ReportFormat } from './formats.js';
export { renderIndex } from './index-page/render-index.js';
