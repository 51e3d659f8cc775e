/** A bench for the reference CSMS: virtual time, a wire in memory, and stations that do as the test says. */
import assert from 'node:assert/strict';
import { createReferenceCsms, type ReferenceCsmsOptions } from '../../../fixtures/reference-csms/reference-csms.js';
import { createEntropy } from '../../../harness/doors/entropy.js';
import { type CsmsActionName, type CsmsActions, type OperatorAnswer } from '../../../harness/doors/operator.js';
import { SUBPROTOCOL, type Version } from '../../../harness/doors/protocol.js';
import { createTimeline, type Timeline } from '../../../harness/doors/timeline.js';
import { type OpenResult } from '../../../harness/doors/wire.js';
import { validatePayload } from '../../../harness/schema/validate.js';
import { createMemoryWire } from '../../../harness/wire/memory.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface Reply {
  readonly kind: 'result' | 'error';
  /** The payload, or the error code. */
  readonly value: Json;
}

export interface TestStation {
  /** The CALLs that the CSMS sent, in order. */
  readonly asked: { readonly action: string; readonly payload: Json }[];
  /** Every frame of the CSMS, parsed. */
  readonly frames: Json[][];
  /** How the connection ended. */
  closed(): number | undefined;
  /** Sends a CALL that is valid, and waits for its answer. */
  call(action: string, payload: object): Promise<Reply>;
  /** Sends a CALL that need not be valid, and waits for its answer. */
  wrong(action: string, payload: unknown): Promise<Reply>;
  text(text: string): Promise<void>;
  /** How the station answers an action from now on; by default every CALL is left unanswered. */
  answer(action: string, payload: (request: Json) => object): void;
  drop(): Promise<void>;
}

export interface Bench {
  readonly timeline: Timeline;
  readonly url: string;
  readonly events: string[];
  /** Lets time pass, in seconds. */
  run(seconds: number): Promise<void>;
  open(identity: string, version: Version, password?: string): Promise<TestStation>;
  handshake(
    path: string,
    protocols: readonly string[],
    basic?: { user: string; password: string | Uint8Array },
  ): Promise<OpenResult>;
  /** Opens, and boots with whatever is due. */
  boot(identity: string, version: Version): Promise<TestStation>;
  act<A extends CsmsActionName>(action: A, args: CsmsActions[A]): Promise<OperatorAnswer>;
  /** No frame of the CSMS departed from the official schemas, and no valid frame of a station was none. */
  assertValid(): void;
  stop(): Promise<void>;
}

const START = Date.UTC(2026, 0, 5, 8, 0, 0);

export const bootOf = (version: Version): object =>
  version === '1.6'
    ? { chargePointVendor: 'V', chargePointModel: 'M' }
    : { chargingStation: { vendorName: 'V', model: 'M' }, reason: 'PowerUp' };

export async function createBench(options: Partial<ReferenceCsmsOptions> = {}): Promise<Bench> {
  const timeline = createTimeline(START);
  const wire = createMemoryWire(timeline);
  const problems: string[] = [];
  const events: string[] = [];
  const csms = createReferenceCsms({
    versions: ['2.1', '2.0.1', '1.6'],
    wire,
    clock: timeline,
    entropy: createEntropy(1, 'csms'),
    onEvent: (text) => events.push(text),
    ...options,
  });
  const { url } = await csms.start();
  let next = 1;

  const run = (seconds: number): Promise<void> => timeline.advanceTo(timeline.now() + seconds * 1000);

  async function resolved<T>(promise: Promise<T>): Promise<T> {
    let value: { readonly of: T } | undefined;
    void promise.then((of) => (value = { of }));
    for (let i = 0; i < 400 && !value; i++) await run(0.1);
    assert.ok(value, 'nothing came of it');
    return value.of;
  }

  async function handshake(
    path: string,
    protocols: readonly string[],
    basic?: { user: string; password: string | Uint8Array },
  ) {
    return resolved(wire.open({ url: url + path, protocols, timeout: 10_000, ...(basic && { basic }) }));
  }

  async function open(identity: string, version: Version, password?: string): Promise<TestStation> {
    const opened = await handshake(
      `/${encodeURIComponent(identity)}`,
      [SUBPROTOCOL[version]],
      password === undefined ? undefined : { user: identity, password },
    );
    assert.ok(opened.ok, `the CSMS refused ${identity}`);
    const { connection } = opened;
    const waiting = new Map<string, { action: string; done: (reply: Reply) => void }>();
    const answers = new Map<string, (request: Json) => object>();
    const asked: { action: string; payload: Json }[] = [];
    const frames: Json[][] = [];
    let closed: number | undefined;

    const judge = (action: string, part: 'request' | 'response', payload: unknown): void => {
      for (const problem of validatePayload(version, action, part, payload))
        problems.push(`${version} ${action} ${part}: ${problem.path} ${problem.detail} in ${JSON.stringify(payload)}`);
    };

    connection.onClose((code) => (closed = code));
    connection.onMessage(({ text }) => {
      const frame = JSON.parse(text) as Json[];
      frames.push(frame);
      const [type, id] = frame as [number, string];
      if (type === 2) {
        const [, , action, payload] = frame as [number, string, string, unknown];
        judge(action, 'request', payload);
        asked.push({ action, payload });
        const answer = answers.get(action);
        if (answer) connection.send(JSON.stringify([3, id, answer(payload)]));
        return;
      }
      const call = waiting.get(id);
      if (!call) return;
      waiting.delete(id);
      if (type === 3) judge(call.action, 'response', frame[2]);
      call.done({ kind: type === 3 ? 'result' : 'error', value: frame[2] });
    });

    const wrong = (action: string, payload: unknown): Promise<Reply> => {
      const id = `m-${next++}`;
      const done = new Promise<Reply>((resolve) => waiting.set(id, { action, done: resolve }));
      connection.send(JSON.stringify([2, id, action, payload]));
      return resolved(done);
    };

    return {
      asked,
      frames,
      closed: () => closed,
      wrong,
      call(action, payload) {
        judge(action, 'request', payload);
        return wrong(action, payload);
      },
      async text(text) {
        connection.send(text);
        await run(1);
      },
      answer: (action, payload) => void answers.set(action, payload),
      async drop() {
        connection.terminate();
        await run(1);
      },
    };
  }

  return {
    timeline,
    url,
    events,
    run,
    open,
    handshake,
    async boot(identity, version) {
      const station = await open(identity, version);
      await station.call('BootNotification', bootOf(version));
      return station;
    },
    async act(action, args) {
      const answer = await csms.operator.ask({ role: 'csms', action, args: { ...args }, why: 'a test', within: 1000 });
      await run(1);
      return answer;
    },
    assertValid: () => assert.deepEqual(problems, []),
    stop: () => csms.stop(),
  };
}
