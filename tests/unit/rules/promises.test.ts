import { promises } from '../../../harness/rules/promises.js';
import { bootPayload, boots, refused, triggers } from './boots.js';
import { type Scene, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;
const asks = (s: Scene, action: string, requestId: number, more: object = {}, status = 'Accepted'): unknown =>
  s.asks('csms', action, { requestId, ...more }, { status });
const part = (s: Scene, requestId: number, tbc: boolean, action = 'NotifyReport'): unknown =>
  s.asks('station', action, { requestId, tbc });

table(promises, [
  {
    row: 'FIELD-28',
    name: 'a CSMS that turns away what it asked a pending station for',
    versions: X2,
    expect: [['fail', 'csms', /"SignCertificate" was refused with SecurityError, though the CSMS had asked/]],
    script(s) {
      boots(s, 'Pending');
      triggers(s, 'SignChargingStationCertificate');
      refused(s, 'SignCertificate');
    },
  },
  {
    row: 'FIELD-28',
    name: 'a CSMS that turns away what it asked a pending station for, which errata recommend for all',
    versions: ['1.6'],
    expect: [['advisory', 'csms', /"StatusNotification" was refused with SecurityError, though the CSMS had asked/]],
    script(s) {
      boots(s, 'Pending');
      triggers(s, 'StatusNotification');
      refused(s, 'StatusNotification');
    },
  },
  {
    name: 'a CSMS that does not have what it asks for',
    versions: X2,
    expect: [['advisory', 'csms', /"NotifyReport" was refused with NotSupported/]],
    script(s) {
      boots(s, 'Pending');
      asks(s, 'GetBaseReport', 1);
      refused(s, 'NotifyReport', 'NotSupported');
    },
  },
  {
    name: 'a CSMS that turns away what it did not ask for, and an invalid message that it did',
    expect: 'silent',
    script(s) {
      boots(s, 'Pending');
      refused(s, 'SecurityEventNotification');
      triggers(s, 'StatusNotification', 'Rejected');
      refused(s, 'StatusNotification');
      triggers(s, 'MeterValues');
      refused(s, 'MeterValues', 'TypeConstraintViolation');
      boots(s, 'Accepted');
      triggers(s, 'Heartbeat');
      s.asks('station', 'Heartbeat', {});
      refused(s, 'Heartbeat');
    },
  },
  {
    name: 'triggers that are kept: in time, before the answer, by another message that tells the same, by one of two',
    expect: 'silent',
    script(s) {
      triggers(s, 'Heartbeat');
      s.wait(50);
      s.asks('station', 'Heartbeat', {});
      s.csms([2, 'early', 'TriggerMessage', { requestedMessage: 'MeterValues' }]);
      s.asks('station', 'MeterValues', {});
      s.station([3, 'early', { status: 'Accepted' }]);
      triggers(s, 'Heartbeat');
      triggers(s, 'Heartbeat');
      s.asks('station', 'Heartbeat', {});
      triggers(s, 'StatusNotification', 'Rejected');
      triggers(s, 'StatusNotification');
      s.asks('station', s.version === '1.6' ? 'StatusNotification' : 'NotifyEvent', {});
      s.wait(100);
    },
  },
  {
    name: 'a trigger that is not kept, once, and the case that ends before that can be said',
    expect: [['advisory', 'station', /Heartbeat, which was triggered, was agreed to, and did not come within 61 s/]],
    script(s) {
      triggers(s, 'Heartbeat');
      s.wait(10);
      s.end();
      s.wait(51);
      s.end();
      s.wait(51);
      s.asks('station', 'StatusNotification', {});
    },
  },
  {
    name: 'promises that end with a reboot, a lost connection or a reset',
    expect: 'silent',
    script(s) {
      triggers(s, 'Heartbeat');
      s.asks('station', 'BootNotification', bootPayload(s, 'PowerUp'));
      s.wait(100);
      triggers(s, 'Heartbeat');
      s.closed();
      s.wait(100);
      s.open();
      triggers(s, 'Heartbeat');
      s.asks('csms', 'Reset', {}, { status: 'Accepted' });
      s.wait(100);
    },
  },
  {
    name: 'diagnostics that were announced by the name of a file and do not come',
    versions: ['1.6'],
    expect: [['advisory', 'station', /DiagnosticsStatusNotification was agreed to, and did not come within 100 s/]],
    script(s) {
      s.asks('csms', 'GetDiagnostics', { location: 'ftp://x' }, {});
      s.wait(100);
      s.asks('csms', 'GetDiagnostics', { location: 'ftp://x' }, { fileName: 'a.log' });
      s.asks('station', 'DiagnosticsStatusNotification', { status: 'Uploading' });
      s.wait(100);
      s.asks('csms', 'GetDiagnostics', { location: 'ftp://x' }, { fileName: 'b.log' });
      s.wait(100);
    },
  },
  {
    name: 'reports of all kinds that come whole',
    versions: X2,
    expect: 'silent',
    script(s) {
      asks(s, 'GetBaseReport', 1);
      asks(s, 'GetMonitoringReport', 1);
      part(s, 1, true);
      part(s, 1, false, 'NotifyMonitoringReport');
      part(s, 1, false);
      asks(s, 'GetChargingProfiles', 2);
      part(s, 2, true, 'ReportChargingProfiles');
      s.wait(59);
      part(s, 2, false, 'ReportChargingProfiles');
      asks(s, 'GetDisplayMessages', 3);
      part(s, 3, false, 'NotifyDisplayMessages');
      asks(s, 'CustomerInformation', 4, { report: true, clear: false });
      part(s, 4, false, 'NotifyCustomerInformation');
      asks(s, 'CustomerInformation', 5, { report: false, clear: true });
      asks(s, 'GetChargingProfiles', 6, {}, 'NoProfiles');
      asks(s, 'GetLog', 7, {}, 'AcceptedCanceled');
      s.asks('station', 'LogStatusNotification', { status: 'Uploading', requestId: 7 });
      s.wait(100);
    },
  },
  {
    name: 'reports that do not come, stop half-way, or come under another id',
    versions: X2,
    expect: [
      ['advisory', 'station', /ReportChargingProfiles of request 1 was agreed to, and did not come within 61 s/],
      ['advisory', 'station', /NotifyDisplayMessages of request 2 did not go on for 61 s/],
      ['advisory', 'station', /LogStatusNotification of request 3 was agreed to, and did not come/],
    ],
    script(s) {
      asks(s, 'GetChargingProfiles', 1);
      part(s, 9, false, 'ReportChargingProfiles');
      asks(s, 'GetDisplayMessages', 2);
      part(s, 2, true, 'NotifyDisplayMessages');
      asks(s, 'GetLog', 3);
      s.wait(60.5);
    },
  },
  {
    name: 'a report that was passed over for a later one',
    versions: X2,
    expect: [
      ['advisory', 'station', /NotifyReport of request 1 was agreed to, and did not come/],
      ['fail', 'station', /NotifyReport of request 1 was agreed to and never came, though a later request was served/],
    ],
    script(s) {
      asks(s, 'GetBaseReport', 1);
      s.wait(61);
      asks(s, 'GetBaseReport', 2);
      part(s, 2, true);
      part(s, 2, false);
    },
  },
  {
    name: 'a report that a newer request replaced in time',
    versions: X2,
    expect: 'silent',
    script(s) {
      asks(s, 'GetBaseReport', 1);
      asks(s, 'GetBaseReport', 2);
      part(s, 2, false);
      s.wait(100);
    },
  },
]);
