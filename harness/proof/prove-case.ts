/** Proves one case in one version: the reference passes it, and each of its checks is seen to fail. */
import { type Role, type Version } from '../doors/protocol.js';
import { type CaseVerdict, type CheckEvent, type RecordEvent } from '../record/events.js';
import { obligationsOf } from './derive.js';
import { referenceOf } from './reference.js';
import { type Answers } from './between.js';
import { type Mutant } from './mutant.js';

/** Runs the case alone, in virtual time, with the fault on the wire if there is one, and returns the events. */
export type RunOnce = (mutant: Mutant | undefined, answers: Answers) => Promise<readonly RecordEvent[]>;

export interface CheckProof {
  readonly check: string;
  readonly title: string;
  /** The mutants that turned exactly this check red. */
  readonly killed: readonly string[];
  /** What no mutant could show: the fault that should have been caught. */
  readonly survivors: readonly string[];
}

export interface CaseProof {
  readonly case: string;
  readonly version: Version;
  readonly reference: CaseVerdict;
  /** Why the reference does not pass, if it does not. */
  readonly reason?: string;
  readonly checks: readonly CheckProof[];
  readonly runs: number;
}

const checksOf = (events: readonly RecordEvent[]) =>
  events.filter((event): event is CheckEvent => event.type === 'check');
const endOf = (events: readonly RecordEvent[]) => events.find((event) => event.type === 'case-end');

/** What counts of a run: the last attempt, where the SUT was disturbed in the one before. */
const counted = (events: readonly RecordEvent[]): readonly RecordEvent[] =>
  events.slice(
    Math.max(
      0,
      events.findLastIndex((event) => event.type === 'case-start'),
    ),
  );

/** Whether the run turned exactly `check` red: no other one, and the case is no pass. */
function exactly(check: CheckEvent, all: readonly RecordEvent[]): boolean {
  const events = counted(all);
  const red = checksOf(events).filter((other) => other.verdict !== 'pass');
  return (
    red.length === 1 &&
    red[0]!.id === check.id &&
    endOf(events)?.verdict !== 'pass' &&
    endOf(events)?.verdict !== 'error'
  );
}

const describe = (list: readonly Mutant[]) =>
  list[0]
    ? `${list[0].says}${list.length > 1 ? ` (and ${list.length - 1} more like it)` : ''}`
    : 'no mutant can be made';

export async function proveCase(id: string, version: Version, sut: Role, runOnce: RunOnce): Promise<CaseProof> {
  const reference = await runOnce(undefined, new Map());
  const end = endOf(reference);
  let runs = 1;
  const facts = { case: id, version, reference: end?.verdict ?? ('error' as const) };
  if (end?.verdict !== 'pass') return { ...facts, reason: end?.reason ?? 'it did not run', checks: [], runs };
  const base = referenceOf(reference, version, sut);
  const checks: CheckProof[] = [];
  for (const check of checksOf(reference)) {
    const killed: string[] = [];
    const survivors: string[] = [];
    const obligations = obligationsOf(base, check);
    if (obligations.length === 0) survivors.push('no mutant can be made from what it rests on');
    for (const list of obligations) {
      let found = false;
      for (const mutant of list) {
        runs++;
        if (!exactly(check, await runOnce(mutant, base.answers))) continue;
        killed.push(mutant.says);
        found = true;
        break;
      }
      if (!found) survivors.push(describe(list));
    }
    checks.push({ check: check.id, title: check.title, killed, survivors });
  }
  return { ...facts, checks, runs };
}
