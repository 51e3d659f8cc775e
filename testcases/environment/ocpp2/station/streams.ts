/** N11, N12, N14 and N15 of 2.1: periodic event streams of a sensor. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { anyOf, eventsIn, expectEvent, followEvents } from '../states/events.js';
import { MONITORING, recordOf } from '../states/monitors.js';
import {
  constantOf,
  expectOpened,
  expectValues,
  followStreams,
  PERIOD,
  ROUND,
  setStream,
  VALUES,
  valuesIn,
} from '../states/streams.js';
import { takeSensor } from '../states/subject.js';

const CASE = { versions: ['2.1'], block: 'Environment', profiles: {}, condition: MONITORING } as const;

/** Judges a CALL that 2.0.1 does not have; returns what the answer says. */
async function ask(context: OnStation, action: string, payload: object) {
  const outcome = await context.csms.attempt(action, payload);
  return {
    frames: 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n],
    payload: outcome.kind === 'result' ? outcome.payload : {},
    says: outcome.kind === 'result' ? JSON.stringify(outcome.payload).slice(0, 200) : outcome.kind,
  };
}

export const streamsItsReadings = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_35',
  title: 'A periodic monitor with a stream sends its readings there, several at a time',
  purpose: 'The station asks for the stream, fills it, and tells the same readings nowhere else.',
  requirements: [
    'N04.FR.08',
    'N04.FR.11',
    'N11.FR.01',
    'N11.FR.02',
    'N15.FR.01',
    'N15.FR.04',
    'N15.FR.08',
    'N15.FR.09',
  ],
  steps: [
    `The tester sets a periodic monitor of ${PERIOD} seconds with a stream of ${VALUES} values a message.`,
    'The station asks for the stream of that monitor, with those parameters; the tester agrees.',
    `The station sends a message with ${VALUES} readings, the first at offset 0, and none as an event.`,
  ],
  operator: ['setSensor'],
  async run(context) {
    const { check } = context;
    const subject = await takeSensor(context);
    const streams = followStreams(context);
    const log = followEvents(context);
    const monitor = await setStream(context, subject);
    const { message, stream: id } = await expectOpened(context, streams, monitor);
    const params = recordOf(constantOf(message)['params']);
    check('parameters', params['values'] === VALUES, {
      title: 'the stream has the parameters that were asked for',
      requirements: 'N11.FR.02',
      frames: [message.n],
      expected: `values ${VALUES}`,
      actual: JSON.stringify(params).slice(0, 100),
      action: 'OpenPeriodicEventStream',
      asserts: ['constantStreamData.params.values'],
    });
    const first = await expectValues(context, streams, id, 0);
    const data = valuesIn(first);
    const facts = { frames: [first.n], action: 'NotifyPeriodicEventStream' };
    check('as-many', data.length === VALUES, {
      ...facts,
      title: 'the message has as many readings as were asked for',
      requirements: 'N15.FR.08',
      expected: `${VALUES} readings`,
      actual: `${data.length} readings`,
      asserts: ['data'],
    });
    check('offset', recordOf((first.payload['data'] as readonly unknown[] | undefined)?.[0])['t'] === 0, {
      ...facts,
      title: 'the first reading is at the time of the message',
      requirements: 'N15.FR.09',
      expected: 'offset 0 with the first reading',
      actual: JSON.stringify(first.payload['data'] ?? 'absent').slice(0, 200),
      asserts: ['data[0].t'],
    });
    const pending = first.payload['pending'];
    check('pending', pending === 0, {
      ...facts,
      title: 'nothing waits when all that there is was sent',
      requirements: 'N15.FR.04',
      expected: 'pending 0',
      actual: String(pending).slice(0, 50),
      asserts: ['pending'],
    });
    const step = Math.abs(subject.hot - subject.cold) / 4;
    const off = data.filter(({ value }) => value.trim() === '' || !(Math.abs(Number(value) - subject.cold) <= step));
    check('readings', data.length > 0 && off.length === 0, {
      ...facts,
      title: 'the readings are those of the sensor',
      requirements: 'N15.FR.01',
      expected: `about ${subject.cold} each`,
      actual: data.map(({ value }) => value.slice(0, 20)).join(', '),
      asserts: ['data[0].v'],
    });
    const told = eventsIn(log.entries).filter(({ event }) => anyOf(monitor)(event));
    if (told.length > 0)
      context.advise('told-twice', 'readings of a stream are told as events as well', 'N11.FR.07', [told[0]!.n]);
    log.stop();
  },
});

