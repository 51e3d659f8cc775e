import { transactions2x } from '../../../harness/rules/transactions-2x.js';
import { type Scene, at, table } from './scene.js';

interface Options {
  readonly id?: string;
  /** Minutes of the station's clock. */
  readonly m?: number;
  readonly evse?: number;
  readonly state?: string;
  readonly kwh?: number;
  readonly offline?: boolean;
  readonly trigger?: string;
}

function eventOf(type: string, seqNo: number, o: Options = {}): unknown {
  return {
    eventType: type,
    timestamp: at(o.m ?? seqNo),
    triggerReason: o.trigger ?? 'MeterValuePeriodic',
    seqNo,
    transactionInfo: { transactionId: o.id ?? 'tx', ...(o.state === undefined ? {} : { chargingState: o.state }) },
    ...(o.offline === undefined ? {} : { offline: o.offline }),
    ...(o.evse === undefined ? {} : { evse: { id: o.evse, connectorId: 1 } }),
    ...(o.kwh === undefined
      ? {}
      : {
          meterValue: [
            { timestamp: at(o.m ?? seqNo), sampledValue: [{ value: o.kwh, unitOfMeasure: { unit: 'kWh' } }] },
          ],
        }),
  };
}
const event = (s: Scene, type: string, seqNo: number, o: Options = {}): unknown =>
  s.asks('station', 'TransactionEvent', eventOf(type, seqNo, o));

