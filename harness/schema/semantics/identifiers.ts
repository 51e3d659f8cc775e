/**
 * Character sets of identifiers. 2.x: identifierString (Part 2 §2.1.4), by the field tables of Part 2 chapters 1 and 2.
 * 1.6: printable ASCII for CiString and String (§2.2, which is not normative; OCPP-J §4.1.2 has it as a SHOULD).
 */
import { showValue } from '../describe.js';
import { type Concern, NONE, problem } from './concern.js';

const RULE = 'identifier';
const IDENTIFIER = /^[A-Za-z0-9*\-_=:+|@.]*$/;
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Fields that are an identifierString wherever they occur in 2.x, with the types that use the name for other things. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  'transactionId',
  'checksum',
  'issuerNameHash',
  'iccid',
  'imsi',
  'preferredNetwork',
  'controlId',
  'supersededIds',
  'pspRef',
  'prioritizedEMAIDs',
]);
/** Fields that are an identifierString in these types alone. */
const TYPED: ReadonlySet<string> = new Set([
  'CertificateHashDataType.serialNumber',
  'OCSPRequestDataType.serialNumber',
  'ComponentType.name',
  'VariableType.name',
  'DERCurveGetType.id',
  'EnterServiceGetType.id',
  'FixedPFGetType.id',
  'FixedVarGetType.id',
  'FreqDroopGetType.id',
  'GradientGetType.id',
  'LimitMaxDischargeGetType.id',
]);
/**
 * identifierStrings of which the documents say elsewhere that they may hold more: id tokens (Part 2 C §1.1 lets them be
 * any data), and instances, for which the appendix lists free names such as a vendor id.
 */
const DISPUTED: ReadonlySet<string> = new Set([
  'IdTokenType.idToken',
  'AdditionalInfoType.additionalIdToken',
  'TariffAssignmentType.idTokens',
  'ComponentType.instance',
  'VariableType.instance',
]);

/** CiString and String fields of 1.6 that identify something; free text such as `info` is not among them. */
const FIELDS_16: ReadonlySet<string> = new Set([
  'idTag',
  'parentIdTag',
  'key',
  'unknownKey',
  'vendorId',
  'messageId',
  'vendorErrorCode',
  'chargePointVendor',
  'chargePointModel',
  'chargePointSerialNumber',
  'chargeBoxSerialNumber',
  'firmwareVersion',
  'iccid',
  'imsi',
  'meterType',
  'meterSerialNumber',
  'fileName',
]);
/** The Security Whitepaper types them identifierString (§6.1) and does not say what that is: 2.x does. */
const HASHES_16: ReadonlySet<string> = new Set(['issuerNameHash', 'issuerKeyHash']);

export const identifiers: Concern = (place, { version }) => {
  const { value, field, owner, schema } = place;
  if (typeof value !== 'string' || schema.enum !== undefined) return NONE;
  if (version === '1.6') {
    if (HASHES_16.has(field) && !IDENTIFIER.test(value)) {
      const detail = `${showValue(value)} has characters that an identifierString of 2.x may not have`;
      return problem(place, RULE, 'advisory', 'Security Whitepaper §6.1', detail);
    }
    if (!FIELDS_16.has(field) || PRINTABLE.test(value)) return NONE;
    return problem(place, RULE, 'advisory', '§2.2; OCPP-J §4.1.2', `${showValue(value)} is not printable ASCII alone`);
  }
  const name = `${owner}.${field}`;
  const certain = EVERYWHERE.has(field) || TYPED.has(name);
  if ((!certain && !DISPUTED.has(name)) || IDENTIFIER.test(value)) return NONE;
  const detail = `${showValue(value)} has characters that an identifierString may not have`;
  return problem(place, RULE, certain ? 'fail' : 'advisory', 'Part 2 §2.1.4 (identifierString)', detail);
};
