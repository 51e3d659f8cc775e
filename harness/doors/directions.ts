/**
 * Who may send which message: the station, the CSMS, or both. Facts of 1.6 chapters 4 and 5 with the Security Whitepaper
 * chapter 5, and of 2.x Part 2 chapter 1; they are what tells a message in the wrong direction from an unknown one.
 */
import { type Version } from './protocol.js';

/** Who starts the exchange. `both` is DataTransfer. */
export type Sender = 'station' | 'csms' | 'both';

const STATION_16: readonly string[] = [
  'Authorize',
  'BootNotification',
  'DiagnosticsStatusNotification',
  'FirmwareStatusNotification',
  'Heartbeat',
  'LogStatusNotification',
  'MeterValues',
  'SecurityEventNotification',
  'SignCertificate',
  'SignedFirmwareStatusNotification',
  'StartTransaction',
  'StatusNotification',
  'StopTransaction',
];

const CSMS_16: readonly string[] = [
  'CancelReservation',
  'CertificateSigned',
  'ChangeAvailability',
  'ChangeConfiguration',
  'ClearCache',
  'ClearChargingProfile',
  'DeleteCertificate',
  'ExtendedTriggerMessage',
  'GetCompositeSchedule',
  'GetConfiguration',
  'GetDiagnostics',
  'GetInstalledCertificateIds',
  'GetLocalListVersion',
  'GetLog',
  'InstallCertificate',
  'RemoteStartTransaction',
  'RemoteStopTransaction',
  'ReserveNow',
  'Reset',
  'SendLocalList',
  'SetChargingProfile',
  'SignedUpdateFirmware',
  'TriggerMessage',
  'UnlockConnector',
  'UpdateFirmware',
];

const STATION_201: readonly string[] = [
  'Authorize',
  'BootNotification',
  'ClearedChargingLimit',
  'FirmwareStatusNotification',
  'Get15118EVCertificate',
  'GetCertificateStatus',
  'Heartbeat',
  'LogStatusNotification',
  'MeterValues',
  'NotifyChargingLimit',
  'NotifyCustomerInformation',
  'NotifyDisplayMessages',
  'NotifyEVChargingNeeds',
  'NotifyEVChargingSchedule',
  'NotifyEvent',
  'NotifyMonitoringReport',
  'NotifyReport',
  'PublishFirmwareStatusNotification',
  'ReportChargingProfiles',
  'ReservationStatusUpdate',
  'SecurityEventNotification',
  'SignCertificate',
  'StatusNotification',
  'TransactionEvent',
];

const CSMS_201: readonly string[] = [
  'CancelReservation',
  'CertificateSigned',
  'ChangeAvailability',
  'ClearCache',
  'ClearChargingProfile',
  'ClearDisplayMessage',
  'ClearVariableMonitoring',
  'CostUpdated',
  'CustomerInformation',
  'DeleteCertificate',
  'GetBaseReport',
  'GetChargingProfiles',
  'GetCompositeSchedule',
  'GetDisplayMessages',
  'GetInstalledCertificateIds',
  'GetLocalListVersion',
  'GetLog',
  'GetMonitoringReport',
  'GetReport',
  'GetTransactionStatus',
  'GetVariables',
  'InstallCertificate',
  'PublishFirmware',
  'RequestStartTransaction',
  'RequestStopTransaction',
  'ReserveNow',
  'Reset',
  'SendLocalList',
  'SetChargingProfile',
  'SetDisplayMessage',
  'SetMonitoringBase',
  'SetMonitoringLevel',
  'SetNetworkProfile',
  'SetVariableMonitoring',
  'SetVariables',
  'TriggerMessage',
  'UnlockConnector',
  'UnpublishFirmware',
  'UpdateFirmware',
];

const STATION_21: readonly string[] = [
  ...STATION_201,
  'BatterySwap',
  'ClosePeriodicEventStream',
  'GetCertificateChainStatus',
  'NotifyDERAlarm',
  'NotifyDERStartStop',
  'NotifyPeriodicEventStream',
  'NotifyPriorityCharging',
  'NotifySettlement',
  'OpenPeriodicEventStream',
  'PullDynamicScheduleUpdate',
  'ReportDERControl',
  'VatNumberValidation',
];

const CSMS_21: readonly string[] = [
  ...CSMS_201,
  'AFRRSignal',
  'AdjustPeriodicEventStream',
  'ChangeTransactionTariff',
  'ClearDERControl',
  'ClearTariffs',
  'GetDERControl',
  'GetPeriodicEventStream',
  'GetTariffs',
  'NotifyAllowedEnergyTransfer',
  'NotifyWebPaymentStarted',
  'RequestBatterySwap',
  'SetDERControl',
  'SetDefaultTariff',
  'UpdateDynamicSchedule',
  'UsePriorityCharging',
];

function table(station: readonly string[], csms: readonly string[]): ReadonlyMap<string, Sender> {
  const senders = new Map<string, Sender>([['DataTransfer', 'both']]);
  for (const action of station) senders.set(action, 'station');
  for (const action of csms) senders.set(action, 'csms');
  return senders;
}

const SENDERS: Readonly<Record<Version, ReadonlyMap<string, Sender>>> = {
  '1.6': table(STATION_16, CSMS_16),
  '2.0.1': table(STATION_201, CSMS_201),
  '2.1': table(STATION_21, CSMS_21),
};

/** Who may send `action` in `version`; undefined when the version has no such message. */
export function senderOf(version: Version, action: string): Sender | undefined {
  return SENDERS[version].get(action);
}

/** Whether the message goes as a SEND (message type 6), which is never answered (2.1 Part 4 §4.2.4, N15.FR.01). */
export function isSend(version: Version, action: string): boolean {
  return version === '2.1' && action === 'NotifyPeriodicEventStream';
}

/** Every message that this side may send in `version`. */
export function requestsOf(version: Version, side: 'station' | 'csms'): readonly string[] {
  return [...SENDERS[version]].filter(([, sender]) => sender === side || sender === 'both').map(([action]) => action);
}
