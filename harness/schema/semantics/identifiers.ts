/**
 * Character sets of identifiers. 2.x: identifierString (Part 2 §2.1.4), by the field tables of Part 2 chapters 1 and 2.
 * 1.6: printable ASCII for CiString and String (§2.2, which is not normative; OCPP-J §4.1.2 has it as a SHOULD).
 */
import { showValue } from '../describe.js';
import { type Concern, type Judge, NONE, problem, type Severity } from './concern.js';

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

/** Says `what` of texts that do not match `allowed`. */
const matching =
  (allowed: RegExp, severity: Severity, clause: string, what: string): Judge =>
  (place) =>
    typeof place.value !== 'string' || allowed.test(place.value)
      ? NONE
      : problem(place, RULE, severity, clause, `${showValue(place.value)} ${what}`);

function judgeOf16(field: string): Judge | undefined {
  if (HASHES_16.has(field)) {
    const what = 'has characters that an identifierString of 2.x may not have';
    return matching(IDENTIFIER, 'advisory', 'Security Whitepaper §6.1', what);
  }
  if (!FIELDS_16.has(field)) return undefined;
  return matching(PRINTABLE, 'advisory', '§2.2; OCPP-J §4.1.2', 'is not printable ASCII alone');
}

export const identifiers: Concern = ({ field, owner, schema }, { version }) => {
  if ((schema.type ?? 'string') !== 'string' || schema.enum !== undefined) return undefined;
  if (version === '1.6') return judgeOf16(field);
  const name = `${owner}.${field}`;
  const certain = EVERYWHERE.has(field) || TYPED.has(name);
  if (!certain && !DISPUTED.has(name)) return undefined;
  const severity = certain ? 'fail' : 'advisory';
  const what = 'has characters that an identifierString may not have';
  return matching(IDENTIFIER, severity, 'Part 2 §2.1.4 (identifierString)', what);
};
