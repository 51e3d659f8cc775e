/** The impersonated CSMS: the tester's side of a conversation with a station under test. */
import { iso } from '../../doors/clock.js';
import { type Version } from '../../doors/protocol.js';
import { type CsmsFiles } from './csms-files.js';
import { withConnected } from '../conversation/connected.js';
import { type Conversation } from '../conversation/conversation.js';
import { describeTls, type Handshake, type Handshakes } from '../for-cases/handshakes.js';
import { type Judge } from '../judge.js';
import { type Peer, type Requirements } from '../conversation/peer.js';
import { type HandshakeSecurity, type SecurityProfile } from '../for-cases/security.js';
import { type TimeLimits } from '../for-cases/settings.js';
import { limitText } from '../../doors/durations.js';

/** What the tester does with a station's handshake. */
export type HandshakePolicy = { readonly accept: true } | { readonly accept: false; readonly status: number };

/** Decides handshakes for one identity; it is asked outside the lane's time. */
export interface Gate {
  policy: HandshakePolicy;
  /** Whether compression is agreed to where the station offers it. */
  compression: boolean;
  /** What differs from the plan for this case. */
  security: HandshakeSecurity;
  /** What differs from the plan until the run ends: what the station was changed to and cannot be changed back from. */
  lasting: HandshakeSecurity;
}

export interface ImpersonatedCsms<V extends Version> extends Peer<V> {
  readonly connected: boolean;
  /** The station's identity, as it stood in the path. */
  readonly identity: string;
  /** The tester's file server, for firmware, diagnostics and logs. */
  readonly files: CsmsFiles;
  /** The tester's time, as payloads carry it. */
  now(): string;
  /** Drops the connection without a close frame and, with `refuse`, answers every handshake so until `acceptAgain`. */
  drop(refuse?: { readonly status: number }): void;
  acceptAgain(): void;
  /** Agrees to compression from the next handshake on, until the case is over, where the station offers it. */
  agreeToCompression(): void;
  /** The handshake of the open connection, with its TLS facts. */
  readonly handshake: Handshake | undefined;
  /** Changes what is expected and shown from the next handshake on, until the case is over. */
  security(settings: HandshakeSecurity): void;
  /** The same until the run ends: for a station that has taken up another profile or password for good. */
  keepSecurity(settings: HandshakeSecurity): void;
  /** The next attempt of the station to connect since `security` or `drop`, whatever became of it. */
  nextHandshake(within?: number): Promise<Handshake | undefined>;
  /**
   * Waits until the station has given up a TLS handshake, and judges that it did. It fails where a connection comes
   * about instead.
   */
  expectHandshakeFailure(
    requirements: Requirements,
    options?: { within?: number; title?: string; id?: string },
  ): Promise<void>;
  /**
   * Waits until the station has connected (again) since the last stimulus, and judges that it did; with `profile`, that
   * it did so in that security profile.
   */
  expectConnection(
    requirements: Requirements,
    options?: { within?: number; title?: string; id?: string; profile?: SecurityProfile },
  ): Promise<void>;
}

export interface CsmsOptions<V extends Version> {
  readonly peer: Peer<V>;
  readonly conversation: Conversation;
  readonly judge: Judge;
  readonly limits: TimeLimits;
  readonly gate: Gate;
  readonly handshakes: Handshakes;
  readonly files: CsmsFiles;
}

/** Whether a connection shows what the profile asks of it. */
const isOfProfile = ({ tls, auth }: Handshake, profile: SecurityProfile): boolean =>
  (tls !== undefined) === profile >= 2 &&
  (auth === 'valid') === (profile === 1 || profile === 2) &&
  (profile !== 3 || tls?.peer !== undefined);

/** Resolves when a connection came about after the mark, or with false after `within` milliseconds. */
export function connectionSince(conversation: Conversation, within: number): Promise<boolean> {
  if (conversation.attachedSinceMark && conversation.line?.open) return Promise.resolve(true);
  return new Promise((resolve) => {
    const { clock } = conversation.lane;
    const cancel = clock.at(clock.now() + within, () => end(false));
    const stop = conversation.onLine(() => end(true));
    const end = (came: boolean) => {
      cancel();
      stop();
      resolve(came);
    };
  });
}

