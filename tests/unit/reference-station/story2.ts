/** A 2.x session in words, one line per message, so that a test reads like the sequence diagram. */
import { type Json, type Seen } from './bench.js';

function line(action: string, payload: Json): string {
  if (action === 'StatusNotification') return `${payload.evseId} ${payload.connectorStatus}`;
  if (action !== 'TransactionEvent') return action;
  const { chargingState, stoppedReason } = payload.transactionInfo;
  const token = payload.idToken ? ` <${payload.idToken.idToken}>` : '';
  const words = [payload.eventType, payload.triggerReason, chargingState, stoppedReason].filter(
    (word) => word !== undefined,
  );
  return `${words.join(' ')}${token}`;
}

export const story = (seen: readonly Seen[]): string[] => seen.map(({ action, payload }) => line(action, payload));
