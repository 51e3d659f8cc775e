/**
 * The status of connectors, told as a station likes: StatusNotification, or NotifyEvent for AvailabilityState of the
 * component Connector with trigger Delta (G01.FR.03); one NotifyEvent may tell of several connectors.
 */
import { type OnStation, type Request } from '../../../harness/peers/ocpp2.js';
import { follow, type Logged, type MessageLog } from './message-log.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

export interface Place {
  readonly evseId: number;
  readonly connectorId: number;
}

export interface ConnectorStatus extends Place {
  readonly status: string;
}

interface Told extends ConnectorStatus {
  readonly n: number;
  readonly action: string;
  readonly asserts: readonly string[];
}

const is = (text: unknown, name: string): boolean =>
  typeof text === 'string' && text.toLowerCase() === name.toLowerCase();
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Every connector of the plan. */
export const connectorsOf = ({ evses }: OnStation['parameters'], evseId?: number): readonly Place[] =>
  evses
    .filter(({ id }) => evseId === undefined || id === evseId)
    .flatMap(({ id, connectors }) =>
      Array.from({ length: connectors }, (_, i) => ({ evseId: id, connectorId: i + 1 })),
    );

/** What one message tells of connectors. */
function toldIn({ action, payload, n }: Logged): readonly Told[] {
  if (action === 'StatusNotification') {
    const { evseId, connectorId, connectorStatus: status } = payload as Partial<Request<'StatusNotification'>>;
    if (typeof evseId !== 'number' || typeof connectorId !== 'number' || typeof status !== 'string') return [];
    return [{ evseId, connectorId, status, n, action, asserts: ['evseId', 'connectorId', 'connectorStatus'] }];
  }
  return list(payload['eventData']).flatMap((item, index): readonly Told[] => {
    const event = item as Partial<Request<'NotifyEvent'>['eventData'][number]> | null;
    if (!is(event?.component?.name, 'Connector') || !is(event?.variable?.name, 'AvailabilityState')) return [];
    const { evse } = event!.component!;
    if (event!.trigger !== 'Delta' || typeof evse?.id !== 'number' || typeof evse.connectorId !== 'number') return [];
    const path = `eventData[${index}]`;
    const asserts = [`${path}.actualValue`, `${path}.component.evse.id`, `${path}.component.evse.connectorId`];
    return [{ evseId: evse.id, connectorId: evse.connectorId, status: String(event!.actualValue), n, action, asserts }];
  });
}

export interface StatusOptions {
  /** What to look in; by default what comes from this moment on, and what nobody consumed since the last stimulus. */
  readonly log?: MessageLog;
  /** From where on the log counts. */
  readonly since?: number;
  /** Milliseconds; by default the plan's limit for what the station does by itself. */
  readonly within?: number;
  /** What the check is called, where one status is wanted more than once in a case. */
  readonly id?: string;
}

/** Follows what a station tells of its connectors, for `expectStatuses`. */
export const followStatuses = (csms: OnStation['csms']): MessageLog =>
  follow(csms, 'StatusNotification', 'NotifyEvent');

/** The status of a connector that was reported last, by what came after the log had `since`. */
export const lastStatus = (log: MessageLog, { evseId, connectorId }: Place, since: number): string | undefined =>
  log
    .since(since)
    .flatMap(toldIn)
    .reverse()
    .find((one) => one.evseId === evseId && one.connectorId === connectorId)?.status;

/** Waits until every wanted status was told, in whatever form and order, and judges each. A missing one ends the case. */
export async function expectStatuses(
  { csms, check, parameters }: OnStation,
  wanted: readonly ConnectorStatus[],
  requirements: string | readonly string[],
  options: StatusOptions = {},
): Promise<void> {
  const { log = followStatuses(csms), since = 0, within = parameters.limits.action } = options;
  const find = ({ evseId, connectorId, status }: ConnectorStatus, told: readonly Told[]) =>
    told.find((one) => one.evseId === evseId && one.connectorId === connectorId && is(one.status, status));
  await log.until(() => {
    const told = log.since(since).flatMap(toldIn);
    return wanted.every((one) => find(one, told)) ? true : undefined;
  }, within);
  const told = log.since(since).flatMap(toldIn);
  if (!options.log) log.stop();
  const last = csms.conversation.last;
  const missing = wanted.filter((one) => !find(one, told));
  for (const one of wanted) {
    const { evseId, connectorId, status } = one;
    const found = find(one, told);
    const words = told.filter((other) => other.evseId === evseId && other.connectorId === connectorId);
    check(options.id ?? `status-${evseId}.${connectorId}-${status}`, found !== undefined, {
      title: `the station reports connector ${connectorId} of EVSE ${evseId} as ${status}`,
      requirements,
      frames: found ? [found.n] : last > 0 ? [last] : [],
      expected: `StatusNotification or NotifyEvent with ${status} for connector ${connectorId} of EVSE ${evseId}`,
      actual: found
        ? `${found.action} with ${status}`
        : words.length > 0
          ? `only ${words.map((other) => other.status).join(', ')}`
          : `none within ${limitText(within)}`,
      action: found?.action ?? 'StatusNotification',
      asserts: found?.asserts ?? ['connectorStatus'],
      essential: one === missing[missing.length - 1],
      awaited: { within, ...(found && { came: found.n }), ...(wanted.length > 1 && { together: 'all' }) },
    });
  }
}
