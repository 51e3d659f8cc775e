/**
 * A station that cannot reach the central system (1.6 §3.5, §3.7): the tester drops the connection and refuses every
 * handshake until it lets the station in again. Nothing can be seen meanwhile, so each act is given the time that the
 * station may take for it.
 */
import { matching, type OnStation } from '../../../harness/peers/ocpp16.js';
import { configure, readKey, tryConfigure } from './configuration.js';
import { CONNECTOR, sameTag, SLACK } from './connector.js';
import { listed, sendsList, usesLocalList } from './local-list.js';

/** When something happened, at the earliest and at the latest: milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How far two clocks may be apart that tell each other the time in messages, in milliseconds. */
const CLOCKS = 10_000;
/** How long after the last act the connection comes back, in milliseconds: a time of delivery is seen for what it is. */
const APART = CLOCKS + 2 * SLACK;

/** Drops the connection, lets nobody in, and gives the station the time to notice; returns when it was dropped. */
export async function cutsOff(context: OnStation): Promise<number> {
  const { csms, afterwards, now, pass } = context;
  afterwards(async () => {
    csms.acceptAgain();
    if (!csms.connected) await csms.expectConnection([]);
  });
  csms.drop({ status: 503 });
  const cut = now();
  await pass(SLACK);
  return cut;
}

/** Has something done at the station while it cannot be reached, and gives it the time to take effect. */
export async function unseen(context: OnStation, act: () => Promise<unknown>): Promise<Span> {
  const from = context.now();
  await act();
  const to = context.now() + context.parameters.limits.action;
  await context.pass(context.parameters.limits.action);
  return { from, to };
}

/**
 * Lets the station in again, well after the last of what happened, and judges that it comes; returns when. A station
 * whose pauses double may be in one that is as long as the time since `cut`.
 */
export async function comesBack({ csms, now, parameters, pass }: OnStation, cut: number): Promise<number> {
  await pass(APART);
  csms.acceptAgain();
  const within = parameters.limits.reboot + now() - cut;
  await csms.expectConnection(['1.6 §3.7', 'OCPP-J 1.6 §5.4'], { within });
  return now();
}

/** A time within the span, as far as two clocks agree: that of the event, and not that of its delivery. */
export const during = ({ from, to }: Span) =>
  matching(
    `a time from ${new Date(Math.floor(from - CLOCKS)).toISOString()} to ${new Date(Math.ceil(to + CLOCKS)).toISOString()}`,
    (value) => {
      const at = typeof value === 'string' ? Date.parse(value) : NaN;
      return at >= from - CLOCKS && at <= to + CLOCKS;
    },
  );

/** Has the token accepted in a short session, so that a station with a cache remembers it (§3.5.1). */
async function remembers(context: OnStation, idTag: string): Promise<void> {
  const { csms, operator, now, parameters, stop } = context;
  const present = () => operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
  const within = parameters.limits.action;
  const idTagInfo = { status: 'Accepted' } as const;
  const transactionId = 1 + (Math.trunc(now()) % 1_000_000_000);
  csms.answer('Authorize', { idTagInfo }, { times: 1 });
  csms.answer('StartTransaction', { transactionId, idTagInfo }, { times: 1 });
  csms.answer('StopTransaction', { idTagInfo }, { times: 1 });
  await operator.plugIn({ connectorId: CONNECTOR });
  await present();
  const start = await csms.next('StartTransaction', { where: { idTag: sameTag(idTag) }, within });
  if (!start) stop('no session came about in which the station could have learnt the token');
  await present();
  const end = await csms.next('StopTransaction', { within });
  await operator.plugOut({ connectorId: CONNECTOR });
  await csms.next('StatusNotification', { where: { connectorId: CONNECTOR, status: 'Available' }, within });
  if (!end) stop('the session in which the station could have learnt the token did not end');
}

/** Brings the station to start for the token while it is offline, in whichever of the three ways it has (§3.5). */
export async function letsInOffline(context: OnStation, idTag: string): Promise<void> {
  const { csms, parameters, note, stop } = context;
  await configure(context, 'LocalAuthorizeOffline', 'true');
  if (parameters.claimsProfile('LocalAuthListManagement')) {
    await usesLocalList(context);
    await sendsList(context, 'Full', 1, [listed(idTag)]);
    return note('The token is in the local list.');
  }
  // §9.1.1: without the key there is no such thing.
  if ((await tryConfigure(context, 'AllowOfflineTxForUnknownId', 'true')) === 'Accepted') {
    await csms.attempt('ClearCache', {});
    return note('The token is unknown, and unknown tokens may start offline.');
  }
  if ((await readKey(context, 'AuthorizationCacheEnabled')) === undefined)
    stop('the station has no local list, no cache, and starts for no unknown token');
  await configure(context, 'AuthorizationCacheEnabled', 'true');
  await remembers(context, idTag);
  note('The token was accepted in a session before: it is in the cache.');
}
