/** Sends a frame that is wrong on purpose, and judges what comes of it. */
import { parseMessage } from '../wire/ocpp-j.js';
import { type Conversation, type Stray } from './conversation.js';
import { type Judge } from './judge.js';
import { type Provocation } from './peer.js';
import { type TimeLimits } from './settings.js';

/** Where no answer is right, so long is waited for one, in milliseconds: a wrong one comes at once or not at all. */
const SILENCE = 5_000;

/** The answer with one of `ids`; undefined when none comes within so many milliseconds, or the connection ends. */
function answerTo(conversation: Conversation, ids: readonly string[], within: number): Promise<Stray | undefined> {
  return new Promise((resolve) => {
    const { clock } = conversation.lane;
    const end = (stray: Stray | undefined) => {
      for (const stop of stops) stop();
      resolve(stray);
    };
    const stops = [
      clock.at(clock.now() + within, () => end(undefined)),
      conversation.onLost(() => end(undefined)),
      conversation.onStray((stray) => {
        const message = parseMessage(stray.text, conversation.version);
        if (message.kind !== 'malformed' && ids.includes(message.id)) end(stray);
      }),
    ];
  });
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
  const answered = answerTo(conversation, ids, within);
  const sent = conversation.raw(text, reason, sending);
  const stray = await answered;
  const message = stray && parseMessage(stray.text, conversation.version);
  const right = message
    ? (message.kind === 'error' && codes.includes(message.code)) ||
      (message.kind === 'result' && results) ||
      (message.kind === 'result-error' && complaints)
    : silence;
  const expected = [
    results && 'a result',
    complaints && 'CALLRESULTERROR',
    codes.length > 0 && `CALLERROR ${codes.join(' or ')}`,
    silence && 'no answer',
  ].filter((part) => typeof part === 'string');
  const nothing = conversation.line?.open ? `no answer within ${within / 1000} s` : 'the connection was closed';
  judge.judge(
    {
      id,
      title,
      kind: 'error-response',
      verdict: right ? 'pass' : 'fail',
      expected: expected.join(', or '),
      actual: stray ? stray.text.slice(0, 200) : nothing,
      requirements,
      frames: stray ? [sent, stray.n] : [sent],
      asserts: [],
      awaited: { within, ...(stray && { came: stray.n }) },
    },
    true,
  );
  return message ? (message.kind === 'result' ? 'result' : 'error') : 'silence';
}
