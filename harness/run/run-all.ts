/**
 * The cases of a run in their order: the sanity case first, everything else on all lanes, what was disturbed once more
 * by itself, and the sanity case again. What lies between two moments at which the SUT was seen to answer counts.
 */
import { type Case, factsOf } from '../peers/case.js';
import { type RecordEvent } from '../record/events.js';
import { lanesWithOwnTokens } from '../plan/tokens.js';
import { type Plan } from '../plan/plan.js';
import { createTurns, type Outcomes } from './attempts.js';
import { type CaseResult } from './case-result.js';
import { isGenerated } from './catalogue.js';
import { type Chosen } from './choose.js';
import { createDealer } from './deal.js';
import { createSupply } from './supply.js';
import { type LaneRunner } from './lane-runner.js';
import { worse } from '../peers/judge.js';

export interface RunAllOptions {
  readonly runners: readonly LaneRunner[];
  readonly chosen: Chosen;
  readonly outcomes: Outcomes;
  readonly emit: (event: RecordEvent) => void;
  readonly tokenSets: Plan['parameters']['tokenSets'];
  readonly signal?: AbortSignal;
  readonly retries?: number;
  readonly goOn?: boolean;
}

const once = (item: Case | undefined) => {
  let left = item;
  return () => {
    const next = left;
    left = undefined;
    return next;
  };
};

const WHAT_TO_MEND = 'laddprov doctor --plan … looks for the reason; --go-on runs the cases all the same';

/** Runs everything. `unanswered` says that the SUT was not seen to answer at the start, or at the end. */
export async function runAll(options: RunAllOptions): Promise<{ readonly unanswered: string | undefined }> {
  const { runners, chosen, outcomes, emit, signal, retries = 0, goOn = false } = options;
  const [first] = runners;
  const sane = async (runner: LaneRunner) => {
    let result: CaseResult | undefined;
    if (chosen.sanity) await runner.batch(once(chosen.sanity), { onEnd: (ended) => (result = ended) });
    return result;
  };
  const before = await sane(first!);
  if (before) outcomes.add(before);
  // Who was seen to answer since is somebody, whatever is red of the first request.
  const since = before !== undefined && (first!.lane.saneAt ?? -Infinity) > (before.ended ?? Infinity);
  if (before && before.verdict !== 'pass' && !since && !goOn)
    return {
      unanswered: `nobody answered a request at the start (${before.reason}); nothing else was run. ${WHAT_TO_MEND}`,
    };
  const ended = runners.map((): { id: string; at: number }[] => []);
  const note = (index: number, result: CaseResult) => {
    outcomes.add(result);
    if (result.disturbed === undefined) ended[index]!.push({ id: result.id, at: runners[index]!.lane.t() });
  };
  const deal = createDealer({
    cases: chosen.cases,
    tokenless: isGenerated,
    // Each lane is a station of its own there, and it is the tester who says which tokens may charge.
    lanesWithOwnTokens: first!.lane.sut === 'station' ? runners.length : lanesWithOwnTokens(options.tokenSets),
  });
  const supply = createSupply(deal, chosen.reserve, (item, insteadOf) =>
    emit({ type: 'drawn', lane: 0, t: first!.lane.t(), facts: factsOf(item), insteadOf }),
  );
  // On several lanes one case may have brought down what another was talking to: those run again, one at a time.
  const suspects: Case[] = [];
  const shared = first!.lane.sut === 'csms' && runners.length > 1;
  const suspect = (item: Case | undefined) => {
    if (item && !suspects.includes(item)) suspects.push(item);
  };
  const over = () => signal?.aborted === true;
  await Promise.all(
    runners.map((runner, index) => {
      const turns = createTurns(() => supply.take(index), retries, over, shared ? suspect : undefined);
      return runner.batch(turns.next, {
        ...(shared && { company: 'shared' }),
        onSuspect: (id) => suspect(chosen.cases.find((item) => item.id === id)),
        onEnd(result) {
          note(index, result);
          supply.ended(result);
          turns.ended(result);
        },
      });
    }),
  );
  if (suspects.length > 0 && !over())
    await first!.batch(() => (over() ? undefined : suspects.shift()), {
      company: 'alone',
      onEnd: (result) => note(0, result),
    });
  let last: CaseResult | undefined;
  for (const [index, runner] of runners.entries()) {
    // Lanes that were seen to answer after their last case need not be asked.
    if (index > 0 && (runner.lane.saneAt ?? -1) >= (ended[index]!.at(-1)?.at ?? -1)) continue;
    const result = await sane(runner);
    if (!result) continue;
    if (!last || worse(result.verdict, last.verdict) === result.verdict) last = result;
    if (result.verdict !== 'pass') doubt(runner, ended[index]!, outcomes, emit);
  }
  if (!last) return { unanswered: undefined };
  // It is one case, however often it ran; an interrupted run has its first result.
  outcomes.add(last);
  return {
    unanswered: last.verdict === 'pass' ? undefined : `nobody answered a request any more at the end (${last.reason})`,
  };
}

/** Whatever passed after the SUT was last seen to answer is worth nothing. */
function doubt(
  { lane }: LaneRunner,
  ended: readonly { readonly id: string; readonly at: number }[],
  outcomes: Outcomes,
  emit: (event: RecordEvent) => void,
): void {
  const passed = new Set(outcomes.all().flatMap(({ id, verdict }) => (verdict === 'pass' ? [id] : [])));
  const reason = 'it passed after the last moment at which the SUT was seen to answer';
  for (const { id, at } of ended)
    if (at > (lane.saneAt ?? -1) && passed.has(id))
      // No event of the lane: the whole run has to be over to know it.
      emit({ type: 'case-amend', lane: 0, t: lane.t(), case: id, verdict: 'inconclusive', reason, frames: [] });
}
