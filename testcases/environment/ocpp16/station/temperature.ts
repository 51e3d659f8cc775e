/** Temperature in MeterValues of a 1.6 station (§7.31): where it was taken, in which unit, and whether it is true. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { SLACK } from '../../../ocpp16/states/connector.js';
import { measuring } from '../states/measuring.js';
import {
  bringTo,
  celsius,
  describe,
  expectTemperatures,
  intervalOf,
  judgeValue,
  letOneGo,
  takeThermometer,
  type Temperature,
  temperaturesOf,
  type Thermometer,
  thermometers,
} from '../states/thermometers.js';
import { absent } from '../../../helpers/absent.js';

/** Brings the thermometer to a value and returns the first temperatures that were surely taken afterwards. */
async function temperaturesAt(context: OnStation, one: Thermometer, value: number): Promise<readonly Temperature[]> {
  const { connectorId } = one;
  await bringTo(context, one, value);
  await letOneGo(context, connectorId);
  return expectTemperatures(context, {
    connectorId,
    id: `MeterValues-at-${value}`,
    title: `the station sends MeterValues with a temperature after it was brought to ${value} Celsius`,
    requirements: ['1.6 §4.7', '1.6 §7.31'],
  });
}

function judgeUnits({ check, advise }: OnStation, samples: readonly Temperature[], id: number): void {
  const frames = [...new Set(samples.map(({ n }) => n))];
  const actual = samples.map(describe).join(', ');
  const path = samples[0]?.path ?? 'meterValue[0].sampledValue[0]';
  const inUnits = samples.filter(({ unit }) => celsius(0, unit) !== undefined);
  // §7.43 has a default unit for energy alone: without one, a temperature says nothing.
  check(`unit-at-${id}`, samples.length > 0 && inUnits.length === samples.length, {
    frames,
    action: 'MeterValues',
    actual,
    title: 'every temperature has a unit of temperature',
    requirements: ['1.6 §7.43', '1.6 §7.45'],
    expected: 'Celsius, Fahrenheit or K with every temperature',
    asserts: [`${path}.unit`],
  });
  if (samples.some(({ unit }) => unit === 'Celcius'))
    advise(`unit-spelt-${id}`, 'the schema knows "Celcius" too, but the text has Celsius alone', '1.6 §7.45', frames);
}

function judgePlaces({ check }: OnStation, samples: readonly Temperature[], id: number): void {
  const places = samples.map(({ taken, location, phase }) => `${taken} ${location} ${phase ?? ''}`);
  check(`location-at-${id}`, new Set(places).size === places.length, {
    frames: [...new Set(samples.map(({ n }) => n))],
    action: 'MeterValues',
    actual: samples.map(describe).join(', '),
    title: 'temperatures of one time differ by where they were taken',
    requirements: ['1.6 §3.16', '1.6 §7.30'],
    expected: 'one temperature for each location; a location that is left out is Outlet',
  });
}

export const reportsItsTemperature = stationCase({
  id: 'ENV_16_CS_01',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station reports its temperature as it is',
  purpose: 'Where temperature is sampled, unit and place are told, and the value follows what the sensor feels.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §7.30', '1.6 §7.31', '1.6 §7.43', '1.6 §7.45'],
  from: measuring,
  steps: [
    'The operator brings the sensor to a value somewhat above the normal one; the station reports it.',
    'The operator brings the sensor to a higher value, which raises no alert; the station reports it.',
    'Every temperature has a unit and a place of its own.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context) {
    const one = await takeThermometer(context);
    for (const wanted of [one.mild, one.warm]) {
      const samples = await temperaturesAt(context, one, wanted);
      judgeUnits(context, samples, wanted);
      judgePlaces(context, samples, wanted);
      judgeValue(context, `value-at-${wanted}`, one, samples, wanted);
    }
  },
});

export const reportsTheCold = stationCase({
  id: 'ENV_16_CS_02',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station reports a temperature that is too low',
  purpose: 'A cold value keeps its sign and its unit: below zero is no error and no zero.',
  profiles: {},
  condition: 'Thermometer and LowTemperature',
  requirements: ['1.6 §4.7', '1.6 §7.31', '1.6 §7.43', '1.6 §7.45'],
  from: measuring,
  steps: ['The operator brings the sensor to its low value; the station reports it, with a unit of temperature.'],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context) {
    const one = await takeThermometer(context);
    const { low } = one;
    if (low === undefined) return absent(context, 'the plan names no low value of the TemperatureSensor');
    const samples = await temperaturesAt(context, one, Math.round(low));
    judgeUnits(context, samples, Math.round(low));
    judgeValue(context, 'value-when-cold', one, samples, Math.round(low));
  },
});

export const tellsPlacesApart = stationCase({
  id: 'ENV_16_CS_03',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station with two thermometers tells what each of them feels',
  purpose: 'Both are reported at the same time, each with its own value and as another place.',
  profiles: {},
  condition: 'Thermometer > 1',
  requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §7.30', '1.6 §7.31'],
  from: measuring,
  steps: [
    'The operator brings two thermometers of the station to different values.',
    'The station reports both, as temperatures of different connectors or locations.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context) {
    const { csms, check, afterwards, now } = context;
    const [one, other] = thermometers(context);
    if (!other) return absent(context, 'the plan names one TemperatureSensor only');
    const apart = 3 * Math.max(one.tolerance, other.tolerance);
    const [first, second] = [one.warm, Math.round(one.warm - apart)] as const;
    for (const thermometer of [one, other]) afterwards(() => bringTo(context, thermometer, thermometer.normal));
    await bringTo(context, one, first);
    await bringTo(context, other, second);
    await letOneGo(context, one.connectorId);
    const seen: Temperature[] = [];
    // Some stations put all in one message; others have one for each connector, and connector 0.
    for (const until = now() + intervalOf(context) + SLACK; now() < until;) {
      const message = await csms.next('MeterValues', { within: until - now() });
      if (message) seen.push(...temperaturesOf(message));
    }
    const at = (value: number) => seen.filter(({ degrees }) => Math.abs(degrees - value) <= one.tolerance);
    const frames = [...new Set(seen.map(({ n }) => n))].slice(0, 1);
    const about = { requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §7.31'], action: 'MeterValues' };
    for (const [id, value] of [
      ['first-value', first],
      ['second-value', second],
    ] as const) {
      const [found] = at(value);
      check(id, found !== undefined, {
        ...about,
        title: `one of the temperatures is what the ${id === 'first-value' ? 'first' : 'second'} thermometer feels`,
        frames: found ? [found.n] : frames,
        expected: `${value} Celsius within ${one.tolerance} K`,
        actual: seen.map(describe).join(', ') || 'no temperature',
        asserts: [`${found?.path ?? 'meterValue[0].sampledValue[0]'}.value`],
      });
    }
    const placesAt = (value: number) => new Set(at(value).map((found) => `${found.connectorId} ${found.location}`));
    const [here, there] = [placesAt(first), placesAt(second)];
    const shared = [...here].filter((place) => there.has(place));
    check('places', shared.length === 0, {
      title: 'the two temperatures are of different places',
      requirements: ['1.6 §3.16', '1.6 §7.30'],
      frames: [at(second)[0]?.n ?? frames[0] ?? csms.conversation.last],
      expected: 'each of them at a connector or location of its own; a location that is left out is Outlet',
      actual: seen.map((found) => `connector ${found.connectorId}: ${describe(found)}`).join(', '),
      action: 'MeterValues',
      asserts: [`${at(second)[0]?.path ?? 'meterValue[0].sampledValue[0]'}.location`],
    });
  },
});
