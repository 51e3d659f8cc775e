/** Sends a message that is wrong in one way, and judges what comes of it by the table of all such ways. */
import { type Provoked } from '../../harness/peers/conversation/peer.js';
import { type Sending } from '../../harness/peers/for-cases/sending.js';
import { type Version } from '../../harness/peers/for-cases/versions.js';
import { allowedFor, type AnswerTo, judgeAnswer, type WrongKind } from '../../harness/peers/for-cases/wrong.js';
import { type OnEither } from './either.js';
import { refusing } from './refusal.js';

export interface WrongMessage {
  readonly id: string;
  /** What it is, to follow `refuses`: `a CALL of three elements`. */
  readonly what: string;
  readonly kind: WrongKind;
  /** The action that it would have, where a result of it may refuse with a status. */
  readonly action?: string;
  /** The frame, with a message id that is new in this run. */
  readonly text: (id: string) => string | Uint8Array;
  /** The id that the frame carries, where it is not the one that was given. */
  readonly carried?: (id: string) => string;
  readonly sending?: Sending;
  /** Milliseconds to wait for what may come of it, where the usual time is too short for its size. */
  readonly within?: number;
}

/** What the table allows, as the title of a check. */
function titleOf(version: Version, sut: string, { what, kind }: Pick<WrongMessage, 'what' | 'kind'>): string {
  const { result, silence, codes } = allowedFor(version, kind);
  const good = judgeAnswer(version, kind, { kind: 'result', refuses: false }).verdict === 'right';
  if (result === 'any' && good)
    return silence || codes.length > 0
      ? `the ${sut} serves, refuses${silence ? ' or drops' : ''} ${what}`
      : `the ${sut} serves ${what}`;
  const verb = codes.length === 0 ? 'ignores' : silence ? 'refuses or drops' : 'refuses';
  return `the ${sut} ${verb} ${what}`;
}

/** Tells what passes and is still worth a word. */
export function adviseOn(
  { advise, version }: Pick<OnEither, 'advise' | 'version'>,
  { id, what, kind }: Pick<WrongMessage, 'id' | 'what' | 'kind'>,
  answer: AnswerTo,
  frames: readonly number[],
): void {
  const { about, note } = judgeAnswer(version, kind, answer);
  // Of the spelling the rule `framing` speaks, once for all that it judges.
  if (note !== undefined && about !== 'spelling')
    advise(`noted-${id}`, `${what}: ${note}`, allowedFor(version, kind).clause, frames);
}

/** Sends the message; `title` and what is noted are by the table. Gives what came of it. */
export async function sendWrong(context: OnEither, sut: string, wrong: WrongMessage, id: string): Promise<Provoked> {
  const { version, peer } = context;
  const { what, kind, action, sending, within } = wrong;
  const allowed = allowedFor(version, kind);
  const refusal = allowed.result === 'refusing' && action !== undefined ? refusing(version, action) : undefined;
  const provoked = await peer.provoke({
    id: wrong.id,
    title: titleOf(version, sut, wrong),
    reason: what,
    text: wrong.text(id),
    ids: allowed.ids(wrong.carried?.(id) ?? id),
    codes: allowed.codes,
    named: allowed.fitting,
    results: allowed.result === 'any' ? true : (refusal ?? false),
    silence: allowed.silence,
    closes: allowed.closes,
    ...(allowed.complaint && { complaints: true }),
    ...(sending && { sending }),
    ...(within !== undefined && { within }),
    requirements: allowed.clause,
  });
  const frames = 'n' in provoked ? [provoked.sent, provoked.n] : [provoked.sent];
  adviseOn(context, wrong, provoked, frames);
  return provoked;
}
