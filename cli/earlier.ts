/** `run --last-failed` and `run --changed-since`: the earlier run that they speak of, and what it makes of this one. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Plan } from '../harness/plan/plan.js';
import { type EventOf, type RecordEvent } from '../harness/record/events.js';
import { readRecord } from '../harness/record/read.js';
import { type Catalogue } from '../harness/run/catalogue.js';
import { type Only } from '../harness/run/choose.js';
import { changedSince, type EarlierRun, lastFailed, readEarlierRun } from '../harness/run/earlier-run.js';
import { usageError } from './errors.js';
import { RECORD, recordIn } from './output.js';

export interface EarlierOptions {
  /** The run, or true for the newest one of the plan's SUT. */
  readonly lastFailed?: string | true;
  readonly changedSince?: string;
  readonly out?: string;
}

export interface FromEarlier {
  readonly only: Only;
  /** The seed to use where none is given: the one in which it failed. */
  readonly seed?: number;
  /** For people: which run it is, and what the comparison cannot see. */
  readonly says: readonly string[];
}

/** The header of a record; undefined for a file that is none. */
async function headOf(path: string): Promise<EventOf<'run-start'> | undefined> {
  const events = readRecord(path);
  try {
    const { value } = (await events.next()) as { readonly value?: RecordEvent };
    return value?.type === 'run-start' ? value : undefined;
  } catch {
    return undefined;
  } finally {
    await events.return(undefined);
  }
}

const sameSut = (start: EventOf<'run-start'>, { sut }: Plan): boolean =>
  start.sut.role === sut.role && start.sut.version === sut.version && start.sut.identity === sut.identity;

/** The newest run of the plan's SUT among the folders in `folder`. */
async function newest(folder: string, plan: Plan): Promise<string> {
  let found: { readonly path: string; readonly epoch: number } | undefined;
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  for (const entry of entries.filter((each) => each.isDirectory())) {
    const path = join(folder, entry.name, RECORD);
    const start = existsSync(path) ? await headOf(path) : undefined;
    if (start && sameSut(start, plan) && start.epoch > (found?.epoch ?? -Infinity))
      found = { path, epoch: start.epoch };
  }
  if (found) return found.path;
  throw usageError(
    `there is no earlier run of ${plan.sut.role} ${plan.sut.identity}, OCPP ${plan.sut.version}, in ${folder}`,
    'Name the folder of the run: --last-failed RUN.',
  );
}

async function readFor(path: string, plan: Plan): Promise<EarlierRun> {
  const run = await readEarlierRun(path);
  const { role, version } = run.start.sut;
  if (role === plan.sut.role && version === plan.sut.version) return run;
  throw usageError(
    `${path} is of a ${role} in OCPP ${version}, the plan is for a ${plan.sut.role} in OCPP ${plan.sut.version}`,
    'Name a run of the same role and version.',
  );
}

/** What an earlier run makes of the selection; undefined where the call speaks of none. */
export async function fromEarlier(
  options: EarlierOptions,
  plan: Plan,
  catalogue: Catalogue,
  toolVersion: string,
): Promise<FromEarlier | undefined> {
  const { lastFailed: failed, changedSince: since } = options;
  if (failed !== undefined && since !== undefined)
    throw usageError('--last-failed and --changed-since cannot be combined', 'Make two runs of it.');
  if (since !== undefined) {
    const run = await readFor(recordIn(since), plan);
    const { only, notices } = changedSince(run, catalogue, toolVersion);
    return { only, says: [`only what changed since ${run.path}`, ...notices] };
  }
  if (failed === undefined) return undefined;
  const folder = options.out === undefined ? resolve('results') : dirname(resolve(options.out));
  const run = await readFor(failed === true ? await newest(folder, plan) : recordIn(failed), plan);
  return { only: lastFailed(run), seed: run.start.seed, says: [`only what did not pass in ${run.path}`] };
}
