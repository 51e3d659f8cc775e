/** What a station told last of each connector during a case, for putting things back: what was told has to be taken back. */
import { type OnStation } from '../../../harness/peers/ocpp16.js';

export interface ToldStatuses {
  /** The status of a connector as it was told last; undefined where nothing was told. */
  of(connectorId: number): string | undefined;
  stop(): void;
}

/** Listens from now on, until it is stopped; takes nothing away from the case. */
export function toldStatuses({ csms }: OnStation): ToldStatuses {
  const told = new Map<unknown, string>();
  const stop = csms.conversation.watch(({ action, payload }) => {
    if (action === 'StatusNotification') told.set(payload['connectorId'], String(payload['status']));
    return false;
  });
  return { of: (connectorId) => told.get(connectorId), stop };
}
