import { refusal } from '../../../harness/rules/refusal.js';
import { type Scene, at, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;

const refuses = (s: Scene, action: string, payload: unknown, code: string): void => {
  s.csms([2, 'q', action, payload]);
  s.station([4, 'q', code, '', {}]);
};

const event = {
  eventType: 'Started',
  timestamp: at(0),
  triggerReason: 'Authorized',
  seqNo: 0,
  transactionInfo: { transactionId: 'c1d2e3f4-0000-4a00-9000-000000000042', tariffId: 'default-tariff-1' },
  idToken: { idToken: '04A1B2C3', type: 'ISO14443' },
};
const refusesEvent = (s: Scene, code: string): void => {
  s.station([2, 'x-1', 'TransactionEvent', event]);
  s.csms([4, 'x-1', code, 'Failed to process message', {}]);
};

table(refusal, [
  {
    row: 'FIELD-36',
    name: 'a CSMS that fails at a valid TransactionEvent, which it may not do again',
    versions: ['2.1'],
    expect: [['advisory', 'csms', /which is valid, was answered with "InternalError"; what belongs to a transaction/]],
    script: (s) => refusesEvent(s, 'InternalError'),
  },
  {
    row: 'FIELD-36',
    name: 'a CSMS that does not like what a valid TransactionEvent says',
    versions: ['2.1'],
    expect: [['fail', 'csms', /which is valid, was answered with "PropertyConstraintViolation"/]],
    script: (s) => refusesEvent(s, 'PropertyConstraintViolation'),
  },
  {
    row: 'FIELD-30',
    name: 'a CSMS that cannot divide 8.1 by 0.1',
    versions: ['2.0.1'],
    expect: [['fail', 'csms', /"ReportChargingProfiles", which is valid, was answered with "FormatViolation"/]],
    script(s) {
      const chargingSchedulePeriod = [{ startPeriod: 0, limit: 8.1 }];
      s.asks('csms', 'GetChargingProfiles', { requestId: 9, evseId: 1, chargingProfile: {} }, { status: 'Accepted' });
      const chargingProfile = {
        id: 5,
        stackLevel: 1,
        chargingProfilePurpose: 'TxDefaultProfile',
        chargingProfileKind: 'Relative',
        chargingSchedule: [{ id: 1, chargingRateUnit: 'A', chargingSchedulePeriod }],
      };
      const report = { requestId: 9, chargingLimitSource: 'CSO', evseId: 1, tbc: false };
      s.station([2, 'g-2', 'ReportChargingProfiles', { ...report, chargingProfile: [chargingProfile] }]);
      s.csms([4, 'g-2', 'FormatViolation', 'Invalid message format', {}]);
    },
  },
  {
    name: 'a feature that is not there',
    expect: 'silent',
    script: (s) => refuses(s, 'GetLocalListVersion', {}, 'NotImplemented'),
  },
  {
    name: 'an unknown or invalid CALL that is refused',
    expect: 'silent',
    script(s) {
      refuses(s, 'Unheard', {}, 'NotImplemented');
      refuses(s, 'Reset', { type: 5 }, 'TypeConstraintViolation');
      refuses(s, 'Heartbeat', {}, 'GenericError');
    },
  },
  {
    name: 'a station that is turned away before it is accepted',
    versions: X2,
    expect: 'silent',
    script(s) {
      s.asks(
        'station',
        'BootNotification',
        { reason: 'PowerUp' },
        { status: 'Pending', interval: 10, currentTime: at(0) },
      );
      s.station([2, 'q', 'Heartbeat', {}]);
      s.csms([4, 'q', 'SecurityError', '', {}]);
    },
  },
  {
    name: 'too large a request for variables',
    versions: X2,
    expect: [['advisory', 'station', /wrong form/]],
    script: (s) =>
      refuses(
        s,
        'GetVariables',
        { getVariableData: [{ component: { name: 'A' }, variable: { name: 'B' } }] },
        'FormatViolation',
      ),
  },
  {
    name: 'a valid CALL that is refused as if it were none',
    versions: X2,
    expect: [
      ['fail', 'station', /no CALL/],
      ['fail', 'station', /no CALL/],
    ],
    script(s) {
      refuses(s, 'ClearCache', {}, 'RpcFrameworkError');
      refuses(s, 'ClearCache', {}, 'MessageTypeNotSupported');
    },
  },
  {
    name: 'a valid CALL that is refused for its form',
    expect: [['fail', 'station', /wrong form/]],
    script: (s) => refuses(s, 'ClearCache', {}, s.version === '1.6' ? 'FormationViolation' : 'FormatViolation'),
  },
  {
    name: 'a valid CALL that fails within the receiver, or whose value it does not take',
    expect: [
      ['advisory', 'station', /InternalError/],
      ['advisory', 'station', /PropertyConstraintViolation/],
    ],
    script(s) {
      refuses(s, 'ClearCache', {}, 'InternalError');
      refuses(s, 'ClearCache', {}, 'PropertyConstraintViolation');
    },
  },
  {
    name: 'U4: a message that no product can do without, refused again and again: one fault',
    expect: [
      ['fail', 'csms', /can do without/],
      ['advisory', 'csms', /can do without/],
    ],
    script(s) {
      for (const id of ['a', 'b']) {
        s.station([2, id, 'Heartbeat', {}]);
        s.csms([4, id, 'NotSupported', '', {}]);
      }
    },
  },
  {
    name: 'an unknown message that is refused for another reason',
    expect: [['advisory', 'station', /not NotImplemented/]],
    script: (s) => refuses(s, 'Unheard', {}, 'InternalError'),
  },
  {
    name: 'what answers a frame that is wrong on purpose',
    expect: 'silent',
    script(s) {
      s.csms([2, 'q', 'ClearCache', {}], { deliberate: true });
      s.station([4, 'q', s.version === '1.6' ? 'FormationViolation' : 'FormatViolation', '', {}]);
    },
  },
  {
    name: 'an accepted station that is turned away, and one of which nothing is known',
    expect: [
      ['advisory', 'csms', /"SecurityError"/],
      ['advisory', 'csms', /"SecurityError"/],
    ],
    script(s) {
      const turnedAway = (id: string): void => {
        s.station([2, id, 'Heartbeat', {}]);
        s.csms([4, id, 'SecurityError', '', {}]);
      };
      turnedAway('a');
      s.asks('station', 'BootNotification', {}, { status: 'Accepted', interval: 10, currentTime: at(0) });
      turnedAway('b');
    },
  },
]);
