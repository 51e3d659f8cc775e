import { type EventOf } from '../../harness/record/events.js';
import {
  type CaseRun,
  type Notice,
  type NotRun,
  type Outcome,
  type RunCounts,
  type RunModel,
  type Tally,
} from './run-model.js';
import { count, emptyTally, oncePerCase, ran } from './tally.js';

/** Counts cases by verdict, or by why they have none. */
export function countsOf(cases: readonly CaseRun[], notRun: readonly NotRun[]): Tally {
  const tally = emptyTally();
  for (const { verdict } of oncePerCase(cases)) count(tally, verdict);
  for (const each of notRun) count(tally, each.kind);
  return tally;
}

/** What the counts alone amount to. */
function outcomeOf(counts: RunCounts): Outcome {
  if (counts.error > 0) return 'error';
  if (counts.fail > 0) return 'failures';
  return counts.inconclusive > 0 || counts.notRun > 0 || ran(counts) === 0 ? 'incomplete' : 'conformant';
}

const OUTCOMES: readonly Outcome[] = ['conformant', 'failures', 'error', 'incomplete', 'error'];

const VERDICTS = ['pass', 'inconclusive', 'fail', 'error'] as const;

const listed = (keys: readonly string[]): string =>
  keys.length > 5 ? `${keys.slice(0, 5).join(', ')} and ${keys.length - 5} more` : keys.join(', ');

interface Oddities {
  readonly contradicted: readonly string[];
  readonly afterEnd: number;
  /** Set where the run is one of several shards. */
  readonly shard: RunModel['run']['shard'];
}

type Concluded = Pick<
  RunModel,
  'complete' | 'part' | 'interrupted' | 'ended' | 'conclusion' | 'exitCode' | 'outcome' | 'digest' | 'notices'
>;

/**
 * The run's conclusion: the footer's, unless the events do not bear it. A footer that says conformant over events that
 * do not show it is overruled, so that no contradiction is ever green.
 */
export function concludes(counts: RunCounts, end: EventOf<'run-end'> | undefined, odd: Oddities): Concluded {
  const notices: Notice[] = [];
  const add = (code: Notice['code'], text: string): void => void notices.push({ code, text });

  if (end === undefined) {
    add('no-run-end', 'This run is incomplete: its record has no end. What had happened until then is below.');
  } else if (end.interrupted !== undefined) {
    add('interrupted', `This run was interrupted: ${end.interrupted}`);
  }
  if (end?.unanswered !== undefined) add('unanswered', `${end.unanswered}.`);
  if (end?.doubt !== undefined) add('doubt', `No pass of this run counts: ${end.doubt}.`);
  if (ran(counts) === 0) add('nothing-ran', 'No case ran, so nothing was shown.');
  if (odd.contradicted.length > 0) {
    add(
      'verdict-contradicted',
      `The record calls these a pass, but their own checks do not bear it: ${listed(odd.contradicted)}.`,
    );
  }
  if (end && VERDICTS.some((verdict) => end.counts[verdict] !== counts[verdict])) {
    const say = (of: Pick<Tally, (typeof VERDICTS)[number]>) =>
      VERDICTS.map((verdict) => `${of[verdict]} ${verdict}`).join(', ');
    add(
      'counts-differ',
      `The record's footer counts ${say(end.counts)}; its events show ${say(counts)}. The events are what this report shows.`,
    );
  }
  if (odd.afterEnd > 0) add('after-the-end', `The record has ${odd.afterEnd} events after its end.`);

  const shown = outcomeOf(counts);
  let outcome: Outcome = end ? (OUTCOMES[end.exitCode] ?? 'error') : 'incomplete';
  if (outcome === 'conformant' && shown !== 'conformant') {
    add('exit-contradicted', 'The record concludes that the run is conformant, but its events do not show it.');
    outcome = shown;
  }
  if (outcome === 'conformant' && end?.interrupted !== undefined) outcome = 'incomplete';
  const { shard } = odd;
  const divided = shard !== undefined && shard.of > 1;
  const part = divided && outcome === 'conformant';
  if (divided)
    add(
      'part',
      `This is shard ${shard.index} of ${shard.of}; the others have ${counts.elsewhere} of the chosen cases. Only the record that laddprov merge makes of all shards concludes for the whole.`,
    );
  if (part) outcome = 'incomplete';
  return {
    complete: end !== undefined,
    ...(part && { part: true as const }),
    ...(end?.interrupted !== undefined && { interrupted: end.interrupted }),
    ...(end && { ended: end.ended, digest: end.digest }),
    conclusion: end?.conclusion ?? 'incomplete',
    exitCode: end?.exitCode ?? 3,
    outcome,
    notices,
  };
}
