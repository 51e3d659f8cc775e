/** The thermometers of a 1.6 station as its plan names them, and what MeterValues say of them (§7.30, §7.31, §7.43). */
import { type Message, type OnStation, type Request } from '../../../../harness/peers/ocpp16.js';
import { CONNECTOR, SLACK } from '../../../ocpp16/states/connector.js';
import { readingsOf, type Sample, withSample } from '../../../ocpp16/states/meter-values.js';
import { absent } from '../../../helpers/absent.js';

type Sensor = OnStation['parameters']['sensors'][number];

/** Kelvin: how far a reading may be from what the operator brought about, where the plan does not say; no workbench is exact. */
const TOLERANCE = 3;

/** Degrees Celsius of a value in a unit of temperature; undefined in any other unit, or none. */
export function celsius(value: number, unit: string | undefined): number | undefined {
  if (unit === 'Celsius' || unit === 'Celcius') return value;
  if (unit === 'Fahrenheit') return ((value - 32) * 5) / 9;
  return unit === 'K' ? value - 273.15 : undefined;
}

export const isTemperature = ({ measurand }: Sample): boolean => measurand === 'Temperature';

/** A thermometer of the plan, with its values in degrees Celsius. */
export interface Thermometer {
  readonly sensor: Sensor;
  /** The connector in whose messages its readings are expected. */
  readonly connectorId: number;
  readonly normal: number;
  readonly high: number;
  readonly low: number | undefined;
  /** A value at which less current is given. */
  readonly reduces: number | undefined;
  readonly min: number;
  readonly max: number;
  readonly tolerance: number;
  /** Two values away from the normal one and from each other, and not so hot that charging ends. */
  readonly mild: number;
  readonly warm: number;
}

/** What no thermometer in a station goes beyond, in degrees Celsius. */
const [COLDEST, HOTTEST] = [-60, 200];

function thermometerOf(sensor: Sensor): Thermometer | undefined {
  const { unit = 'Celsius', connectorId, tolerance = TOLERANCE } = sensor;
  const inCelsius = (value: unknown) => (typeof value === 'number' ? celsius(value, unit) : undefined);
  const [normal, high] = [inCelsius(sensor.normal), inCelsius(sensor.high)];
  if (normal === undefined || high === undefined || high - normal < 8 * TOLERANCE) return undefined;
  return {
    sensor,
    connectorId: connectorId ?? CONNECTOR,
    normal,
    high,
    low: inCelsius(sensor.low),
    reduces: inCelsius(sensor.reduces),
    min: inCelsius(sensor.min) ?? COLDEST,
    max: inCelsius(sensor.max) ?? HOTTEST,
    // A tolerance in degrees Fahrenheit is 9/5 of that in kelvin.
    tolerance: Math.max(TOLERANCE, unit === 'Fahrenheit' ? (tolerance * 5) / 9 : tolerance),
    mild: Math.round(normal + (high - normal) / 6),
    warm: Math.round(normal + (high - normal) / 3),
  };
}

/** The thermometers inside the station; the case ends without a verdict where the plan names none that can be used. */
export function thermometers(context: OnStation): readonly [Thermometer, ...Thermometer[]] {
  const usable = context.parameters.sensors.flatMap((sensor) => {
    const one = sensor.name === 'TemperatureSensor' ? thermometerOf(sensor) : undefined;
    return one ? [one] : [];
  });
  const [first, ...others] = usable;
  return first
    ? [first, ...others]
    : absent(
        context,
        'the plan names no TemperatureSensor with a normal and a high temperature that can be told apart',
      );
}

/** Has a thermometer brought to so many degrees Celsius. */
export const bringTo = ({ operator }: OnStation, { sensor }: Thermometer, value: number): Promise<unknown> =>
  operator.setSensor({
    sensor: sensor.name,
    variable: 'Temperature',
    value,
    unit: 'Celsius',
    ...(sensor.connectorId !== undefined && { connectorId: sensor.connectorId }),
  });

/** Has a thermometer break, or mended. */
export const breakDown = ({ operator }: OnStation, { sensor }: Thermometer, broken: boolean): Promise<unknown> =>
  operator.setSensor({
    sensor: sensor.name,
    variable: 'Problem',
    value: broken,
    ...(sensor.connectorId !== undefined && { connectorId: sensor.connectorId }),
  });

