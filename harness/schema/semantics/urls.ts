/**
 * Fields that carry a URL or a URI. That it names its protocol is required of upload targets and of the CSMS's address;
 * of the others the field tables say only that it is a URL or URI, so that what lacks a scheme is an advisory.
 */
import { is2x } from '../../doors/protocol.js';
import { showValue } from '../describe.js';
import { hasScheme, hasUriCharacters, schemeOf } from '../formats.js';
import { type Place } from '../visit.js';
import { type Concern, type Judge, NONE, problem, type SemanticProblem, type Severity } from './concern.js';

const RULE = 'url';
/** URL and URI fields of 2.x by type and name, with the clause that says so. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['FirmwareType.location', 'Part 2 FirmwareType'],
  ['PublishFirmwareRequest.location', 'Part 2 PublishFirmwareRequest'],
  ['PublishFirmwareStatusNotificationRequest.location', 'Part 2 PublishFirmwareStatusNotificationRequest'],
  ['LogParametersType.remoteLocation', 'Part 2 N01, LogParametersType'],
  ['OCSPRequestDataType.responderURL', 'Part 2 OCSPRequestDataType'],
  ['CertificateStatusRequestInfoType.urls', 'Part 2 CertificateStatusRequestInfoType'],
  ['NotifySettlementRequest.receiptUrl', 'Part 2 NotifySettlementRequest'],
  ['NotifySettlementResponse.receiptUrl', 'Part 2 NotifySettlementResponse'],
]);

function characters(place: Place, text: string, clause: string): readonly SemanticProblem[] {
  if (hasUriCharacters(text)) return NONE;
  return problem(
    place,
    RULE,
    'advisory',
    `${clause}; RFC 3986 §2`,
    `${showValue(text)} has characters that a URI has percent-encoded`,
  );
}

/** OCPP-J is WebSocket: Part 4 §3.1.1 has its URLs begin with ws or wss. With SOAP the address is another matter. */
function csmsUrl(place: Place, text: string): readonly SemanticProblem[] {
  const clause = 'Part 4 §3.1.1';
  if (place.holder.ocppTransport !== 'JSON') return NONE;
  const scheme = schemeOf(text);
  if (scheme === 'ws' || scheme === 'wss') return characters(place, text, clause);
  return problem(place, RULE, 'fail', clause, `${showValue(text)} is not a URL with the scheme ws or wss`);
}

/** A URL or URI: `severity` is that of one without a scheme. */
const withScheme = (place: Place, text: string, severity: Severity, clause: string): readonly SemanticProblem[] =>
  hasScheme(text)
    ? characters(place, text, clause)
    : problem(place, RULE, severity, clause, `${showValue(text)} has no scheme`);

const ofTexts =
  (judge: (place: Place, text: string) => readonly SemanticProblem[]): Judge =>
  (place) =>
    typeof place.value === 'string' ? judge(place, place.value) : NONE;

export const urls: Concern = ({ field, owner, schema }, { version }) => {
  if (!is2x(version)) {
    // What has no scheme fails the format already.
    if (schema.format !== 'uri') return undefined;
    return ofTexts((place, text) => (hasScheme(text) ? characters(place, text, '§8') : NONE));
  }
  const name = `${owner}.${field}`;
  if (name === 'NetworkConnectionProfileType.ocppCsmsUrl') return ofTexts(csmsUrl);
  if (name === 'MessageContentType.content') {
    const clause = 'Part 2 MessageFormatEnumType (URI)';
    return ofTexts((place, text) =>
      place.holder.format === 'URI' ? withScheme(place, text, 'advisory', clause) : NONE,
    );
  }
  const clause = FIELDS.get(name);
  if (clause === undefined) return undefined;
  // N01 says that the URL contains the protocol to upload with; an empty or relative one leaves the station none.
  const severity = name === 'LogParametersType.remoteLocation' ? 'fail' : 'advisory';
  return ofTexts((place, text) => withScheme(place, text, severity, clause));
};
