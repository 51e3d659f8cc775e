/** What goes into a bundle besides the record, and whether what is in one follows from its record. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type FormatName, type Proof } from '../reports/index.js';
import { type BundleSource } from '../harness/record/bundle/write-bundle.js';
import {
  type About,
  aboutRun,
  type Manifest,
  PLAN_ENTRY,
  RECORD_ENTRY,
  STATEMENT_ENTRY,
} from '../harness/record/bundle/manifest.js';
import { isEntryName } from '../harness/record/bundle/tar.js';
import { type EventOf } from '../harness/record/events.js';
import { readRecord } from '../harness/record/read.js';
import { usageError } from './errors.js';
import { publishedProof } from './published-proof.js';
import { readTool } from './tool.js';
import { writeFormats } from './write-reports.js';

const FORMATS: readonly FormatName[] = ['html', 'junit', 'json'];
const REPORTS = ['report.html', 'junit.xml', 'summary.json'];

/** Against which mutants the checks of this run were seen to fail, as the report in the bundle shows it. */
const PROOF = 'proof.json';
const proofSchema = z.array(z.tuple([z.string(), z.object({ killed: z.number(), mutants: z.array(z.string()) })]));

export interface RunParts {
  readonly start: EventOf<'run-start'>;
  readonly end: EventOf<'run-end'> | undefined;
  readonly about: About;
  /** The uploads that the tester kept, as the record names them. */
  readonly kept: readonly { readonly name: string; readonly sha256: string | undefined }[];
}

/** Reads of a record what a bundle repeats of it. */
export async function runParts(record: string): Promise<RunParts> {
  let start: EventOf<'run-start'> | undefined;
  let end: EventOf<'run-end'> | undefined;
  const kept: { name: string; sha256: string | undefined }[] = [];
  for await (const event of readRecord(record)) {
    if (event.type === 'run-start') start ??= event;
    else if (event.type === 'run-end') end = event;
    else if (event.type === 'transfer' && event.kept !== undefined)
      kept.push({ name: event.kept, sha256: event.sha256 });
  }
  if (start === undefined) throw usageError(`${record} is no record: it has no run-start`, 'Name the folder of a run.');
  return { start, end, about: aboutRun(start, end), kept };
}

const text = (value: unknown): string => `${JSON.stringify(value ?? null, null, 2)}\n`;
const statementIn = (plan: unknown): unknown => (plan as { readonly statement?: unknown } | null)?.statement;

/** The small files that are copies out of the record's first line. */
const copies = ({ start }: RunParts): readonly { readonly name: string; readonly content: string }[] => [
  { name: PLAN_ENTRY, content: text(start.plan) },
  { name: STATEMENT_ENTRY, content: text(statementIn(start.plan)) },
];

/** Everything that a bundle of this record holds. Reports are made anew, into `folder`. */
export async function bundleSources(record: string, parts: RunParts, folder: string): Promise<readonly BundleSource[]> {
  const ran = new Set(parts.start.cases.map(({ id }) => id));
  const all = publishedProof(parts.start.catalogue.digest);
  const own = all && [...all].filter(([key]) => ran.has(key.slice(0, key.indexOf('/'))));
  const proof: Proof | undefined = own && new Map(own);
  await writeFormats(record, folder, FORMATS, () => proof);
  const uploads = parts.kept.flatMap(({ name }): BundleSource[] => {
    const path = join(dirname(record), name);
    // The record names it; a record that was tampered with must not bring in other files.
    return name.startsWith('files/') && isEntryName(name) && existsSync(path) ? [{ name, path }] : [];
  });
  return [
    { name: RECORD_ENTRY, path: record },
    ...copies(parts),
    ...(own === undefined ? [] : [{ name: PROOF, content: text(own) }]),
    ...REPORTS.map((name) => ({ name: `reports/${name}`, path: join(folder, name) })),
    ...uploads,
  ];
}

async function sha256Of(path: string): Promise<string | undefined> {
  if (!existsSync(path)) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

/** Makes the reports of the bundle's record again and compares; only the laddprov that made them can. */
async function compareReports(folder: string, record: string): Promise<string[]> {
  const again = mkdtempSync(join(tmpdir(), 'laddprov-reports-'));
  try {
    const path = join(folder, PROOF);
    const proof = existsSync(path) ? proofSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
    if (proof?.success === false) return [`${PROOF} cannot be read`];
    await writeFormats(record, again, FORMATS, () => proof && new Map(proof.data));
    return REPORTS.filter((name) => {
      const path = join(folder, 'reports', name);
      return !existsSync(path) || !readFileSync(path).equals(readFileSync(join(again, name)));
    }).map((name) => `reports/${name} is not what its record makes`);
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}

/** Compares an unpacked bundle with its own record: header, plan, statement, uploads, reports. */
export async function comparedWithRecord(folder: string, manifest: Manifest): Promise<readonly string[]> {
  const record = join(folder, RECORD_ENTRY);
  const parts = await runParts(record);
  const problems: string[] = [];
  if (JSON.stringify(parts.about) !== JSON.stringify(manifest.about))
    problems.push('the manifest says something else of the run than the record');
  for (const { name, content } of copies(parts)) {
    const path = join(folder, name);
    if (!existsSync(path) || readFileSync(path, 'utf8') !== content) problems.push(`${name} is not that of the record`);
  }
  for (const { name, sha256 } of parts.kept) {
    const own = name.startsWith('files/') && isEntryName(name) ? await sha256Of(join(folder, name)) : undefined;
    if (own === undefined) problems.push(`${name}, which the SUT sent, is missing`);
    else if (sha256 !== undefined && own !== sha256) problems.push(`${name} is not what the SUT sent`);
  }
  const { version } = readTool();
  if (manifest.about.tool.version === version) problems.push(...(await compareReports(folder, record)));
  return problems;
}
