/**
 * The charge point that the tester plays in cases for a central system: its connectors' statuses, one transaction and
 * a meter that only rises. Whatever is left open when the case ends is ended and reported as available.
 */
import { matching, type OnCsms, type Request, type Response } from '../../../harness/peers/ocpp16.js';

/** The connector that cases use. */
export const CONNECTOR = 1;

export type Status = Request<'StatusNotification'>['status'];
export type Reason = NonNullable<Request<'StopTransaction'>['reason']>;
/** What a central system makes of a token. */
export type TokenStatus = Response<'Authorize'>['idTagInfo']['status'];
type Sample = Request<'MeterValues'>['meterValue'][number]['sampledValue'][number];
type Rests = string | readonly string[];

/** What the meter starts at, in Wh, and what flows, in Wh per millisecond (7.2 kW). */
const METER_START = 12_000;
const POWER = 7_200 / 3_600_000;

export interface ReportOptions {
  readonly connectorId?: number;
  readonly errorCode?: Request<'StatusNotification'>['errorCode'];
  readonly id?: string;
  readonly requirements?: Rests;
  /** The case is about statuses: that the CSMS has no such message is red, and not left to the rules. */
  readonly subject?: true;
}

export interface ChargePoint {
  /** Sends StatusNotification and judges that it is answered. */
  report(status: Status, options?: ReportOptions): Promise<void>;
  /** Sends Authorize and judges the status; returns when it is answered. */
  authorize(idTag: string, status?: TokenStatus): Promise<void>;
  /** Sends StartTransaction, read at `at` (milliseconds since the epoch), and judges the status; returns the id. */
  start(
    idTag: string,
    options?: { connectorId?: number; at?: number; status?: TokenStatus; id?: string; reservationId?: number },
  ): Promise<number>;
  /** Sends MeterValues of the running transaction. */
  sample(context?: Sample['context']): Promise<void>;
  /** Sends StopTransaction, with `readings` of both ends, and judges that it is answered; with `idTag`, the token too. */
  stop(reason: Reason, options?: { idTag?: string; at?: number; readings?: true; id?: string }): Promise<void>;
  /** Boots, and reports connector 0 and every other; those that are not named are available. */
  boot(statuses?: Readonly<Record<number, Status>>, options?: Pick<ReportOptions, 'subject'>): Promise<void>;
}

const time = (at: number) => new Date(Math.trunc(at)).toISOString();

