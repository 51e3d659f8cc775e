/** 1.6 §3.16, §4.7 MeterValues: sampled during a transaction, and aligned to the clock. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { chargingWith, type Session } from '../../states/charging.js';
import { readKey } from '../../states/configuration.js';
import { SLACK } from '../../states/connector.js';
import { measurandsOf, type Reading, readingsOf, withSample } from '../../states/meter-values.js';
import { limitText, measuredText } from '../../../../harness/peers/for-cases/durations.js';

/** How many messages are looked at. */
const SEEN = 3;
const DAY = 86_400;

type Context = 'Sample.Periodic' | 'Sample.Clock';

/** The interval for clock-aligned values: one that a day is a multiple of, in seconds. */
const clockInterval = ({ parameters }: OnStation): number => {
  let interval = Math.max(1, parameters.meterValueInterval);
  while (DAY % interval !== 0) interval++;
  return interval;
};

interface Values {
  readonly frames: readonly number[];
  /** The reading of each message that has the context, the first one if there are more. */
  readonly readings: readonly Reading[];
}

/** Waits for messages whose samples have the context, one after another. */
async function values(
  { csms }: OnStation,
  { connectorId, transactionId }: Session,
  context: Context,
  interval: number,
  requirements: readonly string[],
): Promise<Values> {
  const frames: number[] = [];
  const readings: Reading[] = [];
  for (let seen = 0; seen < SEEN; seen++) {
    const { n, payload } = await csms.expect('MeterValues', { transactionId }, requirements, {
      where: { connectorId, meterValue: withSample(`of context ${context}`, (sample) => sample.context === context) },
      within: interval * 2000 + SLACK,
      title: `the station sends MeterValues of the transaction with samples of context ${context}`,
    });
    frames.push(n);
    const all = readingsOf(payload.meterValue);
    readings.push(all.find(({ samples }) => samples.some((sample) => sample.context === context)) ?? all[0]!);
  }
  return { frames, readings };
}

function keepsInterval({ check }: OnStation, { frames, readings }: Values, interval: number, clause: string): void {
  const gaps = readings.slice(1).map(({ at }, index) => at - readings[index]!.at);
  const tolerance = Math.min(SLACK, interval * 500);
  check(
    'interval',
    gaps.every((gap) => Math.abs(gap - interval * 1000) <= tolerance),
    {
      title: 'the readings are one interval apart',
      requirements: [clause],
      frames,
      expected: `${interval} s, within ${limitText(tolerance)}`,
      actual: gaps.map((gap) => measuredText(gap)).join(', '),
      action: 'MeterValues',
      asserts: ['meterValue[0].timestamp'],
    },
  );
}

/** Every measurand of the key is in every reading. SoC is the EV's to tell, and many do not. */
async function hasEveryMeasurand(context: OnStation, { frames, readings }: Values, key: string): Promise<void> {
  const wanted = measurandsOf((await readKey(context, key)) ?? '').filter(({ measurand }) => measurand !== 'SoC');
  const missing = wanted.filter(
    ({ measurand, phase }) =>
      !readings.every(({ samples }) =>
        samples.some(
          (sample) =>
            sample.measurand === measurand &&
            (phase === undefined || sample.phase?.split('-')[0] === phase.split('-')[0]),
        ),
      ),
  );
  context.check('measurands', missing.length === 0, {
    title: `every reading has the measurands of ${key}`,
    requirements: ['1.6 §3.16', '1.6 §4.7'],
    frames,
    expected: wanted.map(({ measurand, phase }) => [measurand, phase].filter(Boolean).join('.')).join(', '),
    actual: missing.length === 0 ? 'all of them' : `missing: ${missing.map(({ measurand }) => measurand).join(', ')}`,
    action: 'MeterValues',
    asserts: ['meterValue[0].sampledValue[0].measurand'],
  });
}

export const samplesATransaction = stationCase({
  id: 'TC_070_CS',
  versions: ['1.6'],
  block: 'Core: meter values',
  title: 'A station samples a transaction at its interval',
  purpose: 'The samples come at MeterValueSampleInterval and have every measurand that is configured.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §9.1.19', 'errata 3.16'],
  from: chargingWith('sampled meter values alone', ({ parameters }) => ({
    ClockAlignedDataInterval: '0',
    MeterValueSampleInterval: String(parameters.meterValueInterval),
  })),
  steps: [
    'The station sends MeterValues of the transaction three times, with samples of context Sample.Periodic.',
    'Their times are one MeterValueSampleInterval apart.',
    'Each has all measurands of MeterValuesSampledData.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, session) {
    const interval = context.parameters.meterValueInterval;
    const found = await values(context, session, 'Sample.Periodic', interval, ['1.6 §4.7', 'errata 3.16']);
    keepsInterval(context, found, interval, '1.6 §9.1.19');
    await hasEveryMeasurand(context, found, 'MeterValuesSampledData');
  },
});

export const metersByTheClock = stationCase({
  id: 'TC_071_CS',
  versions: ['1.6'],
  block: 'Core: meter values',
  title: 'A station reads its meters at set times of the day',
  purpose:
    'The readings come at ClockAlignedDataInterval, counted from midnight, with every measurand that is configured.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.16', '1.6 §4.7', '1.6 §9.1.5', 'errata 3.16'],
  from: chargingWith('clock-aligned meter values alone', (context) => ({
    MeterValueSampleInterval: '0',
    ClockAlignedDataInterval: String(clockInterval(context)),
  })),
  steps: [
    'The station sends MeterValues of the transaction three times, with samples of context Sample.Clock.',
    'Their times are one ClockAlignedDataInterval apart, and a whole number of intervals after midnight.',
    'Each has all measurands of MeterValuesAlignedData.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, session) {
    const interval = clockInterval(context);
    const found = await values(context, session, 'Sample.Clock', interval, ['1.6 §4.7', 'errata 3.16']);
    keepsInterval(context, found, interval, '1.6 §9.1.5');
    const off = found.readings.map(({ at }) => {
      const since = at % (interval * 1000);
      return Math.min(since, interval * 1000 - since);
    });
    context.check(
      'alignment',
      off.every((distance) => distance < 1000),
      {
        title: 'the readings are a whole number of intervals after midnight',
        requirements: ['1.6 §3.16', '1.6 §9.1.5'],
        frames: found.frames,
        expected: 'less than 1 s beside the time',
        actual: off.map((distance) => measuredText(distance)).join(', '),
        action: 'MeterValues',
        // Any time that is not aligned is also not one interval from its neighbours, unless all are moved alike.
        asserts: [],
      },
    );
    await hasEveryMeasurand(context, found, 'MeterValuesAlignedData');
  },
});
