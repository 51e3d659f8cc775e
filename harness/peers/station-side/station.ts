/** The impersonated station: the tester's side of a conversation with a CSMS under test. */
import { iso } from '../../doors/clock.js';
import { type Version } from '../../doors/protocol.js';
import { type HttpRequest } from '../../doors/wire.js';
import { type Knocked, type LineResult } from '../../lane/lane.js';
import { withConnected } from '../conversation/connected.js';
import { type Attempts, type Connecting } from './connecting.js';
import { type Conversation, type Outcome } from '../conversation/conversation.js';
import { type Judge } from '../judge.js';
import { describeTls } from '../for-cases/handshakes.js';
import { type Again, type Peer, type Requirements } from '../conversation/peer.js';
import { powerUp, waitsItsTurn } from './power-up.js';
import { isAccepted, isHeldBack, waitsToBoot } from './registration.js';
import { type ConnectOptions } from './connect-options.js';

interface ConnectionCheck {
  readonly id?: string;
  readonly title?: string;
}

export interface ImpersonatedStation<V extends Version> extends Peer<V> {
  readonly connected: boolean;
  readonly identity: string;
  now(): string;
  /** Connects as the plan says, and with a back-off where it is kept out for a while; judges that the CSMS lets it. */
  connect(requirements?: Requirements): Promise<void>;
  /** What every connection of this case is made with from now on, where it is not as the plan has it. */
  security(settings: Pick<ConnectOptions, 'password' | 'profile' | 'tls'>): void;
  /** Tries to connect in some other way and makes no check of what comes of it. */
  tryToConnect(options: ConnectOptions): Promise<LineResult>;
  /** Tries to connect in some other way and judges that the CSMS lets it. The connection is not taken over. */
  expectAccepted(options: ConnectOptions, requirements: Requirements, check?: ConnectionCheck): Promise<LineResult>;
  /** Tries to connect in some other way and judges that the CSMS refuses it. */
  expectRefused(options: ConnectOptions, requirements: Requirements, check?: ConnectionCheck): Promise<LineResult>;
  /** Sends an HTTP request that is no opening handshake, and judges that the CSMS refuses it or hangs up. */
  expectNoUpgrade(request: HttpRequest, requirements: Requirements, check: ConnectionCheck): Promise<Knocked>;
  /** Takes a connection from `tryToConnect` as the one that the case goes on with. */
  use(result: LineResult): void;
  /**
   * Sends BootNotification and judges that it is accepted; then reports every connector as available. Where the CSMS
   * does not have that message, it is not judged here.
   */
  boot(requirements?: Requirements): Promise<void>;
  /**
   * Comes to where a case starts. It connects and boots as a station does: again where it is kept out or told to wait;
   * what lasts for too long is judged, or ends the case. `kept` does nothing where it is there already.
   */
  getReady(how: 'booted' | 'connected' | 'not-connected' | 'kept'): Promise<void>;
  /** For BootNotification as `again`: waits where it is told to boot later, so that it is sent once more. */
  bootsAgain(outcome: Outcome): Promise<boolean>;
  disconnect(): void;
  /** Drops the connection without a close frame. */
  drop(): void;
}

export interface StationOptions<V extends Version> {
  readonly peer: Peer<V>;
  readonly conversation: Conversation;
  readonly judge: Judge;
  readonly connecting: Connecting;
  readonly knock: (request: HttpRequest, options: ConnectOptions) => Promise<Knocked>;
  /** Sends what a station of this version sends after power-up; `lenient`: a report that is refused is no matter. */
  readonly boot: (peer: Peer<V>, requirements: Requirements, again: Again, lenient?: boolean) => Promise<void>;
}

const UNREACHABLE: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'NO_TLS',
];

/** Whether an attempt that came to nothing met a server: no server at all, and one that hangs, refuse nobody. */
export const isServer = ({ code, reason }: { readonly code: string; readonly reason: string }): boolean =>
  !UNREACHABLE.includes(code) && !/timed? ?out/i.test(`${code} ${reason}`);

