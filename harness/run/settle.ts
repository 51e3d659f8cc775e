/** Lets a station that has just connected come to rest before a case begins. */
import { type Lane } from '../lane/lane.js';
import { type Conversation } from '../peers/conversation/conversation.js';
import { nextMatching } from '../peers/conversation/expectations.js';

/** How long a station that has just connected has to send BootNotification, if it means to, in milliseconds. */
const BOOT_GRACE = 5_000;
/** A station has come to rest when it sent nothing for this long, in milliseconds. */
const QUIET = 1_000;
const QUIET_LIMIT = 10_000;

interface Settling {
  readonly conversation: Conversation;
  readonly lane: Lane;
  /** The connection over which the station has come to rest. */
  readonly settled: { conn: number };
}

/**
 * Lets a station that connected since the last case boot and report its connectors first. One that was accepted
 * earlier need not boot again (OCPP-J 1.6 §5.4): then the grace passes and the case starts.
 */
export async function letSettle({ conversation, lane, settled }: Settling): Promise<void> {
  const conn = conversation.line?.conn;
  if (conn === undefined || settled.conn === conn) return;
  const booted = (within: number) =>
    nextMatching(conversation, (received) => received.action === 'BootNotification', within);
  if (conversation.bootedOn !== conn) await booted(BOOT_GRACE);
  const end = lane.clock.now() + QUIET_LIMIT;
  while (lane.clock.now() < end && (await nextMatching(conversation, () => true, QUIET)));
  settled.conn = conversation.line?.conn ?? conn;
}
