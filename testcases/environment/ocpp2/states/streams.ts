/** 2.1: periodic event streams (N11 to N15). Their messages are not in 2.0.1, by which cases of both are typed. */
import { type OnStation } from '../../../../harness/peers/ocpp2.js';
import { follow, type Logged, type MessageLog } from '../../../ocpp2/states/message-log.js';
import { recordOf, setMonitor } from './monitors.js';
import { type Subject } from './subject.js';
import { limitText } from '../../../../harness/peers/for-cases/durations.js';

export interface StreamValue {
  readonly n: number;
  /** When it was measured, by basetime and offset: milliseconds since the epoch. */
  readonly at: number;
  readonly value: string;
}

export interface StreamLog {
  readonly log: MessageLog;
  /** Requests for streams of a monitor. */
  opened(monitor: number): Logged | undefined;
  /** Messages with values of a stream, after so many messages of the log. */
  values(stream: number, since?: number): readonly Logged[];
  closed(stream: number, since?: number): Logged | undefined;
}

/** What OpenPeriodicEventStream says. */
export const constantOf = ({ payload }: Logged): Readonly<Record<string, unknown>> =>
  recordOf(payload['constantStreamData']);

export function followStreams({ csms }: OnStation): StreamLog {
  const log = follow(csms, 'OpenPeriodicEventStream', 'NotifyPeriodicEventStream', 'ClosePeriodicEventStream');
  const all = (action: string, since = 0) => log.since(since).filter((entry) => entry.action === action);
  return {
    log,
    opened: (monitor) =>
      all('OpenPeriodicEventStream').find((entry) => constantOf(entry)['variableMonitoringId'] === monitor),
    values: (stream, since) =>
      all('NotifyPeriodicEventStream', since).filter(({ payload }) => payload['id'] === stream),
    closed: (stream, since) => all('ClosePeriodicEventStream', since).find(({ payload }) => payload['id'] === stream),
  };
}

/** The values in a message of a stream. */
export function valuesIn({ payload, n }: Logged): readonly StreamValue[] {
  const base = Date.parse(String(payload['basetime']));
  const data: unknown = payload['data'];
  return (Array.isArray(data) ? data : []).map((item) => {
    const { t, v } = recordOf(item);
    return { n, at: base + Number(t) * 1_000, value: typeof v === 'string' ? v : '' };
  });
}

/** Waits for a message and judges that it comes; a missing one ends the case. */
export async function expectStream(
  { csms, check, parameters }: OnStation,
  { log }: StreamLog,
  facts: {
    readonly id: string;
    readonly title: string;
    readonly requirements: string | readonly string[];
    readonly action: 'OpenPeriodicEventStream' | 'NotifyPeriodicEventStream' | 'ClosePeriodicEventStream';
    readonly expected: string;
    readonly asserts: readonly string[];
    readonly find: () => Logged | undefined;
    readonly within?: number;
  },
): Promise<Logged> {
  const { id, title, requirements, action, expected, asserts, find, within = parameters.limits.action } = facts;
  const found = await log.until(find, within);
  check(id, found !== undefined, {
    title,
    requirements,
    frames: [found?.n ?? csms.conversation.last],
    expected,
    actual: found ? 'it came' : `none within ${limitText(within)}`,
    action,
    asserts,
    essential: true,
    awaited: { within, ...(found && { came: found.n }) },
  });
  return found!;
}

/** Waits until the station asks for the stream of a monitor; returns the stream's id. */
export async function expectOpened(
  context: OnStation,
  streams: StreamLog,
  monitor: number,
  requirements: string | readonly string[] = ['N11.FR.01', 'N11.FR.02'],
): Promise<{ readonly message: Logged; readonly stream: number }> {
  const message = await expectStream(context, streams, {
    id: 'opened',
    title: 'the station asks for a stream for its monitor',
    requirements,
    action: 'OpenPeriodicEventStream',
    expected: `a stream for monitor ${monitor}`,
    asserts: ['constantStreamData.variableMonitoringId'],
    find: () => streams.opened(monitor),
  });
  return { message, stream: Number(constantOf(message)['id']) };
}

/** Seconds between the values of the monitor, and values in one message. */
export const [PERIOD, VALUES] = [5, 3];
const SLACK = 3_000;
/** Milliseconds in which a message with values comes. */
export const ROUND = PERIOD * VALUES * 1_000 + SLACK;

/** Sets a periodic monitor whose values go out in a stream. */
export const setStream = (context: OnStation, { name }: Subject) =>
  setMonitor(context, name, { type: 'Periodic', value: PERIOD, periodicEventStream: { values: VALUES } });

/** Waits for the next message with values after so many messages of the log. */
export const expectValues = (context: OnStation, streams: StreamLog, id: number, since: number, checkId = 'values') =>
  expectStream(context, streams, {
    id: checkId,
    title: 'the values of the monitor come in the stream',
    requirements: ['N15.FR.01', 'N15.FR.08'],
    action: 'NotifyPeriodicEventStream',
    expected: `values of stream ${id}`,
    asserts: ['id'],
    find: () => streams.values(id, since)[0],
    within: ROUND,
  });
