/**
 * What the procedure of a case expected, beside what came. It is read from the checks: the tester writes one for every
 * message, answer or absence that it insists on, and none for what may come or not, so nothing optional is missed here.
 */
import { limitText } from '../../harness/record/durations.js';
import { type CaseRun, type Check, type Frame } from './run-model.js';

/** `met`: it came and was right; `different`: it came and was wrong; `missing`: nothing came; `unwanted`: it should not have. */
export type Fate = 'met' | 'different' | 'missing' | 'unwanted';

export interface Expected {
  readonly check: Check;
  readonly fate: Fate;
  /** The number of the message that met it, or that came in its place. */
  readonly came?: number;
}

const MESSAGES: readonly Check['kind'][] = ['message', 'response', 'error-response'];

const isAnswer = ({ kind }: Frame): boolean => kind === 'result' || kind === 'error' || kind === 'result-error';

/** What came, in a record from before checks said it: the last of its messages that can have been meant. */
function guessed({ kind, action, verdict, frames }: Check, run: CaseRun): number | undefined {
  const meant = run.frames
    .filter(({ n }) => frames.includes(n))
    .filter((frame) => frame.dir === 'rx' && (kind === 'message' ? !isAnswer(frame) : true));
  if (kind === 'absence') return verdict === 'pass' ? undefined : meant.at(-1)?.n;
  return meant.findLast((frame) => verdict === 'pass' || action === undefined || frame.action === action)?.n;
}

function fateOf({ kind, verdict }: Check, came: number | undefined): Fate {
  if (verdict === 'pass') return 'met';
  if (kind === 'absence') return 'unwanted';
  return came === undefined ? 'missing' : 'different';
}

/** What the case expected to be sent or not to be sent, in the order of its procedure; other judgements are left out. */
export function expectedOf(run: CaseRun): readonly Expected[] {
  return run.checks.flatMap((check): Expected[] => {
    const { kind, awaited } = check;
    const judged = kind === 'absence' ? (awaited ?? check.action) : kind === 'judgement' ? awaited : undefined;
    if (!MESSAGES.includes(kind) && judged === undefined) return [];
    const came = awaited ? awaited.came : guessed(check, run);
    return [{ check, fate: fateOf(check, came), ...(came !== undefined && { came }) }];
  });
}

/** Whether a check that did not pass awaited a connection or a file, and none came at all. */
export const waitedInVain = ({ kind, verdict, awaited, connections = [], transfers = [] }: Check): boolean =>
  verdict !== 'pass' &&
  ['connection', 'tls', 'transfer'].includes(kind) &&
  awaited !== undefined &&
  connections.length === 0 &&
  transfers.length === 0;

/** Checks whose own words say how long. */
const SAYS_HOW_LONG: readonly Check['kind'][] = ['absence', 'connection', 'tls'];

/** `within 30 s`, with what else counts of how it was awaited; empty where the record does not say. */
export function waitText({ kind, awaited }: Check): string {
  if (awaited === undefined) return '';
  const parts = [
    SAYS_HOW_LONG.includes(kind) ? '' : `within ${limitText(awaited.within)}`,
    awaited.together === 'all' ? 'together with others, in any order' : '',
    awaited.together === 'one' ? 'or another of several' : '',
  ];
  return parts.filter(Boolean).join(', ');
}
