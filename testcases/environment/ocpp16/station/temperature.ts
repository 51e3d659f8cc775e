/** Temperature in MeterValues of a 1.6 station (§7.31): where it was taken, in which unit, and whether it is true. */
import { type OnStation, stationCase, stationState } from '../../../../harness/peers/ocpp16.js';
import { charging, type Session } from '../../../ocpp16/states/charging.js';
import { configure, readKey, tryConfigure } from '../../../ocpp16/states/configuration.js';
import { CONNECTOR, SLACK } from '../../../ocpp16/states/connector.js';
import { type Reading, readingsOf, type Sample, withSample } from '../../../ocpp16/states/meter-values.js';

const SAMPLED = 'MeterValuesSampledData';
/** Kelvin: how far a reading may be from what the operator brought about; no workbench is exact. */
const TOLERANCE = 3;

/** Degrees Celsius of a value in a unit of temperature; undefined in any other unit, or none. */
function celsius(value: number, unit: string | undefined): number | undefined {
  if (unit === 'Celsius' || unit === 'Celcius') return value;
  if (unit === 'Fahrenheit') return ((value - 32) * 5) / 9;
  return unit === 'K' ? value - 273.15 : undefined;
}

const isTemperature = ({ measurand }: Sample): boolean => measurand === 'Temperature';

/** Temperature is among the sampled measurands, alone if the station takes only one. */
const measuring = stationState({
  name: 'charging with temperature',
  description: 'temperature is sampled, and a transaction of the valid token runs on connector 1',
  async enter(context): Promise<Session> {
    if (!context.parameters.sensors.some(({ name }) => name === 'TemperatureSensor'))
      context.stop('the plan names no TemperatureSensor that the operator can bring to a value');
    const before = (await readKey(context, SAMPLED)) ?? '';
    const items = before.split(',').map((item) => item.trim());
    if (!items.includes('Temperature')) {
      const all = [...items.filter((item) => item !== ''), 'Temperature'].join(',');
      const status = await tryConfigure(context, SAMPLED, all);
      if (status !== 'Accepted') {
        const alone = await tryConfigure(context, SAMPLED, 'Temperature');
        if (alone !== 'Accepted') context.stop(`not supported: the station does not sample Temperature (${alone})`);
      }
    }
    await configure(context, 'MeterValueSampleInterval', String(context.parameters.meterValueInterval));
    return charging.enter(context);
  },
});

interface Place {
  readonly connectorId: number;
  readonly sensor: number | undefined;
}

/** Brings the sensor to `value` and returns the first readings that were surely taken afterwards. */
async function readingsAt(
  context: OnStation,
  { connectorId, sensor }: Place,
  value: number,
  unit: string,
): Promise<{ readonly n: number; readonly readings: readonly Reading[] }> {
  const { csms, operator, parameters } = context;
  await operator.setSensor({
    sensor: 'TemperatureSensor',
    variable: 'Temperature',
    value,
    unit,
    ...(sensor !== undefined && { connectorId: sensor }),
  });
  const within = parameters.meterValueInterval * 2000 + SLACK;
  const where = { connectorId, meterValue: withSample('a temperature', isTemperature) };
  // A message that was on its way may carry what was measured before.
  await csms.next('MeterValues', { where, within });
  const { n, payload } = await csms.expect('MeterValues', {}, ['1.6 §4.7', '1.6 §7.31'], {
    where,
    within,
    id: `MeterValues-at-${value}`,
    title: `the station sends MeterValues with a temperature after it was brought to ${value} ${unit}`,
  });
  return { n, readings: readingsOf(payload.meterValue) };
}

const describe = ({ value, unit, location }: Sample): string => `${value} ${unit ?? '(no unit)'} at ${location}`;

function judge(context: OnStation, n: number, readings: readonly Reading[], wanted: number, id: number): void {
  const samples = readings.flatMap((reading) => reading.samples.filter(isTemperature));
  const actual = samples.map(describe).join(', ');
  const facts = { frames: [n], action: 'MeterValues', actual };
  const index = readings[0]?.samples.findIndex(isTemperature) ?? 0;
  const path = `meterValue[0].sampledValue[${Math.max(0, index)}]`;
  const inUnits = samples.filter(({ unit }) => celsius(0, unit) !== undefined);
  // §7.43 has a default unit for energy alone: without one, a temperature says nothing.
  context.check(`unit-at-${id}`, samples.length > 0 && inUnits.length === samples.length, {
    ...facts,
    title: 'every temperature has a unit of temperature',
    requirements: ['1.6 §7.43', '1.6 §7.45'],
    expected: 'Celsius, Fahrenheit or K with every temperature',
    asserts: [`${path}.unit`],
  });
  const places = readings.flatMap((reading) =>
    reading.samples.filter(isTemperature).map(({ location, phase }) => `${reading.at} ${location} ${phase ?? ''}`),
  );
  context.check(`location-at-${id}`, new Set(places).size === places.length, {
    ...facts,
    title: 'temperatures of one time differ by where they were taken',
    requirements: ['1.6 §3.16', '1.6 §7.30'],
    expected: 'one temperature for each location; a location that is left out is Outlet',
  });
  // Of several places one is the sensor's. A sample without a unit is no reason to call its number wrong as well.
  const off = samples.map(({ value, unit }) => Math.abs((celsius(Number(value), unit) ?? Number(value)) - wanted));
  context.check(
    `value-at-${id}`,
    off.some((kelvin) => kelvin <= TOLERANCE),
    {
      ...facts,
      title: `the temperature that is reported is the one that was brought about`,
      requirements: ['1.6 §4.7', '1.6 §7.31'],
      expected: `${wanted} Celsius within ${TOLERANCE} K`,
      asserts: [`${path}.value`],
    },
  );
}

export const reportsItsTemperature = stationCase({
  id: 'ENV_16_CS_01',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station reports its temperature as it is',
  purpose: 'Where temperature is sampled, unit and place are told, and the value follows what the sensor feels.',
  profiles: {},
  requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §7.30', '1.6 §7.31', '1.6 §7.43', '1.6 §7.45'],
  from: measuring,
  steps: [
    'The operator brings the sensor to its normal value; the station reports it.',
    'The operator brings the sensor to a value above that which raises no alert; the station reports it.',
    'Every temperature has a unit and a place of its own.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context) {
    const { operator, afterwards, parameters } = context;
    const sensor = parameters.sensors.find(({ name }) => name === 'TemperatureSensor')!;
    const { normal, high, unit = 'Celsius', connectorId } = sensor;
    const degrees = [normal, high].map((value) => (typeof value === 'number' ? celsius(value, unit) : undefined));
    const [low, limit] = degrees;
    if (low === undefined || limit === undefined || limit - low < 8 * TOLERANCE)
      return context.stop('the plan gives the sensor no two temperatures that can be told apart');
    const place = { connectorId: connectorId ?? CONNECTOR, sensor: connectorId };
    const set = (value: number) => readingsAt(context, place, value, 'Celsius');
    afterwards(() =>
      operator.setSensor({
        sensor: 'TemperatureSensor',
        variable: 'Temperature',
        value: low,
        unit: 'Celsius',
        ...(connectorId !== undefined && { connectorId }),
      }),
    );
    // A quarter of the way to the alert: far enough to be told from the first, not so hot that charging ends.
    for (const wanted of [low, low + (limit - low) / 4].map(Math.round)) {
      const { n, readings } = await set(wanted);
      judge(context, n, readings, wanted, wanted);
    }
  },
});
