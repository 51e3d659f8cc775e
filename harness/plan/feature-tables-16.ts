/** What a 1.6 statement can claim. Names are those of configuration keys (S16 ch. 9, errata 3.88), or words of ours. */
export const STATION_FEATURES_16: Readonly<Record<string, string>> = {
  AllowOfflineTxForUnknownId: 'starts offline for unknown tokens',
  AuthorizationCacheEnabled: 'has an authorization cache',
  AuthorizeRemoteTxRequests: 'can authorize before a remote start',
  BlinkRepeat: 'can be told how often to blink',
  ChargeProfileMaxStackLevel: 'highest stack level, a number',
  ChargingScheduleMaxPeriods: 'periods per schedule, a number',
  ConnectorSwitch3to1PhaseSupported: 'switches from three phases to one',
  LightIntensity: 'has a light that can be set',
  LocalAuthListEnabled: 'has a local authorization list that can be switched',
  LocalAuthorizeOffline: 'authorizes locally while offline',
  LocalPreAuthorize: 'starts before the answer of the Central System',
  MaxChargingProfilesInstalled: 'charging profiles at once, a number',
  MaxEnergyOnInvalidId: 'gives some energy to a token that turns out invalid',
  MinimumStatusDuration: 'holds back short status changes',
  ReserveConnectorZeroSupported: 'takes a reservation for no connector in particular',
  StopTransactionOnEVSideDisconnect: 'ends the transaction when the EV is unplugged, or can be set to',
  StopTransactionOnInvalidId: 'ends the transaction of a token that turns out invalid, or can be set to',
  SupportedFileTransferProtocols: 'file transfer protocols, a list',
  UnlockConnectorOnEVSideDisconnect: 'unlocks when the EV is unplugged, or can be set to',
  WebSocketPingInterval: 'sends WebSocket pings',
  BackupPower: 'has a supply of its own that lets it end transactions when power fails',
  LocalListFailure: 'can be brought to refuse a local list',
  LocalStop: 'lets the driver end a transaction at the station',
  LockFailure: 'can be brought to a connector lock failure',
  OfflineTransactions: 'starts transactions while offline',
};

export const CSMS_FEATURES_16: Readonly<Record<string, string>> = {
  TriggerUnknownConnector: 'can ask for a message of a connector that is not configured',
  PendingBoot: 'can answer a boot with Pending',
  RejectedBoot: 'can answer a boot with Rejected',
};
