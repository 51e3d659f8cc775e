/** N07 and N08: monitors of changes and of time. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { anyOf, expectAlert, expectEvent, expectNone, followEvents, judgeField, judgeValue } from '../states/events.js';
import { MONITORING, setMonitor } from '../states/monitors.js';
import { setSensor, siblingOf, takeSensor } from '../states/subject.js';
import { limitText, measuredText } from '../../../../harness/peers/for-cases/durations.js';

const CASE = { versions: ['2.0.1', '2.1'], block: 'Environment', profiles: {}, condition: MONITORING } as const;
/** Seconds of a periodic monitor, and the milliseconds by which one of its events may be early or late. */
const PERIOD = 20;
const SLACK = 3_000;

export const tellsOfAChange = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_17',
  title: 'A delta monitor tells of changes that are large enough, counted from the last that it told',
  purpose: 'A small change is no event; a large one is; the next is counted from there.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.06', 'N07.FR.18'],
  steps: [
    'The tester sets a delta monitor with half of the way from the normal to the high value.',
    'The operator brings the sensor a quarter of the way; the station tells nothing.',
    'The operator brings it three quarters of the way; the station tells the change.',
    'The operator brings it all the way; the station tells nothing, and tells the change when the sensor is brought back.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const subject = await takeSensor(context);
    const step = Math.abs(subject.hot - subject.cold) / 2;
    const log = followEvents(context);
    const wish = { type: 'Delta', value: Math.round(step * 100) / 100 } as const;
    const monitor = await setMonitor(context, subject.name, wish);
    const awaited = {
      which: anyOf(monitor),
      expected: `monitor ${monitor}`,
      fields: ['variableMonitoringId'],
      requirements: ['N07.FR.06', 'N07.FR.18'],
    };
    const silence = (id: string, since: number) =>
      expectNone(context, log, {
        ...awaited,
        id,
        since,
        title: 'a change that is smaller than the delta is not told',
        expected: `no event of monitor ${monitor}`,
      });
    await subject.bringTo(0.25);
    await silence('small-change', 0);
    const told = log.total;
    await subject.bringTo(0.75);
    const change = await expectEvent(context, log, {
      ...awaited,
      id: 'change',
      title: 'a large change is told',
      since: told,
    });
    judgeField(context, change, {
      id: 'trigger',
      title: 'the trigger of a change is Delta',
      requirements: 'N07.FR.18',
      field: 'trigger',
      ok: change.event.trigger === 'Delta',
      expected: 'Delta',
    });
    const near = (part: number) => (value: number) => Math.abs(value - subject.at(part)) <= step / 4;
    judgeValue(context, change, {
      id: 'value',
      requirements: 'N07.FR.18',
      expected: `about ${subject.at(0.75)}`,
      fits: near(0.75),
    });
    const before = log.total;
    await subject.bringTo(1);
    await silence('counted-from-last', before);
    const since = log.total;
    await subject.bringTo(0);
    const back = await expectEvent(context, log, {
      ...awaited,
      id: 'change-back',
      title: 'the way back is told',
      since,
    });
    judgeValue(context, back, {
      id: 'value-back',
      requirements: 'N07.FR.18',
      expected: `at most ${subject.at(0.5)} from the normal value`,
      fits: (value) => Math.abs(value - subject.cold) <= step,
    });
    log.stop();
  },
});

export const tellsOfAFailure = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_18',
  title: 'A delta monitor on Problem tells that a sensor fails and that it works again',
  purpose: 'A variable that is no number is told with every change, and a threshold takes no failure for a value.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.06', 'N07.FR.17', 'N07.FR.19'],
  steps: [
    'The tester sets a delta monitor on Problem of the sensor, and a lower threshold on its value.',
    'The operator brings the sensor above the threshold and makes it fail; the station tells true, and no threshold alerts.',
    'The operator mends the sensor; the station tells false.',
    'The operator brings the sensor below the threshold; now the station alerts.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { afterwards } = context;
    const subject = await takeSensor(context);
    const { sensor, name } = subject;
    const log = followEvents(context);
    const wish = { type: 'Delta', value: 1 } as const;
    const monitor = await setMonitor(context, siblingOf(name, 'Problem'), wish);
    await subject.bringTo(1);
    const limit = { type: subject.below, value: subject.at(0.5) };
    const threshold = await setMonitor(context, name, limit, 'threshold-set');
    afterwards(() => setSensor(context, sensor, 'Problem', false));
    const awaited = (value: string) => ({
      which: ({ variableMonitoringId, actualValue }: { variableMonitoringId?: number; actualValue?: string }) =>
        variableMonitoringId === monitor && actualValue?.toLowerCase() === value,
      expected: `monitor ${monitor} with ${value}`,
      fields: ['variableMonitoringId', 'actualValue'],
      requirements: ['N07.FR.06', 'N07.FR.19'],
    });
    await setSensor(context, sensor, 'Problem', true);
    const failed = await expectEvent(context, log, {
      ...awaited('true'),
      id: 'fails',
      title: 'the station tells that the sensor has a problem',
    });
    judgeField(context, failed, {
      id: 'trigger',
      title: 'the trigger of a change is Delta',
      requirements: 'N07.FR.19',
      field: 'trigger',
      ok: failed.event.trigger === 'Delta',
      expected: 'Delta',
    });
    await expectNone(context, log, {
      id: 'no-alert-of-nothing',
      title: 'a sensor that fails is no value below its threshold',
      requirements: 'N07.FR.17',
      which: anyOf(threshold),
      expected: `no event of monitor ${threshold}`,
      since: 0,
    });
    await setSensor(context, sensor, 'Problem', false);
    await expectEvent(context, log, {
      ...awaited('false'),
      id: 'mended',
      title: 'the station tells that the sensor works again',
    });
    const since = log.total;
    await subject.bringTo(0);
    await expectAlert(context, log, threshold, { requirements: ['N07.FR.06', 'N07.FR.17'], since });
    log.stop();
  },
});

