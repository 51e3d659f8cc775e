import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildRunModel,
  casesOf,
  FORMATS,
  outlineOf,
  type RecordSource,
  type ReportFormat,
  type RunModel,
} from '../../../reports/index.js';
import { type SyntheticRun } from './synthetic-header.js';
import { syntheticRecord } from './synthetic-record.js';

export const modelOf = (run: SyntheticRun): Promise<RunModel> => buildRunModel(syntheticRecord(run));

/** A record that can be read again and again. */
export const sourceOf = (run: SyntheticRun): RecordSource => {
  const events = syntheticRecord(run);
  return { events: () => events };
};

/** A file of a format that is written a case at a time. */
export async function streamed(name: 'ctrf' | 'csv' | 'json', file: string, run: SyntheticRun): Promise<string> {
  const format: ReportFormat = FORMATS[name];
  assert.ok(format.kind === 'stream');
  const source = sourceOf(run);
  const outline = await outlineOf(source);
  const { begin, each, end } = format.files[file]!(outline);
  let text = begin();
  for await (const one of casesOf(source, outline, 'checks')) text += each(one);
  return text + end();
}

/** The repository's root, wherever the compiled tests stand in it. */
function root(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, 'package.json'))) at = dirname(at);
  return at;
}

/** A file of the repository as text. */
export const repositoryFile = (path: string): string => readFileSync(join(root(), path), 'utf8');

/** What a SUT might send to break a report: markup, quotes, controls, direction overrides, stacked marks, length. */
export const HOSTILE = [
  `<script>document.title='owned'</script>`,
  `"><img src=x onerror="document.title='owned'">`,
  `</pre></td></style></script><svg onload=document.title='owned'>`,
  `javascript:document.title='owned' ]]> <!-- --> &lt; &amp;`,
  'right\u202eto left \u2066isolate\u2069 zero\u200bwidth \u0000null \u001b[31mred \u0085 \ufffe \ud800half',
  `Z${'\u0301'.repeat(40)}`,
  '😀 Grüße, 充电',
  'long'.repeat(600),
].join(' ');

/** Control sequences, and what would hide or reorder other text. */
// eslint-disable-next-line no-control-regex
export const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Asserts that a page made of hostile texts has no markup, attribute or script but its own. */
export function assertTame(html: string, { scripts = 1 } = {}): void {
  assert.equal(html.match(/<script/g)?.length ?? 0, scripts);
  assert.equal(html.match(/<style/g)?.length, 1);
  const refuse = (text: string, pattern: RegExp) =>
    assert.ok(!pattern.test(text), `found ${String(pattern)} in ${text.slice(0, 200)}`);
  refuse(html, /<img|<iframe|<!--/);
  for (const [tag] of html.matchAll(/<[a-z][^<>]*>/gi)) refuse(tag, /\son\w+\s*=|javascript:|\sstyle=/i);
  refuse(html, HIDDEN);
}
