/** N03 to N07: monitors that are removed, changed, or kept back by the level. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { expectAlert, expectNone, followEvents, ofMonitor } from '../states/events.js';
import { MONITORING, setMonitor } from '../states/monitors.js';
import { takeSensor } from '../states/subject.js';

const CASE = { versions: ['2.0.1', '2.1'], block: 'Environment', profiles: {}, condition: MONITORING } as const;
export const saysNothingOnceRemoved = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_14',
  title: 'A monitor that is removed while it alerts says no more',
  purpose: 'Neither the end of its alert nor the next one is told of a monitor that there is no longer.',
  requirements: [
    'N04.FR.08',
    'N04.FR.11',
    'N06.FR.01',
    'N06.FR.02',
    'N06.FR.05',
    'N07.FR.06',
    'N07.FR.12',
    'N07.FR.16',
  ],
  steps: [
    'The operator brings the sensor over a threshold; the station alerts.',
    'The tester removes the monitor, and one that there never was; the station says of each what became of it.',
    'The operator brings the sensor back and over the threshold again; the station tells neither.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms } = context;
    const subject = await takeSensor(context);
    const type = subject.above;
    const log = followEvents(context);
    const monitor = await setMonitor(context, subject.name, { type, value: subject.at(0.5) });
    await subject.bringTo(1);
    await expectAlert(context, log, monitor, { requirements: ['N07.FR.06', 'N07.FR.16'] });
    const unknown = monitor + 100_000;
    await csms.call(
      'ClearVariableMonitoring',
      { id: [monitor, unknown] },
      {
        clearMonitoringResult: [
          { id: monitor, status: 'Accepted' },
          { id: unknown, status: 'NotFound' },
        ],
      },
      ['N06.FR.01', 'N06.FR.02', 'N06.FR.05'],
      { id: 'removed' },
    );
    const since = log.total;
    await subject.bringTo(0);
    await subject.bringTo(1);
    await expectNone(context, log, {
      id: 'silent',
      title: 'a monitor that was removed tells nothing',
      requirements: 'N07.FR.12',
      which: ({ variableMonitoringId }) => variableMonitoringId === monitor,
      expected: `no event of monitor ${monitor}`,
      since,
    });
    log.stop();
  },
});

export const looksAtAChangedThreshold = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_15',
  title: 'A threshold that is changed is looked at anew',
  purpose: 'A new threshold that the value already exceeds alerts, and one that it no longer exceeds ends the alert.',
  requirements: ['N04.FR.08', 'N04.FR.11', 'N04.FR.12', 'N07.FR.06', 'N07.FR.11'],
  steps: [
    'The tester sets a threshold that the sensor does not exceed, and then another in its place, with the same id, that it does.',
    'The station alerts, though the sensor has not moved.',
    'The tester sets the first threshold again; the station tells that the alert is over.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const subject = await takeSensor(context);
    const type = subject.above;
    const [near, far] = [subject.at(0.2), subject.at(0.8)];
    const log = followEvents(context);
    const id = await setMonitor(context, subject.name, { type, value: far });
    await subject.bringTo(0.5);
    await setMonitor(context, subject.name, { type, value: near, id }, 'lowered');
    await expectAlert(context, log, id, { requirements: ['N07.FR.06', 'N07.FR.11'] });
    await setMonitor(context, subject.name, { type, value: far, id }, 'raised');
    await expectAlert(context, log, id, { cleared: true, requirements: 'N07.FR.11' });
    log.stop();
  },
});

/** The level at which everything is told, and one at which nothing but dangers is. */
const [ALL, DANGER] = [9, 0];

export const keepsToTheLevel = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_16',
  title: 'A station tells no alert above the monitoring level',
  purpose: 'The level is taken, a wrong one is refused, and what is less severe than it is kept back.',
  requirements: [
    'N04.FR.08',
    'N04.FR.11',
    'N05.FR.01',
    'N05.FR.02',
    'N05.FR.03',
    'N07.FR.06',
    'N07.FR.15',
    'N07.FR.16',
  ],
  steps: [
    'The tester sets a threshold of severity 4, and the monitoring level 0; the station accepts.',
    'The operator brings the sensor over the threshold; the station keeps the alert back.',
    'The tester sets a level that there is not; the station rejects it.',
    'The operator brings the sensor back; the tester sets level 9; the operator brings the sensor over the threshold again; the station alerts.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms, afterwards } = context;
    const subject = await takeSensor(context);
    const type = subject.above;
    const log = followEvents(context);
    const monitor = await setMonitor(context, subject.name, { type, value: subject.at(0.5) });
    afterwards(() => csms.attempt('SetMonitoringLevel', { severity: ALL }));
    const accepted = { status: 'Accepted' } as const;
    await csms.call('SetMonitoringLevel', { severity: DANGER }, accepted, 'N05.FR.01', { id: 'level-set' });
    await subject.bringTo(1);
    await expectNone(context, log, {
      id: 'kept-back',
      title: 'an alert above the level is kept back',
      requirements: ['N05.FR.03', 'N07.FR.15'],
      which: ofMonitor(monitor),
      expected: `no alert of monitor ${monitor}`,
      since: 0,
    });
    await csms.callRefused(
      'SetMonitoringLevel',
      { severity: 10 },
      ['PropertyConstraintViolation', 'OccurrenceConstraintViolation', 'TypeConstraintViolation', 'FormatViolation'],
      { status: 'Rejected' },
      'N05.FR.02',
      { id: 'level-refused', deliberate: 'there is no severity 10' },
    );
    await subject.bringTo(0);
    await csms.call('SetMonitoringLevel', { severity: ALL }, accepted, 'N05.FR.01', { id: 'level-raised' });
    const since = log.total;
    await subject.bringTo(1);
    await expectAlert(context, log, monitor, { since, requirements: ['N07.FR.06', 'N07.FR.16'] });
    log.stop();
  },
});
