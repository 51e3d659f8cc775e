/** N02, N03 and N07.FR.13: what a station says of its monitors, and when it forgets or keeps them. */
import { oneOf, type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { expectAlert, expectNone, followEvents, type Which } from '../states/events.js';
import { judgeMonitor, monitoringReport, type ReportedMonitor } from '../states/monitoring-report.js';
import { MONITORING, setMonitor, SEVERITY } from '../states/monitors.js';
import { type Subject, takeSensor } from '../states/subject.js';

const CASE = { versions: ['2.0.1', '2.1'], block: 'Environment', profiles: {}, condition: MONITORING } as const;

const same = (a: unknown, b: string) => typeof a === 'string' && a.toLowerCase() === b.toLowerCase();

/** Sets a threshold half of the way from the normal to the high value. */
async function setThreshold(context: OnStation, subject: Subject) {
  const wish = { type: subject.above, value: subject.at(0.5), severity: SEVERITY } as const;
  return { ...wish, id: await setMonitor(context, subject.name, wish) };
}

/** Judges that a report has monitors of these types alone. */
function judgeTypes(
  { check }: OnStation,
  id: string,
  report: readonly ReportedMonitor[],
  types: readonly string[],
  requirements: string | readonly string[],
): void {
  const others = report.filter(({ type = 'absent' }) => !types.includes(type));
  const [first] = report;
  check(id, others.length === 0, {
    title: 'the report has monitors of the kind that was asked for alone',
    requirements,
    frames: [...new Set((others.length > 0 ? others : report).map(({ n }) => n))],
    expected: types.join(' or '),
    actual: [...new Set(report.map(({ type = 'absent' }) => type))].join(', '),
    action: 'NotifyMonitoringReport',
    asserts: first ? [`${first.path}.type`] : [],
  });
}

export const reportsItsMonitors = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_26',
  title: 'A station reports the monitors of its sensors as they were set',
  purpose: 'All of them, those of one kind, and those of one variable: each with id, type, value and severity.',
  requirements: [
    'N02.FR.01',
    'N02.FR.03',
    'N02.FR.04',
    'N02.FR.06',
    'N02.FR.08',
    'N02.FR.09',
    'N02.FR.11',
    'N02.FR.12',
    'N02.FR.13',
    'N02.FR.14',
    'N04.FR.08',
    'N04.FR.11',
  ],
  steps: [
    'The tester sets a threshold, a delta and a periodic monitor on the sensor.',
    'The tester asks for all monitors, and for those of the variable; the reports have all three.',
    'The tester asks for each kind; the report has that monitor, and none of another kind.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const subject = await takeSensor(context);
    const threshold = await setThreshold(context, subject);
    const delta = { type: 'Delta', value: 1, severity: 5 } as const;
    const periodic = { type: 'Periodic', value: 3600, severity: 6 } as const;
    const set = [
      threshold,
      { ...delta, id: await setMonitor(context, subject.name, delta, 'delta-set') },
      { ...periodic, id: await setMonitor(context, subject.name, periodic, 'periodic-set') },
    ];
    const all = await monitoringReport(context, 'all', {});
    for (const one of set) judgeMonitor(context, `all-${one.type}`, all, one, 'N02.FR.11');
    const ofVariable = await monitoringReport(context, 'of-variable', { componentVariable: [{ ...subject.name }] });
    for (const one of set) judgeMonitor(context, `of-variable-${one.type}`, ofVariable, one, 'N02.FR.08');
    const kinds = [
      ['thresholds', 'ThresholdMonitoring', ['UpperThreshold', 'LowerThreshold'], 'N02.FR.12', set[0]!],
      ['deltas', 'DeltaMonitoring', ['Delta'], 'N02.FR.13', set[1]!],
      ['periodics', 'PeriodicMonitoring', ['Periodic', 'PeriodicClockAligned'], 'N02.FR.14', set[2]!],
    ] as const;
    for (const [id, criterion, types, requirement, one] of kinds) {
      const report = await monitoringReport(context, id, { monitoringCriteria: [criterion] });
      judgeMonitor(context, `${id}-one`, report, one, requirement, ['id', 'value', 'severity']);
      judgeTypes(context, `${id}-alone`, report, types, ['N02.FR.06', requirement]);
    }
  },
});

