/** N07: thresholds on a sensor, exceeded and kept again; several monitors on one reading. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { configure } from '../../../ocpp2/states/device-model.js';
import {
  eventsIn,
  expectAlert,
  expectNone,
  followEvents,
  judgeField,
  judgeValue,
  ofMonitor,
} from '../states/events.js';
import { MONITORING, setMonitor, SEVERITY } from '../states/monitors.js';
import { siblingOf, takeSensor } from '../states/subject.js';

const CASE = { versions: ['2.0.1', '2.1'], block: 'Environment', profiles: {}, condition: MONITORING } as const;
/** Milliseconds by which two clocks may differ, and a message may be late. */
const SLACK = 10_000;

export const tellsOfAnUpperThreshold = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_10',
  title: 'An alert above a threshold says all that it has to',
  purpose: 'The event names what alerts, which monitor, what it read and when, and so does its end.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.02', 'N07.FR.06', 'N07.FR.07', 'N07.FR.16', 'Part 2 EventDataType'],
  steps: [
    'The tester reads the sensor at its normal and high value, and sets an upper threshold between them.',
    'The operator brings the sensor to its high value; the station alerts.',
    'The operator brings it back; the station tells that the alert is over, by another event of the same monitor.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { check, now, version } = context;
    const subject = await takeSensor(context);
    const { name } = subject;
    const threshold = subject.at(0.5);
    const type = subject.above;
    const exceeds = (value: number) => (type === 'UpperThreshold' ? value > threshold : value < threshold);
    const log = followEvents(context);
    const monitor = await setMonitor(context, name, { type, value: threshold });
    const before = now();
    await subject.bringTo(1);
    const alert = await expectAlert(context, log, monitor);
    judgeField(context, alert, {
      id: 'trigger',
      title: 'the trigger of a threshold is Alerting',
      requirements: 'N07.FR.16',
      field: 'trigger',
      ok: alert.event.trigger === 'Alerting',
      expected: 'Alerting',
    });
    judgeValue(context, alert, {
      id: 'value',
      requirements: 'N07.FR.16',
      expected: `a value that exceeds ${threshold}`,
      fits: exceeds,
    });
    const { component, variable, timestamp, eventNotificationType } = alert.event;
    const same = (a: unknown, b: string) => typeof a === 'string' && a.toLowerCase() === b.toLowerCase();
    check(
      'subject',
      same(component?.name, name.component.name) &&
        component?.evse?.id === name.component.evse?.id &&
        same(variable?.name, name.variable.name),
      {
        title: 'the event names the component and the variable that the monitor is on',
        requirements: 'N07.FR.06',
        frames: [alert.n],
        expected: JSON.stringify(name),
        actual: JSON.stringify({ component, variable }).slice(0, 200),
        action: 'NotifyEvent',
        asserts: [`${alert.path}.component.name`, `${alert.path}.variable.name`],
      },
    );
    const at = Date.parse(String(timestamp));
    judgeField(context, alert, {
      id: 'timestamp',
      title: 'the event has the time at which the threshold was exceeded',
      requirements: 'Part 2 EventDataType',
      field: 'timestamp',
      ok: at >= before - SLACK && at <= alert.at + SLACK,
      expected: 'the time of the alert',
    });
    judgeField(context, alert, {
      id: 'kind-of-monitor',
      title: 'the event is one of a custom monitor',
      requirements: 'Part 2 EventDataType',
      field: 'eventNotificationType',
      ok: eventNotificationType === 'CustomMonitor',
      expected: 'CustomMonitor',
    });
    const told = (alert.event as Readonly<Record<string, unknown>>)['severity'];
    if (version === '2.1' && told !== undefined)
      judgeField(context, alert, {
        id: 'severity',
        title: 'the severity of the event is that of its monitor',
        requirements: 'Part 2 EventDataType',
        field: 'severity',
        ok: told === SEVERITY,
        expected: String(SEVERITY),
      });
    check('first-part', alert.message['seqNo'] === 0, {
      title: 'the first message of an event has seqNo 0',
      requirements: 'N07.FR.07',
      frames: [alert.n],
      expected: 'seqNo 0',
      actual: String(alert.message['seqNo']).slice(0, 50),
      action: 'NotifyEvent',
      asserts: ['seqNo'],
    });
    await subject.bringTo(0);
    const over = await expectAlert(context, log, monitor, { cleared: true });
    judgeValue(context, over, {
      id: 'value-back',
      requirements: 'N07.FR.02',
      expected: `a value that does not exceed ${threshold}`,
      fits: (value) => !Number.isNaN(value) && !exceeds(value),
    });
    const ids = [alert.event.eventId, over.event.eventId];
    judgeField(context, over, {
      id: 'own-event',
      title: 'the end of the alert is an event of its own',
      requirements: 'Part 2 EventDataType',
      field: 'eventId',
      ok: typeof ids[1] === 'number' && ids[0] !== ids[1],
      expected: `another eventId than ${String(ids[0])}`,
    });
    log.stop();
  },
});

