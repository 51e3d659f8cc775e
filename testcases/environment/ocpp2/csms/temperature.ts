/** Temperatures towards a 2.x CSMS: events of sensors (N07) and sensors in reports (B07). */
import { between, csmsCase } from '../../../../harness/peers/ocpp2.js';
import { reported, sendReport } from '../../../ocpp2/states/csms-report.js';
import { playStation } from '../../../ocpp2/states/csms-session.js';
import { OF_EVENT, OF_REPORT, sensorOf, shows, tell } from '../states/csms-events.js';

/** What is measured, in degrees Celsius. */
const [HIGH, NORMAL, REPORTED] = [91.5, 24.5, 31.25];
const MAX_INTEGER = 2_147_483_647;

export const takesSensorEvents = csmsCase({
  id: 'ENV_2X_CSMS_01',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS takes the alert of a temperature sensor and its end',
  purpose: 'It answers every event of standard and of vendor-defined sensors, and what it shows agrees with them.',
  profiles: {},
  requirements: ['N07.FR.03'],
  steps: [
    'The tester tells a temperature alert of a sensor; the CSMS answers and, where its operator can see it, shows that value.',
    'The tester tells that the alert is over; the CSMS answers and, where its operator can see it, shows the new value.',
    'The tester tells of a hard-wired state of the sensor and of a component and variable of its own; the CSMS answers both.',
  ],
  operator: [],
  async run(context) {
    const point = playStation(context);
    const component = sensorOf(point);
    const monitored = {
      component,
      variable: { name: 'Temperature' },
      trigger: 'Alerting',
      variableMonitoringId: 1,
      eventNotificationType: 'PreconfiguredMonitor',
    } as const;
    const alert = await tell(context, 'alert', { eventId: 1, actualValue: String(HIGH), ...monitored });
    await shows(context, point, 'alert-shown', HIGH, [alert], OF_EVENT);
    const end = await tell(context, 'cleared', {
      eventId: 2,
      cause: 1,
      actualValue: String(NORMAL),
      cleared: true,
      ...monitored,
    });
    await shows(context, point, 'end-shown', NORMAL, [end], OF_EVENT);
    const hardWired = { trigger: 'Delta', eventNotificationType: 'HardWiredNotification' } as const;
    await tell(context, 'problem', {
      eventId: 3,
      actualValue: 'true',
      component,
      variable: { name: 'Problem' },
      techCode: 'T-17',
      techInfo: 'the sensor is out of its range',
      ...hardWired,
    });
    await tell(context, 'vendor-defined', {
      eventId: 4,
      actualValue: '48.2',
      component: { name: 'LaddprovThermalProbe', instance: 'busbar', evse: { id: point.place.evseId } },
      variable: { name: 'LaddprovGradient', instance: 'minute' },
      ...hardWired,
    });
  },
});

export const takesSensorReports = csmsCase({
  id: 'ENV_2X_CSMS_02',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS takes a report with temperature sensors, in parts',
  purpose: 'It answers every part, standard and vendor-defined, and what it shows agrees with them.',
  profiles: {},
  requirements: ['Part 2 B07'],
  steps: [
    'The operator has the CSMS send GetBaseReport for FullInventory; the tester accepts.',
    'The tester sends a report with its sensors in three parts; the CSMS answers each.',
    'Where its operator can see it, the CSMS shows the temperature of the report.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const point = playStation(context);
    const evse = { id: point.place.evseId };
    const reportBase = 'FullInventory';
    station.answer(
      'GetBaseReport',
      (request) => (request.reportBase === reportBase ? { status: 'Accepted' } : undefined),
      {
        times: 1,
      },
    );
    await operator.sendRequest({ action: 'GetBaseReport', payload: { requestId: 2, reportBase } });
    const { payload } = await station.expect('GetBaseReport', { requestId: between(0, MAX_INTEGER) }, 'Part 2 B07', {
      where: { reportBase },
    });
    const celsius = { dataType: 'decimal', unit: 'Celsius', supportsMonitoring: true } as const;
    const frames = await sendReport(context, payload.requestId, [
      [
        reported(
          sensorOf(point),
          'Temperature',
          String(REPORTED),
          { ...celsius, minLimit: -40, maxLimit: 125 },
          'ReadOnly',
        ),
      ],
      [
        reported(sensorOf(point), 'Problem', 'false', { dataType: 'boolean', supportsMonitoring: true }, 'ReadOnly'),
        reported({ name: 'ExternalTemperatureSensor' }, 'Temperature', '-7.5', celsius, 'ReadOnly'),
      ],
      [
        reported(
          { name: 'LaddprovThermalProbe', instance: 'busbar', evse },
          'LaddprovGradient',
          '0.5',
          celsius,
          'ReadOnly',
        ),
      ],
    ]);
    await shows(context, point, 'report-shown', REPORTED, frames.slice(0, 1), OF_REPORT);
  },
});
