/** `laddprov report RUN`: reports from the record alone. */
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildRunModel, type FormatName, FORMATS } from '../../reports/index.js';
import { readRecord } from '../../harness/record/read.js';
import { usageError } from '../errors.js';
import { type GatingOptions, prepareGating } from '../gating.js';
import { recordIn } from '../output.js';
import { printPdf } from '../print-pdf.js';
import { renderAllure } from '../render-allure.js';
import { writeFormats } from '../write-reports.js';

const PDF = 'pdf';
const KNOWN = [...Object.keys(FORMATS), PDF];

export interface ReportCommandOptions extends GatingOptions {
  readonly format: string;
  readonly out?: string;
}

/** Resolves with 0; with a baseline, with what the gate makes of the run. */
export async function reportCommand(options: ReportCommandOptions, run: string): Promise<number> {
  const formats = options.format.split(',').map((name) => name.trim());
  const unknown = formats.filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0)
    throw usageError(`there is no report format "${unknown.join('", "')}"`, `There are: ${KNOWN.join(', ')}.`);
  const record = recordIn(run);
  const gating = prepareGating(options);
  const folder = options.out === undefined ? dirname(record) : resolve(options.out);
  mkdirSync(folder, { recursive: true });
  gating.begin();
  const plain = formats.filter((name) => name !== PDF) as FormatName[];
  const { paths } = await writeFormats(record, folder, plain);
  for (const path of paths) console.log(path);
  if (plain.includes('allure')) {
    const { path, problem } = await renderAllure(join(folder, 'allure-results'), join(folder, 'allure-report'));
    if (path !== undefined) console.log(path);
    else console.error(problem);
  }
  if (formats.includes(PDF)) console.log(await printPdf(record, join(folder, 'report.pdf')));
  if (options.baseline === undefined && (options.reporter ?? []).length === 0) return 0;
  const exitCode = gating.finish(await buildRunModel(readRecord(record)), folder, record);
  return options.baseline === undefined ? 0 : exitCode;
}
