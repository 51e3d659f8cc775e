/** A tester that reads nothing for a while: what the SUT says stays where it is, and its pings get no pong. */
import { connectsAgain, isConnected, type OnEither } from '../../helpers/either.js';
import { type Side, sound } from '../framing/side.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

/** How long, in milliseconds: shorter than the time limits of most products. */
const DEAF = 20_000;

/** What the tester does, as a step. */
export const DEAF_STEP = `The tester stops reading and answering pings for ${limitText(DEAF)}, and sends a request meanwhile.`;

/** Stops reading, without a word. */
export function stopsReading({ peer: { conversation } }: OnEither): void {
  conversation.line?.answerPings(false);
  conversation.line?.pause();
}

/** Is deaf for a while and then listens again; the connection may be another one then. */
export async function isDeafForAWhile(context: OnEither, side: Side, requirement: string): Promise<void> {
  const { peer, pass, advise } = context;
  const { line } = peer.conversation;
  const { action, payload } = sound(side);
  stopsReading(context);
  const pending = peer.attempt(action, payload, { within: 2 * DEAF, deliberate: 'the tester does not read' });
  await pass(DEAF);
  line?.resume();
  line?.answerPings(true);
  const outcome = await pending;
  if (outcome.kind === 'timeout')
    advise('lost', 'what was sent while the tester did not read was lost', requirement, [outcome.n]);
  if (!isConnected(context)) await connectsAgain(context, requirement, 'connection');
}
