/** A 2.x station that cannot reach the CSMS: the tester drops the connection and refuses every handshake (B04). */
import { type OnStation } from '../../../harness/peers/ocpp2.js';

/** How long a station may take to notice that the connection is gone, and to act on what was done to it. Milliseconds. */
const NOTICES = 5_000;

/** Has something done while the station is offline for at least `ms`, lets it in again, and judges that it comes. */
export async function whileOffline(context: OnStation, ms: number, act: () => Promise<unknown>): Promise<void> {
  const { csms, afterwards, now, parameters, pass } = context;
  const { limits } = parameters;
  afterwards(async () => {
    csms.acceptAgain();
    if (!csms.connected) await csms.expectConnection([]);
  });
  csms.drop({ status: 503 });
  const cut = now();
  await pass(NOTICES);
  await act();
  await pass(Math.max(NOTICES, ms - (now() - cut)));
  csms.acceptAgain();
  // A station whose pauses double may be in one that is as long as the time since the cut.
  await csms.expectConnection('Part 4 §5.3', { within: limits.reboot + now() - cut });
}
