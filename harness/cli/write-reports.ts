/** Writes reports from a record. What reads a record a case at a time never has it in memory as a whole. */
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  buildRunModel,
  type FormatName,
  FORMATS,
  outlineOf,
  type Proof,
  type RecordSource,
  type ReportFormat,
  type RunModel,
} from '../../reports/index.js';
import { readRecord } from '../record/read.js';
import { publishedProof } from './published-proof.js';

export interface WrittenReports {
  /** What was written, in the order of the formats. */
  readonly paths: readonly string[];
  /** The whole model where a format needed it, else its outline. */
  readonly model: RunModel;
}

const RESULT_FILE = /^[\w.-]+$/;

/** Writes the formats into `folder`, which exists; a folder of results that was there before is replaced. */
export async function writeFormats(
  record: string,
  folder: string,
  formats: readonly FormatName[],
  proofOf: (catalogueDigest: string) => Proof | undefined = publishedProof,
): Promise<WrittenReports> {
  const source: RecordSource = { events: () => readRecord(record) };
  const wanted = formats.map((name): ReportFormat => FORMATS[name]);
  const whole = wanted.some(({ kind }) => kind === 'whole');
  const model = await (whole ? buildRunModel(source.events()) : outlineOf(source));
  const proof = proofOf(model.run.catalogue.digest);
  const paths: string[] = [];
  for (const format of wanted) {
    if (format.kind === 'whole') {
      const path = join(folder, format.file);
      writeFileSync(path, format.render(model, proof ? { proof } : {}));
      paths.push(path);
    } else if (format.kind === 'stream') {
      for (const [file, stream] of Object.entries(format.files)) {
        const path = join(folder, file);
        await pipeline(Readable.from(stream(source, model)), createWriteStream(path));
        paths.push(path);
      }
    } else {
      const path = join(folder, format.folder);
      rmSync(path, { recursive: true, force: true });
      mkdirSync(path, { recursive: true });
      for await (const { name, text } of format.files(source, model)) {
        if (!RESULT_FILE.test(name)) throw new Error(`${name} is no name for a file of results`);
        writeFileSync(join(path, name), text);
      }
      paths.push(path);
    }
  }
  return { paths, model };
}

/** Writes reports that need the whole model, and returns it. */
export async function writeReports(record: string, folder: string, formats: readonly FormatName[]): Promise<RunModel> {
  return (await writeFormats(record, folder, formats)).model;
}
