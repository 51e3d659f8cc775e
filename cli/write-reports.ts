/**
 * Writes reports from a record, which is read at most twice, however many formats there are: once for what it amounts
 * to, and once for its cases, one at a time, so that it need not fit into memory.
 */
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildRunModel,
  casesIn,
  casesOf,
  type CaseWriter,
  type FormatName,
  FORMATS,
  outlineOf,
  type Proof,
  type RecordSource,
  type ReportFormat,
  type RunModel,
} from '../reports/index.js';
import { readRecord } from '../harness/record/read.js';
import { publishedProof } from './published-proof.js';

export interface WrittenReports {
  /** What was written, in the order of the formats. */
  readonly paths: readonly string[];
  /** The whole model where a format needed it, else its outline. */
  readonly model: RunModel;
}

const RESULT_FILE = /^[\w.-]+$/;
/** Characters that are gathered before they are written. */
const BLOCK = 64 * 1024;

/** A file that takes its text in pieces. */
function openText(path: string): { add(text: string): void; close(): void } {
  const file = openSync(path, 'w');
  let gathered = '';
  const flush = (): void => {
    const block = Buffer.from(gathered);
    gathered = '';
    for (let done = 0; done < block.length;) done += writeSync(file, block, done);
  };
  const add = (text: string): void => {
    gathered += text;
    if (gathered.length >= BLOCK) flush();
  };
  return {
    add,
    close() {
      flush();
      closeSync(file);
    },
  };
}

/** Writes what the writer makes of each case into one file. */
function intoFile(path: string, { begin, each, end }: CaseWriter<string>): CaseWriter<void> {
  const { add, close } = openText(path);
  return {
    begin: () => add(begin()),
    each: (run) => add(each(run)),
    end() {
      add(end());
      close();
    },
  };
}

type Folder = Extract<ReportFormat, { kind: 'folder' }>;

/** Writes the many files of a format into a folder that is empty at first. */
function intoFolder(path: string, { begin, each, end }: ReturnType<Folder['files']>): CaseWriter<void> {
  const add = (files: ReturnType<typeof each>): void => {
    for (const { name, text } of files) {
      if (!RESULT_FILE.test(name)) throw new Error(`${name} is no name for a file of results`);
      writeFileSync(join(path, name), text);
    }
  };
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return { begin: () => add(begin()), each: (run) => add(each(run)), end: () => add(end()) };
}

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
  const writers: CaseWriter<void>[] = [];
  for (const format of wanted) {
    if (format.kind === 'folder') {
      const path = join(folder, format.folder);
      writers.push(intoFolder(path, format.files(model, proof ? { proof } : {})));
      paths.push(path);
    } else if (format.kind === 'stream') {
      for (const [file, writer] of Object.entries(format.files)) {
        const path = join(folder, file);
        writers.push(intoFile(path, writer(model)));
        paths.push(path);
      }
    } else if (format.kind === 'whole') {
      const path = join(folder, format.file);
      const { add, close } = openText(path);
      for (const piece of format.pieces(model, proof ? { proof } : {})) add(piece);
      close();
      paths.push(path);
    } else {
      const path = join(folder, format.file);
      writeFileSync(path, format.render(model));
      paths.push(path);
    }
  }
  if (writers.length > 0) {
    for (const writer of writers) writer.begin();
    const depth = wanted.some(({ kind }) => kind === 'folder') ? 'whole' : 'checks';
    for await (const run of whole ? casesIn(model) : casesOf(source, model, depth))
      for (const writer of writers) writer.each(run);
    for (const writer of writers) writer.end();
  }
  return { paths, model };
}

/** Writes reports that need the whole model, and returns it. */
export async function writeReports(record: string, folder: string, formats: readonly FormatName[]): Promise<RunModel> {
  return (await writeFormats(record, folder, formats)).model;
}
