/** The keys that a 1.6 station has to have, by feature profile, and whether they may be written (§9, errata 3.79, 3.83). */

/** RW can be written, R only read; R|RW leaves the choice to the station. */
export type Access = 'RW' | 'R' | 'R|RW';

export const REQUIRED_KEYS: Readonly<Record<string, Readonly<Record<string, Access>>>> = {
  Core: {
    AuthorizeRemoteTxRequests: 'R|RW',
    ClockAlignedDataInterval: 'RW',
    ConnectionTimeOut: 'RW',
    ConnectorPhaseRotation: 'RW',
    GetConfigurationMaxKeys: 'R',
    HeartbeatInterval: 'RW',
    LocalAuthorizeOffline: 'RW',
    LocalPreAuthorize: 'RW',
    MeterValuesAlignedData: 'RW',
    MeterValuesSampledData: 'RW',
    MeterValueSampleInterval: 'RW',
    NumberOfConnectors: 'R',
    ResetRetries: 'RW',
    StopTransactionOnInvalidId: 'RW',
    StopTxnAlignedData: 'RW',
    StopTxnSampledData: 'RW',
    SupportedFeatureProfiles: 'R',
    TransactionMessageAttempts: 'RW',
    TransactionMessageRetryInterval: 'RW',
    UnlockConnectorOnEVSideDisconnect: 'R|RW',
  },
  LocalAuthListManagement: {
    LocalAuthListEnabled: 'RW',
    LocalAuthListMaxLength: 'R',
    SendLocalListMaxLength: 'R',
  },
  SmartCharging: {
    ChargeProfileMaxStackLevel: 'R',
    ChargingScheduleAllowedChargingRateUnit: 'R',
    ChargingScheduleMaxPeriods: 'R',
    MaxChargingProfilesInstalled: 'R',
  },
};
