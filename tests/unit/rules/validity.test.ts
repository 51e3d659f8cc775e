import { validity } from '../../../harness/rules/validity.js';
import { at, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;
const now = { currentTime: at(0) };
const started = { eventType: 'Started', timestamp: at(0), triggerReason: 'Authorized', seqNo: 0 };

table(validity, [
  {
    name: 'valid requests and results of both sides',
    expect: 'silent',
    script(s) {
      s.asks('station', 'Heartbeat', {}, now);
      s.asks('csms', 'ClearCache', {}, { status: 'Accepted' });
      s.asks('csms', 'DataTransfer', { vendorId: 'org.example' }, { status: 'Accepted' });
      s.asks('station', 'DataTransfer', { vendorId: 'org.example' }, { status: 'Accepted' });
    },
  },
  {
    name: 'a request that its schema does not allow',
    expect: [['fail', 'csms', /ResetRequest type/]],
    script: (s) => s.csms([2, 'a', 'Reset', { type: 'Never' }]),
  },
  {
    name: 'a result that its schema does not allow',
    expect: [['fail', 'csms', /HeartbeatResponse.*currentTime/]],
    script: (s) => s.asks('station', 'Heartbeat', {}, {}),
  },
  {
    name: 'the answers to two CALLs with one id, the second of which is refused first',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}], { deliberate: 'its id is going to be used twice' });
      s.station([2, 'a', 'DataTransfer', { vendorId: 'org.example' }], { deliberate: 'its id is in use' });
      s.csms([4, 'a', 'GenericError', '', {}]);
      s.csms([3, 'a', now]);
    },
  },
  {
    name: 'an answer that fits none of the CALLs with its id',
    expect: [['fail', 'csms', /Response.*missing/]],
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}], { deliberate: 'its id is going to be used twice' });
      s.station([2, 'a', 'DataTransfer', { vendorId: 'org.example' }], { deliberate: 'its id is in use' });
      s.csms([4, 'a', 'GenericError', '', {}]);
      s.csms([3, 'a', {}]);
    },
  },
  {
    name: 'a message of the other side',
    expect: [
      ['fail', 'csms', /the CSMS sent Heartbeat/],
      ['fail', 'station', /the station sent ClearCache/],
    ],
    script(s) {
      s.csms([2, 'a', 'Heartbeat', {}]);
      s.station([2, 'b', 'ClearCache', {}]);
    },
  },
  {
    name: 'messages that the version does not have',
    expect: [
      ['fail', 'station', /no message "heartbeat"/],
      ['fail', 'station', /no message "HeartbeatRequest"/],
      ['fail', 'station', /no message "constructor"/],
    ],
    script(s) {
      s.station([2, 'a', 'heartbeat', {}]);
      s.station([2, 'b', 'HeartbeatRequest', {}]);
      s.station([2, 'c', 'constructor', {}]);
    },
  },
  {
    name: 'a signed message, whose payload is an envelope',
    versions: X2,
    expect: 'silent',
    script: (s) =>
      s.asks(
        'station',
        'Heartbeat-Signed',
        { payload: '', protected: '', signature: '' },
        { payload: '', signature: '' },
      ),
  },
  {
    name: 'a signed message, which the version does not know',
    versions: ['1.6'],
    expect: [['fail', 'station', /Heartbeat-Signed/]],
    script: (s) => s.station([2, 'a', 'Heartbeat-Signed', {}]),
  },
  {
    name: 'a SEND that is a CALL, and a CALL that is a SEND',
    versions: ['2.1'],
    expect: [
      ['fail', 'station', /takes a SEND/],
      ['fail', 'station', /takes a CALL/],
    ],
    script(s) {
      s.station([
        2,
        'a',
        'NotifyPeriodicEventStream',
        { id: 1, pending: 0, basetime: at(0), data: [{ t: 0, v: '1' }] },
      ]);
      s.station([6, 'b', 'Heartbeat', {}]);
    },
  },
  {
    name: 'the first to send a wrong value, and not whoever has to repeat it',
    versions: X2,
    expect: [
      ['fail', 'station', /TransactionEventRequest transactionInfo.transactionId/],
      ['fail', 'csms', /RequestStopTransactionRequest transactionId/],
    ],
    script(s) {
      const transactionId = 'x'.repeat(40);
      s.station([2, 'a', 'TransactionEvent', { ...started, transactionInfo: { transactionId } }]);
      s.csms([2, 'b', 'RequestStopTransaction', { transactionId }]);
      // One that nobody has named before is the sender's own.
      s.csms([2, 'c', 'RequestStopTransaction', { transactionId: 'y'.repeat(40) }]);
    },
  },
  {
    name: 'a wrong value of one station that the CSMS sends to another',
    versions: X2,
    expect: [
      ['fail', 'station', /transactionId/],
      ['fail', 'csms', /transactionId/],
    ],
    script(s) {
      const transactionId = 'x'.repeat(40);
      s.station([2, 'a', 'TransactionEvent', { ...started, transactionInfo: { transactionId } }]);
      s.open('CS002');
      s.csms([2, 'b', 'RequestStopTransaction', { transactionId }]);
    },
  },
  {
    name: 'a side that sends the same wrong value twice',
    expect: [
      ['fail', 'csms', /ResetRequest type/],
      ['fail', 'csms', /ResetRequest type/],
    ],
    script(s) {
      s.csms([2, 'a', 'Reset', { type: 'Never' }]);
      s.csms([2, 'b', 'Reset', { type: 'Never' }]);
    },
  },
  {
    name: 'frames that are wrong on purpose, and valid answers to them',
    expect: 'silent',
    script(s) {
      s.csms([2, 'a', 'Reset', { type: 'Never' }], { deliberate: true });
      s.station([3, 'a', { status: 'Rejected' }]);
    },
  },
  {
    name: 'T3: an invalid result for what is wrong on purpose',
    expect: [['fail', 'station', /ResetResponse status: "Whatever"/]],
    script(s) {
      s.csms([2, 'a', 'Reset', { type: 'Never' }], { deliberate: true });
      s.station([3, 'a', { status: 'Whatever' }]);
    },
  },
  {
    name: 'answers that only repeat what is wrong on purpose: a name that is too long, a list for a text, nothing',
    versions: ['2.0.1', '2.1'],
    expect: 'silent',
    script(s) {
      for (const [id, component] of [
        ['a', { name: 'x'.repeat(60) }],
        ['b', { name: ['x'] }],
        ['c', {}],
      ] as const) {
        const item = { component, variable: { name: 'V' } };
        s.csms([2, id, 'GetVariables', { getVariableData: [item] }], { deliberate: true });
        s.station([3, id, { getVariableResult: [{ attributeStatus: 'UnknownComponent', ...item }] }]);
      }
    },
  },
  {
    name: 'no more than the first problems of a payload that is all wrong',
    expect: Array.from({ length: 8 }, () => ['fail', 'station', /Heartbeat/] as const),
    script: (s) =>
      s.station([2, 'a', 'Heartbeat', Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`x${i}`, i]))]),
  },
]);
