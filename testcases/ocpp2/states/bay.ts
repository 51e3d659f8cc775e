/**
 * The place where cases charge: connector 1 of the plan's first EVSE, what the driver does there, and the transactions
 * that the station reports from there. It is left as it was found.
 */
import { idTokenOf, matching, type OnStation } from '../../../harness/peers/ocpp2.js';
import { type ConnectorStatus, expectStatuses, followStatuses, lastStatus, type Place } from './connector-status.js';
import { readList, variableOf } from './device-model.js';
import { follow, type Logged, type MessageLog, type TransactionEvent } from './message-log.js';

type Token = OnStation['parameters']['tokens']['valid'];

export interface Bay {
  readonly place: Place;
  /** TxCtrlr.TxStartPoint and TxStopPoint as they are while the case runs; undefined where the station does not tell. */
  readonly startPoints: readonly string[] | undefined;
  readonly stopPoints: readonly string[] | undefined;
  /** TransactionEvents since the place was taken, oldest first. */
  readonly transactions: MessageLog;
  readonly statuses: MessageLog;
  /** How many TransactionEvents there were when the EV was plugged in. */
  readonly connectedAt: number;
  /** The transaction that has started and not ended. */
  readonly transactionId: string | undefined;
  /**
   * Whether what just happened is a point at which transactions start. Where the station does not tell its points it is
   * watched for a moment whether one starts.
   */
  startsAt(point: string): Promise<boolean>;
  /** The EV comes to the parking bay, where nothing but that starts or stops transactions. */
  arrive(): Promise<void>;
  leave(): Promise<void>;
  plugIn(): Promise<void>;
  plugOut(): Promise<void>;
  present(token: Token): Promise<void>;
  /** Judges that this status of the connector was reported since the EV was plugged in or out, or since `since`. */
  expectStatus(status: string, requirements: string | readonly string[], since?: number): Promise<void>;
}

/** In this time a transaction would be told of that something has just started, in milliseconds. */
const MOMENT = 2_000;

/** A token of the plan in a payload: tokens are identifierStrings, which case does not distinguish (C01). */
export const tokenShape = (token: Token) => ({
  idToken: matching(
    JSON.stringify(token.idToken),
    (value) => typeof value === 'string' && value.toLowerCase() === token.idToken.toLowerCase(),
  ),
  type: idTokenOf(token).type,
});

/** No token at all, or this one. */
export const noneOrToken = (token: Token) => {
  const { idToken, type } = tokenShape(token);
  return matching(`absent or ${JSON.stringify(token.idToken)}`, (value) => {
    if (value === undefined) return true;
    const given = value as Readonly<Record<string, unknown>> | null;
    return idToken.matches(given?.['idToken']) && given?.['type'] === type;
  });
};

export const eventOf = ({ payload }: Logged): Partial<TransactionEvent> => payload;

/** The transaction that has started and not ended, by what was reported. */
function running(entries: readonly Logged[]): string | undefined {
  const ended = new Set(
    entries
      .map(eventOf)
      .flatMap((event) => (event.eventType === 'Ended' ? [event.transactionInfo?.transactionId] : [])),
  );
  const ids = entries.map((entry) => eventOf(entry).transactionInfo?.transactionId);
  return ids.reverse().find((id) => typeof id === 'string' && !ended.has(id));
}

const only = (points: readonly string[] | undefined, point: string): boolean =>
  points?.length === 1 && points[0] === point;

/** Takes the place for the time of the case; whatever is still there or running at its end is ended. */
export async function takeBay(context: OnStation): Promise<Bay> {
  const { csms, operator, parameters, afterwards } = context;
  const { limits } = parameters;
  const place: Place = { evseId: parameters.evses[0]?.id ?? 1, connectorId: 1 };
  const transactions = follow(csms, 'TransactionEvent');
  const statuses = followStatuses(csms);
  let parked = false;
  let plugged = false;
  let used = false;
  let moved = 0;
  let connectedAt = 0;
  afterwards(async () => {
    transactions.stop();
    statuses.stop();
    return Promise.resolve();
  });
  // What still comes of this case must not be taken for the next one's.
  afterwards(() =>
    transactions.until((entries) => (running(entries) === undefined ? true : undefined), limits.message),
  );
  afterwards(async () => {
    if (parked) await bay.leave();
  });
  const isFree = () =>
    statuses.until(() => {
      const status = lastStatus(statuses, place, moved);
      return status !== undefined && !/^occupied$/i.test(status) ? true : undefined;
    }, limits.action);
  afterwards(async () => {
    if (plugged) await bay.plugOut();
    if (!used || (await isFree())) return;
    // An EV that left in the middle left the cable in the outlet (E09).
    await bay.plugOut();
    if (await isFree()) return;
    await bay.present(parameters.tokens.valid);
    await bay.plugOut();
    await isFree();
  });
  afterwards(async () => {
    const transactionId = running(transactions.entries);
    if (transactionId !== undefined) await csms.attempt('RequestStopTransaction', { transactionId });
  });
  const startPoints = await readList(context, variableOf('TxCtrlr', 'TxStartPoint'));
  const stopPoints = await readList(context, variableOf('TxCtrlr', 'TxStopPoint'));
  const bay: Bay = {
    place,
    startPoints,
    stopPoints,
    transactions,
    statuses,
    get connectedAt() {
      return connectedAt;
    },
    get transactionId() {
      return running(transactions.entries);
    },
    async startsAt(point) {
      if (startPoints) return startPoints.includes(point);
      return (await transactions.until((entries) => running(entries), MOMENT)) !== undefined;
    },
    async arrive() {
      const matters = [startPoints, stopPoints].some((points) => only(points, 'ParkingBayOccupancy'));
      if (!matters) return;
      await operator.parkingBay({ ...place, occupied: true });
      parked = true;
      if (startPoints?.includes('ParkingBayOccupancy'))
        await transactions.until((entries) => running(entries), limits.action);
    },
    async leave() {
      if (!parked) return;
      parked = false;
      await operator.parkingBay({ ...place, occupied: false });
    },
    async plugIn() {
      moved = statuses.total;
      connectedAt = transactions.total;
      await operator.plugIn(place);
      plugged = true;
      used = true;
    },
    async plugOut() {
      plugged = false;
      moved = statuses.total;
      await operator.plugOut(place);
    },
    async present({ idToken, type }) {
      await operator.presentIdToken({ ...place, idToken, type });
    },
    async expectStatus(status, requirements, since = moved) {
      const wanted: ConnectorStatus = { ...place, status };
      await expectStatuses(context, [wanted], requirements, { log: statuses, since });
    },
  };
  return bay;
}
