/** `laddprov report RUN`: reports from the record alone. */
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FORMATS } from '../../../reports/index.js';
import { usageError } from '../errors.js';
import { type FormatName, recordIn, writeReports } from '../output.js';

export async function reportCommand(
  options: { readonly format: string; readonly out?: string },
  run: string,
): Promise<number> {
  const formats = options.format.split(',').map((name) => name.trim());
  const unknown = formats.filter((name) => !Object.hasOwn(FORMATS, name));
  if (unknown.length > 0)
    throw usageError(
      `there is no report format "${unknown.join('", "')}"`,
      `There are: ${Object.keys(FORMATS).join(', ')}.`,
    );
  const record = recordIn(run);
  const folder = options.out === undefined ? dirname(record) : resolve(options.out);
  mkdirSync(folder, { recursive: true });
  await writeReports(record, folder, formats as FormatName[]);
  for (const name of formats as FormatName[]) console.log(join(folder, FORMATS[name].file));
  return 0;
}
