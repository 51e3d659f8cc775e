/** Monitors that a CSMS sets, reads and clears at a station (N02 to N06), by what they mean. */
import {
  between,
  containing,
  csmsCase,
  matching,
  type OnCsms,
  type Request,
  type Response,
} from '../../../../harness/peers/ocpp2.js';
import { sameText } from '../../../helpers/same-text.js';
import { type ChargingStation, playStation } from '../../../ocpp2/states/csms-session.js';
import { type Component, sensorOf, tell } from '../states/csms-events.js';

type Wish = Request<'SetVariableMonitoring'>['setMonitoringData'][number];
type Result = Response<'SetVariableMonitoring'>['setMonitoringResult'][number];

/** What the tester's thermometer can measure, in degrees Celsius. */
const [COLDEST, HOTTEST] = [-40, 125];
const MAX_INTEGER = 2_147_483_647;
const PROFILE = { 'Advanced Device Management': 'conditional' } as const;

const TEMPERATURE = { name: 'Temperature' } as const;

const about = (component: Component) => ({
  component: {
    name: sameText(component.name),
    ...(component.evse && { evse: { id: component.evse.id } }),
  },
  variable: { name: sameText(TEMPERATURE.name) },
});

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

/** N04: a threshold within what can be measured, anything else above zero, each with a severity from 0 to 9. */
const validMonitors = matching('monitors with values and severities that can be', (value) =>
  (value as readonly Wish[]).every(
    ({ type, value: limit, severity }) =>
      isWhole(severity, 0, 9) &&
      (type === 'UpperThreshold' || type === 'LowerThreshold' ? limit >= COLDEST && limit <= HOTTEST : limit > 0),
  ),
);

/** Takes every monitor on the sensor from now on, with ids from `first` on; `refuses` those of another variable. */
function takesMonitors({ station }: OnCsms, first: number): void {
  let next = first;
  station.answer('SetVariableMonitoring', ({ setMonitoringData }) => ({
    setMonitoringResult: setMonitoringData.map(({ component, variable, type, severity, id }): Result => {
      const known = /^Temperature$/i.test(variable.name);
      return {
        component,
        variable,
        type,
        severity,
        status: known ? 'Accepted' : 'UnknownVariable',
        ...(known && { id: id ?? next++ }),
      };
    }),
  }));
}

/** An alert of the monitor and its end, which the CSMS answers. */
async function alerts(context: OnCsms, point: ChargingStation, monitor: number): Promise<void> {
  const about = {
    component: sensorOf(point),
    variable: TEMPERATURE,
    trigger: 'Alerting',
    variableMonitoringId: monitor,
    eventNotificationType: 'CustomMonitor',
  } as const;
  await tell(context, 'of-the-monitor', { eventId: 1, actualValue: '73.5', ...about });
  await tell(context, 'end-of-the-alert', { eventId: 2, cause: 1, actualValue: '28.5', cleared: true, ...about });
}

export const setsAMonitor = csmsCase({
  id: 'ENV_2X_CSMS_07',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS sets a monitor on a temperature',
  purpose: 'The monitor is one that a station can take; its alert is taken.',
  profiles: PROFILE,
  requirements: ['Part 2 N04', 'N07.FR.03'],
  steps: [
    'The operator has the CSMS set an UpperThreshold on the temperature of an EVSE; the tester takes it and names its id.',
    'Value and severity are within their limits.',
    'The tester tells an alert of that monitor and its end; the CSMS answers both.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const point = playStation(context);
    const component = sensorOf(point);
    takesMonitors(context, 4711);
    const wish = { component, variable: TEMPERATURE, type: 'UpperThreshold', value: 70, severity: 4 } as const;
    await operator.sendRequest({ action: 'SetVariableMonitoring', payload: { setMonitoringData: [wish] } });
    await station.expect('SetVariableMonitoring', { setMonitoringData: validMonitors }, 'Part 2 N04', {
      where: { setMonitoringData: containing({ ...about(component), type: 'UpperThreshold' }) },
    });
    await alerts(context, point, 4711);
  },
});

