/** Every sensor that the plan may name: in the inventory with its unit and limits, true to the world, and read-only. */
import { type Case } from '../../../../harness/peers/case.js';
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { collectReport, type Reported, reported } from '../../../ocpp2/states/base-report.js';
import { readVariable } from '../../../ocpp2/states/device-model.js';
import { converted, judgeFlag, judgeNumber } from '../states/readings.js';
import { nameOf, type Sensor, setSensor, siblingOf } from '../states/subject.js';
import { absent } from '../../../helpers/absent.js';

interface Kind {
  readonly id: string;
  readonly sensor: Sensor['name'];
  readonly title: string;
  readonly purpose: string;
  /** Units that the standard variable may have; any, or none, for what has no standard. */
  readonly units?: readonly string[];
}

const NUMERIC: readonly string[] = ['decimal', 'integer'];

/** Judges what the inventory says of the reading, and returns its unit. */
async function judgeInventory(context: OnStation, sensor: Sensor, units: readonly string[] | undefined) {
  const name = nameOf(sensor);
  const report = await collectReport(context, 'FullInventory');
  const { item, n, path = 'reportData[0]' } = reported(report, name) ?? {};
  const actual = item?.variableAttribute.find(({ type = 'Actual' }) => type === 'Actual');
  const facts = { frames: n === undefined ? report.frames : [n], action: 'NotifyReport' };
  const label = `${name.component.name}.${name.variable.name}`;
  context.check('in-inventory', item !== undefined && actual?.mutability === 'ReadOnly', {
    ...facts,
    title: 'the inventory has the sensor, and its reading is read-only',
    requirements: 'B07.FR.08',
    expected: `${label} with attribute Actual, ReadOnly`,
    actual: item ? `Actual, ${actual?.mutability ?? 'no mutability'}` : 'not in the inventory',
    asserts: item && actual ? [`${path}.variableAttribute[${item.variableAttribute.indexOf(actual)}].mutability`] : [],
    essential: item === undefined,
  });
  const characteristics: Partial<NonNullable<Reported['variableCharacteristics']>> =
    item?.variableCharacteristics ?? {};
  const { dataType = 'absent', unit, minLimit, maxLimit } = characteristics;
  const numeric = typeof sensor.normal === 'number';
  context.check('data-type', numeric ? NUMERIC.includes(dataType) : dataType === 'boolean', {
    ...facts,
    title: 'the inventory says what kind of value the reading is',
    requirements: 'B07.FR.08',
    expected: numeric ? 'decimal or integer' : 'boolean',
    actual: dataType,
    asserts: [`${path}.variableCharacteristics.dataType`],
  });
  if (units)
    context.check('unit', unit !== undefined && units.includes(unit), {
      ...facts,
      title: 'the inventory says in which unit the reading is',
      requirements: ['B07.FR.08', 'Part 2 appendices, standardized variables'],
      expected: units.join(' or '),
      actual: unit ?? 'absent',
      asserts: [`${path}.variableCharacteristics.unit`],
    });
  else if (numeric && sensor.unit !== undefined && unit === undefined)
    context.advise('unit', `${label} has no unit`, 'good practice', facts.frames);
  const values = [sensor.normal, sensor.high]
    .map((value) => (typeof value === 'number' ? converted(value, sensor.unit, unit) : undefined))
    .filter((value) => value !== undefined);
  if (minLimit !== undefined && maxLimit !== undefined)
    context.check('limits', minLimit <= Math.min(...values) && Math.max(...values) <= maxLimit, {
      ...facts,
      title: 'the limits are such that the sensor can read the values of the plan',
      requirements: 'B07.FR.08',
      expected: `limits around ${values.join(' and ')}`,
      actual: `${minLimit} to ${maxLimit}`,
      asserts: [`${path}.variableCharacteristics.minLimit`, `${path}.variableCharacteristics.maxLimit`],
    });
  else if (numeric) context.advise('limits', `${label} has no limits`, 'good practice', facts.frames);
  return unit;
}

