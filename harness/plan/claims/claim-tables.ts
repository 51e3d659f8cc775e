/** Which configuration key or variable tells of which feature or profile. */
import { type Test } from './evidence.js';

/** One claim that can be checked: the subject is a feature id or a profile, or several that share the evidence. */
export interface ClaimRule {
  readonly subjects: readonly string[];
  readonly name: string;
  readonly test: Test;
  /** Set where only one direction can be told. */
  readonly only?: 'over-claim' | 'under-claim';
}

const rule = (subject: string, name: string, test: Test, only?: ClaimRule['only']): ClaimRule => {
  return { subjects: [subject], name, test, ...(only === undefined ? {} : { only }) };
};
const items = (name: string, subjects: Readonly<Record<string, string>>): ClaimRule[] =>
  Object.entries(subjects).map(([subject, item]) => rule(subject, name, { item }));

const PROFILES_16 = [
  'Core',
  'FirmwareManagement',
  'LocalAuthListManagement',
  'Reservation',
  'SmartCharging',
  'RemoteTrigger',
];

/** Keys that a station has only for one profile (S16 §9.2 to §9.4). */
const KEYS_OF_PROFILES: Readonly<Record<string, readonly string[]>> = {
  LocalAuthListManagement: ['LocalAuthListEnabled', 'LocalAuthListMaxLength', 'SendLocalListMaxLength'],
  Reservation: ['ReserveConnectorZeroSupported'],
  SmartCharging: [
    'ChargeProfileMaxStackLevel',
    'ChargingScheduleAllowedChargingRateUnit',
    'ChargingScheduleMaxPeriods',
    'ConnectorSwitch3to1PhaseSupported',
    'MaxChargingProfilesInstalled',
  ],
};

/** Keys that every station of the profile has: without them a claim of the profile is too much. */
const REQUIRED_KEYS = new Set([
  'LocalAuthListEnabled',
  'LocalAuthListMaxLength',
  'SendLocalListMaxLength',
  'ChargeProfileMaxStackLevel',
  'ChargingScheduleAllowedChargingRateUnit',
  'ChargingScheduleMaxPeriods',
  'MaxChargingProfilesInstalled',
]);

const OPTIONAL_KEYS = [
  'AllowOfflineTxForUnknownId',
  'AuthorizationCacheEnabled',
  'BlinkRepeat',
  'LightIntensity',
  'MaxEnergyOnInvalidId',
  'MinimumStatusDuration',
  'SupportedFileTransferProtocols',
  'WebSocketPingInterval',
];

const SWITCHES = [
  'AuthorizeRemoteTxRequests',
  'LocalAuthListEnabled',
  'LocalAuthorizeOffline',
  'LocalPreAuthorize',
  'StopTransactionOnEVSideDisconnect',
  'StopTransactionOnInvalidId',
  'UnlockConnectorOnEVSideDisconnect',
];

export const CLAIM_RULES_16: readonly ClaimRule[] = [
  ...PROFILES_16.map((profile) => rule(profile, 'SupportedFeatureProfiles', { item: profile })),
  ...Object.entries(KEYS_OF_PROFILES).flatMap(([profile, keys]) =>
    keys.map((key) => rule(profile, key, 'present', REQUIRED_KEYS.has(key) ? undefined : 'under-claim')),
  ),
  ...OPTIONAL_KEYS.map((key) => rule(key, key, 'present')),
  ...SWITCHES.map((key) => rule(key, key, 'true-or-writable')),
  rule('AdditionalRootCertificateCheck', 'AdditionalRootCertificateCheck', 'true'),
  rule('ConnectorSwitch3to1PhaseSupported', 'ConnectorSwitch3to1PhaseSupported', 'true'),
  rule('ReserveConnectorZeroSupported', 'ReserveConnectorZeroSupported', 'true'),
  rule('TransactionOverEVSideDisconnect', 'StopTransactionOnEVSideDisconnect', 'false-or-writable'),
];

