/** The end of a run: counts, conclusion, exit code, and the record's last line. */
import { iso } from '../doors/clock.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { type Recorder } from '../record/recorder.js';
import { countVerdicts } from '../record/verdicts.js';
import { type Outcome } from './attempts.js';
import { type Shard } from './shards.js';

export const EXIT = { conformant: 0, failures: 1, usage: 2, incomplete: 3, testerError: 4 } as const;

export interface Conclusion {
  readonly exitCode: number;
  readonly conclusion: string;
  readonly counts: EventOf<'run-end'>['counts'];
  readonly results: readonly Outcome[];
}

export interface RunFacts {
  readonly emit: (event: RecordEvent) => void;
  readonly recorder: Recorder;
  readonly t: number;
  readonly now: number;
  readonly chosen: {
    readonly cases: readonly { readonly id: string }[];
    readonly decisions: readonly {
      readonly run: boolean;
      readonly applicable: boolean;
      readonly shard?: number | undefined;
    }[];
  };
  readonly results: readonly Outcome[];
  /** The events that are counted. */
  readonly events: readonly RecordEvent[];
  /** What lies behind the reds of all events. */
  readonly causes: readonly EventOf<'cause'>[];
  readonly frames: number;
  readonly interrupted: string | undefined;
  /** Nobody answered a request at the start, or at the end. */
  readonly unanswered: string | undefined;
  readonly strict: boolean;
  /** Set where the run is one of several shards. */
  readonly shard?: Shard;
}

/** What the rules found of no single case, or while none ran: part of no verdict, and as wrong as anything. */
function outsideCases(events: readonly RecordEvent[]): readonly [number, string] | undefined {
  const found = events.filter(
    (event) => event.type === 'finding' && event.severity === 'fail' && event.case === undefined,
  ) as readonly EventOf<'finding'>[];
  const [first] = found;
  if (!first) return undefined;
  const what = `the rules found ${found.length === 1 ? '1 fault that is' : `${found.length} faults that are`} no single case's (${first.rule}: ${first.message})`;
  return found.some(({ blame }) => blame !== 'sut')
    ? [EXIT.testerError, `the tester or its set-up failed: ${what}`]
    : [EXIT.failures, `not conformant: ${what}`];
}

function exitOf(
  counts: EventOf<'run-end'>['counts'],
  { interrupted, unanswered, strict, events, shard, results }: RunFacts,
): readonly [number, string] {
  const errors = counts.error > 0 ? `the tester or its set-up failed in ${counts.error} of the cases` : undefined;
  // An error of ours hides no fault of the SUT.
  const besides = [errors, unanswered].flatMap((text) => (text === undefined ? [] : [`; ${text}`])).join('');
  if (counts.fail > 0) return [EXIT.failures, `not conformant: ${counts.fail} failed${besides}`];
  if (errors !== undefined) return [EXIT.testerError, errors];
  const outside = outsideCases(events);
  if (outside) return outside;
  if (interrupted !== undefined) return [EXIT.incomplete, `incomplete: ${interrupted}`];
  if (unanswered !== undefined) return [EXIT.incomplete, `inconclusive: ${unanswered}`];
  if (counts.notRun > 0) return [EXIT.incomplete, `incomplete: ${counts.notRun} chosen cases did not run`];
  if (counts.inconclusive > 0) return [EXIT.incomplete, `inconclusive in ${counts.inconclusive} of the cases`];
  if (results.length > 0 && results.every(({ verdict }) => verdict === 'not-applicable'))
    return [EXIT.incomplete, 'nothing was shown: no case that was chosen applies to this product'];
  if (counts.pass === 0 || counts.checks === 0 || counts.frames === 0)
    return [EXIT.testerError, 'nothing was checked: no pass can stand on that'];
  if (strict && counts.advisories > 0)
    return [EXIT.failures, `not conformant in strict mode: ${counts.advisories} advisories`];
  // Unstable cases did not pass, so this is not reached with one; should it ever be, it must not be green.
  if ((counts.unstable ?? 0) > 0)
    return [EXIT.incomplete, 'inconclusive: attempts at a case came to different verdicts'];
  if (shard && shard.of > 1)
    return [
      EXIT.conformant,
      `all ${counts.pass} cases of shard ${shard.index} of ${shard.of} passed; only the merged record concludes for the whole`,
    ];
  return [EXIT.conformant, `conformant in all ${counts.pass} cases that ran`];
}

/** Emits the footer and closes the recorder. */
export function concludeRun(facts: RunFacts): Conclusion {
  const { chosen, results, events, causes, recorder } = facts;
  const ended = new Set(results.map((result) => result.id));
  const notRun = chosen.cases.map((item) => item.id).filter((id) => !ended.has(id));
  const verdicts = countVerdicts(results);
  const aside = results.filter(({ verdict }) => verdict === 'not-applicable').length;
  const findings = events.filter((event) => event.type === 'finding');
  const unstable = results.filter((result) => result.unstable).length;
  const counts = {
    ...verdicts,
    notApplicable: chosen.decisions.filter((item) => !item.applicable).length + aside,
    notSelected: chosen.decisions.filter((item) => item.applicable && !item.run && item.shard === undefined).length,
    notRun: notRun.length,
    ...(facts.shard && { elsewhere: chosen.decisions.filter((item) => !item.run && item.shard !== undefined).length }),
    ...(unstable > 0 && { unstable }),
    checks: events.filter((event) => event.type === 'check').length,
    frames: facts.frames,
    findings: findings.filter((finding) => finding.severity === 'fail').length,
    advisories:
      findings.filter((finding) => finding.severity === 'advisory').length +
      events.filter((event) => event.type === 'advisory').length,
    reds: causes.reduce((sum, { reds }) => sum + reds, 0),
    causes: causes.length,
  };
  for (const cause of causes) facts.emit(cause);
  const [exitCode, concluded] = exitOf(counts, facts);
  const conclusion = unstable > 0 ? `${concluded}; ${unstable} unstable` : concluded;
  facts.emit({
    type: 'run-end',
    t: facts.t,
    ended: iso(facts.now),
    ...(facts.interrupted !== undefined && { interrupted: facts.interrupted }),
    ...(facts.unanswered !== undefined && { unanswered: facts.unanswered }),
    notRun,
    counts,
    exitCode,
    conclusion,
    digest: recorder.digest(),
  });
  recorder.close();
  return { exitCode, conclusion, counts, results };
}
