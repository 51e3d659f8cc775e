/** What negative cases are called: made of message, path and kind alone, so that a baseline holds. */
import { type Negative } from '../../../harness/peers/for-cases/negatives.js';
import { type Role, type Version } from '../../../harness/peers/for-cases/versions.js';

const FAMILY: Readonly<Record<Version, string>> = { '1.6': '16', '2.0.1': '201', '2.1': '21' };
const SIDE: Readonly<Record<Role, string>> = { station: 'CS', csms: 'CSMS' };
export const BLOCK = 'Negative messages';

/** `NEG_16_CS_Heartbeat.conf_error-unknown`: what the tester answers `action` of the SUT with. */
export const resultId = (version: Version, sut: Role, place: string, kind: string): string =>
  `NEG_${FAMILY[version]}_${SIDE[sut]}_${place}_${kind}`;

/** `NEG_16_CS_ChangeAvailability.connectorId_missing`; with `.conf` behind the message where a result is meant. */
export function idOf(version: Version, sut: Role, { action, part, path, kind }: Negative): string {
  const message = part === 'response' ? `${action}.conf` : action;
  const place =
    path === '' ? message : `${message}.${path.replaceAll('[0]', '')}${path.endsWith('[0]') ? '.item' : ''}`;
  return resultId(version, sut, place, kind);
}
