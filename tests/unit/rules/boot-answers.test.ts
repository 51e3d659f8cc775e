import { boot } from '../../../harness/rules/boot.js';
import { boots, refused, says, triggers } from './boots.js';
import { table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;

table(boot, [
  {
    name: 'a CSMS that sends to a station that it has rejected',
    versions: X2,
    expect: [['fail', 'csms', /"ClearCache" was sent to a station that the CSMS has rejected/]],
    script(s) {
      boots(s, 'Rejected');
      s.csms([2, 'q', 'ClearCache', {}]);
      s.station([4, 'q', 'SecurityError', '', {}]);
    },
  },
  {
    name: 'a rejected station that answers otherwise than with SecurityError',
    versions: X2,
    expect: [
      ['fail', 'csms', /has rejected/],
      ['fail', 'station', /with a CALLRESULT, not with SecurityError/],
      ['fail', 'csms', /has rejected/],
      ['fail', 'station', /with "NotSupported", not with SecurityError/],
    ],
    script(s) {
      boots(s, 'Rejected');
      s.asks('csms', 'ClearCache', {}, { status: 'Accepted' });
      s.csms([2, 'q', 'ClearCache', {}]);
      s.station([4, 'q', 'NotSupported', '', {}]);
    },
  },
  {
    name: 'a CSMS that sends to a rejected station, and the station that answers',
    versions: ['1.6'],
    expect: [
      ['advisory', 'csms', /has rejected/],
      ['fail', 'station', /was answered while the station is Rejected/],
    ],
    script(s) {
      boots(s, 'Rejected');
      s.csms([2, 'q', 'ClearCache', {}]);
      s.station([4, 'q', 'SecurityError', '', {}]);
    },
  },
  {
    name: 'a CSMS that takes what a pending station may not send',
    versions: X2,
    expect: [
      ['fail', 'station', /Pending/],
      ['fail', 'csms', /with a CALLRESULT, not with SecurityError/],
      ['fail', 'station', /Pending/],
      ['fail', 'csms', /"NotSupported", not with SecurityError/],
    ],
    script(s) {
      boots(s, 'Pending');
      says(s, 'Heartbeat');
      refused(s, 'Authorize', 'NotSupported');
    },
  },
  {
    name: 'a CSMS that takes what a pending station may not send, which 1.6 only advises against',
    versions: ['1.6'],
    expect: [
      ['fail', 'station', /Pending/],
      ['advisory', 'csms', /answered as if it were/],
    ],
    script(s) {
      boots(s, 'Pending');
      says(s, 'Heartbeat');
    },
  },
  {
    name: 'remote transactions while pending, refused by the station',
    versions: X2,
    expect: 'silent',
    script(s) {
      boots(s, 'Pending');
      s.asks('csms', 'RequestStartTransaction', {}, { status: 'Rejected' });
      s.asks('csms', 'RequestStopTransaction', {}, { status: 'Rejected' });
    },
  },
  {
    name: 'remote transactions while pending, accepted or failed by the station',
    versions: X2,
    expect: [
      ['fail', 'station', /but with "Accepted"/],
      ['advisory', 'station', /but with "InternalError"/],
    ],
    script(s) {
      boots(s, 'Pending');
      s.asks('csms', 'RequestStartTransaction', {}, { status: 'Accepted' });
      s.csms([2, 'q', 'RequestStopTransaction', {}]);
      s.station([4, 'q', 'InternalError', '', {}]);
    },
  },
  {
    name: 'remote transactions while pending, which the CSMS must not send',
    versions: ['1.6'],
    expect: [
      ['fail', 'csms', /RemoteStartTransaction was sent while/],
      ['fail', 'csms', /RemoteStopTransaction was sent while/],
    ],
    script(s) {
      boots(s, 'Pending');
      s.asks('csms', 'RemoteStartTransaction', {}, { status: 'Rejected' });
      s.asks('csms', 'RemoteStopTransaction', {}, { status: 'Rejected' });
    },
  },
  {
    name: 'a trigger of BootNotification at an accepted station, which it takes',
    versions: X2,
    expect: [['fail', 'station', /but with "Accepted"/]],
    script(s) {
      boots(s, 'Accepted');
      triggers(s, 'BootNotification', 'Rejected');
      triggers(s, 'BootNotification', 'Accepted');
    },
  },
  {
    name: 'a trigger of BootNotification at an accepted station',
    versions: ['1.6'],
    expect: [['advisory', 'csms', /at a station that is accepted/]],
    script(s) {
      boots(s, 'Accepted');
      triggers(s, 'BootNotification', 'Accepted');
    },
  },
  {
    name: 'what the tester does on purpose',
    expect: 'silent',
    script(s) {
      boots(s, 'Rejected');
      s.csms([2, 'q', 'ClearCache', {}], { deliberate: 'a CALL to a rejected station' });
      s.station([3, 'q', {}]);
    },
  },
]);
