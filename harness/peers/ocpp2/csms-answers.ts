/**
 * What the impersonated CSMS answers in 2.0.1 and 2.1 when no case says otherwise. Payloads are hostile: only the
 * fields that are read are looked at.
 */
import { iso } from '../../doors/clock.js';
import { type Lane } from '../../lane/lane.js';
import { type ResponseOf } from '../../schema/types.js';
import { type Answerer } from '../conversation/answer.js';
import { type Parameters, type Token } from '../for-cases/settings.js';

type IdTokenInfo = ResponseOf<'2.0.1', 'Authorize'>['idTokenInfo'];

/** What the tester's token list says of `idToken`. Tokens are compared without regard to case (identifierString). */
function idTokenInfo(idToken: unknown, { tokens }: Parameters): IdTokenInfo {
  const text = typeof idToken === 'object' && idToken !== null && 'idToken' in idToken ? idToken.idToken : undefined;
  const type = typeof idToken === 'object' && idToken !== null && 'type' in idToken ? idToken.type : undefined;
  const is = (token: Token) => typeof text === 'string' && token.idToken.toLowerCase() === text.toLowerCase();
  const group = (token: Token) =>
    ({ groupIdToken: { idToken: token.idToken, type: token.type } }) as Partial<IdTokenInfo>;
  if (is(tokens.valid) || is(tokens.groupMember)) return { status: 'Accepted', ...group(tokens.group) };
  if (is(tokens.masterPass)) return { status: 'Accepted', ...group(tokens.masterPassGroup) };
  // No token at all: the station authorises by itself, so that C03/C04 sessions are not refused here.
  if (is(tokens.second) || type === 'NoAuthorization') return { status: 'Accepted' };
  if (is(tokens.blocked)) return { status: 'Blocked' };
  if (is(tokens.expired)) return { status: 'Expired' };
  return { status: 'Unknown' };
}

/** Everything that is answered with an empty payload. */
const EMPTY = new Set([
  'ClearedChargingLimit',
  'ClosePeriodicEventStream',
  'FirmwareStatusNotification',
  'LogStatusNotification',
  'MeterValues',
  'NotifyChargingLimit',
  'NotifyCustomerInformation',
  'NotifyDERAlarm',
  'NotifyDERStartStop',
  'NotifyDisplayMessages',
  'NotifyEvent',
  'NotifyMonitoringReport',
  'NotifyPriorityCharging',
  'NotifyReport',
  'PublishFirmwareStatusNotification',
  'ReportChargingProfiles',
  'ReportDERControl',
  'ReservationStatusUpdate',
  'SecurityEventNotification',
  'StatusNotification',
]);

export function csmsAnswers(lane: Lane, parameters: Parameters): Answerer {
  const now = () => iso(lane.clock.now());
  return ({ action, payload }) => {
    if (EMPTY.has(action)) return { result: {} };
    switch (action) {
      case 'BootNotification':
        return {
          result: {
            status: 'Accepted',
            currentTime: now(),
            interval: parameters.heartbeatInterval,
          } satisfies ResponseOf<'2.0.1', 'BootNotification'>,
        };
      case 'Heartbeat':
        return { result: { currentTime: now() } };
      case 'Authorize':
        return { result: { idTokenInfo: idTokenInfo(payload['idToken'], parameters) } };
      case 'TransactionEvent':
        // E01.FR.12: an idToken in the request asks for idTokenInfo in the response.
        return {
          result: payload['idToken'] === undefined ? {} : { idTokenInfo: idTokenInfo(payload['idToken'], parameters) },
        };
      case 'DataTransfer':
        return { result: { status: 'UnknownVendorId' } satisfies ResponseOf<'2.0.1', 'DataTransfer'> };
      case 'SignCertificate':
      case 'NotifyEVChargingNeeds':
        return { result: { status: 'Rejected' } };
      case 'NotifyEVChargingSchedule':
      case 'OpenPeriodicEventStream':
        return { result: { status: 'Accepted' } };
      default:
        return undefined;
    }
  };
}
