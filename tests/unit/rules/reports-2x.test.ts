import { reports2x } from '../../../harness/rules/reports-2x.js';
import { type Scene, at, table } from './scene.js';

const partOf = (requestId: number, seqNo: number, tbc?: boolean): unknown => ({
  requestId,
  seqNo,
  generatedAt: at(seqNo),
  ...(tbc === undefined ? {} : { tbc }),
});
const asks = (s: Scene, requestId: number, status = 'Accepted', action = 'GetBaseReport'): unknown =>
  s.asks('csms', action, { requestId }, { status });
const part = (s: Scene, requestId: number, seqNo: number, tbc?: boolean, action = 'NotifyReport'): unknown =>
  s.asks('station', action, partOf(requestId, seqNo, tbc));

table(reports2x, [
  {
    row: 'T19',
    name: 'a report that comes when the case that asked for it is over',
    expect: 'silent',
    script(s) {
      asks(s, 30);
      s.end();
      part(s, 30, 0, true);
      s.end();
      part(s, 30, 1);
    },
  },
  {
    name: 'a report that stops half-way, once',
    expect: [['advisory', 'station', /did not go on for 61 s/]],
    script(s) {
      asks(s, 30);
      part(s, 30, 0, true);
      s.wait(61);
      s.end();
      s.wait(61);
    },
  },
  {
    name: 'reports in one and in three parts, of both kinds with one request id',
    expect: 'silent',
    script(s) {
      asks(s, 1);
      part(s, 1, 0);
      asks(s, 2, 'Accepted', 'GetReport');
      asks(s, 2, 'Accepted', 'GetMonitoringReport');
      part(s, 2, 0, true);
      part(s, 2, 0, false, 'NotifyMonitoringReport');
      part(s, 2, 1, true);
      part(s, 2, 2, false);
    },
  },
  {
    name: 'a second report with the request id of the first',
    expect: 'silent',
    script(s) {
      asks(s, 1);
      part(s, 1, 0);
      asks(s, 1);
      part(s, 1, 0, true);
      part(s, 1, 1);
    },
  },
  {
    name: 'a part that is sent again since it was not answered',
    expect: 'silent',
    script(s) {
      asks(s, 1);
      s.station([2, 'a', 'NotifyReport', partOf(1, 0, true)]);
      s.wait(60);
      part(s, 1, 0, true);
      part(s, 1, 1, false);
    },
  },
  {
    name: 'a part that is sent again though it was answered',
    expect: [['advisory', 'station', /seqNo 0 was sent again/]],
    script(s) {
      asks(s, 1);
      part(s, 1, 0, true);
      part(s, 1, 0, true);
      part(s, 1, 1, false);
    },
  },
  {
    name: 'a report that nobody asked for, once',
    expect: [['advisory', 'station', /not asked for/]],
    script(s) {
      part(s, 7, 4, true);
      part(s, 7, 5, false);
    },
  },
  {
    name: 'a report whose request was refused',
    expect: [
      ['fail', 'station', /answered with Rejected/],
      ['fail', 'station', /answered with EmptyResultSet/],
      ['fail', 'station', /answered with an error/],
    ],
    script(s) {
      asks(s, 1, 'Rejected');
      part(s, 1, 0, true);
      part(s, 1, 1, false);
      asks(s, 2, 'EmptyResultSet', 'GetMonitoringReport');
      part(s, 2, 0, false, 'NotifyMonitoringReport');
      s.csms([2, 'q', 'GetReport', { requestId: 3 }]);
      s.station([4, 'q', 'NotSupported', '', {}]);
      part(s, 3, 0);
    },
  },
  {
    name: 'a report that begins with 1',
    expect: [['fail', 'station', /has seqNo 1 where 0 comes next/]],
    script(s) {
      asks(s, 1);
      part(s, 1, 1, true);
      part(s, 1, 2, false);
    },
  },
  {
    name: 'a part that is missing, and a number that comes again',
    expect: [
      ['fail', 'station', /has seqNo 2 where 1 comes next/],
      ['fail', 'station', /has seqNo 2 where 3 comes next/],
    ],
    script(s) {
      asks(s, 1);
      part(s, 1, 0, true);
      part(s, 1, 2, true);
      part(s, 1, 2, false);
    },
  },
  {
    name: 'a part after the last one',
    expect: [['fail', 'station', /goes on after a part that said it was the last/]],
    script(s) {
      asks(s, 1);
      part(s, 1, 0);
      part(s, 1, 1);
    },
  },
  {
    name: 'a report that does not go on',
    expect: [['advisory', 'station', /did not go on for 40 s/]],
    script(s) {
      asks(s, 1);
      part(s, 1, 0, true);
      s.wait(40);
    },
  },
  {
    name: 'a report that has not begun, is under way, waits for an answer, or lost its connection',
    expect: 'silent',
    script(s) {
      asks(s, 1);
      part(s, 1, 0, true);
      s.closed();
      s.open();
      asks(s, 2);
      s.wait(600);
      asks(s, 3);
      s.station([2, 'x', 'NotifyReport', partOf(3, 0, true)]);
      s.wait(600);
      asks(s, 4);
      part(s, 4, 0, true);
      s.wait(20);
    },
  },
]);