export function createImpersonatedStation<V extends Version>({
  peer,
  conversation,
  judge,
  connecting,
  knock,
  boot,
}: StationOptions<V>): ImpersonatedStation<V> {
  const { lane } = conversation;
  let usual: ConnectOptions = {};
  let patience: Attempts | undefined;
  const optionsOf = (options: ConnectOptions): ConnectOptions => ({
    ...usual,
    ...options,
    ...(usual.tls && options.tls && { tls: { ...usual.tls, ...options.tls } }),
  });
  const connect = (options: ConnectOptions) => connecting.connect(optionsOf(options));
  const use = (result: LineResult) => {
    if (result.ok) conversation.attach(result.line);
  };
  const attempt = async (
    wanted: 'accepted' | 'refused',
    options: ConnectOptions,
    requirements: Requirements,
    { id, title }: ConnectionCheck = {},
  ): Promise<LineResult> => {
    const result = await connect(wanted === 'accepted' ? { patient: true, ...options } : options);
    // No server at all is no refusal.
    const refused = !result.ok && !UNREACHABLE.includes(result.code);
    judge.judge(
      {
        id: id ?? `connection-${wanted}`,
        title: title ?? (wanted === 'accepted' ? 'the CSMS accepts the connection' : 'the CSMS refuses the connection'),
        kind: 'tls',
        verdict: (wanted === 'accepted' ? result.ok : refused) ? 'pass' : 'fail',
        expected: wanted === 'accepted' ? 'an open WebSocket connection' : 'a refusal of the CSMS',
        actual: result.ok ? `open, ${describeTls(result.tls)}` : `${result.code}: ${result.reason}`,
        requirements,
        frames: [],
        connections: [result.ok ? result.line.conn : result.conn],
      },
      true,
    );
    return result;
  };
  const judgeConnection = (result: LineResult, requirements: Requirements) =>
    judge.judge({
      id: 'connection',
      title: 'the CSMS accepts the connection',
      kind: 'connection',
      verdict: result.ok ? 'pass' : 'fail',
      expected: 'an open WebSocket connection',
      actual: result.ok ? `open, subprotocol "${result.line.subprotocol}"` : `${result.code}: ${result.reason}`,
      requirements,
      frames: [],
    });
  const own: Omit<ImpersonatedStation<V>, 'connected' | keyof Peer<V>> = {
    identity: lane.identity,
    now: () => iso(lane.clock.now()),
    async connect(requirements: Requirements = []) {
      const result = await connect({ patient: true });
      use(result);
      judgeConnection(result, requirements);
    },
    async getReady(how) {
      if (how === 'kept' && conversation.line?.open && isAccepted(conversation)) return;
      await waitsItsTurn({ conversation, judge, connecting });
      if (how === 'connected') await own.connect();
      else if (how !== 'not-connected')
        await powerUp({
          conversation,
          connecting,
          options: () => optionsOf({}),
          judgeConnection: (result) => judgeConnection(result, []),
          boot: (again) => boot(peer, [], again, true),
        });
    },
    async bootsAgain(outcome) {
      // All the boots of a case together are waited for as long as one restart.
      patience ??= connecting.attempts();
      return isHeldBack(outcome) && (await waitsToBoot(conversation, connecting, patience.left()));
    },
    security(settings) {
      usual = { ...usual, ...settings };
    },
    tryToConnect: connect,
    expectAccepted: (options, requirements, check) => attempt('accepted', options, requirements, check),
    expectRefused: (options, requirements, check) => attempt('refused', options, requirements, check),
    async expectNoUpgrade(request, requirements, { id = 'no-upgrade', title = 'the CSMS refuses it' }) {
      const answer = await knock(request, usual);
      const { conn, status, code, reason } = answer;
      // Hanging up is an answer as well.
      const refused = status !== 101 && (status !== undefined || isServer(answer));
      judge.judge(
        {
          id,
          title,
          kind: 'connection',
          verdict: refused ? 'pass' : 'fail',
          expected: 'an HTTP answer that is no upgrade, or the end of the connection',
          actual: status === 101 ? 'a WebSocket connection' : `${code}: ${reason}`,
          requirements,
          frames: [],
          connections: [conn],
          asserts: ['no-upgrade', 'no-hang'],
        },
        true,
      );
      return answer;
    },
    use,
    boot: (requirements: Requirements = []) => boot(peer, requirements, (outcome) => own.bootsAgain(outcome), true),
    disconnect() {
      conversation.settleAnswers();
      conversation.line?.close();
    },
    drop() {
      conversation.settleAnswers();
      conversation.line?.terminate();
    },
  };
  return withConnected(peer, own);
}
