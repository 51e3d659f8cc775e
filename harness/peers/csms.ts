/** The impersonated CSMS: the tester's side of a conversation with a station under test. */
import { iso } from '../doors/clock.js';
import { type Version } from '../doors/protocol.js';
import { type CsmsFiles } from './csms-files.js';
import { type Conversation } from './conversation.js';
import { type Judge } from './judge.js';
import { type Peer, type Requirements } from './peer.js';
import { type TimeLimits } from './settings.js';

/** What the tester does with a station's handshake. */
export type HandshakePolicy = { readonly accept: true } | { readonly accept: false; readonly status: number };

/** Decides handshakes for one identity; it is asked outside the lane's time. */
export interface Gate {
  policy: HandshakePolicy;
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
  /** Waits until the station has connected (again) since the last stimulus, and judges that it did. */
  expectConnection(
    requirements: Requirements,
    options?: { within?: number; title?: string; id?: string },
  ): Promise<void>;
}

export interface CsmsOptions<V extends Version> {
  readonly peer: Peer<V>;
  readonly conversation: Conversation;
  readonly judge: Judge;
  readonly limits: TimeLimits;
  readonly gate: Gate;
  readonly files: CsmsFiles;
}

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
  files,
}: CsmsOptions<V>): ImpersonatedCsms<V> {
  const { lane } = conversation;
  return {
    ...peer,
    get connected() {
      return conversation.line?.open === true;
    },
    identity: lane.identity,
    files,
    now: () => iso(lane.clock.now()),
    drop(refuse?: { readonly status: number }) {
      if (refuse) gate.policy = { accept: false, status: refuse.status };
      conversation.mark();
      conversation.settleAnswers();
      conversation.line?.terminate();
    },
    acceptAgain() {
      gate.policy = { accept: true };
    },
    async expectConnection(requirements: Requirements, options: { within?: number; title?: string; id?: string } = {}) {
      const within = options.within ?? limits.reboot;
      const before = conversation.last;
      const came = await connectionSince(conversation, within);
      judge.judge({
        id: options.id ?? 'connection',
        title: options.title ?? 'the station connects again',
        kind: 'connection',
        verdict: came ? 'pass' : 'fail',
        expected: `a connection within ${within / 1000} s`,
        actual: came
          ? `connection ${conversation.line?.conn ?? 0} with subprotocol "${conversation.line?.subprotocol ?? ''}"`
          : 'none came',
        requirements,
        frames: before > 0 ? [before] : [],
      });
    },
  };
}