export const tellsAtIntervals = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_19',
  title: 'A periodic monitor tells the reading every so many seconds',
  purpose: 'Each event has the trigger, the present value, and its place in time.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.06', 'N08.FR.05', 'N08.FR.06'],
  steps: [
    `The tester sets a periodic monitor of ${PERIOD} seconds.`,
    'The station tells the reading; the operator brings the sensor to its high value; the station tells that one.',
    'The events come at the interval that was set.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { check } = context;
    const subject = await takeSensor(context);
    const log = followEvents(context);
    const monitor = await setMonitor(context, subject.name, { type: 'Periodic', value: PERIOD });
    const awaited = {
      which: anyOf(monitor),
      expected: `monitor ${monitor}`,
      fields: ['variableMonitoringId'],
      requirements: ['N07.FR.06', 'N08.FR.06'],
      within: PERIOD * 1_000 + SLACK,
    };
    const first = await expectEvent(context, log, { ...awaited, id: 'first', title: 'the first reading is told' });
    judgeField(context, first, {
      id: 'trigger',
      title: 'the trigger of an interval is Periodic',
      requirements: 'N08.FR.05',
      field: 'trigger',
      ok: first.event.trigger === 'Periodic',
      expected: 'Periodic',
    });
    await subject.bringTo(1);
    const since = log.total;
    const second = await expectEvent(context, log, {
      ...awaited,
      id: 'second',
      title: 'the next reading is told when the interval is over',
      since,
    });
    const step = Math.abs(subject.hot - subject.cold) / 4;
    judgeValue(context, second, {
      id: 'value',
      requirements: 'N08.FR.06',
      expected: `about ${subject.hot}`,
      fits: (value) => Math.abs(value - subject.hot) <= step,
    });
    const times = [first, second].map(({ event }) => Date.parse(String(event.timestamp)));
    const gap = times[1]! - times[0]!;
    check('interval', Math.abs(gap - PERIOD * 1_000) <= SLACK, {
      title: 'the readings are as far apart as was set',
      requirements: 'N08.FR.06',
      frames: [first.n, second.n],
      expected: `${PERIOD} s, give or take ${limitText(SLACK)}`,
      actual: measuredText(gap),
      action: 'NotifyEvent',
      asserts: [`${second.path}.timestamp`],
    });
    log.stop();
  },
});

export const tellsByTheClock = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_20',
  title: 'A clock-aligned monitor tells the reading at the round times of the clock',
  purpose: 'The events come at multiples of the interval since midnight, whenever the monitor was set.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.06', 'N08.FR.05', 'N08.FR.07'],
  steps: [
    `The tester sets a clock-aligned monitor of ${PERIOD} seconds.`,
    `The station tells the reading at times that are multiples of ${PERIOD} seconds since midnight.`,
  ],
  operator: ['setSensor'],
  async run(context) {
    const subject = await takeSensor(context);
    const log = followEvents(context);
    const monitor = await setMonitor(context, subject.name, { type: 'PeriodicClockAligned', value: PERIOD });
    for (const [index, id] of ['first', 'second'].entries()) {
      const told = await expectEvent(context, log, {
        id,
        title: 'the reading is told when the clock comes to a multiple of the interval',
        requirements: ['N07.FR.06', 'N08.FR.07'],
        which: anyOf(monitor),
        expected: `monitor ${monitor}`,
        fields: ['variableMonitoringId'],
        within: PERIOD * 1_000 + SLACK,
        since: index === 0 ? 0 : log.total,
      });
      const off = Date.parse(String(told.event.timestamp)) % (PERIOD * 1_000);
      judgeField(context, told, {
        id: `${id}-aligned`,
        title: 'its time is a multiple of the interval',
        requirements: 'N08.FR.07',
        field: 'timestamp',
        ok: Math.min(off, PERIOD * 1_000 - off) <= SLACK,
        expected: `a multiple of ${PERIOD} s since midnight, give or take ${limitText(SLACK)}`,
      });
      if (index > 0) continue;
      judgeField(context, told, {
        id: 'trigger',
        title: 'the trigger of an interval is Periodic',
        requirements: 'N08.FR.05',
        field: 'trigger',
        ok: told.event.trigger === 'Periodic',
        expected: 'Periodic',
      });
    }
    log.stop();
  },
});
