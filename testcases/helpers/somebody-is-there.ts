/** Whether somebody answers a sound CALL under its id, whatever it says. */
import { type CsmsContext, type StationContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/versions.js';
import { limitText } from '../../harness/peers/durations.js';

type OnEither<V extends Version> = StationContext<V> | CsmsContext<V>;

/** Whether the text is an answer to the CALL with this id: well-formed or not, which a rule judges. */
function answersId(text: string, id: string): boolean {
  try {
    const frame: unknown = JSON.parse(text);
    return Array.isArray(frame) && (frame[0] === 3 || frame[0] === 4) && frame[1] === id;
  } catch {
    return false;
  }
}

/** Sends the CALL and judges that something comes back for it within the plan's limit for an answer. */
export async function judgesSomebodyIsThere<V extends Version>(
  context: OnEither<V>,
  action: string,
  payload: object,
  requirements: string,
): Promise<void> {
  const peer = 'csms' in context ? context.csms : context.station;
  const { conversation } = peer;
  const { lane } = conversation;
  const { message } = context.parameters.limits;
  const id = lane.entropy.id();
  const answered = new Promise<readonly number[] | undefined>((resolve, reject) => {
    const end = (frames: readonly number[] | undefined) => {
      for (const stop of stops) stop();
      resolve(frames);
    };
    const stops = [
      // A malformed answer answers nothing that is open, and yet somebody sent it.
      conversation.onStray(({ n, text }) => answersId(text, id) && end([n])),
      conversation.onLost(() => end(undefined)),
    ];
    peer.attempt(action, payload, { messageId: id }).then((outcome) => {
      end('answer' in outcome ? [outcome.n, outcome.answer] : undefined);
    }, reject);
  });
  const frames = await answered;
  context.check('answers', frames !== undefined, {
    title: 'somebody answers a request under its id',
    requirements,
    frames: frames ?? [conversation.last],
    expected: `an answer to ${action}, whatever it says, within ${limitText(message)}`,
    actual: frames === undefined ? 'none' : 'one came',
    action,
    asserts: [],
  });
}
