/** Sends a frame that is wrong on purpose, and judges what comes of it. */
import { type Message, parseMessage } from '../wire/ocpp-j.js';
import { type Conversation } from './conversation.js';
import { describeInstead, describeMessage, type Instead, noteStray, type Stray } from './exchange.js';
import { type Judge } from './judge.js';
import { type Provocation } from './peer.js';
import { type TimeLimits } from './settings.js';

/** Where no answer is right, so long is waited for one, in milliseconds: a wrong one comes at once or not at all. */
const SILENCE = 5_000;

/** What came of a wrong frame: its answer, if one came, and what came meanwhile that answers nothing. */
interface Reaction {
  readonly answer?: Stray & { readonly message: Message };
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
    const end = (answer?: Reaction['answer']) => {
      for (const stop of stops) stop();
      resolve({ instead, after: clock.now() - start, ...(answer && { answer }) });
    };
    const stops = [
      clock.at(start + within, () => end()),
      conversation.onLost(() => end()),
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

/** Sends the text and judges its answer; a red check does not end the case. */
export async function provoke(
  conversation: Conversation,
  judge: Judge,
  limits: TimeLimits,
  {
    text,
    reason,
    ids,
    codes,
    results = false,
    complaints = false,
    silence,
    sending,
    requirements,
    id,
    title,
  }: Provocation,
): Promise<'result' | 'error' | 'silence'> {
  conversation.mark();
  const within = silence ? Math.min(limits.message, SILENCE) : limits.message;
  const reaction = reactionTo(conversation, ids, within);
  const sent = conversation.raw(text, reason, sending);
  const { answer, after, instead } = await reaction;
  const message = answer?.message;
  const kind = message && kindOf(message);
  const code = message && 'code' in message ? message.code : undefined;
  const right = message
    ? (kind === 'error' && code !== undefined && codes.includes(code)) ||
      (kind === 'result' && results) ||
      (kind === 'result-error' && complaints)
    : silence;
  const expected = [
    results && 'a result',
    complaints && 'CALLRESULTERROR',
    codes.length > 0 && `CALLERROR ${codes.join(' or ')}`,
    silence && 'no answer',
  ].filter((part) => typeof part === 'string');
  const nothing = conversation.line?.open ? `no answer within ${within / 1000} s` : 'the connection was closed';
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
  return kind === undefined ? 'silence' : kind === 'result' ? 'result' : 'error';
}