/** Plays a charge point in this case; `subject` holds for all that it reports. */
export function playChargePoint(context: OnCsms, { subject: about }: Pick<ReportOptions, 'subject'> = {}): ChargePoint {
  const { station, parameters, now, afterwards } = context;
  const { conversation } = station;
  const statuses = new Map<number, Status>();
  const beforeFault = new Map<number, Status>();
  let running: { readonly transactionId: number; readonly connectorId: number; readonly since: number } | undefined;

  const statusOf = (
    connectorId: number,
    errorCode: ReportOptions['errorCode'] = 'NoError',
  ): Request<'StatusNotification'> => ({
    connectorId,
    errorCode,
    status: statuses.get(connectorId) ?? 'Available',
    timestamp: time(now()),
  });
  const reading = (since: number, at: number, context: Sample['context']) => ({
    timestamp: time(at),
    sampledValue: [{ value: String(meter(since, at)), context, unit: 'Wh' } satisfies Sample] as [Sample],
  });
  const meter = (since: number, at: number) => METER_START + Math.max(0, Math.floor((at - since) * POWER));

  // A central system may ask for the statuses at any time: it gets those of the session at hand (§5.17).
  conversation.answer(({ action, payload }) => {
    if (!/TriggerMessage$/.test(action) || payload['requestedMessage'] !== 'StatusNotification') return undefined;
    const all = Array.from({ length: parameters.connectors + 1 }, (_, id) => id);
    const asked = payload['connectorId'];
    const wanted = typeof asked === 'number' && asked > 0 ? all.filter((id) => id === asked) : all;
    if (wanted.length === 0) return { result: { status: 'Rejected' } };
    const tell = () =>
      wanted.forEach((id) => void conversation.call('StatusNotification', statusOf(id), parameters.limits.message));
    return { result: { status: 'Accepted' }, then: tell };
  });

  afterwards(async () => {
    if (running && !station.connected) await station.connect();
    if (running) {
      const { transactionId, since } = running;
      const meterStop = meter(since, now());
      await station.attempt('StopTransaction', { transactionId, meterStop, timestamp: time(now()), reason: 'Other' });
    }
    for (const [connectorId, status] of [...statuses]) {
      // §4.9: out of a fault the way leads back to where it came from.
      const way: readonly Status[] = [(status === 'Faulted' && beforeFault.get(connectorId)) || status, 'Available'];
      for (const next of way) {
        if (next === statuses.get(connectorId)) continue;
        statuses.set(connectorId, next);
        await station.attempt('StatusNotification', statusOf(connectorId));
      }
    }
  });

  return {
    async report(status, { connectorId = CONNECTOR, errorCode, id, requirements = '1.6 §4.9', subject = about } = {}) {
      const before = statuses.get(connectorId) ?? 'Available';
      if (status === 'Faulted' && before !== 'Faulted') beforeFault.set(connectorId, before);
      statuses.set(connectorId, status);
      await station.call('StatusNotification', statusOf(connectorId, errorCode), {}, requirements, {
        id: id ?? `StatusNotification-${status}`,
        ...(subject ? {} : { mayLack: true }),
      });
    },
    async authorize(idTag, status = 'Accepted') {
      await station.call('Authorize', { idTag }, { idTagInfo: { status } }, '1.6 §4.1');
    },
    async start(idTag, { connectorId = CONNECTOR, at = now(), status = 'Accepted', id, reservationId } = {}) {
      const ends = reservationId !== undefined && { reservationId };
      const conf = await station.call(
        'StartTransaction',
        { connectorId, idTag, meterStart: METER_START, timestamp: time(at), ...ends },
        { idTagInfo: { status } },
        '1.6 §4.8',
        { goOn: true, ...(id !== undefined && { id }) },
      );
      const { transactionId } = conf as Partial<typeof conf>;
      if (typeof transactionId !== 'number') return context.stop('StartTransaction got no transaction id');
      running = { transactionId, connectorId, since: at };
      return transactionId;
    },
    async sample(reading = 'Sample.Periodic') {
      if (!running) throw new Error('no transaction runs');
      const { transactionId, connectorId, since } = running;
      const at = now();
      const sampledValue: Sample[] = [
        {
          value: String(meter(since, at)),
          context: reading,
          measurand: 'Energy.Active.Import.Register',
          location: 'Outlet',
          unit: 'Wh',
        },
        { value: '7200', context: reading, measurand: 'Power.Active.Import', location: 'Outlet', unit: 'W' },
      ];
      const meterValue = [{ timestamp: time(at), sampledValue }];
      await station.call('MeterValues', { connectorId, transactionId, meterValue }, {}, '1.6 §4.7');
    },
    async stop(reason, { idTag, at = now(), readings, id } = {}) {
      if (!running) throw new Error('no transaction runs');
      const { transactionId, since } = running;
      running = undefined;
      await station.call(
        'StopTransaction',
        {
          transactionId,
          meterStop: meter(since, at),
          timestamp: time(at),
          reason,
          ...(idTag !== undefined && { idTag }),
          ...(readings && {
            transactionData: [reading(since, since, 'Transaction.Begin'), reading(since, at, 'Transaction.End')],
          }),
        },
        // §4.10: idTagInfo may be left out of the answer; where it is there, the token is the one that started.
        idTag === undefined ? {} : { idTagInfo: matching('absent or accepted', acceptedOrAbsent) },
        '1.6 §4.10',
        id === undefined ? {} : { id },
      );
    },
    async boot(reported = {}, { subject = about } = {}) {
      const { identity } = station;
      await station.call(
        'BootNotification',
        {
          chargePointVendor: 'laddprov',
          chargePointModel: 'impersonated',
          chargePointSerialNumber: identity.slice(0, 25),
        },
        { status: 'Accepted' },
        '1.6 §4.2',
        { again: (outcome) => station.bootsAgain(outcome) },
      );
      for (let connectorId = 0; connectorId <= parameters.connectors; connectorId++) {
        statuses.set(connectorId, reported[connectorId] ?? 'Available');
        await station.call('StatusNotification', statusOf(connectorId), {}, '1.6 §4.9', {
          id: `StatusNotification-boot-${connectorId}`,
          ...(subject ? {} : { mayLack: true }),
        });
      }
    },
  };
}

function acceptedOrAbsent(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && 'status' in value && value.status === 'Accepted';
}
