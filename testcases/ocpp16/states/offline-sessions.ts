/** What a driver does at a station that is offline, and what it says of it once it is online (1.6 §3.7, §4.8, §4.10). */
import { absentOr, type OnStation, type Response } from '../../../harness/peers/ocpp16.js';
import { backToIdle, CONNECTOR, register, sameTag } from './connector.js';
import { during, type Span, unseen } from './offline.js';

type TokenStatus = Response<'StartTransaction'>['idTagInfo']['status'];

export interface OfflineStart {
  readonly idTag: string;
  readonly at: Span;
  /** The number that the tester gave the transaction; undefined before it was asked for one. */
  id(): number | undefined;
  /** Takes the cable out. */
  unplug(): Promise<void>;
}

/**
 * Plugs in and presents the token at a station that is offline. When it is online again, the tester says `status` to
 * the transaction; whatever is left of it is ended and unplugged afterwards.
 */
export async function startsOffline(
  context: OnStation,
  idTag: string,
  status: TokenStatus = 'Accepted',
): Promise<OfflineStart> {
  const { csms, operator, afterwards } = context;
  let transactionId: number | undefined;
  csms.answer('StartTransaction', () => {
    transactionId ??= 1 + (Math.trunc(context.now()) % 1_000_000_000);
    return { transactionId, idTagInfo: { status } };
  });
  let plugged = false;
  afterwards(async () => {
    if (plugged) await backToIdle(context, transactionId);
  });
  const at = await unseen(context, async () => {
    plugged = true;
    await operator.plugIn({ connectorId: CONNECTOR });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
  });
  const unplug = async () => {
    await operator.plugOut({ connectorId: CONNECTOR });
    plugged = false;
  };
  return { idTag, at, id: () => transactionId, unplug };
}

/** The start of a transaction, with the time at which it happened. */
export const reportsStart = ({ csms }: OnStation, { idTag, at }: Pick<OfflineStart, 'idTag' | 'at'>, after?: number) =>
  csms.message(
    'StartTransaction',
    { connectorId: CONNECTOR, idTag: sameTag(idTag), meterStart: register(), timestamp: during(at) },
    ['1.6 §3.7', '1.6 §4.8'],
    after === undefined ? {} : { after },
  );

/** The end of a transaction by its driver, with the time at which it happened. */
export const reportsEnd = (
  { csms }: OnStation,
  { transactionId, meterStart, at }: { transactionId: number; meterStart: number; at: Span },
) =>
  csms.message(
    'StopTransaction',
    { transactionId, reason: absentOr('Local'), meterStop: register(meterStart), timestamp: during(at) },
    ['1.6 §3.7', '1.6 §4.10'],
  );
