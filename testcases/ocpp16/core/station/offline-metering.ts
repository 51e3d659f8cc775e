/** 1.6 §3.7, §4.7: meter values of a transaction that goes on while the station is offline. */
import { type Message, type OnStation, type Request, stationCase } from '../../../../harness/peers/ocpp16.js';
import { chargingWith, type Session } from '../../states/charging.js';
import { SLACK } from '../../states/connector.js';
import { readingsOf, withSample } from '../../states/meter-values.js';
import { comesBack, cutsOff } from '../../states/offline.js';
import { limitText, measuredText } from '../../../../harness/peers/for-cases/durations.js';

/** How many readings fall into the time without a connection, at the least. */
const MISSED = 3;

type MeterValues = Message<Request<'MeterValues'>>;

/** Which messages are meant: of the transaction's connector, with a periodic reading. */
const periodic = ({ connectorId }: Session) => ({
  connectorId,
  meterValue: withSample('periodic', ({ context }) => context === 'Sample.Periodic'),
});

/** Times of the periodic readings of a message, several of which may share one: milliseconds since the epoch. */
const timesOf = ({ payload }: MeterValues): readonly number[] =>
  readingsOf(payload.meterValue)
    .filter(({ samples }) => samples.some(({ context }) => context === 'Sample.Periodic'))
    .map(({ at }) => at);

/** The messages that bring `readings` readings, or those that came; that there is one at all is judged. */
async function bring(
  { csms }: OnStation,
  session: Session,
  readings: number,
  within: number,
): Promise<readonly MeterValues[]> {
  const { transactionId } = session;
  const where = periodic(session);
  const first = await csms.expect('MeterValues', { transactionId }, ['1.6 §3.7', '1.6 §4.7'], {
    where,
    within,
    id: 'MeterValues-afterwards',
  });
  const messages = [first];
  while (messages.flatMap(timesOf).length < readings) {
    const next = await csms.next('MeterValues', { where: { ...where, transactionId }, within });
    if (!next) break;
    messages.push(next);
  }
  return messages;
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
    'The station sends a reading of the transaction.',
    `The tester drops the connection, and refuses every other for the time of ${MISSED} readings and more.`,
    'The tester lets the station in again; it connects.',
    'The station sends the readings since the first, one interval apart and in order, to one that is taken afterwards.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, session) {
    const { csms, check, pass, parameters } = context;
    const interval = parameters.meterValueInterval * 1000;
    const tolerance = Math.min(SLACK, interval / 2);
    const within = interval * 2 + SLACK;
    const { transactionId } = session;
    const before = await csms.expect('MeterValues', { transactionId }, ['1.6 §4.7', 'errata 3.16'], {
      where: periodic(session),
      within,
      id: 'MeterValues-before',
    });
    const cut = await cutsOff(context);
    await pass(MISSED * interval);
    const back = await comesBack(context, cut);
    // By the tester's clock alone: as many as were due since the first, and the one after.
    const due = Math.floor((back - before.at) / interval) + 1;
    const messages = [before, ...(await bring(context, session, due, within))];
    const times = messages.flatMap(timesOf);
    const gaps = times.slice(1).map((at, index) => at - times[index]!);
    check('readings', gaps.length >= due && gaps.every((gap) => Math.abs(gap - interval) <= tolerance), {
      title: 'the readings of the time without a connection are complete and in order',
      requirements: ['1.6 §3.7', '1.6 §9.1.19'],
      frames: messages.map(({ n }) => n),
      expected: `${due} readings after the first, each ${limitText(interval)} after the one before, within ${limitText(tolerance)}`,
      actual: `${gaps.length}: ${gaps.map((gap) => measuredText(gap)).join(', ')}`,
      action: 'MeterValues',
      asserts: ['meterValue[0].timestamp'],
    });
  },
});
