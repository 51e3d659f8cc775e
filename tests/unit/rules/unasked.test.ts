import { unasked } from '../../../harness/rules/unasked.js';
import { at, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;
const now = { currentTime: at(0) };

table(unasked, [
  {
    name: 'answers to CALLs, late ones and malformed ones too',
    expect: 'silent',
    script(s) {
      s.asks('station', 'Heartbeat', {}, now);
      s.station([2, 'a', 'Heartbeat', {}]);
      s.wait(600);
      s.csms([3, 'a', now]);
      s.station([2, 'b', 'Heartbeat', {}]);
      s.csms([3, 'b']);
    },
  },
  {
    name: 'CALLERRORs for malformed frames, by their id',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat']);
      s.csms([4, 'a', 'GenericError', '', {}]);
      s.station([9, 'b']);
      s.csms([4, 'b', 'NotSupported', '', {}]);
      s.station([2, 'c', 'Heartbeat', null]);
      s.csms([3, 'c', now]);
    },
  },
  {
    name: 'answers to CALLs that were too long for the tester to keep',
    expect: 'silent',
    script(s) {
      s.station('[2,"a","DataTransfer",{"vendorId":"x","data":"xxxx', { oversize: 2_000_000 });
      s.csms([3, 'a', { status: 'UnknownVendorId' }]);
      s.station('[2, "b\\u0062", "DataTransfer",{"vendorId":"x","data":"xxxx', { oversize: 2_000_000 });
      s.csms([4, 'bb', 'GenericError', '', {}]);
    },
  },
  {
    name: 'CALLERRORs with id -1 for messages without a readable id',
    expect: 'silent',
    script(s) {
      s.station('nonsense');
      s.csms([4, '-1', 'GenericError', '', {}]);
    },
  },
  {
    name: 'CALLERRORs with an id of their own for unreadable messages',
    versions: X2,
    expect: [['advisory', 'csms', /takes id "-1"/]],
    script(s) {
      s.station('nonsense');
      s.csms([4, '', 'RpcFrameworkError', '', {}]);
    },
  },
  {
    name: 'T4: a CALLERROR with id -1 in 1.6, which has no such id',
    versions: ['1.6'],
    expect: [
      ['fail', 'csms', /for id "-1" answers no CALL of this connection$/],
      ['fail', 'station', /for id "-1" answers no CALL of this connection; "GetConfiguration" has no answer yet/],
      ['fail', 'station', /for id "-1" answers no CALL of this connection; "NoSuchAction" has no answer yet/],
    ],
    script(s) {
      s.csms([4, '-1', 'InternalError', '', {}]);
      s.csms([2, 'a', 'GetConfiguration', {}]);
      s.station([4, '-1', 'GenericError', '', {}]);
      s.csms([2, 'b', 'NoSuchAction', {}], { deliberate: true });
      s.station([4, '-1', 'GenericError', '', {}]);
    },
  },
  {
    name: 'T4: a CALLERROR with id -1 where a CALL that can be read has no answer',
    versions: X2,
    expect: [
      ['fail', 'station', /every message was readable; "GetReport" has no answer yet/],
      ['fail', 'station', /every message was readable; "NoSuchAction" has no answer yet/],
    ],
    script(s) {
      s.csms([2, 'a', 'GetReport', { requestId: 1 }]);
      s.station([4, '-1', 'GenericError', '', {}]);
      s.station([3, 'a', { status: 'Accepted' }]);
      s.csms([2, 'b', 'NoSuchAction', {}], { deliberate: true });
      s.station([4, '-1', 'GenericError', '', {}]);
    },
  },
  {
    name: 'a CALLERROR with id -1 for a CALL whose id is none, or too long',
    expect: 'silent',
    script(s) {
      s.csms([2, '', 'NoSuchAction', {}], { deliberate: true });
      s.station([4, '-1', 'GenericError', '', {}]);
      s.csms([2, 'x'.repeat(37), 'NoSuchAction', {}], { deliberate: true });
      s.station([4, '-1', 'GenericError', '', {}]);
    },
  },
  {
    name: 'a CALLERROR with id -1 where all was readable',
    versions: X2,
    expect: [['advisory', 'csms', /every message was readable/]],
    script: (s) => s.csms([4, '-1', 'InternalError', '', {}]),
  },
  {
    name: 'answers to nothing',
    expect: [
      ['fail', 'csms', /CALLRESULT for id "zz" answers no CALL/],
      ['fail', 'station', /CALLERROR for id "yy" answers no CALL/],
    ],
    script(s) {
      s.csms([3, 'zz', {}]);
      s.station([4, 'yy', 'InternalError', '', {}]);
    },
  },
  {
    name: 'an answer by the asker itself',
    expect: [['fail', 'station', /answers no CALL/]],
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.station([3, 'a', {}]);
      s.csms([3, 'a', now]);
    },
  },
  {
    name: 'a second answer',
    expect: [['fail', 'csms', /answers a CALL twice/]],
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.csms([3, 'a', now]);
      s.csms([3, 'a', now]);
    },
  },
  {
    name: 'two answers to a CALL that was sent twice with one id',
    versions: X2,
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.wait(10);
      s.station([2, 'a', 'Heartbeat', {}]);
      s.csms([3, 'a', now]);
      s.csms([3, 'a', now]);
    },
  },
  {
    name: 'an answer to a CALL of the connection before',
    expect: [['advisory', 'csms', /of an earlier connection/]],
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.closed();
      s.open();
      s.csms([3, 'a', now]);
    },
  },
  {
    name: 'a CALLRESULT for a malformed CALL',
    expect: [['advisory', 'csms', /malformed frame as if/]],
    script(s) {
      s.station([2, 'a', 'Heartbeat']);
      s.csms([3, 'a', now]);
    },
  },
  {
    name: 'an answer to a SEND',
    versions: ['2.1'],
    expect: [['fail', 'csms', /answers a SEND/]],
    script(s) {
      s.station([6, 'a', 'NotifyPeriodicEventStream', {}]);
      s.csms([3, 'a', {}]);
    },
  },
  {
    name: 'a CALLRESULTERROR for a CALLRESULT that is invalid',
    versions: ['2.1'],
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.csms([3, 'a', {}]);
      s.station([5, 'a', 'OccurrenceConstraintViolation', '', {}]);
    },
  },
  {
    name: 'a CALLRESULTERROR for a CALLRESULT that is valid, and for none',
    versions: ['2.1'],
    expect: [
      ['advisory', 'station', /its schema allows/],
      ['fail', 'station', /which no CALLRESULT has/],
    ],
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.csms([3, 'a', now]);
      s.station([5, 'a', 'FormatViolation', '', {}]);
      s.station([5, 'b', 'FormatViolation', '', {}]);
    },
  },
  {
    name: 'answers to frames that were wrong on purpose',
    expect: 'silent',
    script(s) {
      s.csms('nonsense', { deliberate: true });
      s.station([4, '-1', 'GenericError', '', {}]);
      s.csms([2, 'a', 'NoSuchAction'], { deliberate: true });
      s.station([4, 'a', 'GenericError', '', {}]);
    },
  },
  {
    name: 'CALLRESULTERRORs for results that were wrong on purpose, readable or not',
    versions: ['2.1'],
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.csms([3, 'a', {}, 'more'], { deliberate: true });
      s.station([5, 'a', 'FormatViolation', '', {}]);
      s.station([2, 'b', 'Heartbeat', {}]);
      s.csms([3, 'b', {}], { deliberate: true });
      s.station([5, 'b', 'FormatViolation', '', {}]);
    },
  },
]);
