/** 1.6 §3.7, §4.7: meter values of a transaction that goes on while the station is offline. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { chargingWith, type Session } from '../../states/charging.js';
import { SLACK } from '../../states/connector.js';
import { readingsOf, withSample } from '../../states/meter-values.js';
import { comesBack, cutsOff } from '../../states/offline.js';

/** How many readings fall into the time without a connection. */
const MISSED = 4;

interface Queued {
  readonly frames: readonly number[];
  /** Times of the readings, in the order in which they came: milliseconds since the epoch. */
  readonly times: readonly number[];
}

/** The readings of the transaction, several of which may share a message, up to the first that is not from before. */
async function queuedReadings(
  { csms }: OnStation,
  { connectorId, transactionId }: Session,
  interval: number,
  back: number,
): Promise<Queued> {
  const frames: number[] = [];
  const times: number[] = [];
  const within = interval * 2000 + SLACK;
  while (times.every((at) => at < back)) {
    const options = {
      where: { connectorId, meterValue: withSample('periodic', ({ context }) => context === 'Sample.Periodic') },
      within,
    };
    const shape = { transactionId };
    // One is required, how many there are is judged by their times.
    const message =
      frames.length === 0
        ? await csms.expect('MeterValues', shape, ['1.6 §3.7', '1.6 §4.7'], options)
        : await csms.next('MeterValues', { ...options, where: { ...options.where, ...shape } });
    if (!message) break;
    frames.push(message.n);
    for (const { at, samples } of readingsOf(message.payload.meterValue))
      if (samples.some(({ context }) => context === 'Sample.Periodic')) times.push(at);
  }
  return { frames, times };
}

export const queuesMeterValues = stationCase({
  id: 'TC_036_CS',
  versions: ['1.6'],
  block: 'Core: offline',
  title: 'A station that is cut off during a transaction loses no meter values',
  purpose: 'Readings that were taken meanwhile come later, in their order and before newer ones, with their times.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.7', '1.6 §4.7', '1.6 §9.1.19', 'errata 3.16', 'OCPP-J 1.6 §5.4'],
  from: chargingWith('sampled meter values alone', ({ parameters }) => ({
    ClockAlignedDataInterval: '0',
    MeterValueSampleInterval: String(parameters.meterValueInterval),
  })),
  steps: [
    `The tester drops the connection, and refuses every other for the time of ${MISSED} readings.`,
    'The tester lets the station in again; it connects.',
    'The station sends the readings of the transaction: from before the loss until now, one interval apart, in order.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, session) {
    const { check, pass, parameters } = context;
    const interval = parameters.meterValueInterval;
    const cut = await cutsOff(context);
    await pass(MISSED * interval * 1000);
    const back = await comesBack(context, cut);
    const { frames, times } = await queuedReadings(context, session, interval, back);
    const tolerance = Math.min(SLACK, interval * 500);
    // The last reading before the cut may have come, or be the first in the queue.
    const gaps = times.map((at, index) => at - (times[index - 1] ?? Math.max(cut, at - interval * 1000)));
    const even = gaps.slice(1).every((gap) => Math.abs(gap - interval * 1000) <= tolerance);
    const first = (times[0] ?? NaN) - cut;
    const last = times.at(-1) ?? NaN;
    const whole = first <= interval * 1000 + tolerance && last >= back - interval * 1000 - tolerance;
    check('readings', even && whole && times.length >= MISSED - 1, {
      title: 'the readings of the time without a connection are complete and in order',
      requirements: ['1.6 §3.7', '1.6 §9.1.19', 'errata 3.16'],
      frames,
      expected: `readings ${interval} s apart, within ${tolerance / 1000} s, from the loss of the connection until it was back`,
      actual: `${times.length} readings; the first ${first / 1000} s after the loss, then ${gaps
        .slice(1)
        .map((gap) => `${gap / 1000} s`)
        .join(', ')} apart`,
      action: 'MeterValues',
      asserts: ['meterValue[0].timestamp'],
    });
  },
});
