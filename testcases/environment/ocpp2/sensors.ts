/** Sensors of a station with the device model: where they are, what they read, and their monitors (B06, B07, N04, N07). */
import { matching, type OnStation, type Request } from '../../../harness/peers/ocpp2.js';
import { collectReport, reported } from '../../ocpp2/states/base-report.js';
import { readVariable, type VariableName } from '../../ocpp2/states/device-model.js';
import { type Logged, type MessageLog } from '../../ocpp2/states/message-log.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

type Sensor = OnStation['parameters']['sensors'][number];
type EventData = Request<'NotifyEvent'>['eventData'][number];

/** Degrees Celsius by which a station's reading may differ from what the sensor was brought to. */
const TOLERANCE = 3;
/** Milliseconds between two looks at a value that is on its way. */
const LOOK = 1_000;

export const toCelsius = (value: number, unit = 'Celsius'): number =>
  unit === 'Fahrenheit' ? ((value - 32) * 5) / 9 : unit === 'K' ? value - 273.15 : value;
export const fromCelsius = (value: number, unit: string): number =>
  unit === 'Fahrenheit' ? (value * 9) / 5 + 32 : unit === 'K' ? value + 273.15 : value;

/** Where the device model has a sensor of the plan. */
export function nameOf({ name, instance, evseId, connectorId, variable = 'Temperature' }: Sensor): VariableName {
  const evse = evseId === undefined ? {} : { evse: { id: evseId, ...(connectorId !== undefined && { connectorId }) } };
  return { component: { name, ...(instance !== undefined && { instance }), ...evse }, variable: { name: variable } };
}

/** Judges that the inventory has the sensor, as something to be read, and returns its unit. */
export async function judgeInventory(context: OnStation, name: VariableName): Promise<string> {
  const report = await collectReport(context, 'FullInventory');
  const { item, n, path = 'reportData[0]' } = reported(report, name) ?? {};
  const frames = n === undefined ? report.frames : [n];
  const { dataType, unit } = item?.variableCharacteristics ?? {};
  const actual = item?.variableAttribute.find(({ type = 'Actual' }) => type === 'Actual');
  context.check('in-inventory', item !== undefined && actual?.mutability === 'ReadOnly', {
    title: 'the inventory has the sensor, and its reading is read-only',
    requirements: 'B07.FR.08',
    frames,
    expected: `${name.component.name}.${name.variable.name} with attribute Actual, ReadOnly`,
    actual: item ? `Actual, ${actual?.mutability ?? (actual ? 'ReadWrite' : 'absent')}` : 'not in the inventory',
    action: 'NotifyReport',
    asserts: item ? [`${path}.variableAttribute[${item.variableAttribute.indexOf(actual!)}].mutability`] : [],
    essential: item === undefined,
  });
  const known = unit === 'Celsius' || unit === 'Fahrenheit' || unit === 'K';
  context.check('unit', known && (dataType === 'decimal' || dataType === 'integer'), {
    title: 'the inventory says that the reading is a number, and its unit',
    requirements: 'B07.FR.08',
    frames,
    expected: 'dataType decimal or integer, unit Celsius, Fahrenheit or K',
    actual: `dataType ${dataType ?? 'absent'}, unit ${unit ?? 'absent'}`,
    action: 'NotifyReport',
    asserts: [`${path}.variableCharacteristics.unit`, `${path}.variableCharacteristics.dataType`],
  });
  return unit ?? 'Celsius';
}

/** Waits until the station reads `celsius`, for its sensor has an inertia, and judges that it does. */
export async function judgeReading(
  context: OnStation,
  name: VariableName,
  unit: string,
  celsius: number,
  id: string,
): Promise<void> {
  const { csms, now, pass, parameters } = context;
  const near = (text: unknown) =>
    typeof text === 'string' && text.trim() !== '' && Math.abs(toCelsius(Number(text), unit) - celsius) <= TOLERANCE;
  const deadline = now() + parameters.limits.action;
  while (!near(await readVariable(context, name)) && now() < deadline) await pass(LOOK);
  const attributeValue = matching(`${celsius} °C in ${unit}, give or take ${TOLERANCE} °C`, near);
  await csms.call(
    'GetVariables',
    { getVariableData: [name] },
    { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue }] },
    ['B06.FR.04', 'B06.FR.10'],
    { id, goOn: true },
  );
}

/** Sets an upper threshold; undefined when the station does not monitor this. */
export async function watchAbove(
  { csms, afterwards }: OnStation,
  { component, variable }: VariableName,
  value: number,
): Promise<number | undefined> {
  const datum = { value, type: 'UpperThreshold', severity: 5, component, variable };
  const outcome = await csms.attempt('SetVariableMonitoring', { setMonitoringData: [datum] });
  const results = outcome.kind === 'result' ? outcome.payload['setMonitoringResult'] : undefined;
  const result = Array.isArray(results) ? (results[0] as { status?: unknown; id?: unknown } | null) : undefined;
  if (result?.status !== 'Accepted' || typeof result.id !== 'number') return undefined;
  const { id } = result;
  afterwards(() => csms.attempt('ClearVariableMonitoring', { id: [id] }));
  return id;
}

const eventsIn = ({ payload }: Logged): readonly Partial<EventData>[] =>
  Array.isArray(payload['eventData']) ? (payload['eventData'] as readonly Partial<EventData>[]) : [];

/** Judges that a monitor tells of a reading that crossed its upper threshold: upwards, or back when `cleared`. */
export async function judgeAlert(
  { csms, check, parameters }: OnStation,
  log: MessageLog,
  { monitor, threshold, cleared }: { monitor: number; threshold: number; cleared: boolean },
): Promise<void> {
  const { limits } = parameters;
  const isIt = (event: Partial<EventData>) =>
    event.variableMonitoringId === monitor && (event.cleared ?? false) === cleared;
  const found = await log.until((entries) => entries.find((entry) => eventsIn(entry).some(isIt)), limits.action);
  const index = found ? eventsIn(found).findIndex(isIt) : 0;
  const event = found && eventsIn(found)[index];
  const path = `eventData[${index}]`;
  const id = cleared ? 'alert-clears' : 'alert';
  const requirements = cleared ? 'N07.FR.02' : 'N07.FR.16';
  check(id, event?.trigger === 'Alerting', {
    title: cleared ? 'the monitor tells that the alert is over' : 'the monitor alerts',
    requirements: [requirements, 'N07.FR.06'],
    frames: [found?.n ?? csms.conversation.last],
    expected: `NotifyEvent of monitor ${monitor} with trigger Alerting${cleared ? ', cleared' : ''}`,
    actual: event ? `trigger ${event.trigger ?? 'absent'}` : `none within ${limitText(limits.action)}`,
    action: 'NotifyEvent',
    asserts: [`${path}.variableMonitoringId`, `${path}.trigger`, ...(cleared ? [`${path}.cleared`] : [])],
    awaited: { within: limits.action, ...(found && { came: found.n }) },
  });
  if (!event) return;
  const value = Number(event.actualValue);
  check(`${id}-value`, cleared ? value <= threshold : value > threshold, {
    title: 'the event has the reading that caused it',
    requirements,
    frames: [found.n],
    expected: cleared ? `${threshold} at most` : `more than ${threshold}`,
    actual: event.actualValue ?? 'absent',
    action: 'NotifyEvent',
    asserts: [`${path}.actualValue`],
  });
}
