/** A bench for the reference station: virtual time, a wire in memory, and a CSMS that does as the test says. */
import assert from 'node:assert/strict';
import { createEntropy } from '../../../harness/doors/entropy.js';
import { type StationActionName, type StationActions } from '../../../harness/doors/operator.js';
import { SUBPROTOCOL, type Version } from '../../../harness/doors/protocol.js';
import { createTimeline, type Timeline } from '../../../harness/doors/timeline.js';
import { type Connection, type UpgradeRequest } from '../../../harness/doors/wire.js';
import { validatePayload } from '../../../harness/schema/validate.js';
import { createMemoryWire } from '../../../harness/wire/memory.js';
import { createWatch } from './watch.js';
import {
  createReferenceStation,
  type ReferenceStation,
  type ReferenceStationOptions,
} from '../../../fixtures/reference-station/station.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;
export interface Seen {
  /** Seconds since the bench began. */
  readonly t: number;
  readonly action: string;
  readonly payload: Json;
}
export interface Reply {
  readonly kind: 'result' | 'error';
  /** The payload, or the error code. */
  readonly value: Json;
}

export interface Bench {
  readonly timeline: Timeline;
  readonly station: ReferenceStation;
  /** Every CALL of the station, in order. */
  readonly seen: Seen[];
  /** Every raw text of the station. */
  readonly raw: string[];
  readonly handshakes: UpgradeRequest[];
  /** Lets time pass, in seconds. */
  run(seconds: number): Promise<void>;
  act<A extends StationActionName>(action: A, args: StationActions[A]): Promise<string>;
  /** Sends a CALL and waits for its answer, at most 40 seconds. */
  call(action: string, payload: object): Promise<Reply>;
  /** Sends any text. */
  text(text: string): void;
  /** How the CSMS answers an action from now on: a payload, an error code, or silence. */
  answer(action: string, fn: (payload: Json) => object | string | undefined): void;
  /** Refuses or takes connections. */
  accept(status: number | undefined): void;
  drop(): void;
  /** The CALLs since the last look, as `Action` with the named fields. */
  take(action?: string): Seen[];
  /** No frame of the station departed from the official schemas, and no rule found it at fault. */
  assertValid(): void;
}

const START = Date.UTC(2026, 0, 5, 8, 0, 0);

export async function createBench(
  version: Version,
  options: Partial<ReferenceStationOptions> & { readonly boot?: Json } = {},
): Promise<Bench> {
  const timeline = createTimeline(START);
  const wire = createMemoryWire(timeline);
  const seen: Seen[] = [];
  const raw: string[] = [];
  const handshakes: UpgradeRequest[] = [];
  const problems: string[] = [];
  const watch = createWatch(version, () => timeline.now() - START);
  const answers = new Map<string, (payload: Json) => object | string | undefined>();
  const waiting = new Map<string, { action: string; done: (reply: Reply) => void }>();
  let connection: Connection | undefined;
  let refusal: number | undefined;
  let taken = 0;
  let next = 1;
  let transaction = 100;

  const now = (): string => new Date(timeline.now()).toISOString();
  const judge = (action: string, part: 'request' | 'response', payload: unknown): void => {
    for (const problem of validatePayload(version, action, part, payload)) {
      problems.push(`${action} ${part}: ${problem.path} ${problem.detail} in ${JSON.stringify(payload)}`);
    }
  };
  const usual = (action: string, payload: Json): object => {
    if (action === 'BootNotification')
      return { status: 'Accepted', currentTime: now(), interval: 300, ...options.boot };
    if (action === 'Heartbeat') return { currentTime: now() };
    if (action === 'Authorize')
      return version === '1.6' ? { idTagInfo: { status: 'Accepted' } } : { idTokenInfo: { status: 'Accepted' } };
    if (action === 'StartTransaction') return { idTagInfo: { status: 'Accepted' }, transactionId: transaction++ };
    if (action === 'TransactionEvent' && payload.idToken) return { idTokenInfo: { status: 'Accepted' } };
    if (action === 'DataTransfer') return { status: 'UnknownVendorId' };
    return {};
  };

  function send(text: string): void {
    watch.frame('csms', text);
    connection?.send(text);
  }

  function onText(text: string): void {
    raw.push(text);
    watch.frame('station', text);
    const frame = JSON.parse(text) as Json[];
    const [type, id] = frame;
    if (type === 2) {
      const [, , action, payload] = frame;
      judge(action, 'request', payload);
      seen.push({ t: (timeline.now() - START) / 1000, action, payload });
      const custom = answers.get(action);
      const answer = custom ? custom(payload) : usual(action, payload);
      if (answer === undefined) return;
      send(typeof answer === 'string' ? JSON.stringify([4, id, answer, '', {}]) : JSON.stringify([3, id, answer]));
      return;
    }
    const waiter = waiting.get(id);
    if (!waiter) return;
    waiting.delete(id);
    if (type === 3) judge(waiter.action, 'response', frame[2]);
    waiter.done({ kind: type === 3 ? 'result' : 'error', value: frame[2] });
  }

  await wire.listen({
    host: 'csms',
    port: 9000,
    decide(request) {
      handshakes.push(request);
      if (refusal !== undefined) return { accept: false, status: refusal, reason: 'refused' };
      return { accept: true, subprotocol: SUBPROTOCOL[version] };
    },
    onConnection(opened) {
      connection = opened;
      watch.open();
      opened.onMessage((message) => onText(message.text));
      opened.onClose(() => {
        watch.closed();
        if (connection === opened) connection = undefined;
      });
    },
  });
  const station = createReferenceStation({
    version,
    identity: 'CS 01',
    url: 'ws://csms:9000/ocpp',
    wire,
    clock: timeline,
    entropy: createEntropy(7, 'station'),
    ...options,
  });

  const bench: Bench = {
    timeline,
    station,
    seen,
    raw,
    handshakes,
    run: (seconds) => timeline.advanceTo(timeline.now() + seconds * 1000),
    async act(action, args) {
      const answer = await station.operator.ask({
        role: 'station',
        action,
        args: { ...args },
        why: 'test',
        within: 1000,
      });
      await bench.run(0.5);
      return answer.status;
    },
    async call(action, payload) {
      const id = `t${next++}`;
      let reply: Reply | undefined;
      waiting.set(id, { action, done: (value) => void (reply = value) });
      assert.ok(connection, 'the station is connected');
      send(JSON.stringify([2, id, action, payload]));
      for (let i = 0; i < 80 && !reply; i++) await bench.run(0.5);
      assert.ok(reply, `${action} was answered`);
      return reply;
    },
    text: send,
    answer: (action, fn) => void answers.set(action, fn),
    accept: (status) => void (refusal = status),
    drop: () => connection?.terminate(),
    take(action) {
      const fresh = seen.slice(taken);
      taken = seen.length;
      return action === undefined ? fresh : fresh.filter((one) => one.action === action);
    },
    assertValid: () => assert.deepEqual([...problems, ...watch.faults], []),
  };
  return bench;
}

/** A station that has booted and is idle. */
export async function bootedBench(version: Version, options: Parameters<typeof createBench>[1] = {}): Promise<Bench> {
  const bench = await createBench(version, options);
  bench.station.start();
  await bench.run(2);
  bench.take();
  return bench;
}
