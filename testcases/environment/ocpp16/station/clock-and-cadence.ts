/** When a 1.6 station reports its temperature: by the clock, at its interval, on request, at the end of a transaction. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { type Session } from '../../../ocpp16/states/charging.js';
import { configure } from '../../../ocpp16/states/configuration.js';
import { CONNECTOR, SLACK } from '../../../ocpp16/states/connector.js';
import { clockInterval, measures, measuring, measuringByTheClock } from '../states/measuring.js';
import {
  bringTo,
  expectTemperatures,
  intervalOf,
  judgeValue,
  letOneGo,
  takeThermometer,
  type Temperature,
  temperaturesOf,
} from '../states/thermometers.js';
import { limitText, measuredText } from '../../../../harness/peers/for-cases/durations.js';

/** How many readings are looked at, one after another. */
const SEEN = 3;
/** Kelvin within one sampling interval; the mass of a station does not follow faster by itself. */
const FASTEST = 10;

export const measuresByTheClock = stationCase({
  id: 'ENV_16_CS_04',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station reads its temperature at set times of the day',
  purpose: 'Clock-aligned data has the temperature of that time, where it is configured.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §7.31', '1.6 §9.1.5'],
  from: measuringByTheClock,
  steps: [
    'The operator brings the sensor to another value.',
    'The station sends MeterValues with a temperature of context Sample.Clock, taken a whole number of intervals after midnight.',
    'The temperature is the one that was brought about.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context) {
    const one = await takeThermometer(context);
    const interval = clockInterval(context) * 1000;
    const within = interval * 2 + SLACK;
    await bringTo(context, one, one.warm);
    await letOneGo(context, one.connectorId, 'Sample.Clock');
    const samples = await expectTemperatures(context, {
      connectorId: one.connectorId,
      context: 'Sample.Clock',
      id: 'MeterValues-by-the-clock',
      title: 'the station sends MeterValues with a temperature of context Sample.Clock',
      requirements: ['1.6 §3.16', '1.6 §4.7'],
      within,
    });
    const since = (samples[0]?.taken ?? NaN) % interval;
    const distance = Math.min(since, interval - since);
    context.check('alignment', distance < 1000, {
      title: 'it was taken a whole number of intervals after midnight',
      requirements: ['1.6 §3.16', '1.6 §9.1.5'],
      frames: samples.slice(0, 1).map(({ n }) => n),
      expected: 'less than 1 s beside the time',
      actual: measuredText(distance),
      action: 'MeterValues',
      asserts: ['meterValue[0].timestamp'],
    });
    judgeValue(context, 'value-by-the-clock', one, samples, one.warm);
  },
});

/** Temperatures of the thermometer's connector in so many messages, one after another. */
async function inARow(context: OnStation, connectorId: number): Promise<readonly (readonly Temperature[])[]> {
  const rows: (readonly Temperature[])[] = [];
  for (let seen = 1; seen <= SEEN; seen++)
    rows.push(
      await expectTemperatures(context, {
        connectorId,
        context: 'Sample.Periodic',
        id: `MeterValues-${seen}`,
        title: `the station sends MeterValues with a sampled temperature (${seen} of ${SEEN})`,
        requirements: ['1.6 §3.16', '1.6 §4.7'],
      }),
    );
  return rows;
}

export const keepsItsCadence = stationCase({
  id: 'ENV_16_CS_05',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station samples its temperature at the interval that is set',
  purpose: 'Every sample of the transaction has one, and they are one interval apart.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §9.1.19'],
  from: measuring,
  steps: [
    `The station sends MeterValues with a temperature ${SEEN} times.`,
    'Their times are one MeterValueSampleInterval apart.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context) {
    const { connectorId } = await takeThermometer(context);
    const rows = await inARow(context, connectorId);
    const interval = intervalOf(context);
    const tolerance = Math.min(SLACK, interval / 2);
    const times = rows.map(([first]) => first?.taken ?? NaN);
    const gaps = times.slice(1).map((at, index) => at - times[index]!);
    context.check(
      'interval',
      gaps.every((gap) => Math.abs(gap - interval) <= tolerance),
      {
        title: 'the temperatures are one interval apart',
        requirements: '1.6 §9.1.19',
        frames: rows.map(([first]) => first?.n ?? 0).filter((n) => n > 0),
        expected: `${limitText(interval)}, within ${limitText(tolerance)}`,
        actual: gaps.map((gap) => measuredText(gap)).join(', '),
        action: 'MeterValues',
        asserts: ['meterValue[0].timestamp'],
      },
    );
  },
});

