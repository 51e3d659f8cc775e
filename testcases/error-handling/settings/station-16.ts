/** The standard configuration keys of 1.6 (§9) that can be written, by their types. */
import { type StationContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { keysOf, sameKey } from '../../ocpp16/states/configuration.js';
import { type Access } from './try-values.js';
import { type Setting, type SettingType } from './values.js';

const KEYS: Readonly<Record<'integer' | 'boolean' | 'list', readonly string[]>> = {
  integer: [
    ...['BlinkRepeat', 'ClockAlignedDataInterval', 'ConnectionTimeOut', 'HeartbeatInterval', 'LightIntensity'],
    ...['MaxEnergyOnInvalidId', 'MeterValueSampleInterval', 'MinimumStatusDuration', 'ResetRetries'],
    ...['TransactionMessageAttempts', 'TransactionMessageRetryInterval', 'WebSocketPingInterval'],
  ],
  boolean: [
    ...['AllowOfflineTxForUnknownId', 'AuthorizationCacheEnabled', 'AuthorizeRemoteTxRequests', 'LocalAuthListEnabled'],
    ...['LocalAuthorizeOffline', 'LocalPreAuthorize', 'StopTransactionOnEVSideDisconnect'],
    ...['StopTransactionOnInvalidId', 'UnlockConnectorOnEVSideDisconnect'],
  ],
  // Lists of measurands: one that the station does not know is refused (§3.16.4).
  list: ['MeterValuesAlignedData', 'MeterValuesSampledData', 'StopTxnAlignedData', 'StopTxnSampledData'],
};

/** Keys whose range the text gives (§9.1.11). */
const RANGES: Readonly<Record<string, Pick<Setting, 'least' | 'most'>>> = { LightIntensity: { least: 0, most: 100 } };

/** A station need not give more keys at once (GetConfigurationMaxKeys), and the tester asks for no more than this. */
const AT_ONCE = 5;

/** The keys of a type that the station says can be written, with their values. */
export async function settings16(
  { csms, stop }: StationContext<Version>,
  type: 'integer' | 'boolean' | 'list',
): Promise<readonly Setting[]> {
  const found: Setting[] = [];
  for (let at = 0; at < KEYS[type].length; at += AT_ONCE) {
    const key = KEYS[type].slice(at, at + AT_ONCE);
    const outcome = await csms.attempt('GetConfiguration', { key });
    if (outcome.kind !== 'result') return stop(`the station does not tell its configuration: ${outcome.kind}`);
    for (const { key: name, readonly, value } of keysOf(outcome.payload)) {
      const standard = key.find((each) => sameKey(each, name));
      if (standard === undefined || readonly || value === undefined || found.some((each) => each.name === standard))
        continue;
      found.push({ name: standard, type: type satisfies SettingType, value, ...RANGES[standard] });
    }
  }
  return found;
}

export const ACCESS_16: Access = {
  says: ({ name }) => `the key ${name}`,
  write: ({ name }, value) => ['ChangeConfiguration', { key: name, value }],
  read: ({ name }) => ['GetConfiguration', { key: [name] }],
  statusOf: ({ status }) => String(status),
  statusPath: 'status',
  valueOf: (result, { name }) => keysOf(result).find(({ key }) => sameKey(key, name))?.value,
  valuePath: 'configurationKey[0].value',
  requirements: ['1.6 §5.3', '1.6 §9'],
};
