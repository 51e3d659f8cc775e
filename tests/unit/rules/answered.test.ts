import { answered } from '../../../harness/rules/answered.js';
import { type Scene, at, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;
const now = { currentTime: at(0) };
/** A valid CALL of the CSMS's in every version. */
const asksForCache = (s: Scene, id = 'q'): void => s.csms([2, id, 'ClearCache', {}]);

function registers(s: Scene, status: string): void {
  const payload =
    s.version === '1.6'
      ? { chargePointVendor: 'V', chargePointModel: 'M' }
      : { reason: 'PowerUp', chargingStation: { model: 'M', vendorName: 'V' } };
  s.station([2, 'boot', 'BootNotification', payload]);
  s.csms([3, 'boot', { status, interval: 300, ...now }]);
}

table(answered, [
  {
    name: 'a CALL that is answered late but in time, with a result or an error',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.wait(29.9);
      s.csms([3, 'a', now]);
      asksForCache(s);
      s.station([4, 'q', 'NotSupported', '', {}]);
      s.wait(100);
    },
  },
  {
    name: 'a CALL whose time has not run out at the end, or when the connection closes',
    expect: 'silent',
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.wait(20);
      s.closed();
      s.wait(60);
      s.open();
      s.station([2, 'b', 'Heartbeat', {}]);
      s.wait(29);
    },
  },
  {
    name: 'a CALL that is never answered',
    expect: [['fail', 'csms', /"Heartbeat" was not answered within 30 s$/]],
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.wait(31);
    },
  },
  {
    name: 'a CALL that is answered after its time',
    expect: [['fail', 'csms', /"Heartbeat"/]],
    script(s) {
      s.station([2, 'a', 'Heartbeat', {}]);
      s.wait(31);
      s.csms([3, 'a', now]);
    },
  },
  {
    name: 'a station that goes on talking and leaves a CALL unanswered',
    expect: [['fail', 'station', /"ClearCache" was not answered/]],
    script(s) {
      asksForCache(s);
      s.asks('station', 'Heartbeat', {}, now);
      s.wait(31);
      s.asks('station', 'Heartbeat', {}, now);
      s.closed();
    },
  },
  {
    name: 'a station that lost its power while its connection still stood',
    expect: [['advisory', 'station', /without a sign of life/]],
    script(s) {
      asksForCache(s);
      s.wait(31);
      s.csms([2, 'r', 'ClearCache', {}]);
      s.wait(10);
      s.open();
      s.asks('station', 'Heartbeat', {}, now);
      s.wait(100);
    },
  },
  {
    name: 'an invalid or unknown CALL that is dropped, or one of the wrong side',
    versions: X2,
    expect: 'silent',
    script(s) {
      s.csms([2, 'a', 'Reset', { type: 'Never' }]);
      s.csms([2, 'b', 'Unheard', {}]);
      s.csms([2, 'c', 'Heartbeat', {}]);
      s.wait(31);
      s.asks('station', 'Heartbeat', {}, now);
    },
  },
  {
    name: 'an invalid CALL that is dropped, which 1.6 does not foresee',
    versions: ['1.6'],
    expect: [['advisory', 'station', /"Reset"/]],
    script(s) {
      s.csms([2, 'a', 'Reset', { type: 'Never' }]);
      s.wait(31);
      s.asks('station', 'Heartbeat', {}, now);
    },
  },
  {
    name: 'a station that is silent while it is rejected',
    expect: 'silent',
    script(s) {
      asksForCache(s, 'before');
      registers(s, 'Rejected');
      asksForCache(s, 'after');
      s.wait(100);
    },
  },
  {
    name: 'a station that does not answer while it is pending',
    versions: X2,
    expect: [['fail', 'station', /"ClearCache"/]],
    script(s) {
      registers(s, 'Pending');
      asksForCache(s);
      s.wait(31);
    },
  },
  {
    name: 'a station that does not answer while it is pending, which 1.6 only advises against',
    versions: ['1.6'],
    expect: [['advisory', 'station', /"ClearCache"/]],
    script(s) {
      registers(s, 'Pending');
      asksForCache(s);
      s.wait(31);
    },
  },
  {
    name: 'no answer to a SEND, and none to a CALL that is wrong on purpose',
    versions: ['2.1'],
    expect: 'silent',
    script(s) {
      s.station([
        6,
        'a',
        'NotifyPeriodicEventStream',
        { id: 1, pending: 0, basetime: at(0), data: [{ t: 0, v: '1' }] },
      ]);
      s.csms([2, 'b', 'ClearCache', {}], { deliberate: true });
      s.wait(100);
    },
  },
  {
    name: 'a CALL to a station that waits for the answer to its BootNotification',
    expect: [
      ['fail', 'csms', /"BootNotification"/],
      ['advisory', 'station', /"ClearCache"/],
    ],
    script(s) {
      asksForCache(s);
      s.station([3, 'q', { status: 'Accepted' }]);
      const payload =
        s.version === '1.6'
          ? { chargePointVendor: 'V', chargePointModel: 'M' }
          : { reason: 'PowerUp', chargingStation: { model: 'M', vendorName: 'V' } };
      s.station([2, 'boot', 'BootNotification', payload]);
      asksForCache(s, 'r');
      s.wait(31);
    },
  },
  {
    name: 'a station that does not answer while another one is rejected',
    expect: [['fail', 'station', /"ClearCache"/]],
    script(s) {
      asksForCache(s);
      s.open('CS002');
      registers(s, 'Rejected');
      s.wait(31);
    },
  },
]);
