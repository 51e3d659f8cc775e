/** Runs and the index of runs: what a command enters, and where. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pause, unguessable } from '../harness/doors/machine.js';
import { outlineOf, type RunModel } from '../reports/index.js';
import { type RunEntry, type RunFacts } from '../harness/history/entry.js';
import { historyError } from '../harness/history/history-error.js';
import { changeIndex } from '../harness/history/index-file.js';
import { type Surroundings } from '../harness/history/lock.js';
import { enter } from '../harness/history/store.js';
import { readRecord } from '../harness/record/read.js';
import { RECORD } from './output.js';

const INDEX = 'runs.sqlite';

/** What the index's lock needs of this machine. */
export const surroundings: Surroundings = {
  host: hostname(),
  pid: process.pid,
  token: unguessable,
  pause,
  alive(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      // A process of somebody else's lives too.
      return (error as { readonly code?: unknown }).code === 'EPERM';
    }
  },
};

/** The index that a question is put to: the one that is named, else that of results/, else the one of this folder. */
export function indexToRead(named: string | undefined): string {
  if (named !== undefined) return resolve(named);
  const usual = resolve('results', INDEX);
  return existsSync(usual) || !existsSync(INDEX) ? usual : resolve(INDEX);
}

/** The index beside the folder of a run. */
export const indexBeside = (folder: string): string => join(dirname(resolve(folder)), INDEX);

/** The record of a run of the index. */
export function recordOf(index: string, { path }: Pick<RunFacts, 'path'>): string {
  const at = resolve(dirname(index), path);
  return at.endsWith('.jsonl') ? at : join(at, RECORD);
}

async function digestOf(record: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(record) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

function pathFrom(index: string, record: string): string {
  const named = basename(record) === RECORD ? dirname(record) : record;
  return relative(dirname(index), named).split(sep).join('/') || '.';
}

/** What the index keeps of the run. Where the plan names no vendor, model or firmware, what the station told does. */
async function entryFor(index: string, record: string, model: RunModel): Promise<RunEntry> {
  const { run, counts } = model;
  const { role, version, identity } = run.sut;
  // What it said first, before a case gave it new firmware. A CSMS does not register.
  const first = (texts: readonly string[]): string | undefined => (role === 'station' ? texts[0] : undefined);
  const vendor = run.sut.vendor ?? first(model.told.vendor);
  const product = run.sut.model ?? first(model.told.model);
  // A plan is easily older than the firmware that runs.
  const firmware = first(model.told.firmware) ?? run.sut.firmware;
  const { pass, inconclusive, fail, error, notApplicable, notSelected, notRun } = counts;
  return {
    digest: await digestOf(record),
    path: pathFrom(index, record),
    ...{ role, version, identity },
    ...(vendor !== undefined && { vendor }),
    ...(product !== undefined && { model: product }),
    ...(firmware !== undefined && { firmware }),
    started: run.started,
    epoch: run.epoch,
    duration: model.duration,
    complete: model.complete,
    ...(model.interrupted !== undefined && { interrupted: model.interrupted }),
    tool: run.tool.version,
    catalogue: { revision: run.catalogue.revision, digest: run.catalogue.digest },
    seed: run.seed,
    outcome: model.outcome,
    exitCode: model.exitCode,
    counts: { pass, inconclusive, fail, error, notApplicable, notSelected, notRun },
    findings: counts.findings,
    advisories: counts.advisories,
    cases: casesOf(model),
  };
}

const RANK = ['pass', 'inconclusive', 'fail', 'error'] as const;

/** Each case once; one that ran twice with its worse verdict. */
function casesOf({ cases, notRun }: RunModel): RunEntry['cases'] {
  const found = new Map<string, RunEntry['cases'][number]>();
  for (const { facts, verdict } of cases) {
    const before = found.get(facts.id)?.state;
    const worse = before === undefined || RANK.indexOf(verdict) > RANK.indexOf(before as (typeof RANK)[number]);
    const { id, block, title } = facts;
    if (worse) found.set(id, { id, block, title, state: verdict });
  }
  for (const { facts, kind } of notRun) {
    const { id, block, title } = facts;
    if (kind === 'not-applicable' || kind === 'not-run') found.set(id, { id, block, title, state: kind });
  }
  return [...found.values()];
}

/** Reads a record into what the index keeps of it. Undefined for a shard: it is a part of a run. */
export async function readEntry(index: string, record: string): Promise<RunEntry | undefined> {
  const model = await outlineOf({ events: () => readRecord(record) });
  return model.run.shard === undefined ? entryFor(index, record, model) : undefined;
}

export interface IndexOptions {
  /** False: the run is not entered. */
  readonly index?: string | false;
}

/**
 * The index for a run that writes into `folder`: the one that is named, else the one beside the folder. A folder outside
 * of the project, which is the current one, has none unless it is named.
 */
function indexOfRun(folder: string, { index }: IndexOptions): string | undefined {
  if (index === false) return undefined;
  if (index !== undefined) return resolve(index);
  const beside = indexBeside(folder);
  const way = relative(process.cwd(), beside);
  return way.startsWith('..') || isAbsolute(way) ? undefined : beside;
}

/** Enters a run that has just ended. Whatever goes wrong here is told, and is nothing to the run. */
export async function enterRun(folder: string, options: IndexOptions, model: RunModel): Promise<void> {
  const index = indexOfRun(folder, options);
  if (index === undefined || model.run.shard !== undefined) return;
  const record = join(folder, RECORD);
  try {
    const entry = await entryFor(index, record, model);
    const { created } = await changeIndex(index, surroundings, (database) => enter(database, entry));
    if (created) process.stdout.write(`${index}: a new index of runs; laddprov runs shows it\n`);
  } catch (error) {
    const { message, hint } = error as { readonly message?: string; readonly hint?: string };
    process.stderr.write(
      `laddprov: the run was not entered into the index of runs: ${message ?? String(error)}\n` +
        `  hint: ${hint ?? `Enter it when that is mended: laddprov runs add ${folder} --index ${index}`}\n`,
    );
  }
}

/** Says which run is meant: by the beginning of its id (at least four characters), or by its folder or record. */
export function findRun(runs: readonly RunFacts[], index: string, named: string): RunFacts {
  const byId = /^[0-9a-f]{4,64}$/.test(named) ? runs.filter(({ digest }) => digest.startsWith(named)) : [];
  const at = named.endsWith('.jsonl') ? resolve(named) : resolve(named, RECORD);
  const found = byId.length > 0 ? byId : runs.filter((run) => recordOf(index, run) === at);
  if (found.length === 1) return found[0]!;
  throw historyError(
    'HISTORY_MISSING',
    found.length === 0 ? `no run of the index is "${named}"` : `${found.length} runs of the index begin with ${named}`,
    'Name it by its id, of which laddprov runs shows the beginning, or by its folder.',
  );
}
