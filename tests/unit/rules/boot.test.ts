import { boot } from '../../../harness/rules/boot.js';
import { bootPayload, boots, refused, says, triggers } from './boots.js';
import { at, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;

table(boot, [
  {
    name: 'a station that boots, is accepted and goes to work',
    expect: 'silent',
    script(s) {
      boots(s, 'Accepted');
      says(s, 'StatusNotification');
      s.asks(
        'csms',
        s.version === '1.6' ? 'RemoteStartTransaction' : 'RequestStartTransaction',
        {},
        { status: 'Accepted' },
      );
    },
  },
  {
    row: 'T8',
    name: 'a station that boots again on a new connection and does not wait for the answer',
    expect: [['fail', 'station', /"StatusNotification" was sent while the BootNotification has no answer/]],
    script(s) {
      boots(s, 'Accepted');
      says(s, 'StatusNotification');
      s.closed();
      s.open();
      s.station([2, 'boot', 'BootNotification', bootPayload(s, 'PowerUp')]);
      says(s, 'StatusNotification');
    },
  },
  {
    name: 'a station that sends BootNotification again where it is accepted, and goes on meanwhile',
    expect: [['advisory', 'station', /"StatusNotification" was sent while the BootNotification has no answer/]],
    script(s) {
      boots(s, 'Accepted');
      s.station([2, 'boot', 'BootNotification', bootPayload(s, 'PowerUp')]);
      says(s, 'StatusNotification');
    },
  },
  {
    name: 'a station that reconnects without booting',
    expect: 'silent',
    script(s) {
      says(s, 'Heartbeat');
      s.closed();
      s.open();
      says(s, 'StatusNotification');
      s.asks('csms', 'ClearCache', {});
    },
  },
  {
    name: 'a station that is pending, does as it is told, waits, and is accepted',
    expect: 'silent',
    script(s) {
      boots(s, 'Pending', 60);
      triggers(s, 'StatusNotification');
      says(s, 'StatusNotification');
      says(s, 'StatusNotification');
      s.asks(
        'csms',
        'ExtendedTriggerMessage',
        { requestedMessage: 'SignChargePointCertificate' },
        { status: 'Accepted' },
      );
      says(s, 'SignCertificate');
      if (s.version !== '1.6') {
        s.asks('csms', 'GetBaseReport', { requestId: 1 }, { status: 'Accepted' });
        says(s, 'NotifyReport');
      }
      s.wait(60);
      boots(s, 'Accepted');
      says(s, 'Heartbeat');
    },
  },
  {
    name: 'a vendor-specific trigger while pending',
    versions: ['2.1'],
    expect: 'silent',
    script(s) {
      boots(s, 'Pending');
      s.asks(
        'csms',
        'TriggerMessage',
        { requestedMessage: 'CustomTrigger', customTrigger: 'x' },
        { status: 'Accepted' },
      );
      says(s, 'NotifyEvent');
    },
  },
  {
    name: 'a pending station that is told to boot again at once, and one whose timer is a second fast',
    expect: 'silent',
    script(s) {
      boots(s, 'Pending', 600);
      triggers(s, 'BootNotification');
      boots(s, 'Pending', 60, 'Triggered');
      s.closed();
      s.open('CS002');
      boots(s, 'Rejected', 60);
      s.wait(58.8);
      boots(s, 'Accepted');
    },
  },
  {
    name: 'a station that is not given an interval and picks its own',
    expect: 'silent',
    script(s) {
      boots(s, 'Rejected', 0);
      s.wait(5);
      boots(s, 'Accepted');
    },
  },
  {
    name: 'a message before the BootNotification is answered',
    expect: [['fail', 'station', /"Heartbeat" was sent while the BootNotification has no answer/]],
    script(s) {
      s.station([2, 'b', 'BootNotification', bootPayload(s, 'PowerUp')]);
      s.station([2, 'h', 'Heartbeat', {}]);
      s.csms([3, 'b', { status: 'Accepted', interval: 5, currentTime: at(0) }]);
    },
  },
  {
    name: 'a message after the BootNotification was answered with an error',
    expect: [['fail', 'station', /no answer/]],
    script(s) {
      s.station([2, 'b', 'BootNotification', bootPayload(s, 'PowerUp')]);
      s.csms([4, 'b', 'InternalError', '', {}]);
      says(s, 'StatusNotification');
    },
  },
  {
    name: 'a message while an accepted station repeats its BootNotification on the same connection',
    expect: [['advisory', 'station', /no answer/]],
    script(s) {
      boots(s, 'Accepted');
      s.station([2, 'b', 'BootNotification', bootPayload(s, 'Unknown')]);
      s.station([2, 'h', 'Heartbeat', {}]);
    },
  },
  {
    name: 'a message of its own while it is pending, and one whose trigger it refused',
    expect: [
      ['fail', 'station', /"Heartbeat" was sent while the station is Pending/],
      ['fail', 'station', /"MeterValues" was sent while the station is Pending/],
    ],
    script(s) {
      boots(s, 'Pending');
      refused(s, 'Heartbeat');
      triggers(s, 'MeterValues', 'Rejected');
      refused(s, 'MeterValues');
    },
  },
  {
    name: 'a message while it is pending that a request leads to without naming it',
    expect: [['advisory', 'station', /"LogStatusNotification"/]],
    script(s) {
      boots(s, 'Pending');
      s.asks('csms', 'GetLog', {}, { status: 'Accepted' });
      says(s, 'LogStatusNotification');
    },
  },
  {
    name: 'a message while it is rejected, on a new connection too',
    expect: [
      ['fail', 'station', /Rejected/],
      ['fail', 'station', /Rejected/],
    ],
    script(s) {
      boots(s, 'Rejected');
      refused(s, 'Heartbeat');
      s.closed();
      s.open();
      refused(s, 'StatusNotification');
    },
  },
  {
    name: 'a rejected station that boots again too soon',
    expect: [['fail', 'station', /sent 10 s after an answer that asks for 60 s/]],
    script(s) {
      boots(s, 'Rejected', 60);
      s.wait(10);
      boots(s, 'Accepted');
    },
  },
  {
    name: 'a pending station that boots again too soon',
    versions: X2,
    expect: [['fail', 'station', /asks for 60 s/]],
    script(s) {
      boots(s, 'Pending', 60);
      s.wait(10);
      boots(s, 'Accepted');
    },
  },
  {
    name: 'a pending station that boots again too soon, which 1.6 only advises against',
    versions: ['1.6'],
    expect: [['advisory', 'station', /asks for 60 s/]],
    script(s) {
      boots(s, 'Pending', 60);
      s.wait(10);
      boots(s, 'Accepted');
    },
  },
  {
    name: 'a rejected station that boots again too soon after it may have restarted',
    expect: [['advisory', 'station', /asks for 60 s/]],
    script(s) {
      boots(s, 'Rejected', 60);
      s.closed();
      s.wait(10);
      s.open();
      boots(s, 'Accepted');
    },
  },
  {
    name: 'a station that says it was without power, and sent other messages first',
    versions: X2,
    expect: [['fail', 'station', /before its BootNotification$/]],
    script(s) {
      says(s, 'StatusNotification');
      boots(s, 'Accepted', 60, 'PowerUp');
    },
  },
  {
    name: 'a station that boots after other messages, and may have a reason',
    expect: [['advisory', 'station', /before its BootNotification; legal only/]],
    script(s) {
      says(s, 'StatusNotification');
      boots(s, 'Accepted', 60, 'Unknown');
    },
  },
  {
    name: 'a station that boots after other messages since it was told to',
    expect: 'silent',
    script(s) {
      says(s, 'StatusNotification');
      triggers(s, 'BootNotification');
      boots(s, 'Accepted', 60, 'Triggered');
    },
  },
]);