/** The first thermometer of the plan, at its normal value now and again when the case is over. */
export async function takeThermometer(context: OnStation): Promise<Thermometer> {
  const [one] = thermometers(context);
  context.afterwards(() => bringTo(context, one, one.normal));
  await bringTo(context, one, one.normal);
  return one;
}

/** A temperature in a message, and where it stands there. */
export interface Temperature extends Sample {
  readonly connectorId: number;
  /** Degrees Celsius; as it stands where the unit is none of temperature, which is judged elsewhere. */
  readonly degrees: number;
  /** When it was taken, by the station's clock, in milliseconds since the epoch. */
  readonly taken: number;
  readonly n: number;
  readonly path: string;
}

type MeterValues = Pick<Message<Request<'MeterValues'>>, 'n' | 'payload'>;

/** Every temperature of a message. */
export const temperaturesOf = ({ n, payload }: MeterValues): readonly Temperature[] =>
  readingsOf(payload.meterValue).flatMap(({ at, samples }, i) =>
    samples.flatMap((sample, j) =>
      isTemperature(sample)
        ? [
            {
              ...sample,
              connectorId: payload.connectorId,
              degrees: celsius(Number(sample.value), sample.unit) ?? Number(sample.value),
              taken: at,
              n,
              path: `meterValue[${i}].sampledValue[${j}]`,
            },
          ]
        : [],
    ),
  );

export const describe = ({ value, unit, location }: Sample): string => `${value} ${unit ?? '(no unit)'} at ${location}`;

/** How long a station may take from one reading to the next, in milliseconds. */
export const intervalOf = ({ parameters }: OnStation): number => parameters.meterValueInterval * 1000;

export interface Wanted {
  readonly connectorId: number;
  readonly id: string;
  readonly title: string;
  readonly requirements: readonly string[];
  /** Only samples of this context are meant. */
  readonly context?: string;
  readonly within?: number;
}

const holdsTemperature = (context: string | undefined) =>
  withSample(
    context === undefined ? 'a temperature' : `a temperature of context ${context}`,
    (sample) => isTemperature(sample) && (context === undefined || sample.context === context),
  );

/** Waits for a message with a temperature, judges that it comes, and returns the temperatures that it has. */
export async function expectTemperatures(
  context: OnStation,
  { connectorId, id, title, requirements, context: reading, within = intervalOf(context) * 2 + SLACK }: Wanted,
): Promise<readonly Temperature[]> {
  const message = await context.csms.expect('MeterValues', {}, requirements, {
    where: { connectorId, meterValue: holdsTemperature(reading) },
    within,
    id,
    title,
  });
  return temperaturesOf(message).filter((sample) => reading === undefined || sample.context === reading);
}

/** Lets a message pass that was on its way: it may carry what was measured before the last act. */
export const letOneGo = ({ csms, ...rest }: OnStation, connectorId: number, reading?: string): Promise<unknown> =>
  csms.next('MeterValues', {
    where: { connectorId, meterValue: holdsTemperature(reading) },
    within: intervalOf({ csms, ...rest }) * 2 + SLACK,
  });

/** Judges that one of the temperatures is what the thermometer was brought to; the others may be of other places. */
export function judgeValue(
  { check }: OnStation,
  id: string,
  { tolerance }: Thermometer,
  temperatures: readonly Temperature[],
  wanted: number,
  requirements: readonly string[] = ['1.6 §4.7', '1.6 §7.31'],
): void {
  const off = ({ degrees }: Temperature) => Math.abs(degrees - wanted);
  const [closest] = [...temperatures].sort((a, b) => off(a) - off(b));
  check(id, closest !== undefined && off(closest) <= tolerance, {
    title: 'the temperature that is reported is the one that was brought about',
    requirements,
    frames: [...new Set(temperatures.map(({ n }) => n))],
    expected: `${wanted} Celsius within ${tolerance} K`,
    actual: temperatures.map(describe).join(', ') || 'no temperature',
    action: 'MeterValues',
    asserts: [`${closest?.path ?? 'meterValue[0].sampledValue[0]'}.value`],
  });
}