table(transactions2x, [
  {
    name: 'a whole transaction, and the next one on the same EVSE',
    expect: 'silent',
    script(s) {
      event(s, 'Started', 0, { evse: 1, state: 'EVConnected', kwh: 1 });
      event(s, 'Updated', 1, { state: 'Charging', kwh: 1.25 });
      event(s, 'Ended', 2, { kwh: 2 });
      event(s, 'Started', 0, { id: 'next', evse: 1, m: 3 });
      event(s, 'Ended', 1, { id: 'next', m: 4 });
    },
  },
  {
    name: 'sequence numbers that go on from one transaction to the next',
    expect: 'silent',
    script(s) {
      event(s, 'Started', 1_000);
      event(s, 'Ended', 1_001);
      event(s, 'Started', 1_002, { id: 'next' });
      event(s, 'Ended', 1_003, { id: 'next' });
    },
  },
  {
    name: 'a transaction of which only a part is seen',
    expect: 'silent',
    script(s) {
      event(s, 'Updated', 7, { state: 'Charging' });
      event(s, 'Updated', 12);
      event(s, 'Ended', 13);
    },
  },
  {
    name: 'events that are delivered out of order',
    expect: 'silent',
    script(s) {
      event(s, 'Started', 0, { kwh: 1 });
      event(s, 'Ended', 3, { kwh: 4 });
      event(s, 'Updated', 2, { kwh: 3, offline: true });
      event(s, 'Updated', 1, { kwh: 2, offline: true });
    },
  },
  {
    name: 'an end before its beginning, both queued',
    expect: 'silent',
    script(s) {
      event(s, 'Ended', 1, { offline: true });
      event(s, 'Started', 0, { offline: true });
    },
  },
  {
    name: 'an event that is sent again since it was not answered, later as one that was queued',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'TransactionEvent', eventOf('Started', 0)]);
      s.wait(60);
      event(s, 'Started', 0);
      s.closed();
      s.open();
      event(s, 'Started', 0, { offline: true });
      event(s, 'Ended', 1);
    },
  },
  {
    name: 'an event that is sent again though it was answered',
    expect: [['advisory', 'station', /seqNo 0 was sent again/]],
    script(s) {
      event(s, 'Started', 0);
      event(s, 'Started', 0);
    },
  },
  {
    name: 'two events with one number',
    expect: [['fail', 'station', /two different events with seqNo 1/]],
    script(s) {
      event(s, 'Started', 0);
      event(s, 'Updated', 1);
      event(s, 'Updated', 1, { trigger: 'Authorized' });
      event(s, 'Ended', 2);
    },
  },
  {
    name: 'a gap',
    expect: [['fail', 'station', /no event with seqNo 2, 3 between Started and Ended$/]],
    script(s) {
      event(s, 'Started', 0);
      event(s, 'Updated', 1);
      event(s, 'Ended', 4);
    },
  },
  {
    name: 'a gap in what may be queued or dropped',
    expect: [['advisory', 'station', /seqNo 1, 2, 3, 4, 5 and 1 more between .* legal only/]],
    script(s) {
      event(s, 'Started', 0);
      s.closed();
      s.open();
      event(s, 'Ended', 9_999_999);
    },
  },
  {
    name: 'a transaction that has not ended',
    expect: 'silent',
    script(s) {
      event(s, 'Started', 0);
      event(s, 'Updated', 3);
    },
  },
  {
    name: 'a transaction with more events than are remembered',
    expect: 'silent',
    script(s) {
      event(s, 'Started', 0);
      for (let i = 1; i < 300; i++) event(s, 'Updated', i);
      event(s, 'Ended', 300);
    },
  },
  {
    name: 'an id that comes again, and a second end',
    expect: [
      ['fail', 'station', /started twice/],
      ['fail', 'station', /event after Ended/],
      ['fail', 'station', /ended twice/],
    ],
    script(s) {
      event(s, 'Started', 0);
      event(s, 'Ended', 1);
      event(s, 'Started', 2);
      event(s, 'Ended', 3);
    },
  },
  {
    name: 'events outside of the transaction, in either order of delivery',
    expect: [
      ['fail', 'station', /event after Ended/],
      ['fail', 'station', /event before Started/],
      ['fail', 'station', /event before Started/],
      ['fail', 'station', /event after Ended/],
    ],
    script(s) {
      event(s, 'Started', 1);
      event(s, 'Ended', 2);
      event(s, 'Updated', 3);
      event(s, 'Updated', 0);
      event(s, 'Updated', 0, { id: 'other' });
      event(s, 'Started', 1, { id: 'other' });
      event(s, 'Updated', 3, { id: 'other' });
      event(s, 'Ended', 2, { id: 'other' });
    },
  },
  {
    name: 'two transactions at once on one EVSE',
    expect: [['fail', 'station', /"tx" went on after another one had started on EVSE 1/]],
    script(s) {
      event(s, 'Started', 0, { evse: 1 });
      event(s, 'Started', 0, { id: 'other', evse: 1, m: 5 });
      event(s, 'Updated', 1, { m: 6 });
      event(s, 'Ended', 2, { m: 7 });
    },
  },
  {
    name: 'a transaction whose end does not come before the next one',
    expect: [['advisory', 'station', /"tx" did not end though another one started on EVSE 1/]],
    script(s) {
      event(s, 'Started', 0, { evse: 1 });
      event(s, 'Started', 0, { id: 'other', evse: 1, m: 5 });
    },
  },
  {
    name: 'an end that was queued, or that has the time of the next start',
    expect: 'silent',
    script(s) {
      event(s, 'Started', 0, { evse: 1 });
      event(s, 'Started', 0, { id: 'other', evse: 1, m: 5 });
      event(s, 'Ended', 1, { m: 4, offline: true });
      event(s, 'Started', 0, { id: 'third', evse: 1, m: 6 });
      event(s, 'Ended', 1, { id: 'other', m: 6 });
    },
  },
  {
    name: 'two transactions on two EVSEs, and a beginning that is delivered late',
    expect: 'silent',
    script(s) {
      event(s, 'Started', 0, { evse: 1, m: 10 });
      event(s, 'Started', 0, { id: 'other', evse: 2, m: 11 });
      event(s, 'Started', 0, { id: 'old', evse: 1, m: 1, offline: true });
      event(s, 'Ended', 1, { id: 'old', m: 2, offline: true });
      event(s, 'Updated', 1, { m: 12 });
      event(s, 'Updated', 1, { id: 'other', m: 12 });
    },
  },
  {
    name: 'a transaction that charges and was never given a place',
    expect: [['advisory', 'station', /is Charging, and neither this event/]],
    script(s) {
      event(s, 'Started', 0, { state: 'Idle' });
      event(s, 'Updated', 1, { state: 'Charging' });
      event(s, 'Updated', 2, { state: 'SuspendedEV' });
      event(s, 'Ended', 3);
    },
  },
  {
    name: 'a register that falls',
    expect: [['fail', 'station', /fell from 2000 to 1000/]],
    script(s) {
      event(s, 'Started', 0, { kwh: 1 });
      event(s, 'Updated', 1, { kwh: 2 });
      event(s, 'Ended', 2, { kwh: 1 });
    },
  },
  {
    name: 'registers with fewer digits than before',
    expect: 'silent',
    script(s) {
      event(s, 'Started', 0, { kwh: 1.26 });
      event(s, 'Updated', 1, { kwh: 1.2 });
      event(s, 'Ended', 2, { kwh: 1.3 });
    },
  },
  {
    name: 'payloads that make no sense, which are for another rule',
    expect: 'silent',
    script(s) {
      for (const payload of [
        {},
        { seqNo: 1, eventType: 'Started' },
        { transactionInfo: { transactionId: 1 }, seqNo: 0.5 },
      ]) {
        s.asks('station', 'TransactionEvent', payload);
      }
    },
  },
]);