export const tellsOfALowerThreshold = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_11',
  title: 'A sensor that falls below a threshold alerts, and tells when it is back',
  purpose: 'The lower threshold works as the upper one does: below it, not on it.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.02', 'N07.FR.06', 'N07.FR.17'],
  steps: [
    'The operator brings the sensor to its high value; the tester sets a lower threshold between normal and high.',
    'The operator brings the sensor to its normal value, below the threshold; the station alerts.',
    'The operator brings it up again; the station tells that the alert is over.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const subject = await takeSensor(context);
    const threshold = subject.at(0.5);
    const type = subject.below;
    const exceeds = (value: number) => (type === 'LowerThreshold' ? value < threshold : value > threshold);
    const log = followEvents(context);
    await subject.bringTo(1);
    const monitor = await setMonitor(context, subject.name, { type, value: threshold });
    await subject.bringTo(0);
    const alert = await expectAlert(context, log, monitor, { requirements: ['N07.FR.06', 'N07.FR.17'] });
    judgeField(context, alert, {
      id: 'trigger',
      title: 'the trigger of a threshold is Alerting',
      requirements: 'N07.FR.17',
      field: 'trigger',
      ok: alert.event.trigger === 'Alerting',
      expected: 'Alerting',
    });
    judgeValue(context, alert, {
      id: 'value',
      requirements: 'N07.FR.17',
      expected: `a value beyond ${threshold}`,
      fits: exceeds,
    });
    await subject.bringTo(1);
    const over = await expectAlert(context, log, monitor, { cleared: true });
    judgeValue(context, over, {
      id: 'value-back',
      requirements: 'N07.FR.02',
      expected: `a value that does not exceed ${threshold}`,
      fits: (value) => !Number.isNaN(value) && !exceeds(value),
    });
    log.stop();
  },
});

export const keepsMonitorsApart = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_12',
  title: 'Several monitors on one reading alert each at its own threshold',
  purpose: 'What exceeds one threshold and not the other is told by the one monitor alone.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.02', 'N07.FR.06', 'N07.FR.16'],
  steps: [
    'The tester sets two thresholds of different severity between the normal and the high value.',
    'The operator brings the sensor between them; the lower one alerts, the other does not.',
    'The operator brings the sensor to its high value; the other one alerts as well.',
    'The operator brings the sensor back; both tell that their alerts are over.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const subject = await takeSensor(context);
    const type = subject.above;
    const log = followEvents(context);
    const near = await setMonitor(context, subject.name, { type, value: subject.at(0.25), severity: 5 }, 'near-set');
    const far = await setMonitor(context, subject.name, { type, value: subject.at(0.75), severity: 2 }, 'far-set');
    await subject.bringTo(0.5);
    await expectAlert(context, log, near, { id: 'near-alert', requirements: ['N07.FR.06', 'N07.FR.16'] });
    await expectNone(context, log, {
      id: 'far-silent',
      title: 'a threshold that is not exceeded is not told',
      requirements: 'N07.FR.16',
      which: ofMonitor(far),
      expected: `no event of monitor ${far}`,
      since: 0,
    });
    const since = log.total;
    await subject.bringTo(1);
    await expectAlert(context, log, far, { id: 'far-alert', requirements: ['N07.FR.06', 'N07.FR.16'], since });
    await subject.bringTo(0);
    await expectAlert(context, log, near, { id: 'near-over', cleared: true });
    await expectAlert(context, log, far, { id: 'far-over', cleared: true });
    log.stop();
  },
});

export const doesNotFlap = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_13',
  title: 'An alert is told once, however the value moves while the threshold is exceeded',
  purpose: 'Movement above the threshold, or within the dead band around it, is no news.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N07.FR.02', 'N07.FR.06', 'N07.FR.16'],
  steps: [
    'The tester sets a threshold, and a dead band of 10 percent where the sensor has a Hysteresis that it takes.',
    'The operator brings the sensor above the threshold, and moves it there; one alert is good practice.',
    'The operator brings it just below the threshold, within the dead band; that it is not told as over is good practice.',
    'The operator brings the sensor back; the station tells that the alert is over.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { advise, parameters } = context;
    const subject = await takeSensor(context);
    const threshold = subject.at(0.5);
    const type = subject.above;
    const log = followEvents(context);
    const band = await configure(context, siblingOf(subject.name, 'Hysteresis'), '10');
    const monitor = await setMonitor(context, subject.name, { type, value: threshold });
    await subject.bringTo(0.9);
    await expectAlert(context, log, monitor, { requirements: ['N07.FR.06', 'N07.FR.16'] });
    const alerts = () => eventsIn(log.entries).filter(({ event }) => ofMonitor(monitor)(event));
    for (const part of [0.8, 0.95, 0.7]) {
      await subject.bringTo(part);
      await log.until(() => (alerts().length > 1 ? true : undefined), parameters.limits.message);
    }
    if (alerts().length > 1)
      advise(
        'flapping',
        'the alert was told again while its threshold was exceeded all the time',
        'N07.FR.16',
        alerts().map(({ n }) => n),
      );
    const endsOf = () => eventsIn(log.entries).filter(({ event }) => ofMonitor(monitor, true)(event));
    // A quarter of the dead band below the threshold, as a part of the way from normal to high.
    const within = 0.5 - (0.025 * Math.abs(threshold)) / Math.abs(subject.hot - subject.cold);
    if (band && within > 0.1) {
      await subject.bringTo(within);
      await log.until(() => (endsOf().length > 0 ? true : undefined), parameters.limits.message);
      if (endsOf().length > 0)
        advise(
          'dead-band',
          'the alert was told as over within the dead band that Hysteresis gives',
          'Part 2 appendices, Hysteresis',
          endsOf().map(({ n }) => n),
        );
    }
    await subject.bringTo(0);
    await expectAlert(context, log, monitor, { cleared: true });
    log.stop();
  },
});
