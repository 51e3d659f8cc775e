/**
 * Readings that 1.6 has no message for, in a maker's own DataTransfer (§4.3). Which one it is stands in the plan; what is
 * in it is the maker's: a JSON text with objects that name the sensor is read by its fields, any other text by its numbers.
 */
import { matching, type Message, type OnStation, type Request } from '../../../../harness/peers/ocpp16.js';
import { SLACK } from '../../../ocpp16/states/connector.js';

export type Sensor = OnStation['parameters']['sensors'][number];

/** How deep and how wide a text is looked through. */
const [DEPTH, ITEMS] = [6, 500];

type Fields = Readonly<Record<string, unknown>>;

function objectsIn(value: unknown, depth = 0): readonly Fields[] {
  if (typeof value !== 'object' || value === null || depth > DEPTH) return [];
  const below = Object.values(value).slice(0, ITEMS);
  return [...(Array.isArray(value) ? [] : [value as Fields]), ...below.flatMap((one) => objectsIn(one, depth + 1))];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const sameWord = (a: unknown, b: string | undefined): boolean =>
  typeof a === 'string' && b !== undefined && a.toLowerCase() === b.toLowerCase();

const asNumber = (value: unknown): number =>
  typeof value === 'number'
    ? value
    : typeof value === 'boolean'
      ? Number(value)
      : typeof value === 'string' && /^(true|false)$/i.test(value)
        ? Number(value.toLowerCase() === 'true')
        : typeof value === 'string' && value.trim() !== ''
          ? Number(value)
          : NaN;

/** The variable that the plan names for the sensor, or the one that it has by its name. */
export const variableOf = ({ name, variable }: Sensor): string => variable ?? name.replace(/Sensor$/, '');

/** The values that a text tells of a sensor; an on or off is 1 or 0. */
export function valuesIn(text: unknown, sensor: Sensor): readonly number[] {
  if (typeof text !== 'string') return [];
  const objects = objectsIn(parsed(text));
  const named = objects.filter((item) =>
    Object.values(item).some((word) => sameWord(word, sensor.name) || sameWord(word, sensor.component)),
  );
  const ours = named.filter((item) => Object.values(item).some((word) => sameWord(word, variableOf(sensor))));
  if (ours.length > 0) return ours.map((item) => asNumber(item['value'])).filter((value) => !Number.isNaN(value));
  if (named.length > 0) return [];
  return [...text.slice(0, 10_000).matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
}

/** How far a reading may be from what the sensor was brought to. */
const toleranceOf = ({ tolerance, normal, high }: Sensor): number =>
  typeof normal === 'number' && typeof high === 'number' ? (tolerance ?? Math.abs(high - normal) / 20) : 0.5;

const holds = (sensor: Sensor, value: number | boolean) =>
  matching(`a text that tells ${variableOf(sensor)} ${value}`, (data) =>
    valuesIn(data, sensor).some((told) => Math.abs(told - Number(value)) <= toleranceOf(sensor)),
  );

/** Has a sensor brought to a value. */
export const bringSensor = ({ operator }: OnStation, sensor: Sensor, value: number | boolean): Promise<unknown> =>
  operator.setSensor({
    sensor: sensor.name,
    variable: variableOf(sensor),
    value,
    ...(sensor.unit !== undefined && typeof value === 'number' && { unit: sensor.unit }),
    ...(sensor.connectorId !== undefined && { connectorId: sensor.connectorId }),
  });

/** The messages that a maker has for a sensor, accepted from now on, as its central system would. */
export function acceptsTransfers({ csms }: OnStation, { vendorId }: Sensor): void {
  csms.answer('DataTransfer', (payload) => (payload.vendorId === vendorId ? { status: 'Accepted' } : undefined));
}

/** Waits for the transfer that tells the value, and judges that it comes. */
export function expectTransfer(
  { csms, parameters }: OnStation,
  sensor: Sensor,
  value: number | boolean,
  id: string,
  within = parameters.limits.action + SLACK,
): Promise<Message<Request<'DataTransfer'>>> {
  const { vendorId, messageId } = sensor;
  return csms.expect('DataTransfer', { data: holds(sensor, value) }, '1.6 §4.3', {
    where: {
      ...(vendorId !== undefined && { vendorId }),
      ...(messageId !== undefined && { messageId }),
      data: matching(`a text that tells ${variableOf(sensor)}`, (data) => valuesIn(data, sensor).length > 0),
    },
    within,
    id,
    title: `the station tells by DataTransfer what the ${sensor.name} reads`,
  });
}
