/** The plan of a run against the embedded reference peer: what a user would write for it. */
import { is2x, type Role, type Version } from '../../harness/doors/protocol.js';
import { readPlan } from '../../harness/plan/reading/load.js';
import { type LoadedPlan } from '../../harness/plan/reading/load.js';
import { type SecurityProfile } from '../../harness/peers/for-cases/security.js';
import { profileNamed } from '../../harness/plan/statement/profiles.js';
import { DEFAULT_TOKENS } from '../../harness/plan/tokens.js';
import { referenceCsmsFacts } from '../../fixtures/reference-csms/reference-csms.js';
import { type CsmsVariant, usualVariant } from '../../fixtures/reference-csms/options.js';
import { referenceStationFacts } from '../../fixtures/reference-station/facts.js';
import { type StationVariant } from '../../fixtures/reference-station/variant.js';
import { referenceSensors } from './sensors.js';

/** What of the reference peers' variety their plans have to say. */
type Variant = Partial<
  Pick<
    StationVariant,
    | 'fixedCable'
    | 'minimumStatusDuration'
    | 'additionalRootCheck'
    | 'backupPower'
    | 'authorizationCache'
    | 'lock'
    | 'withoutProfiles'
    | 'maxStackLevel'
    | 'maxSchedulePeriods'
    | 'maxChargingProfiles'
    | 'reserveConnectorZero'
    | 'evses'
    | 'sensors'
    | 'signedFirmware'
    | 'fileProtocols'
  > &
    Pick<CsmsVariant, 'onHeat' | 'anyToken'>
>;

export interface EmbeddedPlanOptions {
  readonly variant?: Variant;
  readonly role: Role;
  readonly version: Version;
  /** The port on which the tester, or the reference CSMS, listens; 0 where the system chooses. */
  readonly port: number;
  readonly lanes: number;
  /** 1 by default. */
  readonly security?: SecurityProfile;
  /** Whether the process has a certificate authority for both sides. */
  readonly authority?: boolean;
}

/** Tokens that the embedded CSMS, whichever side it is on, knows or does not know: those of a plan that names none. */
export const TOKENS = DEFAULT_TOKENS;

/** Tokens that are accepted; each lane presents its own, the first those of `TOKENS`. */
export const laneTokens = (lanes: number): Readonly<Record<'valid' | 'second' | 'groupMember', readonly string[]>> => {
  const each = (first: string) =>
    Array.from({ length: lanes }, (_, lane) =>
      lane === 0 ? first : `1ADD${lane.toString(16).padStart(3, '0').toUpperCase()}${first.slice(-1)}`,
    );
  return { valid: each(TOKENS.valid), second: each(TOKENS.second), groupMember: each(TOKENS.groupMember) };
};

export const PASSWORD = 'laddprov-reference';

/** The identities that the reference CSMS knows: one a lane, and one that nobody plays. */
export const identitiesOf = (lanes: number): string[] =>
  Array.from({ length: lanes + 1 }, (_, index) => `LADDPROV-${String(index + 1).padStart(4, '0')}`);

/** What the 1.6 reference station claims; some of it depends on how it is built. */
const stationFeatures16 = ({
  fixedCable = false,
  additionalRootCheck = false,
  backupPower = false,
  authorizationCache = true,
  lock = true,
  withoutProfiles = [],
  signedFirmware = true,
  fileProtocols = 'FTP,HTTP,HTTPS',
  reserveConnectorZero = true,
  minimumStatusDuration = 0,
  maxStackLevel = 5,
  maxSchedulePeriods = 24,
  maxChargingProfiles = 10,
}: Variant): (string | Readonly<Record<string, number | string>>)[] => [
  'AuthorizeRemoteTxRequests',
  ...(fileProtocols === '' ? [] : [{ SupportedFileTransferProtocols: fileProtocols }]),
  ...(signedFirmware && !withoutProfiles.includes('FirmwareManagement') ? ['SecureFirmwareUpdate'] : []),
  'LocalAuthorizeOffline',
  'LocalPreAuthorize',
  'LocalStop',
  'OfflineTransactions',
  'StopTransactionOnEVSideDisconnect',
  'StopTransactionOnInvalidId',
  'TransactionOverEVSideDisconnect',
  'WebSocketPingInterval',
  ...(authorizationCache ? ['AuthorizationCacheEnabled'] : []),
  ...(withoutProfiles.includes('LocalAuthListManagement') ? [] : ['LocalAuthListEnabled', 'LocalListFailure']),
  ...(fixedCable ? ['HFS-2'] : ['HFS-1', 'UnlockConnectorOnEVSideDisconnect']),
  ...(lock && !fixedCable ? ['LockFailure'] : []),
  ...(backupPower ? ['BackupPower'] : []),
  ...(additionalRootCheck ? ['AdditionalRootCertificateCheck'] : []),
  ...(reserveConnectorZero && !withoutProfiles.includes('Reservation') ? ['ReserveConnectorZeroSupported'] : []),
  ...(minimumStatusDuration > 0 ? ['MinimumStatusDuration'] : []),
  ...(withoutProfiles.includes('SmartCharging')
    ? []
    : [
        'ConnectorSwitch3to1PhaseSupported',
        { ChargeProfileMaxStackLevel: maxStackLevel },
        { ChargingScheduleMaxPeriods: maxSchedulePeriods },
        { MaxChargingProfilesInstalled: maxChargingProfiles },
      ]),
];

