/**
 * The charging station that the tester plays in cases for a CSMS: its connectors' statuses, one transaction with its
 * sequence numbers, and a meter that only rises. Whatever is left open when the case ends is ended and reported as
 * available.
 */
import { idTokenOf, type OnCsms, type Request, type Response } from '../../../harness/peers/ocpp2.js';
import { type Token } from '../../../harness/peers/for-cases/settings.js';
import { oneOf } from '../../../harness/peers/matchers.js';

export interface Place {
  readonly evseId: number;
  readonly connectorId: number;
}

type Event = Request<'TransactionEvent'>;
export type Status = Request<'StatusNotification'>['connectorStatus'];
export type Trigger = Event['triggerReason'];
export type Reason = NonNullable<Event['transactionInfo']['stoppedReason']>;
export type TokenStatus = Response<'Authorize'>['idTokenInfo']['status'];
type MeterValue = NonNullable<Event['meterValue']>[number];
type Context = NonNullable<MeterValue['sampledValue'][number]['context']>;
type ChargingState = NonNullable<Event['transactionInfo']['chargingState']>;
type Rests = string | readonly string[];

/** What the meter starts at, in Wh, and what flows while charging, in Wh per millisecond (7.2 kW). */
const METER_START = 12_000;
const POWER = 7_200 / 3_600_000;

export interface EventOptions {
  readonly state?: ChargingState;
  /** The token that the event carries, and the statuses that are right for it (Accepted by default). */
  readonly token?: Token;
  readonly statuses?: readonly TokenStatus[];
  readonly remoteStartId?: number;
  /** With a reading taken in this context. */
  readonly reading?: Context;
  readonly stoppedReason?: Reason;
  /** What else the event tells. */
  readonly more?: Partial<Event>;
  readonly id?: string;
  readonly requirements?: Rests;
}

/** What a case is about. */
interface About {
  /** Statuses: that the CSMS has no such message is red, and not left to the rules. */
  readonly subject?: true;
}

export interface ChargingStation {
  /** The EVSE and connector that the session is on. */
  readonly place: Place;
  /** The running transaction's id. */
  readonly transactionId: string;
  /** Reports a connector, the session's own by default, and judges that it is answered. */
  report(status: Status, options?: { place?: Place; id?: string } & About): Promise<void>;
  /** Sends Authorize and judges the status. */
  authorize(token: Token): Promise<void>;
  /** Sends an event of the transaction and judges its answer; Started makes a new transaction. */
  event(eventType: Event['eventType'], triggerReason: Trigger, options?: EventOptions): Promise<void>;
  /** Boots with `reason` and reports every connector; those of `statuses` otherwise than Available. */
  boot(
    reason: Request<'BootNotification'>['reason'],
    statuses?: readonly (Place & { status: Status })[],
    options?: About,
  ): Promise<void>;
}

const time = (at: number) => new Date(Math.trunc(at)).toISOString();

/** Every connector of the plan. */
export const placesOf = ({ evses }: OnCsms['parameters'], evseId?: number): readonly Place[] =>
  evses
    .filter(({ id }) => evseId === undefined || id === evseId)
    .flatMap(({ id, connectors }) =>
      Array.from({ length: connectors }, (_, i) => ({ evseId: id, connectorId: i + 1 })),
    );

/** What the tester says of itself. */
export const describes = ({ station }: OnCsms): Request<'BootNotification'>['chargingStation'] => ({
  vendorName: 'laddprov',
  model: 'impersonated',
  serialNumber: station.identity.slice(0, 25),
  firmwareVersion: '1',
});

const keyOf = ({ evseId, connectorId }: Place) => `${evseId}/${connectorId}`;

interface Transaction {
  readonly transactionId: string;
  seqNo: number;
}

