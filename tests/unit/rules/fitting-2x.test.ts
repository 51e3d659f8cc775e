import { fitting } from '../../../harness/rules/fitting.js';
import { at, type Scene, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;

const place = (component: object, variable: object) => ({ component, variable });
const A = place({ name: 'EVSE', evse: { id: 1 } }, { name: 'Power' });
const B = place({ name: 'OCPPCommCtrlr' }, { name: 'HeartbeatInterval' });
const read = (item: object, more: object = {}) => ({
  attributeStatus: 'Accepted',
  attributeValue: '1',
  ...item,
  ...more,
});
const reads = (s: Scene, asked: readonly object[], results: readonly object[]) =>
  s.asks('csms', 'GetVariables', { getVariableData: asked }, { getVariableResult: results });

const reports = (s: Scene, requestId: number, ...items: readonly object[]) =>
  s.asks('station', 'NotifyReport', {
    requestId,
    seqNo: 0,
    generatedAt: at(0),
    reportData: items.map((item) => ({ ...item, variableAttribute: [{ value: '1' }] })),
  });
const ACCEPTED = { status: 'Accepted' };

table(fitting, [
  {
    name: 'variables in any order and letters, the same one twice, with the default named or not',
    versions: X2,
    expect: 'silent',
    script(s) {
      reads(s, [A, B], [read(B), read(A, { attributeType: 'Actual' })]);
      reads(s, [A], [read(place({ name: 'evse', evse: { id: 1 } }, { name: 'POWER' }))]);
      reads(s, [A, A], [read(A), read(A)]);
      reads(s, [{ ...A, attributeType: 'MaxSet' }, A], [read(A), read(A, { attributeType: 'MaxSet' })]);
    },
  },
  {
    name: 'variables that are missing, another, of another attribute, or of another EVSE',
    versions: X2,
    expect: [
      ['fail', 'station', /no result came for ocppcommctrlr.heartbeatinterval, of 2 asked for/],
      ['fail', 'station', /a result came for ocppcommctrlr.heartbeatinterval, which was not asked for/],
      ['fail', 'station', /no result came for evse.power of EVSE 1/],
      ['fail', 'station', /was asked for with attributeType Target and came back as Actual/],
      ['advisory', 'station', /does not repeat the attributeType/],
      ['advisory', 'station', /evse.power was asked for and came back as evse.power of EVSE 1/],
    ],
    script(s) {
      reads(s, [A, B], [read(A)]);
      reads(s, [A], [read(B)]);
      reads(s, [{ ...A, attributeType: 'Target' }], [read(A)]);
      reads(s, [{ ...A, attributeType: 'Actual' }], [read(A)]);
      reads(s, [place({ name: 'EVSE' }, { name: 'Power' })], [read(A)]);
    },
  },
  {
    name: 'settings and monitors that do not answer what was asked',
    versions: X2,
    expect: [
      ['fail', 'station', /SetVariables: a result came for/],
      ['fail', 'station', /SetVariables: no result came for/],
      [
        'fail',
        'station',
        /SetVariableMonitoring: evse.power of EVSE 1 \(UpperThreshold\) was asked for with type UpperThreshold and came back as Delta/,
      ],
      ['fail', 'station', /no result came for the monitors 2/],
      ['fail', 'station', /results came for the monitors 3/],
    ],
    script(s) {
      const set = { attributeStatus: 'Accepted' };
      s.asks(
        'csms',
        'SetVariables',
        { setVariableData: [{ ...A, attributeValue: '1' }] },
        { setVariableResult: [{ ...B, ...set }] },
      );
      s.asks(
        'csms',
        'SetVariableMonitoring',
        { setMonitoringData: [{ ...A, value: 1, type: 'UpperThreshold', severity: 5 }] },
        {
          setMonitoringResult: [{ ...A, ...ACCEPTED, id: 1, type: 'Delta', severity: 5 }],
        },
      );
      const cleared = (...ids: readonly number[]) => ({
        clearMonitoringResult: ids.map((id) => ({ ...ACCEPTED, id })),
      });
      s.asks('csms', 'ClearVariableMonitoring', { id: [1, 2] }, cleared(1, 3));
      s.asks('csms', 'ClearVariableMonitoring', { id: [1, 2] }, cleared(2, 1));
    },
  },
  {
    name: 'reports of what was asked for: every EVSE, connector, variable and instance that is not named',
    versions: X2,
    expect: 'silent',
    script(s) {
      s.asks('csms', 'GetReport', { requestId: 1, componentVariable: [{ component: { name: 'evse' } }] }, ACCEPTED);
      reports(s, 1, A, place({ name: 'EVSE', evse: { id: 2, connectorId: 1 } }, { name: 'Any', instance: 'X' }));
      s.asks('csms', 'GetReport', { requestId: 2, componentCriteria: ['Active'] }, ACCEPTED);
      reports(s, 2, B);
      s.asks('csms', 'GetBaseReport', { requestId: 1, reportBase: 'FullInventory' }, ACCEPTED);
      reports(s, 1, B);
      reports(s, 99, B);
    },
  },
  {
    name: 'reports of what was not asked for',
    versions: X2,
    expect: [
      ['fail', 'station', /ocppcommctrlr.heartbeatinterval is reported/],
      ['fail', 'station', /evse.power of EVSE 1 is reported/],
      ['fail', 'station', /a monitor of type Delta is reported/],
      ['fail', 'station', /profile 6 is reported, which was not asked for/],
      ['fail', 'station', /profile 5 is reported, whose stackLevel was not asked for/],
      ['fail', 'station', /profiles of EVSE 2 are reported where those of 1/],
      ['advisory', 'station', /profiles of EVSE 0 are reported where those of 1/],
      ['fail', 'station', /message 8 is reported, whose priority/],
    ],
    script(s) {
      s.asks('csms', 'GetReport', { requestId: 1, componentVariable: [A] }, ACCEPTED);
      reports(s, 1, A, B);
      s.asks(
        'csms',
        'GetReport',
        { requestId: 2, componentVariable: [{ component: { name: 'EVSE', evse: { id: 2 } } }] },
        ACCEPTED,
      );
      reports(s, 2, A);
      s.asks('csms', 'GetMonitoringReport', { requestId: 3, monitoringCriteria: ['PeriodicMonitoring'] }, ACCEPTED);
      const monitor = {
        id: 1,
        transaction: false,
        value: 1,
        type: 'Delta',
        severity: 5,
        ...(s.version === '2.1' && { eventNotificationType: 'CustomMonitor' }),
      };
      s.asks('station', 'NotifyMonitoringReport', {
        requestId: 3,
        seqNo: 0,
        generatedAt: at(0),
        monitor: [{ ...A, variableMonitoring: [monitor] }],
      });
      const profiles = (requestId: number, criteria: object, id: number, evseId = 1) => {
        s.asks('csms', 'GetChargingProfiles', { requestId, evseId: 1, chargingProfile: criteria }, ACCEPTED);
        s.asks('station', 'ReportChargingProfiles', {
          requestId,
          evseId,
          chargingLimitSource: 'CSO',
          chargingProfile: [
            {
              id,
              stackLevel: 1,
              chargingProfilePurpose: 'TxProfile',
              chargingProfileKind: 'Relative',
              chargingSchedule: [
                { id: 1, chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }] },
              ],
            },
          ],
        });
      };
      profiles(4, { chargingProfileId: [5] }, 6);
      profiles(5, { stackLevel: 2 }, 5);
      profiles(6, { stackLevel: 1, chargingProfilePurpose: 'TxProfile', chargingLimitSource: ['CSO'] }, 5);
      profiles(7, { stackLevel: 1 }, 5, 2);
      profiles(8, { stackLevel: 1 }, 5, 0);
      s.asks('csms', 'GetDisplayMessages', { requestId: 9, priority: 'AlwaysFront' }, ACCEPTED);
      const message = { format: 'UTF8', content: 'x', ...(s.version === '2.1' && {}) };
      s.asks('station', 'NotifyDisplayMessages', {
        requestId: 9,
        messageInfo: [{ id: 8, priority: 'NormalCycle', message }],
      });
    },
  },
  {
    name: 'transactions, certificates and tokens that are answered about as they were asked about',
    versions: X2,
    expect: 'silent',
    script(s) {
      s.asks(
        'csms',
        'GetTransactionStatus',
        { transactionId: 't' },
        { ongoingIndicator: false, messagesInQueue: false },
      );
      s.asks('csms', 'GetTransactionStatus', {}, { messagesInQueue: false });
      s.asks('csms', 'GetInstalledCertificateIds', { certificateType: ['V2GRootCertificate'] }, { status: 'NotFound' });
      event(s, { idToken: { idToken: 'A', type: 'Local' } }, { idTokenInfo: ACCEPTED });
      event(s, {}, {});
    },
  },
  {
    name: 'transactions, certificates and tokens that are answered about otherwise',
    versions: X2,
    expect: [
      ['fail', 'station', /ongoingIndicator is missing/],
      ['fail', 'station', /ongoingIndicator is there/],
      ['fail', 'station', /certificates were found, and none came/],
      ['fail', 'csms', /idTokenInfo is missing/],
      ['fail', 'csms', /ocspResult is missing/],
    ],
    script(s) {
      s.asks('csms', 'GetTransactionStatus', { transactionId: 't' }, { messagesInQueue: false });
      s.asks('csms', 'GetTransactionStatus', {}, { ongoingIndicator: true, messagesInQueue: false });
      s.asks('csms', 'GetInstalledCertificateIds', {}, ACCEPTED);
      event(s, { idToken: { idToken: 'A', type: 'Local' } }, {});
      const hash = {
        hashAlgorithm: 'SHA256',
        issuerNameHash: 'a',
        issuerKeyHash: 'b',
        serialNumber: '1',
        responderURL: 'http://ocsp.example',
      };
      s.asks('station', 'GetCertificateStatus', { ocspRequestData: hash }, ACCEPTED);
    },
  },
  {
    name: 'a VAT number, a tariff and a cleared tariff of something else',
    versions: ['2.1'],
    expect: [
      ['fail', 'csms', /the answer is about "XX2" where "XX1" was asked about/],
      ['fail', 'station', /results came for tariffs that were not asked for: "b"/],
      ['fail', 'station', /a tariff came that is not of EVSE 1/],
    ],
    script(s) {
      s.asks(
        'station',
        'VatNumberValidation',
        { vatNumber: 'xx1', evseId: 1 },
        { vatNumber: 'XX1', evseId: 1, ...ACCEPTED },
      );
      s.asks('station', 'VatNumberValidation', { vatNumber: 'XX1' }, { vatNumber: 'XX2', ...ACCEPTED });
      s.asks('csms', 'ClearTariffs', { tariffIds: ['a'] }, { clearTariffsResult: [{ tariffId: 'b', ...ACCEPTED }] });
      const tariff = (...evseIds: readonly number[]) => ({ tariffId: 't', tariffKind: 'DefaultTariff', evseIds });
      s.asks('csms', 'GetTariffs', { evseId: 1 }, { ...ACCEPTED, tariffAssignments: [tariff(1, 2)] });
      s.asks('csms', 'GetTariffs', { evseId: 1 }, { ...ACCEPTED, tariffAssignments: [tariff(2)] });
    },
  },
]);

function event(s: Scene, more: object, answer: object): void {
  const transactionInfo = { transactionId: 't' };
  s.asks(
    'station',
    'TransactionEvent',
    { eventType: 'Started', timestamp: at(0), triggerReason: 'Authorized', seqNo: 0, transactionInfo, ...more },
    answer,
  );
}
