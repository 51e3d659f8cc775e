/** What the payloads say where nothing is wrong: things that do no harm to a SUT that takes them. */
import { type Choices } from '../../harness/peers/negatives.js';

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
];

/** Ids of things that no SUT has, so that nothing is started, stopped, installed or deleted. */
const NOWHERE = 987_654;
/** Fields that name something that exists: a connector, an EVSE. */
const EXISTING = /(?:^|\.)(?:connectorId|evseId|evse\.id)$/;
const IDS = /(?:Id|\.id|^id|version|versionNumber|listVersion)$/i;

export const HARMLESS: Omit<Choices, 'include'> = {
  member: (members) => members.find((member) => MILD.includes(member)) ?? members[0]!,
  number: (path) => (path.endsWith('startPeriod') ? 0 : EXISTING.test(path) ? 1 : IDS.test(path) ? NOWHERE : 1),
  text: (path, maxLength) => {
    if (path.endsWith('ocppCsmsUrl')) return 'ws://127.0.0.1:9/laddprov';
    if (/(?:url|urls|location|uri)(?:\[\d+\])?$/i.test(path)) return 'http://127.0.0.1:9/laddprov';
    if (/TimeOfDay$/.test(path)) return '08:00';
    if (/DateTime|Date$/.test(path)) return '2030-01-01';
    return 'LADDPROV-NEGATIVE'.slice(0, maxLength);
  },
};

/**
 * Messages whose valid form a receiver may act upon in a way that the next case would feel: only what is wrong with
 * them is sent, not what is right.
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
  ...[
    'GetBaseReport',
    'GetReport',
    'GetMonitoringReport',
    'GetChargingProfiles',
    'GetDisplayMessages',
    'TriggerMessage',
  ],
];