/** Plays a charging station in this case, with its session on the first EVSE of the plan, or on `evseId`. */
export function playStation(context: OnCsms, { subject: about }: About = {}): ChargingStation {
  const { station, parameters, now, afterwards } = context;
  const { conversation } = station;
  const places = placesOf(parameters);
  const place = places[0] ?? { evseId: 1, connectorId: 1 };
  const statuses = new Map<string, Status>();
  let running: Transaction | undefined;
  let plugged = false;
  /** The register, and since when energy flows. */
  let register = METER_START;
  let flowing: number | undefined;

  const statusOf = (at: Place): Request<'StatusNotification'> => ({
    ...at,
    connectorStatus: statuses.get(keyOf(at)) ?? 'Available',
    timestamp: time(now()),
  });
  const meter = (at: number) => register + (flowing === undefined ? 0 : Math.floor((at - flowing) * POWER));
  const follow = (state: ChargingState | undefined, at: number) => {
    if (state === undefined) return;
    register = meter(at);
    flowing = state === 'Charging' ? at : undefined;
    plugged = state !== 'Idle';
  };
  const valuesAt = (at: number, reading: Context): MeterValue => ({
    timestamp: time(at),
    sampledValue: [
      {
        value: meter(at),
        context: reading,
        measurand: 'Energy.Active.Import.Register',
        location: 'Outlet',
        unitOfMeasure: { unit: 'Wh' },
      },
      {
        value: flowing === undefined ? 0 : 7.2,
        context: reading,
        measurand: 'Power.Active.Import',
        location: 'Outlet',
        unitOfMeasure: { unit: 'kW' },
      },
    ],
  });
  const eventOf = (
    eventType: Event['eventType'],
    triggerReason: Trigger,
    one: Transaction,
    { state, token, remoteStartId, reading, stoppedReason, more }: EventOptions,
  ): Event => {
    const at = now();
    const meterValue = reading && [valuesAt(at, reading)];
    follow(state, at);
    const { evseId: id, connectorId } = place;
    return {
      eventType,
      timestamp: time(at),
      triggerReason,
      seqNo: one.seqNo++,
      transactionInfo: {
        transactionId: one.transactionId,
        ...(state !== undefined && { chargingState: state }),
        ...(remoteStartId !== undefined && { remoteStartId }),
        ...(stoppedReason !== undefined && { stoppedReason }),
      },
      // E01.FR.16: from the moment that the EV is connected.
      ...(plugged && { evse: { id, connectorId } }),
      ...(token && { idToken: idTokenOf(token) }),
      ...(meterValue && { meterValue }),
      ...more,
    };
  };

  // A CSMS may ask at any time: it is told of the session at hand (F06, E14.FR.02).
  conversation.answer(({ action, payload }) => {
    if (action === 'GetTransactionStatus' && payload['transactionId'] !== undefined)
      return {
        result: { messagesInQueue: false, ongoingIndicator: payload['transactionId'] === running?.transactionId },
      };
    if (action !== 'TriggerMessage' || payload['requestedMessage'] !== 'StatusNotification') return undefined;
    const { id, connectorId } = (payload['evse'] ?? {}) as { id?: unknown; connectorId?: unknown };
    const wanted = places.filter(
      (one) =>
        (id === undefined || one.evseId === id) && (connectorId === undefined || one.connectorId === connectorId),
    );
    if (wanted.length === 0) return { result: { status: 'Rejected' } };
    const tell = () =>
      wanted.forEach((one) => void conversation.call('StatusNotification', statusOf(one), parameters.limits.message));
    return { result: { status: 'Accepted' }, then: tell };
  });

  afterwards(async () => {
    if (running && !station.connected) await station.connect();
    if (running) {
      const options = { state: 'Idle', stoppedReason: 'Other' } as const;
      await station.attempt('TransactionEvent', eventOf('Ended', 'AbnormalCondition', running, options));
    }
    for (const one of places) {
      if ((statuses.get(keyOf(one)) ?? 'Available') === 'Available') continue;
      statuses.set(keyOf(one), 'Available');
      await station.attempt('StatusNotification', statusOf(one));
    }
  });

  return {
    place,
    get transactionId() {
      return running?.transactionId ?? context.stop('no transaction runs');
    },
    async report(status, { place: at = place, id = `StatusNotification-${status}`, subject = about } = {}) {
      statuses.set(keyOf(at), status);
      await station.call('StatusNotification', statusOf(at), {}, 'Part 2 G01', {
        id,
        ...(subject ? {} : { mayLack: true }),
      });
    },
    async authorize(token) {
      const idTokenInfo = { status: 'Accepted' } as const;
      await station.call('Authorize', { idToken: idTokenOf(token) }, { idTokenInfo }, 'C01.FR.07');
    },
    async event(eventType, triggerReason, options = {}) {
      const { id, token, statuses: right = ['Accepted'], requirements } = options;
      // E01.FR.08: the time and a random part, so that no run and no lane ever gives an id again.
      const { lane } = conversation;
      if (eventType === 'Started')
        running = {
          transactionId: `${Math.trunc(now()).toString(36)}-${lane.id}-${lane.entropy.id().slice(0, 8)}`,
          seqNo: 0,
        };
      if (!running) throw new Error('no transaction runs');
      const payload = eventOf(eventType, triggerReason, running, options);
      if (eventType === 'Ended') running = undefined;
      await station.call(
        'TransactionEvent',
        payload,
        token ? { idTokenInfo: { status: oneOf(...right) } } : {},
        requirements ?? (token ? ['J02.FR.19', 'E01.FR.11', 'E01.FR.12'] : 'J02.FR.19'),
        { id: id ?? `TransactionEvent-${eventType}-${triggerReason}` },
      );
    },
    async boot(reason, reported = [], { subject = about } = {}) {
      const chargingStation = describes(context);
      await station.call('BootNotification', { reason, chargingStation }, { status: 'Accepted' }, 'B01.FR.02', {
        again: (outcome) => station.bootsAgain(outcome),
      });
      for (const one of places) {
        statuses.set(keyOf(one), reported.find((other) => keyOf(other) === keyOf(one))?.status ?? 'Available');
        const id = `StatusNotification-boot-${keyOf(one)}`;
        await station.call('StatusNotification', statusOf(one), {}, 'Part 2 G01', {
          id,
          ...(subject ? {} : { mayLack: true }),
        });
      }
    },
  };
}
