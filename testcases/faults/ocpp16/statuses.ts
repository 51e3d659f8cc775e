/** What a 1.6 station tells of its connectors, whatever a case makes of it, and how faults are brought about. */
import { type OnStation } from '../../../harness/peers/ocpp16.js';
import { statusWithin } from '../../ocpp16/states/connector.js';

/** One StatusNotification; what it says is hostile. */
export interface Told {
  readonly n: number;
  readonly connectorId: unknown;
  readonly status: unknown;
  readonly errorCode: unknown;
}

export interface StatusLog {
  /** How many there were so far: a point in time for `since` and `until`. */
  readonly total: number;
  since(total: number): readonly Told[];
  /** The first one after the log had `since` that `which` takes; undefined when there is none in time. */
  until(which: (told: Told) => boolean, since: number): Promise<Told | undefined>;
}

/** Follows the statuses until the case is over; takes none of them away from it. */
export function followStatuses(context: OnStation): StatusLog {
  const { csms, afterwards } = context;
  const { conversation } = csms;
  const entries: Told[] = [];
  const listeners = new Set<() => void>();
  const stop = conversation.watch(({ action, payload, n }) => {
    if (action !== 'StatusNotification') return false;
    const { connectorId, status, errorCode } = payload;
    entries.push({ n, connectorId, status, errorCode });
    for (const listener of [...listeners]) listener();
    return false;
  });
  afterwards(() => Promise.resolve(stop()));
  return {
    get total() {
      return entries.length;
    },
    since: (total) => entries.slice(total),
    until(which, since) {
      const { clock } = conversation.lane;
      return new Promise((resolve) => {
        const end = (found: Told | undefined) => {
          cancel();
          listeners.delete(look);
          resolve(found);
        };
        const look = () => {
          const found = entries.slice(since).find(which);
          if (found) end(found);
        };
        const cancel = clock.at(clock.now() + statusWithin(context), () => end(undefined));
        listeners.add(look);
        look();
      });
    },
  };
}

export interface Fault {
  /** Clears it; what the station tells then is the case's to judge. */
  clear(): Promise<void>;
}

/** Brings a fault about, 0 is the station as a whole; it is cleared when the case is over. */
export async function breaks(context: OnStation, connectorId: number, errorCode: string): Promise<Fault> {
  const { operator } = context;
  const fault = clearable(context, connectorId);
  await operator.raiseFault({ connectorId, errorCode });
  return fault;
}

/** The same, unless whoever acts on the station cannot do it: then a note says so, and there is no fault. */
export async function breaksIfPossible(
  context: OnStation,
  connectorId: number,
  errorCode: string,
): Promise<Fault | undefined> {
  const { csms, parameters, note } = context;
  const { lane } = csms.conversation;
  csms.mark();
  const answer = await lane.ask({
    role: 'station',
    action: 'raiseFault',
    args: { connectorId, errorCode },
    why: `the station shows ${errorCode} (left out if it cannot be brought about)`,
    within: parameters.limits.operator,
  });
  if (answer.status === 'done') return clearable(context, connectorId);
  note(`${errorCode} was left out: ${answer.status}, ${answer.reason}`);
  return undefined;
}

function clearable(context: OnStation, connectorId: number): Fault {
  const { csms, operator, afterwards } = context;
  let over = false;
  afterwards(async () => {
    if (over) return;
    await operator.clearFault({ connectorId });
    await csms.next('StatusNotification', { where: { connectorId }, within: statusWithin(context) });
  });
  return {
    async clear() {
      over = true;
      await operator.clearFault({ connectorId });
    },
  };
}
