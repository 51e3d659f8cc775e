/** EVSEs with their connectors, and sensors, as a device model shows them; of 1.6 the number of connectors. */
import { group, list, textOf } from '../contradictions/loose.js';
import { SENSOR_NAMES } from '../schema/parameters-schema.js';
import { type ProbeFound } from './probe-found.js';

export interface ShownEvse {
  readonly id: number;
  readonly connectors: number;
  readonly frame: number;
}

export interface ShownSensor {
  readonly name: string;
  readonly variable: string;
  readonly evseId?: number;
  readonly connectorId?: number;
  readonly instance?: string;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly frame: number;
}

/** Variables of a sensor's component that say something of it and are no reading. */
const NO_READING = new Set([
  'Active',
  'Complete',
  'Enabled',
  'Fallback',
  'Hysteresis',
  'Percent',
  'Problem',
  'Tripped',
]);
const MOST = 100;

const id = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 1_000_000 ? value : undefined;
const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Math.abs(value) <= 1e9 ? value : undefined;

/** Every item of the reports, with the frame that it came in. */
function* items({ messages }: ProbeFound) {
  for (const { action, request, frames = [] } of messages) {
    if (action !== 'NotifyReport') continue;
    for (const item of list(group(request)['reportData']).map(group)) {
      const component = group(item['component']);
      yield { item, component, evse: group(component['evse']), frame: frames[0] ?? 0 };
    }
  }
}

/** EVSEs by the device model, in the order of their ids; one connector each where it names none. */
export function shownEvses(found: ProbeFound): readonly ShownEvse[] {
  const evses = new Map<number, { connectors: Set<number>; frame: number }>();
  for (const { component, evse, frame } of items(found)) {
    const evseId = id(evse['id']);
    const name = textOf(component['name']);
    if (evseId === undefined || (name !== 'EVSE' && name !== 'Connector')) continue;
    const one = evses.get(evseId) ?? { connectors: new Set(), frame };
    if (evses.size >= MOST && !evses.has(evseId)) continue;
    evses.set(evseId, one);
    const connectorId = id(evse['connectorId']);
    if (name === 'Connector' && connectorId !== undefined && one.connectors.size < MOST)
      one.connectors.add(connectorId);
  }
  return [...evses]
    .map(([evseId, { connectors, frame }]) => ({ id: evseId, connectors: Math.max(1, connectors.size), frame }))
    .sort((a, b) => a.id - b.id);
}

/** Sensors by the device model: the reading of each, where it is, and its limits. */
export function shownSensors(found: ProbeFound): readonly ShownSensor[] {
  const sensors = new Map<string, ShownSensor>();
  for (const { item, component, evse, frame } of items(found)) {
    const name = SENSOR_NAMES.find((known) => known === component['name']);
    const variable = textOf(group(item['variable'])['name'])?.slice(0, 50);
    if (name === undefined || variable === undefined) continue;
    // A contact has nothing but Active.
    if (name === 'CaseAccessSensor' ? variable !== 'Active' : NO_READING.has(variable)) continue;
    const [evseId, connectorId] = [id(evse['id']), id(evse['connectorId'])];
    const instance = textOf(component['instance'])?.slice(0, 50);
    const characteristics = group(item['variableCharacteristics']);
    const unit = textOf(characteristics['unit'])?.slice(0, 20);
    const [min, max] = [finite(characteristics['minLimit']), finite(characteristics['maxLimit'])];
    const key = JSON.stringify([name, evseId, connectorId, instance]);
    if (sensors.has(key) || sensors.size >= MOST) continue;
    sensors.set(key, {
      name,
      variable,
      ...(evseId !== undefined && { evseId }),
      ...(connectorId !== undefined && { connectorId }),
      ...(instance !== undefined && { instance }),
      ...(unit !== undefined && { unit }),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      frame,
    });
  }
  return [...sensors.values()];
}
