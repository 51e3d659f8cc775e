/** Starts the embedded reference peer that a run, the proof or `laddprov reference` is about. */
import { createEntropy } from '../../harness/doors/entropy.js';
import { type Clock } from '../../harness/doors/clock.js';
import { type FileClient } from '../../harness/doors/files.js';
import { type Operator } from '../../harness/doors/operator.js';
import { type Version, VERSIONS } from '../../harness/doors/protocol.js';
import { type Wire } from '../../harness/doors/wire.js';
import { type Pki } from '../../harness/pki/authority.js';
import { type SecurityProfile } from '../../harness/peers/for-cases/security.js';
import { type KnownToken } from '../../fixtures/reference-csms/model/tokens.js';
import { type CsmsVariant } from '../../fixtures/reference-csms/options.js';
import { createReferenceCsms, type ReferenceCsmsOptions } from '../../fixtures/reference-csms/reference-csms.js';
import { referenceStationFacts } from '../../fixtures/reference-station/facts.js';
import { createReferenceStation } from '../../fixtures/reference-station/station.js';
import { type StationVariant } from '../../fixtures/reference-station/variant.js';
import { identitiesOf, laneTokens, PASSWORD, TOKENS } from './plan.js';

/** A product under test that the process itself runs. */
export interface EmbeddedPeer {
  readonly operator: Operator;
  /** A station: connects to the tester at `url`. A CSMS listens from its creation. */
  connect(url: string): void;
  stop(): Promise<void>;
}

export interface PeerOptions {
  readonly version: Version;
  readonly wire: Wire;
  readonly clock: Clock;
  readonly seed: number;
  /** How a station fetches and sends files. */
  readonly files?: FileClient;
  readonly variant?: Partial<StationVariant> & Partial<CsmsVariant>;
  /** 1 by default. */
  readonly security?: SecurityProfile;
  /** Whence the peer has its certificates; without it, it has none. */
  readonly pki?: Pki;
}

const withPassword = (security: SecurityProfile): boolean => security === 1 || security === 2;

type Identity = ReturnType<Pki['station']>;
/** What the peers bring along, by the authority that issued it: the proof starts the same peers thousands of times. */
const STATION_IDENTITIES = new WeakMap<Pki, Identity>();
const CSMS_TLS = new WeakMap<Pki, NonNullable<ReferenceCsmsOptions['tls']>>();

function onceFor<T>(pki: Pki, known: WeakMap<Pki, T>, make: () => T): T {
  const made = known.get(pki) ?? make();
  known.set(pki, made);
  return made;
}

/** The reference station; it is switched on by `connect`. */
export function embeddedStation({
  version,
  wire,
  clock,
  seed,
  files,
  variant,
  security = 1,
  pki,
}: PeerOptions): EmbeddedPeer {
  const roots = (use: 'csms' | 'manufacturer', list: readonly string[]) =>
    list.map((certificate) => ({ use, certificate }));
  const trust = pki && {
    roots: [...roots('csms', pki.csmsRoots()), ...roots('manufacturer', pki.manufacturerRoots)],
    identity: onceFor(pki, STATION_IDENTITIES, () => pki.station(referenceStationFacts.serialNumber)),
  };
  let stop = (): Promise<void> => Promise.resolve();
  let operator: Operator = {
    name: 'embedded',
    ask: () => Promise.resolve({ status: 'failed', reason: 'the reference station is not switched on yet' }),
  };
  return {
    operator: { name: 'embedded', ask: (request) => operator.ask(request) },
    connect(url) {
      const station = createReferenceStation({
        version,
        identity: referenceStationFacts.identity,
        // Its security profile decides between ws and wss.
        url: url.replace(/^wss:/, 'ws:'),
        securityProfile: security,
        ...(withPassword(security) && { password: PASSWORD }),
        ...(trust && { trust }),
        wire,
        clock,
        entropy: createEntropy(seed, 'reference station'),
        ...(files && { files }),
        ...(variant && { variant }),
      });
      stop = () => station.stop();
      operator = station.operator;
      station.start();
    },
    stop: () => stop(),
  };
}

function csmsTls(pki: Pki): NonNullable<ReferenceCsmsOptions['tls']> {
  const { chain, key } = pki.issuer();
  return {
    identities: pki.server(['127.0.0.1', 'localhost']),
    clientRoots: pki.csmsRoots(),
    revoked: pki.revocationLists,
    authority: { certificate: chain, key },
  };
}

/** Each of the tokens with what is known of them all. */
const allOf = (tokens: readonly string[], known: KnownToken): Readonly<Record<string, KnownToken>> =>
  Object.fromEntries(tokens.map((token) => [token, known]));

/** The reference CSMS, listening on `port` (0: the system chooses). */
export async function embeddedCsms({
  version,
  wire,
  clock,
  seed,
  variant,
  lanes,
  port,
  security = 1,
  pki,
}: PeerOptions & { readonly lanes: number; readonly port: number }): Promise<EmbeddedPeer & { readonly port: number }> {
  const own = laneTokens(Math.max(1, lanes));
  const csms = createReferenceCsms({
    // Every version on one port: a client gets the one that it asks for.
    versions: [version, ...VERSIONS.filter((other) => other !== version)],
    wire,
    clock,
    port,
    entropy: createEntropy(seed, 'reference CSMS'),
    ...(withPassword(security) && {
      passwords: Object.fromEntries(identitiesOf(lanes).map((identity) => [identity, PASSWORD])),
    }),
    securityProfile: security,
    ...(pki && { tls: onceFor(pki, CSMS_TLS, () => csmsTls(pki)), cpoName: pki.organisation }),
    idTokens: {
      ...allOf([...own.valid, ...own.groupMember], { status: 'Accepted', groupIdToken: TOKENS.group }),
      ...allOf(own.second, { status: 'Accepted' }),
      [TOKENS.blocked]: { status: 'Blocked' },
      [TOKENS.expired]: { status: 'Expired' },
      [TOKENS.masterPass]: { status: 'Accepted', groupIdToken: TOKENS.masterPassGroup },
    },
    heartbeatInterval: 60,
    ...(variant && { variant }),
  });
  const { port: actual } = await csms.start();
  return {
    operator: { ...csms.operator, name: 'embedded', dictates: true },
    port: actual,
    connect: () => undefined,
    stop: () => csms.stop(),
  };
}
