/** N13 of 2.1: periodic event streams that end. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { anyOf, expectEvent, expectNone, followEvents } from '../states/events.js';
import { dropMonitors, MONITORING, setMonitor } from '../states/monitors.js';
import { expectOpened, expectStream, followStreams, PERIOD, ROUND, setStream, valuesIn } from '../states/streams.js';
import { takeSensor } from '../states/subject.js';

const CASE = { versions: ['2.1'], block: 'Environment', profiles: {}, condition: MONITORING } as const;

export const closesItsStreams = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_38',
  title: 'A stream ends with its monitor, or when the monitor is set without one',
  purpose: 'The station closes what is no longer wanted; set without a stream, the monitor tells events again.',
  requirements: [
    'N04.FR.08',
    'N04.FR.11',
    'N04.FR.12',
    'N06.FR.01',
    'N08.FR.06',
    'N11.FR.01',
    'N11.FR.02',
    'N13.FR.01',
    'N13.FR.04',
    'N13.FR.06',
  ],
  steps: [
    'The tester sets a periodic monitor with a stream, and then the same one without; the station closes the stream.',
    'The station tells the readings as events again.',
    'The tester clears the monitor; the station tells nothing of it any more.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const subject = await takeSensor(context);
    const streams = followStreams(context);
    const log = followEvents(context);
    const monitor = await setStream(context, subject);
    const { stream: id } = await expectOpened(context, streams, monitor);
    await setMonitor(context, subject.name, { type: 'Periodic', value: PERIOD, id: monitor }, 'without-stream');
    await expectStream(context, streams, {
      id: 'closed',
      title: 'the stream is closed',
      requirements: ['N13.FR.01', 'N13.FR.06'],
      action: 'ClosePeriodicEventStream',
      expected: `the end of stream ${id}`,
      asserts: ['id'],
      find: () => streams.closed(id),
    });
    const awaited = { which: anyOf(monitor), expected: `monitor ${monitor}`, fields: ['variableMonitoringId'] };
    await expectEvent(context, log, {
      ...awaited,
      id: 'events-again',
      title: 'the readings are told as events again',
      requirements: ['N08.FR.06', 'N13.FR.04'],
      within: ROUND,
    });
    await dropMonitors(context, monitor);
    await expectNone(context, log, {
      ...awaited,
      id: 'silent',
      title: 'a monitor that was cleared tells nothing',
      requirements: 'N06.FR.01',
      expected: `no event of monitor ${monitor}`,
      since: log.total,
    });
    log.stop();
  },
});

export const closesTheStreamOfAClearedMonitor = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_39',
  title: 'The stream of a monitor that is cleared is closed, and what it had collected is sent before',
  purpose: 'No reading is lost with the stream.',
  requirements: [
    'N04.FR.08',
    'N04.FR.11',
    'N06.FR.01',
    'N11.FR.01',
    'N11.FR.02',
    'N13.FR.01',
    'N13.FR.03',
    'N13.FR.05',
  ],
  steps: [
    'The tester sets a periodic monitor with a stream, and lets it collect less than a message.',
    'The tester clears the monitor; the station accepts, sends what it had collected, and closes the stream.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms, check, pass } = context;
    const subject = await takeSensor(context);
    const streams = followStreams(context);
    const monitor = await setStream(context, subject);
    const { stream: id } = await expectOpened(context, streams, monitor);
    await pass(PERIOD * 1_500);
    const since = streams.log.total;
    await csms.call(
      'ClearVariableMonitoring',
      { id: [monitor] },
      { clearMonitoringResult: [{ id: monitor, status: 'Accepted' }] },
      'N06.FR.01',
      { id: 'cleared' },
    );
    const closed = await expectStream(context, streams, {
      id: 'closed',
      title: 'the stream is closed',
      requirements: ['N13.FR.01', 'N13.FR.05'],
      action: 'ClosePeriodicEventStream',
      expected: `the end of stream ${id}`,
      asserts: ['id'],
      find: () => streams.closed(id, since),
    });
    const last = streams.values(id, since).find(({ n }) => n < closed.n);
    check('rest', last !== undefined, {
      title: 'what the stream had collected is sent before it is closed',
      requirements: 'N13.FR.03',
      frames: [last?.n ?? closed.n],
      expected: `values of stream ${id} before its end`,
      actual: last ? `${valuesIn(last).length} readings` : 'none',
      action: 'NotifyPeriodicEventStream',
      asserts: ['id'],
    });
  },
});
