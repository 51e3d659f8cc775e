/** Events of monitors (N07, N08): one NotifyEvent may tell of several, in any order. */
import { type OnStation, type Request } from '../../../../harness/peers/ocpp2.js';
import { follow, type Logged, type MessageLog } from '../../../ocpp2/states/message-log.js';
import { limitText } from '../../../../harness/peers/for-cases/durations.js';

export type EventData = Partial<Request<'NotifyEvent'>['eventData'][number]>;

/** One event, and where it stands. */
export interface Told {
  readonly n: number;
  readonly at: number;
  readonly path: string;
  readonly event: EventData;
  readonly message: Logged['payload'];
}

export type Which = (event: EventData) => boolean;

export const followEvents = ({ csms }: OnStation): MessageLog => follow(csms, 'NotifyEvent');

/** Every event in the messages, oldest first. */
export function eventsIn(entries: readonly Logged[]): readonly Told[] {
  return entries.flatMap(({ n, at, payload }) => {
    const data: unknown = payload['eventData'];
    return (Array.isArray(data) ? data : []).map((item: unknown, index): Told => ({
      n,
      at,
      path: `eventData[${index}]`,
      event: typeof item === 'object' && item !== null ? (item as EventData) : {},
      message: payload,
    }));
  });
}

export const ofMonitor =
  (id: number, cleared = false): Which =>
  ({ variableMonitoringId, cleared: over = false }) =>
    variableMonitoringId === id && over === cleared;

/** Any event of the monitor. */
export const anyOf =
  (id: number): Which =>
  ({ variableMonitoringId }) =>
    variableMonitoringId === id;

export interface Awaited {
  readonly id: string;
  readonly title: string;
  readonly requirements: string | readonly string[];
  readonly which: Which;
  readonly expected: string;
  /** Fields of the event by which it is known. */
  readonly fields: readonly string[];
  /** Only events after so many messages of the log count. */
  readonly since?: number;
  /** Milliseconds; by default the plan's limit for what the station does by itself. */
  readonly within?: number;
}

/** Waits for an event and judges that it comes; a missing one ends the case. */
export async function expectEvent(context: OnStation, log: MessageLog, awaited: Awaited): Promise<Told> {
  const { csms, check, parameters } = context;
  const { id, title, requirements, which, expected, fields, since = 0, within = parameters.limits.action } = awaited;
  const find = () => eventsIn(log.since(since)).find(({ event }) => which(event));
  const told = await log.until(find, within);
  check(id, told !== undefined, {
    title,
    requirements,
    frames: [told?.n ?? csms.conversation.last],
    expected: `NotifyEvent: ${expected}`,
    actual: told ? 'it came' : `none within ${limitText(within)}`,
    action: 'NotifyEvent',
    asserts: fields.map((field) => `${told?.path ?? 'eventData[0]'}.${field}`),
    essential: true,
    awaited: { within, ...(told && { came: told.n }) },
  });
  return told!;
}

/** An alert of a monitor, or that it is over, known by the monitor's id. */
export function expectAlert(
  context: OnStation,
  log: MessageLog,
  monitor: number,
  options: Partial<Awaited> & { readonly cleared?: boolean } = {},
): Promise<Told> {
  const { cleared = false, ...rest } = options;
  return expectEvent(context, log, {
    id: cleared ? 'alert-over' : 'alert',
    title: cleared ? 'the monitor tells that the value is back' : 'the monitor tells that its threshold is exceeded',
    requirements: cleared ? 'N07.FR.02' : 'N07.FR.06',
    which: ofMonitor(monitor, cleared),
    expected: `monitor ${monitor}${cleared ? ', cleared' : ''}`,
    fields: ['variableMonitoringId', ...(cleared ? ['cleared'] : [])],
    ...rest,
  });
}

export interface FieldCheck {
  readonly id: string;
  readonly title: string;
  readonly requirements: string | readonly string[];
  readonly field: string;
  readonly ok: boolean;
  readonly expected: string;
}

/** Judges one field of an event. */
export function judgeField({ check }: OnStation, told: Told, facts: FieldCheck): void {
  const { id, title, requirements, field, ok, expected } = facts;
  const value = (told.event as Readonly<Record<string, unknown>>)[field];
  check(id, ok, {
    title,
    requirements,
    frames: [told.n],
    expected,
    actual: value === undefined ? 'absent' : (JSON.stringify(value) ?? 'absent').slice(0, 200),
    action: 'NotifyEvent',
    asserts: [`${told.path}.${field}`],
  });
}

/** Judges the reading in an event. */
export const judgeValue = (
  context: OnStation,
  told: Told,
  facts: { id: string; requirements: string | readonly string[]; expected: string; fits: (value: number) => boolean },
): void => {
  const text = told.event.actualValue;
  const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : NaN;
  judgeField(context, told, {
    id: facts.id,
    title: 'the event has the reading that caused it',
    requirements: facts.requirements,
    field: 'actualValue',
    ok: facts.fits(value),
    expected: facts.expected,
  });
};

/** Watches that no such event comes for `during` milliseconds, and judges it. */
export async function expectNone(
  context: OnStation,
  log: MessageLog,
  facts: Pick<Awaited, 'id' | 'title' | 'requirements' | 'which' | 'expected' | 'since'> & { during?: number },
): Promise<void> {
  const { csms, check, parameters } = context;
  const { during = parameters.limits.message, which, since = log.total } = facts;
  const before = csms.conversation.last;
  const unwanted = await log.until(() => eventsIn(log.since(since)).find(({ event }) => which(event)), during);
  check(facts.id, unwanted === undefined, {
    title: facts.title,
    requirements: facts.requirements,
    frames: unwanted ? [before, unwanted.n] : [before],
    expected: facts.expected,
    actual: unwanted ? JSON.stringify(unwanted.event).slice(0, 200) : 'none came',
    action: 'NotifyEvent',
    asserts: ['eventData[0].variableMonitoringId', 'eventData[0].cleared'],
    absence: true,
  });
}
