import { transactions16 } from '../../../harness/rules/transactions-16.js';
import { type Scene, at, table } from './scene.js';

interface Start {
  readonly connectorId?: number;
  readonly meterStart?: number;
  readonly timestamp?: string;
}
const startOf = (start: Start = {}) => ({ connectorId: 1, idTag: 'A', meterStart: 1_000, timestamp: at(0), ...start });
const starts = (s: Scene, transactionId: number, start: Start = {}, status = 'Accepted'): unknown =>
  s.asks('station', 'StartTransaction', startOf(start), { transactionId, idTagInfo: { status } });
const stopOf = (transactionId: number, more: object = {}) => ({
  transactionId,
  meterStop: 2_000,
  timestamp: at(60),
  ...more,
});
const stops = (s: Scene, transactionId: number, more: object = {}): unknown =>
  s.asks('station', 'StopTransaction', stopOf(transactionId, more));
const sample = (minutes: number, value: string, more: object = {}) => ({
  timestamp: at(minutes),
  sampledValue: [{ value, ...more }],
});
const meters = (
  s: Scene,
  transactionId: number | undefined,
  meterValue: readonly unknown[],
  connectorId = 1,
): unknown => s.asks('station', 'MeterValues', { connectorId, transactionId, meterValue });

table(transactions16, [
  {
    row: 'T10',
    name: 'a session that begins in the second, and at the meter value, in which the last one began and ended',
    expect: 'silent',
    script(s) {
      starts(s, 1);
      stops(s, 1, { meterStop: 1_000, timestamp: at(0) });
      starts(s, 2);
      stops(s, 2, { meterStop: 1_000, timestamp: at(0) });
    },
  },
  {
    name: 'one transaction after the other, and two at once on two connectors',
    expect: 'silent',
    script(s) {
      starts(s, 1);
      meters(s, 1, [sample(1, '1000'), sample(2, '1500')]);
      starts(s, 2, { connectorId: 2 });
      stops(s, 1, { transactionData: [sample(0, '1000'), sample(60, '2000')] });
      starts(s, 3, { timestamp: at(61), meterStart: 2_000 });
      stops(s, 3, { timestamp: at(70) });
      stops(s, 2);
    },
  },
  {
    name: 'a transaction that started before the observation, with its meter values',
    expect: 'silent',
    script(s) {
      meters(s, 9, [sample(1, '1000')]);
      stops(s, 9);
    },
  },
  {
    name: 'a transaction of which nothing was seen',
    expect: [['advisory', 'station', /transaction 9 stopped, of which nothing was seen/]],
    script: (s) => stops(s, 9),
  },
  {
    name: 'a transaction that never got an id, reported as -1',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'StartTransaction', startOf()]);
      s.csms([4, 'a', 'InternalError', '', {}]);
      meters(s, -1, [sample(1, '1000')]);
      stops(s, -1);
      starts(s, 2, { timestamp: at(61) });
      stops(s, -1);
    },
  },
  {
    name: 'retries of what was not answered, or not in time, or on a connection that broke',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'StartTransaction', startOf()]);
      s.wait(60);
      starts(s, 1);
      s.station([2, 'b', 'StopTransaction', stopOf(1)]);
      s.csms([4, 'b', 'InternalError', '', {}]);
      s.wait(60);
      s.station([2, 'c', 'StopTransaction', stopOf(1)]);
      s.wait(20);
      s.csms([3, 'c', {}]);
      s.wait(60);
      stops(s, 1);
      s.closed();
      s.open();
      stops(s, 1);
    },
  },
  {
    name: 'two answers to one start with two ids',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'StartTransaction', startOf()]);
      s.wait(10);
      s.station([2, 'b', 'StartTransaction', startOf()]);
      s.csms([3, 'a', { transactionId: 1, idTagInfo: { status: 'Accepted' } }]);
      s.csms([3, 'b', { transactionId: 2, idTagInfo: { status: 'Accepted' } }]);
      stops(s, 2);
    },
  },
  {
    name: 'a stop that is sent again though it was answered',
    expect: [['fail', 'station', /sent again though it had been answered/]],
    script(s) {
      starts(s, 1);
      stops(s, 1);
      stops(s, 1);
    },
  },
  {
    name: 'a start that is sent again though it was answered',
    expect: [['fail', 'station', /StartTransaction was sent again/]],
    script(s) {
      starts(s, 1);
      starts(s, 1);
    },
  },
  {
    name: 'a second stop with another content',
    expect: [['fail', 'station', /stopped a second time/]],
    script(s) {
      starts(s, 1);
      stops(s, 1);
      stops(s, 1, { meterStop: 3_000 });
    },
  },
  {
    name: 'a second stop that mends one which was refused',
    expect: [['advisory', 'station', /stopped a second time/]],
    script(s) {
      starts(s, 1);
      s.station([2, 'b', 'StopTransaction', stopOf(1, { reason: 'Odd' })]);
      s.csms([4, 'b', 'PropertyConstraintViolation', '', {}]);
      stops(s, 1, { reason: 'Other' });
    },
  },
  {
    name: 'two transactions at once on one connector',
    expect: [['fail', 'station', /on connector 1 while another one was running/]],
    script(s) {
      starts(s, 1);
      starts(s, 2, { timestamp: at(5) });
    },
  },
  {
    name: 'a start over one that was not accepted, never answered, or ran before a reboot',
    expect: [
      ['advisory', 'station', /another one was running/],
      ['advisory', 'station', /another one was running/],
      ['advisory', 'station', /another one was running/],
    ],
    script(s) {
      starts(s, 1, {}, 'Invalid');
      s.station([2, 'a', 'StartTransaction', startOf({ timestamp: at(5) })]);
      s.wait(60);
      starts(s, 3, { timestamp: at(6) });
      s.asks('station', 'BootNotification', {});
      starts(s, 4, { timestamp: at(7) });
    },
  },
  {
    name: 'a CSMS that gives a running transaction its id again, and one that uses an old id',
    expect: [
      ['fail', 'csms', /id 1 was given to a second/],
      ['advisory', 'csms', /id 1 was given to a second/],
    ],
    script(s) {
      starts(s, 1);
      starts(s, 1, { connectorId: 2 });
      stops(s, 1);
      starts(s, 1, { connectorId: 2, timestamp: at(61), meterStart: 2_000 });
    },
  },
  {
    name: 'meter values after the stop, of the whole station, and of another connector',
    expect: [
      ['advisory', 'station', /connector|whole station/],
      ['fail', 'station', /connector 2 name transaction 1, which is on connector 1/],
      ['advisory', 'station', /after its StopTransaction/],
    ],
    script(s) {
      starts(s, 1);
      meters(s, 1, [sample(1, '5')], 0);
      meters(s, 1, [sample(1, '5')], 2);
      stops(s, 1);
      meters(s, 1, [sample(61, '2000')]);
    },
  },
  {
    name: 'meter values without a transaction, or of another kind, that fall',
    expect: 'silent',
    script(s) {
      starts(s, 1);
      meters(s, undefined, [sample(1, '900'), sample(2, '100')]);
      meters(s, 1, [sample(1, '50', { measurand: 'SoC' }), sample(2, '40', { measurand: 'SoC' })]);
      meters(s, 1, [
        sample(1, '50', { measurand: 'Energy.Active.Import.Interval' }),
        sample(2, '40', { measurand: 'Energy.Active.Import.Interval' }),
      ]);
      meters(s, 1, [sample(1, 'FF', { format: 'SignedData' }), sample(2, '00', { format: 'SignedData' })]);
    },
  },
  {
    name: 'registers of one kind that differ by phase, location, unit and rounding',
    expect: 'silent',
    script(s) {
      starts(s, 1, { meterStart: 12_345 });
      meters(s, 1, [sample(1, '12345'), sample(2, '12.3', { unit: 'kWh' }), sample(3, '12.35', { unit: 'kWh' })]);
      meters(s, 1, [
        sample(4, '4000', { phase: 'L1' }),
        sample(5, '3000', { phase: 'L2' }),
        sample(6, '2', { location: 'Inlet' }),
      ]);
      stops(s, 1, { meterStop: 12_350, transactionData: [sample(0, '12344')] });
    },
  },
  {
    name: 'a reading that was queued, or taken before the clock was set back',
    expect: 'silent',
    script(s) {
      starts(s, 1);
      meters(s, 1, [sample(10, '1500')]);
      meters(s, 1, [sample(5, '1600')]);
      meters(s, 1, [sample(10, '1700')]);
    },
  },
  {
    name: 'a register that falls, between messages and within the stop',
    expect: [
      ['fail', 'station', /Energy.Active.Import.Register Outlet fell from 1500 to 1400/],
      ['fail', 'station', /fell from 1400 to 1300/],
    ],
    script(s) {
      starts(s, 1);
      meters(s, 1, [sample(1, '1.5', { unit: 'kWh' })]);
      meters(s, 1, [sample(2, '1.4', { unit: 'kWh' })]);
      stops(s, 1, { transactionData: [sample(60, '1.3', { unit: 'kWh' })] });
    },
  },
  {
    name: 'a meterStop below meterStart, below the last sample, and before the start',
    expect: [
      ['fail', 'station', /meterStop 900 is less than meterStart 1000/],
      ['advisory', 'station', /meterStop 900 is less than 1100, read before/],
      ['advisory', 'station', /stopped before it started/],
    ],
    script(s) {
      starts(s, 1);
      meters(s, 1, [sample(1, '1100')]);
      stops(s, 1, { meterStop: 900, timestamp: at(-1) });
    },
  },
]);
