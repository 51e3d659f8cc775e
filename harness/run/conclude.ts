/** The end of a run: counts, conclusion, exit code, and the record's last line. */
import { iso } from '../doors/clock.js';
import { type EventOf, type RecordEvent, type Verdict } from '../record/events.js';
import { type Recorder } from '../record/recorder.js';
import { type Chosen } from './choose.js';
import { type CaseResult } from './run-case.js';

export const EXIT = { conformant: 0, failures: 1, usage: 2, incomplete: 3, testerError: 4 } as const;

export interface Conclusion {
  readonly exitCode: number;
  readonly conclusion: string;
  readonly counts: EventOf<'run-end'>['counts'];
  readonly results: readonly CaseResult[];
}

export interface RunFacts {
  readonly emit: (event: RecordEvent) => void;
  readonly recorder: Recorder;
  readonly t: number;
  readonly now: number;
  readonly chosen: Chosen;
  readonly results: readonly CaseResult[];
  /** The events that are counted. */
  readonly events: readonly RecordEvent[];
  readonly frames: number;
  readonly interrupted: string | undefined;
  readonly doubt: string | undefined;
  readonly strict: boolean;
}

/** What the rules found while no case ran: part of no verdict, and as wrong as anything. */
function outsideCases(events: readonly RecordEvent[]): readonly [number, string] | undefined {
  const found = events.filter(
    (event) => event.type === 'finding' && event.severity === 'fail' && event.case === undefined,
  ) as readonly EventOf<'finding'>[];
  const [first] = found;
  if (!first) return undefined;
  const what = `the rules found ${found.length} faults between cases (${first.rule}: ${first.message})`;
  return found.some(({ blame }) => blame !== 'sut')
    ? [EXIT.testerError, `the tester or its set-up failed: ${what}`]
    : [EXIT.failures, `not conformant: ${what}`];
}

function exitOf(
  counts: EventOf<'run-end'>['counts'],
  { interrupted, doubt, strict, events }: RunFacts,
): readonly [number, string] {
  if (counts.error > 0) return [EXIT.testerError, `the tester or its set-up failed in ${counts.error} of the cases`];
  if (counts.fail > 0) return [EXIT.failures, `not conformant: ${counts.fail} failed`];
  const outside = outsideCases(events);
  if (outside) return outside;
  if (interrupted !== undefined) return [EXIT.incomplete, `incomplete: ${interrupted}`];
  if (doubt !== undefined) return [EXIT.incomplete, `inconclusive: ${doubt}`];
  if (counts.notRun > 0) return [EXIT.incomplete, `incomplete: ${counts.notRun} chosen cases did not run`];
  if (counts.inconclusive > 0) return [EXIT.incomplete, `inconclusive in ${counts.inconclusive} of the cases`];
  if (counts.pass === 0 || counts.checks === 0 || counts.frames === 0)
    return [EXIT.testerError, 'nothing was checked: no pass can stand on that'];
  if (strict && counts.advisories > 0)
    return [EXIT.failures, `not conformant in strict mode: ${counts.advisories} advisories`];
  return [EXIT.conformant, `conformant in all ${counts.pass} cases that ran`];
}

/** Emits the footer and closes the recorder. */
export function concludeRun(facts: RunFacts): Conclusion {
  const { chosen, results, events, recorder } = facts;
  const ended = new Set(results.map((result) => result.id));
  const notRun = chosen.cases.map((item) => item.id).filter((id) => !ended.has(id));
  const verdictOf = (result: CaseResult): Verdict =>
    facts.doubt !== undefined && result.verdict === 'pass' ? 'inconclusive' : result.verdict;
  const count = (verdict: Verdict) => results.filter((result) => verdictOf(result) === verdict).length;
  const findings = events.filter((event) => event.type === 'finding');
  const counts = {
    pass: count('pass'),
    inconclusive: count('inconclusive'),
    fail: count('fail'),
    error: count('error'),
    notApplicable: chosen.decisions.filter((item) => !item.applicable).length,
    notSelected: chosen.decisions.filter((item) => item.applicable && !item.run).length,
    notRun: notRun.length,
    checks: events.filter((event) => event.type === 'check').length,
    frames: facts.frames,
    findings: findings.filter((finding) => finding.severity === 'fail').length,
    advisories:
      findings.filter((finding) => finding.severity === 'advisory').length +
      events.filter((event) => event.type === 'advisory').length,
  };
  const [exitCode, conclusion] = exitOf(counts, facts);
  facts.emit({
    type: 'run-end',
    t: facts.t,
    ended: iso(facts.now),
    ...(facts.interrupted !== undefined && { interrupted: facts.interrupted }),
    ...(facts.doubt !== undefined && { doubt: facts.doubt }),
    notRun,
    counts,
    exitCode,
    conclusion,
    digest: recorder.digest(),
  });
  recorder.close();
  return { exitCode, conclusion, counts, results };
}
