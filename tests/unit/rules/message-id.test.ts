import { messageId } from '../../../harness/rules/message-id.js';
import { table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;

table(messageId, [
  {
    row: 'FIELD-09',
    name: 'a message sent again under its id, with another content',
    expect: [['fail', 'station', /message id "531531539" of "StopTransaction" was used before on this connection$/]],
    script(s) {
      const stop = { meterStop: 2, timestamp: '2022-02-24T13:54:20.000Z' };
      s.station([2, '531531539', 'StopTransaction', { ...stop, transactionId: 58 }]);
      s.station([2, '531531539', 'StopTransaction', { ...stop, transactionId: -1 }]);
    },
  },
  {
    name: 'ids of 1 and of 36 characters, and the same id from both sides',
    expect: 'silent',
    script(s) {
      s.station([2, '1', 'Heartbeat', {}]);
      s.csms([2, '1', 'ClearCache', {}]);
      s.csms([3, '1', {}]);
      s.station([2, '🔌'.repeat(36), 'Heartbeat', {}]);
    },
  },
  {
    name: 'an id of 37 characters',
    expect: [['fail', 'station', /37 characters/]],
    script: (s) => s.station([2, 'x'.repeat(37), 'Heartbeat', {}]),
  },
  {
    name: 'an empty id, which nothing forbids',
    expect: [['advisory', 'csms', /empty/]],
    script: (s) => s.csms([2, '', 'ClearCache', {}]),
  },
  {
    name: 'the id of unreadable messages on a CALL',
    versions: X2,
    expect: [['advisory', 'csms', /"-1"/]],
    script: (s) => s.csms([2, '-1', 'ClearCache', {}]),
  },
  {
    name: 'id -1, which is like any other',
    versions: ['1.6'],
    expect: 'silent',
    script: (s) => s.csms([2, '-1', 'ClearCache', {}]),
  },
  {
    name: 'an id that comes again on the connection for another message',
    expect: [['fail', 'station', /on this connection/]],
    script(s) {
      s.station([2, '1', 'Heartbeat', {}]);
      s.csms([3, '1', {}]);
      s.station([2, '1', 'Authorize', {}]);
    },
  },
  {
    name: 'an id that comes again for the same message though it was answered',
    expect: [['fail', 'station', /on this connection/]],
    script(s) {
      s.station([2, '1', 'Heartbeat', {}]);
      s.csms([3, '1', {}]);
      s.station([2, '1', 'Heartbeat', {}]);
    },
  },
  {
    name: 'a retry that keeps its id, on this connection and on a new one',
    versions: X2,
    expect: 'silent',
    script(s) {
      s.station([2, '1', 'Heartbeat', {}]);
      s.wait(60);
      s.station([2, '1', 'Heartbeat', {}]);
      s.closed();
      s.open();
      s.station([2, '1', 'Heartbeat', {}]);
    },
  },
  {
    name: 'a retry that keeps its id, which 1.6 leaves open',
    versions: ['1.6'],
    expect: [['advisory', 'station', /by the same message, unanswered/]],
    script(s) {
      s.station([2, '1', 'Heartbeat', {}]);
      s.wait(60);
      s.station([2, '1', 'Heartbeat', {}]);
    },
  },
  {
    name: 'ids that start anew with every connection',
    versions: ['1.6'],
    expect: 'silent',
    script(s) {
      s.asks('station', 'Heartbeat', {});
      s.station([2, '1', 'Heartbeat', {}]);
      s.open();
      s.station([2, '1', 'Authorize', {}]);
    },
  },
  {
    name: 'ids that start anew with every connection, which its first edition allowed',
    versions: ['2.0.1'],
    expect: [['advisory', 'station', /on an earlier connection/]],
    script(s) {
      s.station([2, '1', 'Heartbeat', {}]);
      s.open();
      s.station([2, '1', 'Authorize', {}]);
    },
  },
  {
    name: 'ids that start anew with every connection, and a SEND with the id of a CALL',
    versions: ['2.1'],
    expect: [
      ['fail', 'station', /on an earlier connection/],
      ['fail', 'station', /on this connection/],
    ],
    script(s) {
      s.station([2, '1', 'Heartbeat', {}]);
      s.open();
      s.station([2, '1', 'Authorize', {}]);
      s.station([6, '1', 'NotifyPeriodicEventStream', {}]);
    },
  },
  {
    name: 'the same ids from two stations',
    versions: X2,
    expect: 'silent',
    script(s) {
      s.station([2, '1', 'Heartbeat', {}]);
      s.open('CS002');
      s.station([2, '1', 'Authorize', {}]);
    },
  },
  {
    name: 'an id that the tester used twice on purpose',
    expect: 'silent',
    script(s) {
      s.csms([2, '1', 'ClearCache', {}]);
      s.csms([2, '1', 'GetReport', {}], { deliberate: true });
    },
  },
]);
