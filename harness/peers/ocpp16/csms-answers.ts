/**
 * What the impersonated central system answers when no case says otherwise: what a plain CSMS would, so that what a
 * case does not speak of disturbs nothing. Payloads are hostile: only the fields that are read are looked at.
 */
import { iso } from '../../doors/clock.js';
import { type Lane } from '../../lane/lane.js';
import { type ResponseOf } from '../../schema/types.js';
import { type Answerer } from '../conversation/answer.js';
import { type Parameters, type Token } from '../for-cases/settings.js';

type IdTagInfo = ResponseOf<'1.6', 'Authorize'>['idTagInfo'];

/** What the tester's token list says of `idTag`. Tokens are compared without regard to case (1.6 §7.28, CiString). */
function idTagInfo(idTag: unknown, { tokens }: Parameters): IdTagInfo {
  const is = (token: Token) => typeof idTag === 'string' && token.idToken.toLowerCase() === idTag.toLowerCase();
  if (is(tokens.valid) || is(tokens.groupMember))
    return { status: 'Accepted', parentIdTag: tokens.group.idToken.slice(0, 20) };
  if (is(tokens.second) || is(tokens.masterPass)) return { status: 'Accepted' };
  if (is(tokens.blocked)) return { status: 'Blocked' };
  if (is(tokens.expired)) return { status: 'Expired' };
  return { status: 'Invalid' };
}

export function csmsAnswers(lane: Lane, parameters: Parameters): Answerer {
  let transactionId = 0;
  const now = () => iso(lane.clock.now());
  return ({ action, payload }) => {
    switch (action) {
      case 'BootNotification':
        return {
          result: {
            status: 'Accepted',
            currentTime: now(),
            interval: parameters.heartbeatInterval,
          } satisfies ResponseOf<'1.6', 'BootNotification'>,
        };
      case 'Heartbeat':
        return { result: { currentTime: now() } };
      case 'Authorize':
        return { result: { idTagInfo: idTagInfo(payload['idTag'], parameters) } };
      case 'StartTransaction':
        transactionId += 1;
        return {
          result: {
            transactionId: lane.id * 1_000_000 + transactionId,
            idTagInfo: idTagInfo(payload['idTag'], parameters),
          },
        };
      case 'StopTransaction':
        return { result: payload['idTag'] === undefined ? {} : { idTagInfo: idTagInfo(payload['idTag'], parameters) } };
      case 'DataTransfer':
        return { result: { status: 'UnknownVendorId' } satisfies ResponseOf<'1.6', 'DataTransfer'> };
      case 'SignCertificate':
        return { result: { status: 'Rejected' } satisfies ResponseOf<'1.6', 'SignCertificate'> };
      case 'MeterValues':
      case 'StatusNotification':
      case 'DiagnosticsStatusNotification':
      case 'FirmwareStatusNotification':
      case 'LogStatusNotification':
      case 'SecurityEventNotification':
      case 'SignedFirmwareStatusNotification':
        return { result: {} };
      default:
        return undefined;
    }
  };
}