export const setsSeveralMonitors = csmsCase({
  id: 'ENV_2X_CSMS_08',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS sets several monitors, one of which the station does not take',
  purpose: 'It copes with a result for each, and with the alert of one that was taken.',
  profiles: PROFILE,
  requirements: ['Part 2 N04', 'N07.FR.03', 'G02.FR.03'],
  steps: [
    'The operator has the CSMS set an UpperThreshold and a Delta on the temperature, and a Periodic monitor on a variable that is not there.',
    'The tester takes the first two and says UnknownVariable to the third, in one message or in several.',
    'The tester sends Heartbeat, and an alert of the first monitor and its end; the CSMS answers each.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const point = playStation(context);
    const component = sensorOf(point);
    takesMonitors(context, 501);
    const wishes = [
      { component, variable: TEMPERATURE, type: 'UpperThreshold', value: 65, severity: 3 },
      { component, variable: TEMPERATURE, type: 'Delta', value: 5, severity: 6 },
      { component, variable: { name: 'LaddprovNoSuchVariable' }, type: 'Periodic', value: 60, severity: 8 },
    ] as const;
    await operator.sendRequest({ action: 'SetVariableMonitoring', payload: { setMonitoringData: wishes } });
    await station.expect('SetVariableMonitoring', { setMonitoringData: validMonitors }, 'Part 2 N04', {
      where: { setMonitoringData: containing({ ...about(component), type: 'UpperThreshold' }) },
    });
    await station.call('Heartbeat', {}, {}, 'G02.FR.03');
    await alerts(context, point, 501);
  },
});

export const clearsAMonitor = csmsCase({
  id: 'ENV_2X_CSMS_09',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS clears a monitor that it has set',
  purpose: 'It names the id that the station has given.',
  profiles: PROFILE,
  requirements: ['Part 2 N04', 'Part 2 N06', 'G02.FR.03'],
  steps: [
    'The operator has the CSMS set a monitor; the tester takes it and names its id.',
    'The operator has the CSMS clear that monitor; it names that id, and the tester accepts.',
    'The tester sends Heartbeat; the CSMS answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const component = sensorOf(playStation(context));
    takesMonitors(context, 622);
    const wish = { component, variable: TEMPERATURE, type: 'LowerThreshold', value: -10, severity: 5 } as const;
    await operator.sendRequest({ action: 'SetVariableMonitoring', payload: { setMonitoringData: [wish] } });
    await station.expect('SetVariableMonitoring', { setMonitoringData: validMonitors }, 'Part 2 N04', {
      where: { setMonitoringData: containing({ ...about(component), type: 'LowerThreshold' }) },
    });
    station.answer('ClearVariableMonitoring', ({ id }) => ({
      clearMonitoringResult: id.map((one) => ({ id: one, status: one === 622 ? 'Accepted' : 'NotFound' })) as never,
    }));
    await operator.sendRequest({ action: 'ClearVariableMonitoring', payload: { id: [622] } });
    await station.expect('ClearVariableMonitoring', { id: containing(622) }, 'Part 2 N06');
    await station.call('Heartbeat', {}, {}, 'G02.FR.03');
  },
});

export const setsTheBase = csmsCase({
  id: 'ENV_2X_CSMS_10',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS chooses which monitors a station starts from',
  purpose: 'It names the base that it was told; a station that has no such base is no trouble.',
  profiles: PROFILE,
  requirements: ['Part 2 N03', 'G02.FR.03'],
  steps: [
    'The operator has the CSMS send SetMonitoringBase with FactoryDefault; the tester accepts.',
    'The operator has the CSMS send SetMonitoringBase with HardWiredOnly; the tester says NotSupported.',
    'The tester sends Heartbeat; the CSMS answers.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    for (const [monitoringBase, status] of [
      ['FactoryDefault', 'Accepted'],
      ['HardWiredOnly', 'NotSupported'],
    ] as const) {
      station.answer('SetMonitoringBase', { status });
      await operator.sendRequest({ action: 'SetMonitoringBase', payload: { monitoringBase } });
      await station.expect('SetMonitoringBase', { monitoringBase }, 'Part 2 N03', {
        id: `SetMonitoringBase-${monitoringBase}`,
      });
    }
    await station.call('Heartbeat', {}, {}, 'G02.FR.03');
  },
});

