/**
 * A sensor of the plan as cases use it: where the device model has it, how it is brought to a value, and what the
 * station reads at its normal and at its high value. Thresholds lie between two readings, so that no unit matters.
 */
import { type OnStation } from '../../../../harness/peers/ocpp2.js';
import { readVariable, type VariableName } from '../../../ocpp2/states/device-model.js';
import { absent } from '../../../helpers/absent.js';

export type Sensor = OnStation['parameters']['sensors'][number];
type SensorName = Sensor['name'];

/** The variable that carries the value, where the plan does not say another. */
const VALUE_OF: Readonly<Record<SensorName, string>> = {
  TemperatureSensor: 'Temperature',
  ExternalTemperatureSensor: 'Temperature',
  HumiditySensor: 'Humidity',
  AirQualitySensor: 'AirQuality',
  FloodSensor: 'Height',
  TiltSensor: 'Angle',
  ShockSensor: 'Force',
  LightSensor: 'Light',
  CaseAccessSensor: 'Active',
};

/** Milliseconds between two looks at a value that is on its way. */
export const LOOK = 1_000;

/** Where the device model has a sensor of the plan. */
export function nameOf({ name, component, instance, evseId, connectorId, variable }: Sensor): VariableName {
  const evse = evseId === undefined ? {} : { evse: { id: evseId, ...(connectorId !== undefined && { connectorId }) } };
  return {
    component: { name: component ?? name, ...(instance !== undefined && { instance }), ...evse },
    variable: { name: variable ?? VALUE_OF[name] },
  };
}

/** Another variable of the same component. */
export const siblingOf = ({ component }: VariableName, variable: string): VariableName => ({
  component,
  variable: { name: variable },
});

/** Does something to a sensor: brings a variable of it to a value. */
export function setSensor(
  { operator }: OnStation,
  { name, evseId, connectorId, unit }: Sensor,
  variable: string,
  value: number | boolean,
): Promise<unknown> {
  return operator.setSensor({
    ...(evseId !== undefined && { evseId }),
    ...(connectorId !== undefined && { connectorId }),
    sensor: name,
    variable,
    value,
    ...(unit !== undefined && typeof value === 'number' && { unit }),
  });
}

export interface Subject {
  readonly sensor: Sensor;
  readonly name: VariableName;
  /** What the station reads at the normal and at the high value, in its own unit. */
  readonly cold: number;
  readonly hot: number;
  /** The monitor that alerts at the high value and not at the normal one, and the one that does the opposite. */
  readonly above: 'UpperThreshold' | 'LowerThreshold';
  readonly below: 'UpperThreshold' | 'LowerThreshold';
  /** A value so far from the normal reading: 0 is that, 1 the high one. */
  at(part: number): number;
  /** Brings the sensor so far from its normal value towards the high one. */
  bringTo(part: number): Promise<unknown>;
}

const asNumber = (text: string | undefined): number => (text === undefined || text.trim() === '' ? NaN : Number(text));

/** What a variable reads once it has come to rest; NaN where it reads no number. */
async function settled(context: OnStation, name: VariableName, differsFrom?: number): Promise<number> {
  const { now, pass, parameters } = context;
  const deadline = now() + parameters.limits.action;
  let before = asNumber(await readVariable(context, name));
  for (;;) {
    await pass(LOOK);
    const value = asNumber(await readVariable(context, name));
    const still = value === before || (Number.isNaN(value) && Number.isNaN(before));
    if ((still && value !== differsFrom) || now() >= deadline) return value;
    before = value;
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** The first sensor of the plan that has numbers, a thermometer before all others, read at both of its values. */
export async function takeSensor(
  context: OnStation,
  wanted: (sensor: Sensor) => boolean = () => true,
): Promise<Subject> {
  const { parameters, stop, afterwards } = context;
  const sensors = parameters.sensors.filter(
    (sensor) => typeof sensor.normal === 'number' && typeof sensor.high === 'number' && wanted(sensor),
  );
  const sensor = sensors.find(({ name }) => name === 'TemperatureSensor') ?? sensors[0];
  if (!sensor) return absent(context, 'the plan names no such sensor with numbers for its normal and its high value');
  const [normal, high] = [sensor.normal as number, sensor.high as number];
  const name = nameOf(sensor);
  const variable = name.variable.name;
  const bringTo = (part: number) => setSensor(context, sensor, variable, round(normal + (high - normal) * part));
  afterwards(() => bringTo(0));
  await bringTo(1);
  const hot = await settled(context, name);
  await bringTo(0);
  const cold = await settled(context, name, hot);
  if (!(Math.abs(hot - cold) > 0))
    return stop(`the station does not tell the normal value of ${sensor.name} from the high one`);
  const rises = hot > cold;
  const [above, below] = rises
    ? (['UpperThreshold', 'LowerThreshold'] as const)
    : (['LowerThreshold', 'UpperThreshold'] as const);
  return { sensor, name, cold, hot, above, below, bringTo, at: (part) => round(cold + (hot - cold) * part) };
}
