/** What the payloads say where nothing is wrong: things that make sense, and do no harm to a SUT that takes them. */
import { type Base } from '../../../harness/peers/for-cases/negatives.js';
import { is2x, type Version } from '../../../harness/peers/for-cases/versions.js';

/** Members of enums that change least, wherever they may stand. */
const MILD = [
  'Operative',
  'Soft',
  'OnIdle',
  'Heartbeat',
  'Available',
  'Idle',
  'Differential',
  'Accepted',
  'TxDefaultProfile',
  'FullInventory',
  // Its unit is the one that goes without saying.
  'Energy.Active.Import.Register',
];

/** Ids of things that no SUT has, so that nothing is started, stopped, installed or deleted. */
export const NOWHERE = 987_654;
/** Names of things that no SUT has. */
export const NOBODY = 'LADDPROV-NEGATIVE';
/** Fields that name something that exists: a connector, an EVSE. */
const EXISTING = /(?:^|\.)(?:connectorId|evseId|evse\.id)$/;
const IDS = /(?:Id|\.id|^id|version|versionNumber|listVersion)$/i;

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object of a payload, whatever it lies in. */
function objectsIn(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isFields(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

const TIME = '2025-01-01T00:00:00Z';

/**
 * A charging profile whose parts go together: what belongs to a transaction is a TxProfile, and the kind is that of its
 * start (1.6 §7.8, errata 3.56; K01.FR.40, K01.FR.41).
 */
function fitProfile(profile: Fields, starts: boolean): void {
  if (starts || profile['transactionId'] !== undefined) profile['chargingProfilePurpose'] = 'TxProfile';
  const schedules = objectsIn(profile['chargingSchedule']).filter((each) => 'chargingSchedulePeriod' in each);
  const recurs = profile['recurrencyKind'] !== undefined;
  if (recurs) for (const schedule of schedules) schedule['startSchedule'] ??= TIME;
  const begins = schedules.some((schedule) => schedule['startSchedule'] !== undefined);
  profile['chargingProfileKind'] = recurs ? 'Recurring' : begins ? 'Absolute' : 'Relative';
}

type Finish = (payload: Fields, version: Version) => void;

const ofComponent: Finish = (payload) => {
  const asks = ['componentVariable', 'componentCriteria', 'monitoringCriteria'].some((name) => name in payload);
  if (!asks) payload['componentVariable'] = [{ component: { name: NOBODY } }];
};

/** What a request that may ask for anything asks for, so that it is about nothing that the SUT has. */
const ABOUT_NOTHING: Readonly<Record<string, Finish>> = {
  // An id alone decides in 1.6 (errata 3.25); 2.x has an id or criteria (K10.FR.02).
  ClearChargingProfile(payload, version) {
    const criteria = payload['chargingProfileCriteria'];
    if (isFields(criteria)) criteria['stackLevel'] ??= NOWHERE;
    else payload[is2x(version) ? 'chargingProfileId' : 'id'] ??= NOWHERE;
  },
  GetChargingProfiles({ chargingProfile }) {
    if (isFields(chargingProfile) && Object.keys(chargingProfile).length === 0)
      chargingProfile['chargingProfileId'] = [NOWHERE];
  },
  GetReport: ofComponent,
  GetMonitoringReport: ofComponent,
  GetDisplayMessages(payload) {
    if (payload['priority'] === undefined && payload['state'] === undefined) payload['id'] ??= [NOWHERE];
  },
  CustomerInformation(payload) {
    if (payload['idToken'] === undefined && payload['customerCertificate'] === undefined)
      payload['customerIdentifier'] ??= NOBODY;
  },
};

/** Requests whose profile is that of the transaction which they start (1.6 §5.11; F01.FR.09). */
const STARTS: readonly string[] = ['RemoteStartTransaction', 'RequestStartTransaction'];

/** What is chosen for the sound payloads of a message. */
export const harmless = (version: Version, action: string, part: 'request' | 'response' = 'request'): Base => ({
  member: (members) => members.find((member) => MILD.includes(member)) ?? members[0]!,
  number: (path) => (path.endsWith('startPeriod') ? 0 : EXISTING.test(path) ? 1 : IDS.test(path) ? NOWHERE : 1),
  text: (path, maxLength) => {
    if (path.endsWith('ocppCsmsUrl')) return 'ws://127.0.0.1:9/laddprov';
    if (/(?:url|urls|location|uri)(?:\[\d+\])?$/i.test(path)) return 'http://127.0.0.1:9/laddprov';
    if (/TimeOfDay$/.test(path)) return '08:00';
    if (/DateTime|Date$/.test(path)) return '2030-01-01';
    if (/sampledValue\[\d+\]\.value$/.test(path)) return '1';
    if (/unitOfMeasure\.unit$/.test(path)) return 'Wh';
    return NOBODY.slice(0, maxLength);
  },
  finish(payload) {
    if (part === 'response') return;
    for (const each of objectsIn(payload))
      if ('chargingProfileKind' in each && 'chargingSchedule' in each) fitProfile(each, STARTS.includes(action));
    ABOUT_NOTHING[action]?.(payload, version);
  },
});

/**
 * Messages whose valid form a receiver may act upon in a way that the next case would feel: only what is wrong with
 * them is sent, not what is right at the edge.
 */
export const ACTS: readonly string[] = [
  ...['Reset', 'RemoteStartTransaction', 'RequestStartTransaction', 'UpdateFirmware', 'SignedUpdateFirmware'],
  ...['PublishFirmware', 'InstallCertificate', 'CertificateSigned', 'SetNetworkProfile', 'SendLocalList', 'ClearCache'],
  ...['ReserveNow', 'GetDiagnostics', 'GetLog', 'SetChargingProfile', 'SetDisplayMessage', 'UnlockConnector'],
  ...['SetMonitoringBase', 'SetMonitoringLevel', 'SetVariableMonitoring', 'SetDefaultTariff', 'SetDERControl'],
  ...['BootNotification', 'StartTransaction', 'StopTransaction', 'TransactionEvent', 'SignCertificate', 'BatterySwap'],
  ...['RequestBatterySwap', 'ClearChargingProfile', 'ClearDERControl', 'ClearTariffs', 'ClearDisplayMessage'],
  ...['ChangeConfiguration', 'SetVariables', 'DeleteCertificate', 'CustomerInformation', 'AFRRSignal'],
  // They are answered by reports, which the next case would have to tell from its own.
  ...['GetBaseReport', 'GetReport', 'GetMonitoringReport', 'GetChargingProfiles', 'GetDisplayMessages'],
  'TriggerMessage',
];
