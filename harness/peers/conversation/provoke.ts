/** Sends a frame that is wrong on purpose, and judges what comes of it. */
import { type Message, parseMessage } from '../../wire/ocpp-j.js';
import { type Conversation } from './conversation.js';
import { describeInstead, describeMessage, type Instead, noteStray, type Stray } from './exchange.js';
import { type Judge } from '../judge.js';
import { type Matcher, mismatches } from '../matchers.js';
import { type Provocation, type Provoked } from './peer.js';
import { type TimeLimits } from '../for-cases/settings.js';
import { limitText } from '../../doors/durations.js';
import { sendingTime } from '../../wire/sending-time.js';

/** Where no answer is right, so long is waited for one, in milliseconds: a wrong one comes at once or not at all. */
const SILENCE = 5_000;

/** Error codes for people: those that are named, and that there are more. */
export function errorsInWords(codes: readonly string[], named: readonly string[] = codes): string {
  const more = codes.some((code) => !named.includes(code)) ? ' or another that refuses' : '';
  return named.length === 0 ? 'a CALLERROR that refuses' : `CALLERROR ${named.join(' or ')}${more}`;
}

/** What came of a wrong frame: its answer, if one came, and what came meanwhile that answers nothing. */
interface Reaction {
  readonly answer?: Stray & { readonly message: Message };
  /** The connection ended instead. */
  readonly closed: boolean;
  readonly after: number;
  readonly instead: readonly Instead[];
}

const isAnswer = (message: Message): boolean =>
  message.kind === 'malformed' ? [3, 4, 5].includes(message.type ?? 0) : message.kind !== 'call';

/** Waits for the answer with one of `ids`, well-formed or not, for so many milliseconds, or till the connection ends. */
function reactionTo(conversation: Conversation, ids: readonly string[], within: number): Promise<Reaction> {
  return new Promise((resolve) => {
    const { clock } = conversation.lane;
    const start = clock.now();
    const instead: Instead[] = [];
    const end = (answer?: Reaction['answer'], closed = false) => {
      for (const stop of stops) stop();
      resolve({ instead, closed, after: clock.now() - start, ...(answer && { answer }) });
    };
    const stops = [
      clock.at(start + within, () => end()),
      conversation.onLost(() => end(undefined, true)),
      conversation.onStray((stray) => {
        const message = parseMessage(stray.text, conversation.version);
        if (isAnswer(message) && message.id !== undefined && ids.includes(message.id)) end({ ...stray, message });
        else noteStray(instead, stray, clock.now() - start);
      }),
    ];
  });
}

/** What kind of answer it is, whatever its form: that is the subject of a rule that is always on. */
function kindOf(message: Message): 'result' | 'error' | 'result-error' {
  if (message.kind === 'result' || message.kind === 'result-error') return message.kind;
  if (message.kind !== 'malformed') return 'error';
  return message.type === 3 ? 'result' : message.type === 5 ? 'result-error' : 'error';
}

const matches = (results: boolean | Matcher, message: Message): boolean =>
  typeof results === 'object' && message.kind === 'result' && mismatches(message.payload, results).length === 0;

function provokedBy(sent: number, { answer, closed }: Reaction, results: boolean | Matcher): Provoked {
  if (closed) return { sent, kind: 'closed' };
  if (!answer) return { sent, kind: 'silence' };
  const { n, message } = answer;
  const kind = kindOf(message);
  if (kind === 'result') return { sent, n, kind, refuses: matches(results, message) };
  return kind === 'error' ? { sent, n, kind, code: codeOf(message) ?? '' } : { sent, n, kind };
}

const codeOf = (message: Message): string | undefined => ('code' in message ? message.code : undefined);

/** Sends the text and judges its answer; a red check does not end the case. */
export async function provoke(
  conversation: Conversation,
  judge: Judge,
  limits: TimeLimits,
  provocation: Provocation,
): Promise<Provoked> {
  const { text, reason, ids, codes, named, results = false, complaints = false, silence, sending } = provocation;
  const { closes = silence, requirements, id, title } = provocation;
  conversation.mark();
  const within = provocation.within ?? (silence ? Math.min(limits.message, SILENCE) : limits.message);
  const reacting = reactionTo(conversation, ids, sendingTime(sending) + within);
  const sent = conversation.raw(text, reason, sending);
  const reaction = await reacting;
  const { answer, after, instead, closed } = reaction;
  const message = answer?.message;
  const kind = message && kindOf(message);
  const code = message && codeOf(message);
  const right = message
    ? (kind === 'error' && code !== undefined && codes.includes(code)) ||
      (kind === 'result' && (results === true || matches(results, message))) ||
      (kind === 'result-error' && complaints)
    : closed
      ? closes
      : silence;
  const expected = [
    results !== false && (results === true ? 'a result' : results.says),
    complaints && 'CALLRESULTERROR',
    codes.length > 0 && errorsInWords(codes, named),
    silence && 'no answer',
  ].filter((part) => typeof part === 'string');
  const nothing = closed ? 'the connection was closed' : `no answer within ${limitText(within)}`;
  const actual =
    message?.kind === 'malformed'
      ? `${describeMessage(message)}, after ${Math.round(after)} ms`
      : answer
        ? answer.text.slice(0, 200)
        : `${nothing}${describeInstead(instead, conversation.version)}`;
  judge.judge(
    {
      id,
      title,
      kind: 'error-response',
      verdict: right ? 'pass' : 'fail',
      expected: expected.join(', or '),
      actual,
      requirements,
      frames: answer ? [sent, answer.n] : [sent, ...instead.map(({ n }) => n)],
      asserts: [],
      awaited: { within, ...(answer && { came: answer.n }) },
    },
    true,
  );
  return provokedBy(sent, reaction, results);
}
