/** Starts the embedded reference peer that a run, the proof or `laddprov reference` is about. */
import { createEntropy } from '../../doors/entropy.js';
import { type Clock } from '../../doors/clock.js';
import { type FileClient } from '../../doors/files.js';
import { type Operator } from '../../doors/operator.js';
import { type Version, VERSIONS } from '../../doors/protocol.js';
import { type Wire } from '../../doors/wire.js';
import { type CsmsVariant } from '../../../fixtures/reference-csms/options.js';
import { createReferenceCsms } from '../../../fixtures/reference-csms/reference-csms.js';
import { referenceStationFacts } from '../../../fixtures/reference-station/facts.js';
import { createReferenceStation } from '../../../fixtures/reference-station/station.js';
import { type StationVariant } from '../../../fixtures/reference-station/variant.js';
import { identitiesOf, PASSWORD, TOKENS } from './plan.js';

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
}

/** The reference station; it is switched on by `connect`. */
export function embeddedStation({ version, wire, clock, seed, files, variant }: PeerOptions): EmbeddedPeer {
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
        url,
        password: PASSWORD,
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

/** The reference CSMS, listening on `port` (0: the system chooses). */
export async function embeddedCsms({
  version,
  wire,
  clock,
  seed,
  variant,
  lanes,
  port,
}: PeerOptions & { readonly lanes: number; readonly port: number }): Promise<EmbeddedPeer & { readonly port: number }> {
  const csms = createReferenceCsms({
    // Every version on one port: a client gets the one that it asks for.
    versions: [version, ...VERSIONS.filter((other) => other !== version)],
    wire,
    clock,
    port,
    entropy: createEntropy(seed, 'reference CSMS'),
    passwords: Object.fromEntries(identitiesOf(lanes).map((identity) => [identity, PASSWORD])),
    idTokens: {
      [TOKENS.valid]: { status: 'Accepted', groupIdToken: TOKENS.group },
      [TOKENS.groupMember]: { status: 'Accepted', groupIdToken: TOKENS.group },
      [TOKENS.second]: { status: 'Accepted' },
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
