/** What a 1.6 station tells of a connector of its own accord, and what it tells when it is asked (§4.9, §5.17). */
import { matching, type OnStation, oneOf } from '../../../harness/peers/ocpp16.js';
import { CONNECTOR, type Status, statusWithin } from '../../ocpp16/states/connector.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

const RESTS = ['1.6 §4.9', '1.6 §5.17'] as const;

/** Has the station tell the status of the connector, and judges that it is one of `statuses`. */
export async function tellsWhenAsked(
  { csms, parameters }: OnStation,
  moment: string,
  statuses: readonly Status[],
  connectorId: number = CONNECTOR,
): Promise<void> {
  await csms.call(
    'TriggerMessage',
    { requestedMessage: 'StatusNotification', connectorId },
    { status: 'Accepted' },
    '1.6 §5.17',
    { id: `TriggerMessage-${moment}` },
  );
  await csms.expect('StatusNotification', { status: oneOf(...statuses) }, RESTS, {
    where: { connectorId },
    id: `asked-${moment}`,
    title: `the station, asked for connector ${connectorId} (${moment}), tells the status that it is in`,
    within: parameters.limits.action,
  });
}

/** The statuses that a connector may be told to have, from the first frame that told them. */
export interface StatusLog {
  /** The last status of a connector that was told, and where. */
  last(connectorId: number): { readonly status: string; readonly n: number } | undefined;
  /** Waits until the connector was told to have the status; undefined when it was not in time. */
  until(connectorId: number, status: Status): Promise<number | undefined>;
  stop(): void;
}

/** Follows what is told of connectors from now on; takes nothing away from the case. */
export function followStatuses(context: OnStation): StatusLog {
  const { csms } = context;
  const told = new Map<unknown, { status: string; n: number }>();
  const stop = csms.conversation.watch(({ action, payload, n }) => {
    if (action === 'StatusNotification')
      told.set(payload['connectorId'], { status: String(payload['status']).slice(0, 40), n });
    return false;
  });
  const last = (connectorId: number) => told.get(connectorId);
  return {
    last,
    stop,
    async until(connectorId, status) {
      if (last(connectorId)?.status === status) return last(connectorId)!.n;
      const where = { connectorId, status };
      return (await csms.next('StatusNotification', { where, within: statusWithin(context) }))?.n;
    },
  };
}

/** A time that agrees with the tester's: more than that is a wrong clock or a wrong time zone. Milliseconds. */
const CLOCK = 60_000;

/** A time at most a minute from now, by the tester's clock; `optional`: or none at all. */
export const present = ({ now }: OnStation, optional = false) =>
  matching(`${optional ? 'absent or ' : ''}a time within ${limitText(CLOCK)} of the tester's`, (value) =>
    value === undefined ? optional : typeof value === 'string' && Math.abs(Date.parse(value) - now()) <= CLOCK,
  );
