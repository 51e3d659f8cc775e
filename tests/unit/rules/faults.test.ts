import { faults } from '../../../harness/rules/faults.js';
import { type Scene, table } from './scene.js';

const ONLY_16 = ['1.6'] as const;
const ONLY_2X = ['2.0.1', '2.1'] as const;
const status = (s: Scene, connectorId: number, state: string, errorCode: string): unknown =>
  s.asks('station', 'StatusNotification', { connectorId, status: state, errorCode });
let eventId = 0;
const event = (s: Scene, monitor: number, cleared: boolean, id = ++eventId): unknown =>
  s.asks('station', 'NotifyEvent', {
    seqNo: 0,
    eventData: [
      {
        eventId: id,
        trigger: 'Alerting',
        variableMonitoringId: monitor,
        actualValue: '1',
        ...(cleared && { cleared }),
      },
    ],
  });

table(faults, [
  {
    name: 'a fault with its error, and its end',
    versions: ONLY_16,
    expect: 'silent',
    script(s) {
      status(s, 1, 'Faulted', 'GroundFailure');
      status(s, 1, 'Available', 'NoError');
    },
  },
  {
    name: 'a fault whose error was told as a warning before, or by the station',
    versions: ONLY_16,
    expect: 'silent',
    script(s) {
      status(s, 1, 'Charging', 'HighTemperature');
      status(s, 1, 'Faulted', 'NoError');
      status(s, 0, 'Faulted', 'PowerMeterFailure');
      status(s, 2, 'Faulted', 'NoError');
    },
  },
  {
    name: 'a fault without an error',
    versions: ONLY_16,
    expect: [['fail', 'station', /connector 1 is Faulted, and no error was told/]],
    script(s) {
      status(s, 1, 'Faulted', 'NoError');
    },
  },
  {
    name: 'a second fault without an error, after the first was over',
    versions: ONLY_16,
    expect: [['fail', 'station', /connector 1/]],
    script(s) {
      status(s, 1, 'Faulted', 'GroundFailure');
      status(s, 1, 'Available', 'NoError');
      status(s, 1, 'Faulted', 'NoError');
    },
  },
  {
    name: 'alerts and their ends, of several monitors',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      event(s, 1, false);
      event(s, 2, false);
      event(s, 1, true);
      event(s, 1, false);
      event(s, 2, true);
    },
  },
  {
    name: 'an end of which the alert was before the observation, and an event that is sent again',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      event(s, 1, true, 900);
      event(s, 1, true, 900);
    },
  },
  {
    name: 'an end that is told twice',
    versions: ONLY_2X,
    expect: [['fail', 'station', /monitor 1 tells the end of an alert again/]],
    script(s) {
      event(s, 1, false);
      event(s, 1, true);
      event(s, 1, true);
    },
  },
  {
    name: 'an alert that comes again without an end',
    versions: ONLY_2X,
    expect: [['advisory', 'station', /monitor 1 alerts again/]],
    script(s) {
      event(s, 1, false);
      event(s, 1, false);
    },
  },
  {
    name: 'a monitor that was set anew between two alerts',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      event(s, 1, false);
      s.asks('csms', 'SetVariableMonitoring', { setMonitoringData: [] }, { setMonitoringResult: [] });
      event(s, 1, false);
    },
  },
]);
