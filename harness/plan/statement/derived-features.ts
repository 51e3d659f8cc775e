/**
 * What conditions may ask for that follows from the plan itself: the security profile in use, the number of EVSEs, and
 * the sensors that it names. A statement may claim each of them in so many words, and then counts before the plan.
 */
import { is2x, type Role, type Version } from '../../doors/protocol.js';
import { SENSOR_NAMES } from '../schema/parameters-schema.js';
import { type Plan } from '../plan.js';

type Named = Readonly<Record<string, string>>;

const EVERYWHERE: Named = { SecurityProfile: 'security profile in use, a number' };

const OF_CSMS: Named = {
  AlertReaction: 'parameters.alertReaction says what the CSMS does on an alert',
};

const SENSORS: Named = {
  Sensor: 'parameters.sensors names a sensor: how many, a number',
  ...Object.fromEntries(SENSOR_NAMES.map((name) => [name, `parameters.sensors names a ${name}: how many, a number`])),
  NumericSensor: 'parameters.sensors names a sensor with numbers for normal and high: how many, a number',
  Thermometer: 'parameters.sensors names a TemperatureSensor with numbers for normal and high: how many, a number',
  LowTemperature: 'parameters.sensors names a TemperatureSensor with a low value',
  ReducingSensor: 'parameters.sensors names a sensor by whose value the station gives less current (reduces)',
};

const SENSORS_16: Named = {
  SensorTransfer: 'parameters.sensors names a sensor with the vendorId of the DataTransfer that tells its value',
};

/** Every derived feature of a role and version: name and a short title. */
export function derivedTitles(role: Role, version: Version): Named {
  return {
    ...EVERYWHERE,
    ...(role === 'csms' ? OF_CSMS : SENSORS),
    ...(is2x(version) ? {} : SENSORS_16),
  };
}

/** Every derived feature of any role in any version. */
export const EVERY_DERIVED: Named = { ...EVERYWHERE, ...OF_CSMS, ...SENSORS, ...SENSORS_16 };

/** The derived features of a plan with their values; sensors that it does not name are left out. */
export function derivedFeatures({ sut, security, parameters }: Plan): ReadonlyMap<string, number | true> {
  const { sensors } = parameters;
  const count = (fits: (sensor: (typeof sensors)[number]) => boolean) => sensors.filter(fits).length;
  const hasNumbers = ({ normal, high }: (typeof sensors)[number]) =>
    typeof normal === 'number' && typeof high === 'number';
  const counts = [
    ['Sensor', sensors.length],
    ...SENSOR_NAMES.map((name) => [name, count((sensor) => sensor.name === name)] as const),
    ['NumericSensor', count(hasNumbers)],
    ['Thermometer', count((sensor) => sensor.name === 'TemperatureSensor' && hasNumbers(sensor))],
    ['LowTemperature', count((sensor) => sensor.name === 'TemperatureSensor' && sensor.low !== undefined)],
    ['ReducingSensor', count((sensor) => sensor.reduces !== undefined && typeof sensor.normal === 'number')],
    ['SensorTransfer', count(({ vendorId }) => vendorId !== undefined)],
  ] as const;
  return new Map<string, number | true>([
    ['SecurityProfile', security.profile],
    ...(sut.role === 'station' && is2x(sut.version) ? [['HFS-8', parameters.evses.length] as const] : []),
    ...(parameters.alertReaction === undefined ? [] : [['AlertReaction', true] as const]),
    ...counts.filter(([, number]) => number > 0),
  ]);
}
