/** What a station reads, against what the sensor was brought to (B06). */
import { matching, type OnStation } from '../../../../harness/peers/ocpp2.js';
import { readVariable, type VariableName } from '../../../ocpp2/states/device-model.js';
import { LOOK, nameOf, type Sensor } from './subject.js';

const TEMPERATURES: readonly string[] = ['Celsius', 'Fahrenheit', 'K'];

function celsius(value: number, unit: string): number {
  if (unit === 'Fahrenheit') return ((value - 32) * 5) / 9;
  return unit === 'K' ? value - 273.15 : value;
}

/** A value of the plan in a unit of the station; undefined where there is no way from the one to the other. */
export function converted(value: number, from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined || from === to) return value;
  // Relative humidity is a percentage, by either name.
  if ([from, to].every((unit) => unit === 'RH' || unit === 'Percent')) return value;
  if (!TEMPERATURES.includes(from) || !TEMPERATURES.includes(to)) return undefined;
  const degrees = celsius(value, from);
  if (to === 'Fahrenheit') return (degrees * 9) / 5 + 32;
  return to === 'K' ? degrees + 273.15 : degrees;
}

/** How far a reading may be from what the sensor was brought to, in the unit of the plan. */
function toleranceOf({ tolerance, normal, high }: Sensor): number {
  if (tolerance !== undefined) return tolerance;
  return typeof normal === 'number' && typeof high === 'number' ? Math.abs(high - normal) / 20 : 0;
}

/** Waits until a variable reads what it should, for sensors have an inertia, and judges that it does. */
async function judgeText(
  context: OnStation,
  name: VariableName,
  id: string,
  says: string,
  fits: (text: string) => boolean,
  requirements: readonly string[] = [],
): Promise<void> {
  const { csms, now, pass, parameters } = context;
  const deadline = now() + parameters.limits.action;
  while (!fits((await readVariable(context, name)) ?? '') && now() < deadline) await pass(LOOK);
  const attributeValue = matching(says, (text) => typeof text === 'string' && fits(text));
  await csms.call(
    'GetVariables',
    { getVariableData: [name] },
    { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue }] },
    ['B06.FR.04', 'B06.FR.10', ...requirements],
    { id, goOn: true },
  );
}

/** Judges that the station reads a number that the sensor was brought to; `unit` is the station's. */
export async function judgeNumber(
  context: OnStation,
  sensor: Sensor,
  unit: string | undefined,
  value: number,
  id: string,
): Promise<void> {
  const wanted = converted(value, sensor.unit, unit);
  const margin = converted(value + toleranceOf(sensor), sensor.unit, unit);
  if (wanted === undefined || margin === undefined)
    return context.stop(`the plan has ${sensor.name} in ${sensor.unit ?? 'no unit'}, the station in ${unit ?? 'none'}`);
  const within = Math.abs(margin - wanted) + 1e-6;
  const says = `${wanted} ${unit ?? ''}, give or take ${Math.round(within * 100) / 100}`;
  const fits = (text: string) => text.trim() !== '' && Math.abs(Number(text) - wanted) <= within;
  return judgeText(context, nameOf(sensor), id, says, fits);
}

/** Judges that the station reads true or false. */
export const judgeFlag = (
  context: OnStation,
  name: VariableName,
  value: boolean,
  id: string,
  ...requirements: readonly string[]
): Promise<void> =>
  judgeText(context, name, id, String(value), (text) => text.toLowerCase() === String(value), requirements);
