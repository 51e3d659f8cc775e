/** Malformed traffic: each text is provoked, and after each the SUT is to be as alive as before. */
import { type CsmsContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/ocpp2.js';

/** One malformed text and what may come of it. */
export interface Malformed {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly text: string;
  /** Ids that an answer may carry. */
  readonly ids: readonly string[];
  /** The error codes that fit; none where an answer is wrong. */
  readonly codes: readonly string[];
  readonly silence: boolean;
  /** Whether the CSMS may close the connection over it. */
  readonly mayClose: boolean;
  readonly requirements: string | readonly string[];
}

/** Sends each text in turn; after each, a Heartbeat is to be answered. */
export async function provokeEach<V extends Version>(
  { station, advise }: CsmsContext<V>,
  texts: readonly Malformed[],
  heartbeat: (id: string) => Promise<unknown>,
): Promise<void> {
  for (const { mayClose, ...provocation } of texts) {
    await station.provoke(provocation);
    if (!station.connected && mayClose) {
      const clause = [provocation.requirements].flat().join(', ');
      advise(`closed-${provocation.id}`, `the CSMS closed the connection over ${provocation.reason}`, clause, [
        station.conversation.last,
      ]);
      await station.connect();
    }
    await heartbeat(`alive-after-${provocation.id}`);
  }
}