const sensorCase = ({ id, sensor: kind, title, purpose, units }: Kind): Case =>
  stationCase({
    id,
    versions: ['2.0.1', '2.1'],
    block: 'Environment',
    title,
    purpose,
    profiles: {},
    condition: kind,
    requirements: [
      'B05.FR.09',
      'B06.FR.04',
      'B06.FR.10',
      'B07.FR.01',
      'B07.FR.03',
      'B07.FR.04',
      'B07.FR.08',
      'B07.FR.10',
      'B07.FR.12',
      ...(units ? ['Part 2 appendices, standardized variables'] : []),
    ],
    precondition: `the plan names a ${kind}, with a normal and a high value`,
    steps: [
      'The tester reads the full inventory: the sensor is there, with its type, unit and limits, read-only.',
      'The operator brings the sensor to its high value and back; the station reads each.',
      'Where the sensor has Active, it is on at the high value and off at the normal one.',
      'The tester writes the reading; the station rejects it.',
    ],
    operator: ['setSensor'],
    async run(context) {
      const { csms, parameters, afterwards } = context;
      const sensor = parameters.sensors.find(({ name }) => name === kind);
      if (!sensor) return absent(context, `the plan names no ${kind}`);
      const { normal, high } = sensor;
      const name = nameOf(sensor);
      const unit = await judgeInventory(context, sensor, units);
      const bringTo = (value: number | boolean) => setSensor(context, sensor, name.variable.name, value);
      const reads = (value: number | boolean, at: string) =>
        typeof value === 'number'
          ? judgeNumber(context, sensor, unit, value, `reads-${at}`)
          : judgeFlag(context, name, value, `reads-${at}`);
      const active = siblingOf(name, 'Active');
      const alarms = name.variable.name !== 'Active' && (await readVariable(context, active)) !== undefined;
      afterwards(() => bringTo(normal));
      await bringTo(high);
      await reads(high, 'high');
      if (alarms) await judgeFlag(context, active, true, 'active');
      await csms.call(
        'SetVariables',
        { setVariableData: [{ ...name, attributeValue: String(normal) }] },
        { setVariableResult: [{ attributeStatus: 'Rejected' }] },
        'B05.FR.09',
        { id: 'write', goOn: true },
      );
      await bringTo(normal);
      await reads(normal, 'normal');
      if (alarms) await judgeFlag(context, active, false, 'inactive');
    },
  });

const TEMPERATURE = ['Celsius', 'Fahrenheit', 'K'] as const;

export const tellsTheOutdoorTemperature = sensorCase({
  id: 'ENV_2X_CS_02',
  sensor: 'ExternalTemperatureSensor',
  title: 'A station tells the temperature outside',
  purpose: 'The air around the station is measured, in a unit of temperature.',
  units: TEMPERATURE,
});
export const tellsItsHumidity = sensorCase({
  id: 'ENV_2X_CS_03',
  sensor: 'HumiditySensor',
  title: 'A station tells its humidity',
  purpose: 'The relative humidity is measured, in percent.',
  units: ['RH', 'Percent'],
});
export const tellsItsAirQuality = sensorCase({
  id: 'ENV_2X_CS_04',
  sensor: 'AirQualitySensor',
  title: 'A station tells the quality of its air',
  purpose: 'There is no standard component for it: the one of the maker works like every other.',
});
export const tellsOfWater = sensorCase({
  id: 'ENV_2X_CS_05',
  sensor: 'FloodSensor',
  title: 'A station tells how high the water stands',
  purpose: 'Water in the station is measured, and told as active.',
  units: ['m', 'Percent'],
});
export const tellsItsTilt = sensorCase({
  id: 'ENV_2X_CS_06',
  sensor: 'TiltSensor',
  title: 'A station tells how far it is tilted',
  purpose: 'The angle is measured, and told as active when something has pushed the station over.',
  units: ['Deg'],
});
export const tellsOfBlows = sensorCase({
  id: 'ENV_2X_CS_07',
  sensor: 'ShockSensor',
  title: 'A station tells how hard it was hit',
  purpose: 'The force is measured, and told as active when it is that of an accident.',
  units: ['N', 'ms2'],
});
export const tellsItsLight = sensorCase({
  id: 'ENV_2X_CS_08',
  sensor: 'LightSensor',
  title: 'A station tells how light it is',
  purpose: 'The light around the station is measured, in lux.',
  units: ['lx'],
});
export const tellsOfItsDoor = sensorCase({
  id: 'ENV_2X_CS_09',
  sensor: 'CaseAccessSensor',
  title: 'A station tells whether its door is open',
  purpose: 'The contact is a sensor without a quantity: it is active while the door is open.',
});