/** Plans that were read already: the proof runs the same one thousands of times. */
const READ = new Map<string, LoadedPlan>();
const MOST_READ = 64;

/** A loaded plan for the embedded peer of that role and version. */
export function embeddedPlan({
  role,
  version,
  port,
  lanes,
  variant = {},
  security = 1,
  authority = security >= 2,
}: EmbeddedPlanOptions): LoadedPlan {
  const named = role === 'station' ? referenceStationFacts.profiles[version] : referenceCsmsFacts.profiles[version];
  // The Security Whitepaper is no feature profile of SupportedFeatureProfiles.
  const profiles = [...new Set([...named, ...(version === '1.6' ? ['Security'] : [])])]
    .filter((name) => !variant.withoutProfiles?.includes(name))
    .map((name) => profileNamed(name.replaceAll(' ', '')) ?? profileNamed(name) ?? name);
  const free = variant.anyToken ? ['AcceptsEveryToken'] : [];
  const features = is2x(version)
    ? role === 'station'
      ? [...referenceStationFacts.features, variant.fixedCable ? 'HFS-2' : 'HFS-1']
      : [...referenceCsmsFacts.features, ...free]
    : role === 'station'
      ? stationFeatures16(variant)
      : free;
  const { evses = 2, onHeat = usualVariant.onHeat } = variant;
  const plan = {
    sut: {
      role,
      version,
      ...(role === 'station'
        ? { identity: referenceStationFacts.identity, vendor: 'Laddprov', model: 'Reference', firmware: '1.0.0' }
        : { identity: 'Reference CSMS', identities: identitiesOf(lanes), vendor: 'laddprov', model: 'reference' }),
    },
    ...(role === 'station'
      ? { listen: { host: '127.0.0.1', port, path: '/ocpp' } }
      : { url: `${security >= 2 ? 'wss' : 'ws'}://127.0.0.1:${port}/ocpp` }),
    security: {
      profile: security,
      ...(security === 1 || security === 2 ? { password: PASSWORD } : {}),
      ...(authority && {
        tls: {
          // It lives in this process; nothing is read from there.
          authority: 'embedded',
          ...(role === 'station' && { commonName: referenceStationFacts.serialNumber }),
        },
      }),
    },
    statement: { profiles, features },
    parameters: {
      ...(is2x(version)
        ? { evses: Array.from({ length: evses }, (_, index) => ({ id: index + 1 })) }
        : { connectors: evses }),
      heartbeatInterval: 20,
      meterValueInterval: 5,
      ...(is2x(version) ? {} : { minimumStatusDuration: variant.minimumStatusDuration ?? 0 }),
      timeouts: { message: 10, action: 30, operator: 30, reboot: 60 },
      idTokens: role === 'csms' && lanes > 1 ? { ...TOKENS, ...laneTokens(lanes) } : TOKENS,
      sensors: variant.sensors === false ? [] : referenceSensors(version),
      ...(role === 'csms' && onHeat !== 'nothing' && { alertReaction: onHeat }),
    },
    operator: { kind: 'none' },
  };
  const text = JSON.stringify(plan);
  const known = READ.get(text);
  if (known) return known;
  if (READ.size >= MOST_READ) READ.clear();
  // YAML reads JSON.
  const loaded = readPlan(text, `embedded ${role} ${version}`);
  READ.set(text, loaded);
  return loaded;
}
