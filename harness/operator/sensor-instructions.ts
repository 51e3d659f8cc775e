/** What a person is to do to a sensor. */
import { type SensorName, type StationActions } from '../doors/operator.js';

type Args = StationActions['setSensor'];

/** How each sensor is brought to a value. */
const BRING: Readonly<Record<SensorName, string>> = {
  TemperatureSensor: 'warm or cool it',
  ExternalTemperatureSensor: 'warm or cool it',
  HumiditySensor: 'moisten or dry the air at it',
  AirQualitySensor: 'let smoke or clean air at it',
  FloodSensor: 'put it into water, or out of it',
  TiltSensor: 'tilt the station or the sensor',
  ShockSensor: 'strike it, or leave it alone',
  LightSensor: 'light it up or cover it',
  CaseAccessSensor: 'open or shut the door',
};

const amount = (value: number | boolean, unit: string | undefined): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : `${value}${unit === undefined ? '' : ` ${unit}`}`;

/** One sentence. `Problem` stands for a sensor that breaks or is mended, `Tripped` for one that is to be reset. */
export function sensorSentence({ sensor, variable, value, unit }: Args): string {
  if (variable === 'Problem')
    return value === false
      ? `Mend the ${sensor}: connect it again, or take back what made it fail.`
      : `Make the ${sensor} fail: disconnect it, or whatever makes the station see that it is broken.`;
  if (variable === 'Tripped' && value === false) return `Reset the ${sensor}, so that it is no longer tripped.`;
  if (sensor === 'CaseAccessSensor' && variable === 'Active')
    return value === false ? 'Shut the door of the station.' : 'Open the door of the station.';
  return `Bring ${variable} of the ${sensor} to ${amount(value, unit)}: ${BRING[sensor]}, or use its test input.`;
}
