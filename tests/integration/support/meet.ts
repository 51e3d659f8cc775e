/** A run against a peer that a test plays: started as a process, met by the peer, and read when it has ended. */
import { join } from 'node:path';
import { type TestContext } from 'node:test';
import { type Ended, folderOf, start, type Started, type Surroundings } from './cli.js';
import { type Outcome, wholeRun } from './outcome.js';
import { csmsPlan, type PlanParts, stationPlan } from './plans.js';

export interface Met extends Ended {
  readonly outcome: Outcome;
}

/** Starts a run of a plan for stations, lets `meet` come to its endpoint, and reads what the run left. */
export async function meetStation(
  t: TestContext,
  meet: (url: string, run: Started) => unknown,
  plan: PlanParts = {},
  surroundings: Surroundings = {},
): Promise<Met> {
  const folder = folderOf(t);
  const out = join(folder, 'out');
  const started = start(t, ['run', '--plan', stationPlan(folder, plan), '--out', out, '--seed', '1'], surroundings);
  const [, url = ''] = await started.shows(/listening on (\S+);/);
  await meet(url, started);
  const ended = await started.ended;
  return { ...ended, outcome: await wholeRun(out, ended.stdout + ended.stderr) };
}

/** Runs the plan for a CSMS at `url`, and reads what the run left. */
export async function meetCsms(
  t: TestContext,
  url: string,
  plan: PlanParts = {},
  surroundings: Surroundings = {},
): Promise<Met> {
  const folder = folderOf(t);
  const out = join(folder, 'out');
  const ended = await start(
    t,
    ['run', '--plan', csmsPlan(folder, url, plan), '--out', out, '--seed', '1'],
    surroundings,
  ).ended;
  return { ...ended, outcome: await wholeRun(out, ended.stdout + ended.stderr) };
}
