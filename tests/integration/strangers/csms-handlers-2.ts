/** What the small CSMS answers a 2.0.1 station that it has accepted. */
import { type Desk, type Handlers } from './csms-desk.js';
import { type Json } from './rpc-link.js';

export function handlers2({ now, tokenStatus, groupOf }: Desk): Handlers {
  const idTokenInfo = (idToken: unknown): Json => {
    const { idToken: text, type } = idToken as { idToken: string; type: string };
    if (type === 'NoAuthorization') return { status: 'Accepted' };
    const group = groupOf(text);
    return {
      status: tokenStatus(text),
      ...(group !== undefined && { groupIdToken: { idToken: group, type: 'Central' } }),
    };
  };
  const nothing = () => ({});
  return {
    Heartbeat: () => ({ currentTime: now() }),
    Authorize: ({ idToken }) => ({ idTokenInfo: idTokenInfo(idToken) }),
    TransactionEvent({ eventType, transactionInfo, idToken }, { transactions }) {
      const { transactionId } = transactionInfo as { transactionId: string };
      const known = transactions.get(transactionId);
      const text = idToken === undefined ? '' : String((idToken as Json)['idToken']);
      transactions.set(transactionId, { idToken: known?.idToken ?? text, ended: eventType === 'Ended' });
      return idToken === undefined ? {} : { idTokenInfo: idTokenInfo(idToken) };
    },
    StatusNotification({ evseId, connectorId, connectorStatus }, { connectors }) {
      connectors.set(`${evseId as number}.${connectorId as number}`, String(connectorStatus));
      return {};
    },
    DataTransfer: () => ({ status: 'UnknownVendorId' }),
    FirmwareStatusNotification: nothing,
    LogStatusNotification: nothing,
    MeterValues: nothing,
    NotifyEvent: nothing,
    NotifyReport: nothing,
    NotifyMonitoringReport: nothing,
    SecurityEventNotification: nothing,
  };
}
