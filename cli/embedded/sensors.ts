/** The sensors of the reference station, as its plan names them. */
import { is2x, type Version } from '../../harness/doors/protocol.js';
import { PROBES, type ProbeFacts } from '../../fixtures/reference-station/device/probes.js';

/** Values that each of the probes can be brought to: alarming, usual, and how exact a reading is. */
const VALUES: Readonly<Record<ProbeFacts['sensor'], object>> = {
  HumiditySensor: { high: 95, normal: 45, low: 5, tolerance: 2 },
  AirQualitySensor: { high: 400, normal: 12, tolerance: 5 },
  FloodSensor: { high: 0.2, normal: 0, tolerance: 0.01 },
  TiltSensor: { high: 30, normal: 0, tolerance: 1 },
  ShockSensor: { high: 900, normal: 0, tolerance: 10 },
  LightSensor: { high: 50_000, normal: 400, low: 0, tolerance: 20 },
  CaseAccessSensor: { high: true, normal: false },
};

/** The maker's own messages of 1.6, for what 1.6 has no message for. */
const TRANSFER = { vendorId: 'laddprov', messageId: 'Sensors' } as const;

const temperature = (reduces: boolean): object => ({
  unit: 'Celsius',
  normal: 25,
  high: 90,
  low: -20,
  min: -40,
  max: 125,
  tolerance: 2,
  ...(reduces ? { reduces: 75 } : {}),
});

/** Every sensor of the reference station, the thermometer of its first outlet before all others. */
export function referenceSensors(version: Version): readonly object[] {
  const later = is2x(version);
  const probes = PROBES.map(({ sensor, component, quantity, unit, least, most }) => ({
    name: sensor,
    ...(later && component !== sensor ? { component } : {}),
    ...(quantity === undefined ? { variable: 'Active' } : { variable: quantity, min: least, max: most }),
    ...(unit === undefined ? {} : { unit }),
    ...VALUES[sensor],
    ...(later ? {} : TRANSFER),
  }));
  return [
    { name: 'TemperatureSensor', ...(later ? { evseId: 1 } : { connectorId: 1 }), ...temperature(true) },
    { name: 'TemperatureSensor', ...temperature(true) },
    { name: 'ExternalTemperatureSensor', ...temperature(false) },
    ...probes,
  ];
}