export const forgetsCustomMonitors = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_27',
  title: 'The monitoring base decides which monitors stay',
  purpose: 'All leaves a custom monitor where it is; the factory default takes it away, and it is heard of no more.',
  requirements: ['N03.FR.01', 'N03.FR.03', 'N03.FR.04', 'N04.FR.08', 'N04.FR.11', 'N07.FR.06', 'N07.FR.16'],
  steps: [
    'The tester sets a threshold and the base All; the station accepts, and the threshold alerts when it is exceeded.',
    'The tester sets the base FactoryDefault; the station accepts, and the custom monitor is gone.',
    'The operator brings the sensor back and over the threshold; the station tells nothing of that monitor.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms, afterwards } = context;
    const subject = await takeSensor(context);
    const log = followEvents(context);
    const { id } = await setThreshold(context, subject);
    const accepted = { status: 'Accepted' } as const;
    afterwards(() => csms.attempt('SetMonitoringBase', { monitoringBase: 'All' }));
    await csms.call('SetMonitoringBase', { monitoringBase: 'All' }, accepted, 'N03.FR.01', { id: 'all' });
    await subject.bringTo(1);
    await expectAlert(context, log, id, { requirements: ['N03.FR.03', 'N07.FR.06', 'N07.FR.16'] });
    const factory = { monitoringBase: 'FactoryDefault' } as const;
    await csms.call('SetMonitoringBase', factory, accepted, 'N03.FR.01', { id: 'factory-default' });
    const since = log.total;
    await subject.bringTo(0);
    await subject.bringTo(1);
    await expectNone(context, log, {
      id: 'gone',
      title: 'a custom monitor is gone with the factory default',
      requirements: 'N03.FR.04',
      which: ({ variableMonitoringId, eventNotificationType }) =>
        variableMonitoringId === id && eventNotificationType === 'CustomMonitor',
      expected: `no event of custom monitor ${id}`,
      since,
    });
    log.stop();
  },
});

/** An event on the reading, whichever monitor tells it: ids may be others after a restart (N04.FR.19). */
const onReading =
  ({ name }: Subject, over: boolean): Which =>
  ({ component, variable, cleared = false }) =>
    same(component?.name, name.component.name) && same(variable?.name, name.variable.name) && cleared === over;

export const keepsMonitorsOverARestart = stationCase({
  ...CASE,
  id: 'ENV_2X_CS_28',
  title: 'A monitor survives a restart',
  purpose: 'After the restart it alerts as before, and what was exceeded before is told as over when it is.',
  requirements: [
    'B11.FR.01',
    'B11.FR.03',
    'N04.FR.08',
    'N04.FR.11',
    'N07.FR.06',
    'N07.FR.13',
    'N07.FR.14',
    'N07.FR.16',
  ],
  steps: [
    'The operator brings the sensor over a threshold; the station alerts.',
    'The tester asks for a restart; the station restarts.',
    'The operator brings the sensor back; the station tells that the alert is over.',
    'The operator brings the sensor over the threshold again; the station alerts.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms, parameters, precondition } = context;
    const { limits } = parameters;
    const subject = await takeSensor(context);
    const log = followEvents(context);
    const { id } = await setThreshold(context, subject);
    await subject.bringTo(1);
    await expectAlert(context, log, id, { requirements: ['N07.FR.06', 'N07.FR.16'] });
    await precondition(async () => {
      await csms.call('Reset', { type: 'OnIdle' }, { status: oneOf('Accepted', 'Scheduled') }, 'B11.FR.01');
      await csms.expect('BootNotification', {}, 'B11.FR.03', { within: limits.reboot });
    });
    await csms.next('StatusNotification', { within: limits.message });
    let since = log.total;
    await subject.bringTo(0);
    await expectAlert(context, log, id, {
      id: 'over-after-restart',
      cleared: true,
      which: onReading(subject, true),
      fields: ['cleared'],
      requirements: ['N07.FR.13', 'N07.FR.14'],
      within: limits.reboot,
      since,
    });
    since = log.total;
    await subject.bringTo(1);
    await expectAlert(context, log, id, {
      id: 'alert-after-restart',
      which: onReading(subject, false),
      fields: ['component.name', 'variable.name'],
      requirements: ['N07.FR.06', 'N07.FR.13', 'N07.FR.16'],
      since,
    });
    log.stop();
  },
});