export const CLAIM_RULES_2X: readonly ClaimRule[] = [
  rule('Local Authorization List Management', 'LocalAuthListCtrlr.Available', 'true'),
  rule('Smart Charging', 'SmartChargingCtrlr.Available', 'true'),
  rule('Reservation', 'ReservationCtrlr.Available', 'true'),
  rule('Advanced Device Management', 'MonitoringCtrlr.Available', 'true'),
  rule('Advanced User Interface', 'DisplayMessageCtrlr.Available', 'true'),
  rule('Advanced User Interface', 'TariffCostCtrlr.Available[Tariff]', 'true', 'over-claim'),
  rule('Advanced User Interface', 'TariffCostCtrlr.Available[Cost]', 'true', 'over-claim'),
  rule('ISO 15118 Support', 'ISO15118Ctrlr.ContractValidationOffline', 'present'),
  rule('Bidirectional Power Transfer', 'V2XChargingCtrlr.Enabled', 'present'),
  rule('DER Control', 'DCDERCtrlr.ModesSupported', 'present', 'under-claim'),
  rule('DER Control', 'ACDERCtrlr.ModesSupported', 'present', 'under-claim'),
  rule('C-02', 'AuthCtrlr.OfflineTxForUnknownIdEnabled', 'true-or-writable'),
  rule('C-03', 'TxCtrlr.MaxEnergyOnInvalidId', 'present'),
  rule('C-06.1', 'TxCtrlr.StopTxOnEVSideDisconnect', 'false-or-writable'),
  rule('C-06.2', 'TxCtrlr.StopTxOnEVSideDisconnect', 'true-or-writable'),
  { subjects: ['C-07', 'C-08'], name: 'AuthCtrlr.MasterPassGroupId', test: 'present' },
  ...items('TxCtrlr.TxStartPoint', {
    'C-09.1': 'EVConnected',
    'C-09.2': 'Authorized',
    'C-09.3': 'DataSigned',
    'C-09.4': 'PowerPathClosed',
    'C-09.5': 'EnergyTransfer',
    'C-09.6': 'ParkingBayOccupancy',
  }),
  ...items('TxCtrlr.TxStopPoint', {
    'C-10.1': 'EVConnected',
    'C-10.2': 'Authorized',
    'C-10.3': 'PowerPathClosed',
    'C-10.4': 'EnergyTransfer',
    'C-10.5': 'ParkingBayOccupancy',
  }),
  rule('C-12.1', 'OCPPCommCtrlr.UnlockOnEVSideDisconnect', 'true-or-writable'),
  rule('C-12.2', 'OCPPCommCtrlr.UnlockOnEVSideDisconnect', 'false-or-writable'),
  rule('C-13', 'EVSE.AllowReset', 'true'),
  rule('C-20', 'ChargingStation.AllowNewSessionsPendingFirmwareUpdate', 'true-or-writable'),
  rule('C-21', 'OCPPCommCtrlr.QueueAllMessages', 'present'),
  rule('C-25', 'ClockCtrlr.TimeOffset', 'present'),
  rule('C-26', 'ClockCtrlr.TimeZone', 'present'),
  rule('C-28', 'AlignedDataCtrlr.SendDuringIdle', 'present'),
  rule('C-42', 'SampledDataCtrlr.SignReadings', 'true-or-writable'),
  rule('C-48.1', 'AuthCtrlr.AuthorizeRemoteStart', 'true-or-writable'),
  rule('C-48.2', 'AuthCtrlr.AuthorizeRemoteStart', 'false-or-writable'),
  rule('C-49', 'AuthCacheCtrlr.Available', 'true'),
  rule('C-51', 'TxCtrlr.TxStartPoint', 'writable'),
  rule('C-52', 'TxCtrlr.TxStopPoint', 'writable'),
  rule('C-53', 'AuthCacheCtrlr.LifeTime', 'present'),
  rule('C-54', 'AuthCacheCtrlr.Policy', 'present'),
  rule('C-58', 'AuthCtrlr.DisableRemoteAuthorization', 'present'),
  rule('C-59', 'AuthCacheCtrlr.DisablePostAuthorize', 'present'),
  rule('AS-2', 'SecurityCtrlr.AdditionalRootCertificateCheck', 'true'),
  rule('AS-3', 'SecurityCtrlr.CertSigningRepeatTimes', 'present'),
  ...items('SmartChargingCtrlr.RateUnit', { 'SC-2.1': 'A', 'SC-2.2': 'W' }),
  rule('R-2', 'ReservationCtrlr.NonEvseSpecific', 'true'),
  rule('R-3', 'ReservationCtrlr.Enabled', 'present'),
  rule('DM-3', 'MonitoringCtrlr.OfflineQueuingSeverity', 'present'),
  rule('ISO-5', 'ISO15118Ctrlr.CentralContractValidationAllowed', 'present'),
  rule('LA-1', 'LocalAuthListCtrlr.Enabled', 'present'),
  rule('LA-3', 'LocalAuthListCtrlr.DisablePostAuthorize', 'present'),
  ...items('DisplayMessageCtrlr.SupportedPriorities', {
    'UI-1.1': 'AlwaysFront',
    'UI-1.2': 'InFront',
    'UI-1.3': 'NormalCycle',
  }),
  ...items('DisplayMessageCtrlr.SupportedFormats', {
    'UI-2.1': 'ASCII',
    'UI-2.2': 'HTML',
    'UI-2.3': 'URI',
    'UI-2.4': 'UTF8',
  }),
];