export const setsTheLevel = csmsCase({
  id: 'ENV_2X_CSMS_11',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS chooses how severe an event has to be',
  purpose: 'It names the severity that it was told; a refusal is no trouble.',
  profiles: PROFILE,
  requirements: ['Part 2 N05', 'G02.FR.03'],
  steps: [
    'The operator has the CSMS send SetMonitoringLevel with severity 5; the tester accepts.',
    'The operator has the CSMS send SetMonitoringLevel with severity 0; the tester rejects.',
    'The tester sends Heartbeat; the CSMS answers.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    for (const [severity, status] of [
      [5, 'Accepted'],
      [0, 'Rejected'],
    ] as const) {
      station.answer('SetMonitoringLevel', { status });
      await operator.sendRequest({ action: 'SetMonitoringLevel', payload: { severity } });
      await station.expect('SetMonitoringLevel', { severity }, 'Part 2 N05', { id: `SetMonitoringLevel-${severity}` });
    }
    await station.call('Heartbeat', {}, {}, 'G02.FR.03');
  },
});

type MonitoringData = NonNullable<Request<'NotifyMonitoringReport'>['monitor']>[number];

export const readsTheMonitors = csmsCase({
  id: 'ENV_2X_CSMS_12',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS asks which monitors a station has, and reads the report to its end',
  purpose: 'It answers each part, whatever the monitors are on.',
  profiles: PROFILE,
  requirements: ['Part 2 N02'],
  steps: [
    'The operator has the CSMS ask for the monitors with thresholds; the tester accepts.',
    'The tester sends a report in three parts, with several monitors on one variable and with those of a maker’s own sensor; the CSMS answers each part.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const point = playStation(context);
    const monitoringCriteria = ['ThresholdMonitoring'] as const;
    station.answer('GetMonitoringReport', { status: 'Accepted' }, { times: 1 });
    await operator.sendRequest({ action: 'GetMonitoringReport', payload: { requestId: 3, monitoringCriteria } });
    const { payload } = await station.expect(
      'GetMonitoringReport',
      { requestId: between(0, MAX_INTEGER) },
      'Part 2 N02',
      { where: { monitoringCriteria: containing('ThresholdMonitoring') } },
    );
    const more = context.version === '2.1' ? { eventNotificationType: 'CustomMonitor' } : {};
    const upper = { id: 1, transaction: false, value: 70, type: 'UpperThreshold', severity: 3, ...more };
    const lower = { id: 2, transaction: true, value: -20, type: 'LowerThreshold', severity: 9, ...more };
    const monitors = (component: Component, name: string, ...variableMonitoring: readonly (typeof upper)[]) =>
      ({ component, variable: { name }, variableMonitoring }) as unknown as MonitoringData;
    const parts: readonly MonitoringData[] = [
      monitors(sensorOf(point), 'Temperature', upper, lower),
      monitors({ name: 'LaddprovAirQualitySensor' }, 'ParticulateMatter', { ...upper, id: 77 }),
      monitors({ name: 'HumiditySensor' }, 'Humidity', { ...upper, id: 78, severity: 3 }),
    ];
    for (const [seqNo, monitor] of parts.entries()) {
      const tbc = seqNo < parts.length - 1;
      await station.call(
        'NotifyMonitoringReport',
        { requestId: payload.requestId, generatedAt: station.now(), seqNo, tbc, monitor: [monitor] },
        {},
        'Part 2 N02',
        { id: `NotifyMonitoringReport-${seqNo}` },
      );
    }
  },
});
