/** What the small CSMS answers a 1.6 charge point that it has accepted. */
import { type Desk, type Handlers } from './csms-desk.js';
import { type Json } from './rpc-link.js';

export function handlers16({ now, tokenStatus, groupOf, nextTransaction }: Desk): Handlers {
  const idTagInfo = (idTag: unknown): Json => {
    const group = groupOf(String(idTag));
    return { status: tokenStatus(String(idTag)), ...(group !== undefined && { parentIdTag: group }) };
  };
  const nothing = () => ({});
  return {
    Heartbeat: () => ({ currentTime: now() }),
    Authorize: ({ idTag }) => ({ idTagInfo: idTagInfo(idTag) }),
    StartTransaction({ idTag }, { transactions }) {
      const transactionId = nextTransaction();
      transactions.set(transactionId, { idToken: String(idTag), ended: false });
      return { transactionId, idTagInfo: idTagInfo(idTag) };
    },
    StopTransaction({ transactionId, idTag }, { transactions }) {
      const transaction = transactions.get(Number(transactionId));
      if (transaction) transaction.ended = true;
      // A stop is taken whatever the transaction is: the energy is gone (1.6 §4.10).
      return idTag === undefined ? {} : { idTagInfo: idTagInfo(idTag) };
    },
    StatusNotification({ connectorId, status }, { connectors }) {
      connectors.set(String(connectorId), String(status));
      return {};
    },
    DataTransfer: () => ({ status: 'UnknownVendorId' }),
    MeterValues: nothing,
    DiagnosticsStatusNotification: nothing,
    FirmwareStatusNotification: nothing,
  };
}
