/** The configuration keys of the small 1.6 charge point: those that Core requires (1.6 §9.1). */
export interface Key {
  readonly readonly: boolean;
  value: string;
}

const REGISTER = 'Energy.Active.Import.Register';
const MEASURANDS = [REGISTER];

const WRITABLE: Readonly<Record<string, string>> = {
  AuthorizeRemoteTxRequests: 'false',
  ClockAlignedDataInterval: '0',
  ConnectionTimeOut: '5',
  ConnectorPhaseRotation: '0.RST,1.RST',
  HeartbeatInterval: '60',
  LocalAuthorizeOffline: 'false',
  LocalPreAuthorize: 'false',
  MeterValuesAlignedData: REGISTER,
  MeterValuesSampledData: REGISTER,
  MeterValueSampleInterval: '0',
  ResetRetries: '1',
  StopTransactionOnEVSideDisconnect: 'true',
  StopTransactionOnInvalidId: 'true',
  StopTxnAlignedData: '',
  StopTxnSampledData: '',
  TransactionMessageAttempts: '3',
  TransactionMessageRetryInterval: '1',
  UnlockConnectorOnEVSideDisconnect: 'true',
};
const FIXED: Readonly<Record<string, string>> = {
  GetConfigurationMaxKeys: '50',
  NumberOfConnectors: '1',
  SupportedFeatureProfiles: 'Core,RemoteTrigger',
};
const LISTS = ['MeterValuesAlignedData', 'MeterValuesSampledData', 'StopTxnAlignedData', 'StopTxnSampledData'];

export const CONFIGURATION_16: readonly (readonly [string, Key])[] = [
  ...Object.entries(WRITABLE).map(([key, value]) => [key, { readonly: false, value }] as const),
  ...Object.entries(FIXED).map(([key, value]) => [key, { readonly: true, value }] as const),
];

function fits(key: string, before: string, value: string): boolean {
  if (LISTS.includes(key)) return value === '' || value.split(',').every((one) => MEASURANDS.includes(one));
  if (before === 'true' || before === 'false') return value === 'true' || value === 'false';
  return /^\d+$/.test(before) ? /^\d+$/.test(value) : true;
}

/** The status of ChangeConfiguration. */
export function setKey(keys: Map<string, Key>, key: string, value: string): 'Accepted' | 'Rejected' | 'NotSupported' {
  const entry = keys.get(key);
  if (!entry) return 'NotSupported';
  if (entry.readonly || !fits(key, entry.value, value)) return 'Rejected';
  entry.value = value;
  return 'Accepted';
}
