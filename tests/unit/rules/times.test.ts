import { times } from '../../../harness/rules/times.js';
import { type Scene, at, table } from './scene.js';

const ONLY_2X = ['2.0.1', '2.1'] as const;
const beat = (s: Scene, minutes: number): unknown => s.asks('station', 'Heartbeat', {}, { currentTime: at(minutes) });
const reads = (s: Scene, minutes: number, connector = 1): unknown =>
  s.asks('station', 'MeterValues', {
    [s.version === '1.6' ? 'connectorId' : 'evseId']: connector,
    meterValue: [{ timestamp: at(minutes), sampledValue: [{ value: s.version === '1.6' ? '1' : 1 }] }],
  });
const event = (s: Scene, minutes: number, seqNo: number): unknown =>
  s.asks('station', 'TransactionEvent', {
    eventType: 'Updated',
    timestamp: at(minutes),
    triggerReason: 'MeterValuePeriodic',
    seqNo,
    transactionInfo: { transactionId: 'T1' },
  });

table(times, [
  {
    name: 'a present that goes on, stands still, or differs by a second between servers',
    expect: 'silent',
    script(s) {
      beat(s, 0);
      s.wait(60);
      beat(s, 1);
      beat(s, 1);
      beat(s, 1 - 1 / 60);
    },
  },
  {
    name: 'a present that goes back by a minute',
    expect: [['fail', 'csms', /the present time is 60 s before what it was said to be/]],
    script(s) {
      beat(s, 2);
      beat(s, 1);
    },
  },
  {
    name: 'a present on purpose wrong',
    expect: 'silent',
    script(s) {
      beat(s, 2);
      s.station([2, 'a', 'Heartbeat', {}]);
      s.csms([3, 'a', { currentTime: at(1) }], { deliberate: 'shifted' });
      beat(s, 2);
    },
  },
  {
    name: 'readings of two places, each going forward',
    expect: 'silent',
    script(s) {
      reads(s, 5, 1);
      reads(s, 1, 2);
      reads(s, 5, 1);
      reads(s, 2, 2);
    },
  },
  {
    name: 'a reading older than the one before',
    expect: [['advisory', 'station', /a reading of .* 1 is 60 s older than the one before/]],
    script(s) {
      reads(s, 5);
      reads(s, 4);
    },
  },
  {
    name: 'a clock that is set back when the time is told',
    expect: 'silent',
    script(s) {
      reads(s, 5);
      beat(s, 1);
      reads(s, 2);
    },
  },
  {
    name: 'a station that is a quarter of an hour ahead, said once',
    expect: [['advisory', 'station', /60 minutes ahead/]],
    script(s) {
      beat(s, 0);
      reads(s, 60);
      reads(s, 61);
    },
  },
  {
    name: 'an event of a transaction that comes late with its old number',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      event(s, 3, 3);
      event(s, 1, 1);
      event(s, 4, 4);
    },
  },
  {
    name: 'an event of a transaction that is older than the one before it',
    versions: ONLY_2X,
    expect: [['advisory', 'station', /an event of transaction T1/]],
    script(s) {
      event(s, 3, 3);
      event(s, 2, 4);
    },
  },
  {
    name: 'statuses and events of variables that go back',
    versions: ONLY_2X,
    expect: [
      ['advisory', 'station', /a status of connector 1 of EVSE 1/],
      ['advisory', 'station', /an event of TemperatureSensor.Temperature/],
    ],
    script(s) {
      for (const minutes of [5, 4])
        s.asks('station', 'StatusNotification', {
          evseId: 1,
          connectorId: 1,
          connectorStatus: 'Available',
          timestamp: at(minutes),
        });
      for (const minutes of [5, 4])
        s.asks('station', 'NotifyEvent', {
          generatedAt: at(9),
          seqNo: 0,
          eventData: [
            { timestamp: at(minutes), component: { name: 'TemperatureSensor' }, variable: { name: 'Temperature' } },
            {
              timestamp: at(minutes + 1),
              component: { name: 'TiltSensor' },
              variable: { name: minutes === 5 ? 'Angle' : 'Active' },
            },
          ],
        });
    },
  },
]);