export const goesWithoutAStream = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_36',
  title: 'A station whose stream is rejected tells its readings as events',
  purpose: 'No stream is no reason to be silent.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N08.FR.06', 'N11.FR.01', 'N11.FR.02', 'N11.FR.07'],
  steps: [
    'The tester sets a periodic monitor with a stream; the station asks for it, and the tester rejects it.',
    'The station tells the reading as an event of the monitor.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms } = context;
    const subject = await takeSensor(context);
    const streams = followStreams(context);
    const log = followEvents(context);
    csms.answer('OpenPeriodicEventStream' as never, { status: 'Rejected' } as never);
    const monitor = await setStream(context, subject);
    await expectOpened(context, streams, monitor);
    await expectEvent(context, log, {
      id: 'event',
      title: 'the reading is told as an event',
      requirements: ['N08.FR.06', 'N11.FR.07'],
      which: anyOf(monitor),
      expected: `monitor ${monitor}`,
      fields: ['variableMonitoringId'],
      within: ROUND,
    });
    log.stop();
  },
});

export const tellsAndChangesItsStreams = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_37',
  title: 'A station says which streams are open, and sends more or less often when it is asked to',
  purpose: 'The CSMS finds a stream that it has lost, and can slow it down or speed it up.',
  requirements: [
    'N04.FR.08',
    'N04.FR.11',
    'N11.FR.01',
    'N11.FR.02',
    'N12.FR.01',
    'N14.FR.03',
    'N15.FR.01',
    'N15.FR.08',
  ],
  steps: [
    'The tester sets a periodic monitor with a stream; the station opens it.',
    'The tester asks for the open streams; the station names that one with its monitor.',
    'The tester asks for one reading a message; the station accepts, and sends them so.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { check } = context;
    const subject = await takeSensor(context);
    const streams = followStreams(context);
    const monitor = await setStream(context, subject);
    const { stream: id } = await expectOpened(context, streams, monitor);
    await expectValues(context, streams, id, 0);
    const { payload, frames, says } = await ask(context, 'GetPeriodicEventStream', {});
    const list: unknown = payload['constantStreamData'];
    const open = (Array.isArray(list) ? list : []).map(recordOf);
    const index = open.findIndex((one) => one['id'] === id && one['variableMonitoringId'] === monitor);
    check('listed', index >= 0, {
      title: 'the open stream is named, with its monitor',
      requirements: 'N12.FR.01',
      frames,
      expected: `stream ${id} of monitor ${monitor}`,
      actual: says,
      action: 'GetPeriodicEventStream',
      asserts: ['id', 'variableMonitoringId'].map((field) => `constantStreamData[${Math.max(0, index)}].${field}`),
    });
    const adjusted = await ask(context, 'AdjustPeriodicEventStream', { id, params: { values: 1, interval: 0 } });
    check('adjusted', adjusted.payload['status'] === 'Accepted', {
      title: 'the station takes another rate',
      requirements: 'N14.FR.03',
      frames: adjusted.frames,
      expected: 'Accepted',
      actual: adjusted.says,
      action: 'AdjustPeriodicEventStream',
      asserts: ['status'],
      essential: true,
    });
    // What had been collected before may still go out in one message.
    await expectValues(context, streams, id, streams.log.total, 'first-after');
    const next = await expectValues(context, streams, id, streams.log.total, 'next-after');
    const { length } = valuesIn(next);
    check('one-each', length === 1, {
      title: 'each message has as many readings as the new rate says',
      requirements: 'N14.FR.03',
      frames: [next.n],
      expected: '1 reading',
      actual: `${length} readings`,
      action: 'NotifyPeriodicEventStream',
      asserts: ['data'],
    });
  },
});