export const staysPlausible = stationCase({
  id: 'ENV_16_CS_06',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station reports temperatures that can be true',
  purpose: 'A sensor that nobody touches does not jump, and reads nothing that it cannot measure.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §7.31'],
  from: measuring,
  steps: [
    `The station sends MeterValues with a temperature ${SEEN} times, while the sensor is held at its normal value.`,
    'Each temperature lies within what the sensor can measure, and none is far from the one before.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context) {
    const one = await takeThermometer(context);
    await letOneGo(context, one.connectorId);
    const all = (await inARow(context, one.connectorId)).flat();
    const wrong = all.filter(({ degrees }) => !(degrees >= one.min && degrees <= one.max));
    const shown = wrong[0] ?? all[0];
    context.check('range', wrong.length === 0, {
      title: 'every temperature is one that the sensor can measure',
      requirements: '1.6 §7.31',
      frames: [...new Set(all.map(({ n }) => n))],
      expected: `from ${one.min} to ${one.max} Celsius`,
      actual: wrong.length === 0 ? 'all of them' : `${wrong[0]!.value} ${wrong[0]!.unit ?? '(no unit)'}`,
      action: 'MeterValues',
      asserts: [`${shown?.path ?? 'meterValue[0].sampledValue[0]'}.value`],
    });
    const placeOf = ({ connectorId, location }: Temperature) => `${connectorId} ${location}`;
    for (const [index, sample] of all.entries()) {
      const next = all.slice(index + 1).find((other) => placeOf(other) === placeOf(sample));
      if (!next || Math.abs(next.degrees - sample.degrees) <= FASTEST) continue;
      const jump = `${sample.degrees} to ${next.degrees} Celsius within ${measuredText(next.taken - sample.taken)}`;
      context.advise('jump', `the temperature went from ${jump}`, '1.6 §7.31', [sample.n, next.n]);
    }
  },
});

export const reportsOnRequest = stationCase({
  id: 'ENV_16_CS_07',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station reports its temperature when it is asked for meter values',
  purpose: 'What is triggered has the latest value of what is sampled, without a transaction too.',
  profiles: { RemoteTrigger: 'conditional' },
  condition: 'Thermometer',
  requirements: ['1.6 §5.17', '1.6 §7.31', '1.6 §7.33', 'errata 3.46'],
  steps: [
    'Temperature is among the sampled measurands, and the operator brings the sensor to another value.',
    'The tester asks for MeterValues of the connector; the station accepts.',
    'The station sends MeterValues with that temperature, of context Trigger.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms } = context;
    const one = await takeThermometer(context);
    await measures(context, 'MeterValuesSampledData', 'Temperature');
    await configure(context, 'ClockAlignedDataInterval', '0');
    await bringTo(context, one, one.warm);
    // A sensor may be read now and then only.
    await context.pass(intervalOf(context));
    const { connectorId } = one;
    await csms.call(
      'TriggerMessage',
      { requestedMessage: 'MeterValues', connectorId },
      { status: 'Accepted' },
      '1.6 §5.17',
    );
    const samples = await expectTemperatures(context, {
      connectorId,
      id: 'MeterValues-triggered',
      title: 'the station sends MeterValues with a temperature',
      requirements: ['1.6 §5.17', 'errata 3.46'],
      within: context.parameters.limits.action,
    });
    const other = samples.find((sample) => sample.context !== 'Trigger');
    const shown = other ?? samples[0];
    context.check('context', other === undefined, {
      title: 'the temperature is of context Trigger',
      requirements: '1.6 §7.33',
      frames: samples.slice(0, 1).map(({ n }) => n),
      expected: 'Trigger',
      actual: shown?.context ?? 'no temperature',
      action: 'MeterValues',
      asserts: [`${shown?.path ?? 'meterValue[0].sampledValue[0]'}.context`],
    });
    judgeValue(context, 'value-triggered', one, samples, one.warm, ['1.6 §7.31', 'errata 3.46']);
  },
});

export const reportsAtTheEnd = stationCase({
  id: 'ENV_16_CS_08',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station gives the temperatures of a transaction with its end',
  purpose: 'Where they are configured for it, StopTransaction has them, with the value that was felt.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §3.16', '1.6 §4.10', '1.6 §7.31'],
  from: measuring,
  steps: [
    'Temperature is configured for the data of a transaction, and the operator brings the sensor to another value.',
    'The tester ends the transaction remotely; the station sends StopTransaction with a temperature in its data.',
    'The last temperature is the one that was brought about.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context, { transactionId }: Session) {
    const { csms, parameters } = context;
    const one = await takeThermometer(context);
    await measures(context, 'StopTxnSampledData', 'Temperature');
    await bringTo(context, one, one.warm);
    for (let reading = 0; reading < SEEN; reading++) await letOneGo(context, one.connectorId);
    await csms.call('RemoteStopTransaction', { transactionId }, { status: 'Accepted' }, '1.6 §5.12');
    const { n, payload } = await csms.expect('StopTransaction', {}, '1.6 §4.10', {
      where: { transactionId },
      within: parameters.limits.action,
    });
    const found = temperaturesOf({
      n,
      payload: { connectorId: CONNECTOR, meterValue: payload.transactionData ?? [] },
    });
    const last = found.reduce((time, { taken }) => Math.max(time, taken), -Infinity);
    const samples = found
      .filter(({ taken }) => taken === last)
      .map((sample) => ({ ...sample, path: sample.path.replace(/^meterValue/, 'transactionData') }));
    const off = (degrees: number) => Math.abs(degrees - one.warm);
    const [closest] = [...samples].sort((a, b) => off(a.degrees) - off(b.degrees));
    context.check('value-at-the-end', closest !== undefined && off(closest.degrees) <= one.tolerance, {
      title: 'its data have temperatures, and the last is the one that was brought about',
      requirements: ['1.6 §3.16', '1.6 §7.31'],
      frames: [n],
      expected: `${one.warm} Celsius within ${one.tolerance} K`,
      actual: closest ? `${closest.value} ${closest.unit ?? '(no unit)'}` : 'no temperature',
      action: 'StopTransaction',
      asserts: [`${closest?.path ?? 'transactionData[0].sampledValue[0]'}.value`],
    });
  },
});
