/**
 * A station's connection through the RPCClient of ocpp-rpc in strict mode. All framing, checking of payloads, queueing
 * and refusing is the library's; what is here keeps a station's promises: it registers, it beats, it delivers again
 * what was not delivered, and it can lose its power and its network.
 */
import rpc, { createRPCError, RPCClient } from 'ocpp-rpc';
import { setImmediate as turn } from 'node:timers/promises';
import { type Clock, iso, sleep } from '../../../harness/doors/clock.js';
import { SUBPROTOCOL, type Version } from '../../../harness/doors/protocol.js';

export type Json = Record<string, unknown>;

export interface LinkOptions {
  readonly url: string;
  readonly identity: string;
  readonly password: string;
  readonly version: Version;
  readonly clock: Clock;
  /** The payload of BootNotification; `reason` says why the station boots. */
  readonly boot: (reason: string) => Json;
  /** Runs when the CSMS has accepted the station, before anything else is sent. */
  readonly accepted: () => void;
  /** Runs when the connection is back and the station did not boot meanwhile. */
  readonly reconnected: () => void;
  readonly handlers: Readonly<Record<string, (payload: Json) => Json | Promise<Json>>>;
}

export interface Link {
  /** Sends one message and hands out its answer; undefined when none came. Waits until the station is accepted. */
  send(action: string, payload: Json): Promise<Json | undefined>;
  /** Sends it until it is answered, in order with all else that has to arrive. Reports go out while Pending as well. */
  deliver(action: string, payload: Json): Promise<Json>;
  /** Whether the CSMS has accepted the station. */
  readonly accepted: boolean;
  /** The station's time as the CSMS set it. */
  now(): string;
  /** Seconds between heartbeats, from now on. */
  setHeartbeat(seconds: number): void;
  bootAgain(): Promise<void>;
  start(reason: string): void;
  /** Without power: the connection is gone and nothing is remembered of it. */
  cut(): Promise<void>;
  network(up: boolean): Promise<void>;
}

/** Seconds after which a boot is tried again when the CSMS names no interval. */
const BOOT_RETRY = 10;
const DELIVERY_RETRY = 1;

export function createLink(options: LinkOptions): Link {
  const { clock, version, identity } = options;
  let client: RPCClient | undefined;
  let status = 'none' as 'none' | 'Pending' | 'Rejected' | 'Accepted';
  let offset = 0;
  let life = 0;
  let beat: () => void = () => undefined;
  let interval = 0;
  let wake: (() => void)[] = [];
  let delivering: Promise<unknown> = Promise.resolve();
  const seconds = (count: number) => sleep(clock, count * 1000);
  const changed = () => {
    const waiting = wake;
    wake = [];
    waiting.forEach((go) => go());
  };
  const until = async (met: () => boolean) => {
    while (!met()) await new Promise<void>((resolve) => wake.push(resolve));
  };

  const call = async (action: string, payload: Json): Promise<Json | undefined> => {
    try {
      return (await client?.call(action, payload)) as Json | undefined;
    } catch {
      return undefined;
    }
  };
  const schedule = () => {
    beat();
    const born = life;
    if (interval > 0)
      beat = clock.at(clock.now() + interval * 1000, () => {
        if (born !== life || status !== 'Accepted') return;
        void call('Heartbeat', {}).then(setClock);
        schedule();
      });
  };
  const setClock = (answer: Json | undefined) => {
    const time = Date.parse(String(answer?.['currentTime']));
    if (Number.isFinite(time)) offset = time - clock.now();
  };
  let attempt = 0;
  const register = async (reason: string) => {
    const [born, mine] = [life, ++attempt];
    while (born === life && mine === attempt) {
      const answer = await call('BootNotification', options.boot(reason));
      if (born !== life || mine !== attempt) return;
      setClock(answer);
      status = (answer?.['status'] as typeof status | undefined) ?? status;
      changed();
      if (status === 'Accepted') {
        interval = Number(answer?.['interval']) || interval;
        schedule();
        options.accepted();
        return;
      }
      await seconds(Number(answer?.['interval']) || BOOT_RETRY);
    }
  };

  const connect = (reason: string) => {
    const born = life;
    const next = new RPCClient({
      endpoint: options.url,
      identity,
      password: options.password,
      protocols: [SUBPROTOCOL[version]],
      strictMode: true,
      callTimeoutMs: 5000,
      backoff: { initialDelay: 50, maxDelay: 200, factor: 2, randomisationFactor: 0 },
    } as never);
    client = next;
    for (const [action, handler] of Object.entries(options.handlers)) {
      next.handle(action, async ({ params }) => {
        // The library hands out a CALL before the answer that came before it in the same packet has reached its caller.
        await turn();
        if (status !== 'Rejected') return handler(params as Json);
        // A station that was rejected does not answer (1.6 §4.2), or with an error (B03.FR.08).
        if (version === '1.6') return rpc.NOREPLY as never;
        throw createRPCError('SecurityError') as Error;
      });
    }
    next.on('open', () => {
      if (born !== life) return;
      if (status === 'Accepted') options.reconnected();
      else void register(reason);
      changed();
    });
    void next.connect().catch(() => undefined);
  };

  return {
    get accepted() {
      return status === 'Accepted';
    },
    now: () => iso(clock.now() + offset),
    setHeartbeat(count) {
      interval = count;
      schedule();
    },
    async send(action, payload) {
      await until(() => status === 'Accepted');
      return call(action, payload);
    },
    deliver(action, payload) {
      const sending = async (): Promise<Json> => {
        for (;;) {
          const early = action === 'NotifyReport' && status === 'Pending';
          if (!early) await until(() => status === 'Accepted' && client?.state === RPCClient.OPEN);
          const answer = await call(action, payload);
          if (answer) return answer;
          await seconds(DELIVERY_RETRY);
        }
      };
      const sent = delivering.then(sending);
      delivering = sent;
      return sent;
    },
    async bootAgain() {
      if (status !== 'Accepted') return register('Triggered');
      setClock(await call('BootNotification', options.boot('Triggered')));
    },
    start(reason) {
      status = 'none';
      connect(reason);
    },
    async cut() {
      life++;
      beat();
      status = 'none';
      const before = client;
      client = undefined;
      await before?.close({ force: true });
    },
    async network(up) {
      if (up) return connect('PowerUp');
      const before = client;
      client = undefined;
      await before?.close({ force: true });
    },
  };
}