export function createImpersonatedCsms<V extends Version>({
  peer,
  conversation,
  judge,
  limits,
  gate,
  handshakes,
  files,
}: CsmsOptions<V>): ImpersonatedCsms<V> {
  const { lane } = conversation;
  const own: Omit<ImpersonatedCsms<V>, 'connected' | 'handshake' | keyof Peer<V>> = {
    identity: lane.identity,
    files,
    now: () => iso(lane.clock.now()),
    drop(refuse?: { readonly status: number }) {
      if (refuse) gate.policy = { accept: false, status: refuse.status };
      conversation.mark();
      handshakes.forget();
      conversation.settleAnswers();
      conversation.line?.terminate();
    },
    acceptAgain() {
      gate.policy = { accept: true };
    },
    agreeToCompression() {
      gate.compression = true;
    },
    security(settings: HandshakeSecurity) {
      handshakes.forget();
      gate.security = { ...gate.security, ...settings };
    },
    keepSecurity(settings: HandshakeSecurity) {
      handshakes.forget();
      gate.lasting = { ...gate.lasting, ...settings };
    },
    nextHandshake: (within = limits.reboot) => handshakes.next(within),
    async expectHandshakeFailure(
      requirements: Requirements,
      options: { within?: number; title?: string; id?: string } = {},
    ) {
      const within = options.within ?? limits.reboot;
      const end = lane.clock.now() + within;
      // What the tester itself refuses shows nothing of the station's own judgement.
      const isTelling = ({ event, by }: Handshake) => event === 'open' || (event === 'tls-failed' && by === 'sut');
      let found = await handshakes.next(within);
      while (found && !isTelling(found)) found = await handshakes.next(Math.max(0, end - lane.clock.now()));
      judge.judge({
        id: options.id ?? 'handshake-failure',
        title: options.title ?? 'the station gives up the TLS handshake',
        kind: 'tls',
        verdict: found?.event === 'tls-failed' ? 'pass' : 'fail',
        expected: `a TLS handshake that the station ends, within ${limitText(within)}`,
        actual: !found
          ? 'no handshake came'
          : found.event === 'open'
            ? `a connection came about: ${describeTls(found.tls)}`
            : `${found.code ?? ''}: ${found.reason ?? ''}`,
        requirements,
        frames: [],
        connections: found ? [found.conn] : [],
        awaited: { within },
      });
    },
    async expectConnection(
      requirements: Requirements,
      options: { within?: number; title?: string; id?: string; profile?: SecurityProfile } = {},
    ) {
      const { profile } = options;
      const within = options.within ?? limits.reboot;
      const before = conversation.last;
      const came = await connectionSince(conversation, within);
      const { line } = conversation;
      const handshake = came ? handshakes.of(line?.conn) : undefined;
      const right = profile === undefined || (handshake !== undefined && isOfProfile(handshake, profile));
      judge.judge({
        id: options.id ?? 'connection',
        title: options.title ?? 'the station connects again',
        kind: 'connection',
        verdict: came && right ? 'pass' : 'fail',
        expected: `a connection${profile === undefined ? '' : ` in security profile ${profile}`} within ${limitText(within)}`,
        actual: came
          ? `one with subprotocol "${line?.subprotocol ?? ''}", ${describeTls(handshake?.tls)}, credentials ${handshake?.auth ?? 'none'}`
          : 'none came',
        requirements,
        frames: before > 0 ? [before] : [],
        ...(came && line && { connections: [line.conn] }),
        awaited: { within },
      });
    },
  };
  // Copied with the rest, an accessor would be what it gave once.
  return Object.defineProperty(withConnected(peer, own), 'handshake', {
    get: () => handshakes.of(conversation.line?.conn),
  }) as ImpersonatedCsms<V>;
}
