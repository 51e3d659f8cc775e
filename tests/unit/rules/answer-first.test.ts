import { answerFirst } from '../../../harness/rules/answer-first.js';
import { type Scene, at, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;

/** The station sends `action` while the trigger for it is not answered, and then answers. */
function early(
  s: Scene,
  action: string,
  payload: unknown,
  requested = action,
  answer: unknown = { status: 'Accepted' },
  trigger = 'TriggerMessage',
): void {
  s.csms([2, `t-${requested}`, trigger, { requestedMessage: requested }]);
  s.asks('station', action, payload);
  s.station([3, `t-${requested}`, answer]);
}
const meterValue = (context: string): unknown => [{ timestamp: at(0), sampledValue: [{ value: '0', context }] }];

table(answerFirst, [
  {
    row: 'T18',
    name: 'triggered messages that come before the answer, and those that may have come anyway',
    expect: [
      [
        'fail',
        'station',
        /"FirmwareStatusNotification" came before the answer to the TriggerMessage that asked for it$/,
      ],
      ['fail', 'station', /"MeterValues" came before the answer/],
      ['advisory', 'station', /"MeterValues" came before the answer.*legal only if it would have come anyway/],
      ['advisory', 'station', /"Heartbeat" came before the answer.*legal only if/],
      ['advisory', 'station', /"StatusNotification" came before the answer.*legal only if/],
    ],
    script(s) {
      early(s, 'FirmwareStatusNotification', { status: 'Idle' });
      early(s, 'MeterValues', { meterValue: meterValue('Trigger') });
      early(s, 'MeterValues', { meterValue: meterValue('Sample.Periodic') });
      early(s, 'Heartbeat', {});
      early(s, 'StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available' });
    },
  },
  {
    row: 'T18',
    name: 'events and boots that say they were triggered, before the answer',
    versions: X2,
    expect: [
      ['fail', 'station', /"TransactionEvent" came before the answer/],
      ['fail', 'station', /"BootNotification" came before the answer/],
      ['fail', 'station', /"LogStatusNotification" came before the answer/],
    ],
    script(s) {
      early(s, 'TransactionEvent', { triggerReason: 'Trigger' });
      early(s, 'BootNotification', { reason: 'Triggered' });
      early(s, 'LogStatusNotification', { status: 'Idle' });
    },
  },
  {
    name: 'a message that was triggered by the request of the whitepaper, which does not speak of the order',
    versions: ['1.6'],
    expect: [['advisory', 'station', /"LogStatusNotification" came before the answer/]],
    script: (s) =>
      early(
        s,
        'LogStatusNotification',
        { status: 'Idle' },
        'LogStatusNotification',
        undefined,
        'ExtendedTriggerMessage',
      ),
  },
  {
    name: 'answers that come first, refusals, other messages meanwhile, and a connection that was lost',
    expect: 'silent',
    script(s) {
      s.asks('csms', 'TriggerMessage', { requestedMessage: 'Heartbeat' }, { status: 'Accepted' });
      s.asks('station', 'Heartbeat', {});
      early(s, 'FirmwareStatusNotification', { status: 'Idle' }, 'FirmwareStatusNotification', { status: 'Rejected' });
      early(s, 'Heartbeat', {}, 'MeterValues');
      early(s, 'Heartbeat', {}, 'CustomTrigger');
      s.csms([2, 'lost', 'TriggerMessage', { requestedMessage: 'Heartbeat' }]);
      s.asks('station', 'Heartbeat', {});
      s.closed();
      s.open();
      s.station([3, 'lost', { status: 'Accepted' }]);
    },
  },
  {
    name: 'the first part of a report before the answer to its request',
    versions: X2,
    expect: [['fail', 'station', /"NotifyReport" came before the answer to the GetBaseReport that asked for it$/]],
    script(s) {
      s.csms([2, 'r', 'GetBaseReport', { requestId: 5, reportBase: 'FullInventory' }]);
      s.asks('station', 'NotifyReport', { requestId: 5, seqNo: 0, tbc: true });
      s.station([3, 'r', { status: 'Accepted' }]);
    },
  },
  {
    name: 'a part of an earlier report, and one of an earlier request with the same id, before the answer',
    versions: X2,
    expect: [['advisory', 'station', /"NotifyReport" came before the answer.*legal only if/]],
    script(s) {
      s.asks('csms', 'GetBaseReport', { requestId: 4 }, { status: 'Accepted' });
      s.csms([2, 'a', 'GetReport', { requestId: 5 }]);
      s.asks('station', 'NotifyReport', { requestId: 4, seqNo: 0 });
      s.station([3, 'a', { status: 'Accepted' }]);
      s.csms([2, 'b', 'GetReport', { requestId: 5 }]);
      s.asks('station', 'NotifyReport', { requestId: 5, seqNo: 0 });
      s.station([3, 'b', { status: 'Accepted' }]);
    },
  },
]);
