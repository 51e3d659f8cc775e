import { oneCall } from '../../../harness/rules/one-call.js';
import { table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;

table(oneCall, [
  {
    name: 'CALLs of both sides that cross',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.csms([2, 'b', 'ClearCache', {}]);
      s.csms([3, 'a', {}]);
      s.station([2, 'c', 'Heartbeat', {}]);
      s.station([3, 'b', {}]);
    },
  },
  {
    name: 'a CALL after an error, after a malformed answer, and after the time limit',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.csms([4, 'a', 'InternalError', '', {}]);
      s.station([2, 'b', 'Heartbeat', {}]);
      s.csms([3, 'b']);
      s.station([2, 'c', 'Heartbeat', {}]);
      s.wait(30);
      s.station([2, 'd', 'Heartbeat', {}]);
    },
  },
  {
    name: 'a CALL on a new connection',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.closed();
      s.open();
      s.station([2, 'b', 'Heartbeat', {}]);
    },
  },
  {
    name: 'a SEND while a CALL is open',
    versions: ['2.1'],
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.station([6, 'b', 'NotifyPeriodicEventStream', {}]);
      s.csms([3, 'a', {}]);
    },
  },
  {
    name: 'a second CALL at once',
    versions: X2,
    expect: [['fail', 'station', /"StatusNotification" was sent 100 ms after "Heartbeat"/]],
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.station([2, 'b', 'StatusNotification', {}]);
      s.csms([3, 'a', {}]);
    },
  },
  {
    name: 'a second CALL at once, which 1.6 only advises against',
    versions: ['1.6'],
    expect: [['advisory', 'csms', /not answered yet$/]],
    script(s) {
      s.csms([2, 'a', 'ClearCache', {}]);
      s.csms([2, 'b', 'GetConfiguration', {}]);
    },
  },
  {
    name: 'a second CALL after a time that may be the limit of its sender',
    versions: X2,
    expect: [['advisory', 'station', /legal only if its own time limit/]],
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.wait(10);
      s.station([2, 'b', 'Heartbeat', {}]);
    },
  },
  {
    name: 'a second CALL on purpose, and the one after it',
    expect: 'silent',
    script(s) {
      s.csms([2, 'a', 'ClearCache', {}]);
      s.csms([2, 'b', 'ClearCache', {}], { deliberate: true });
      s.station([3, 'a', {}]);
      s.csms([2, 'c', 'ClearCache', {}]);
    },
  },
]);
