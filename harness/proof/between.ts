/** Puts a mutant's fault on the wire: wraps the tester's side, so that what the SUT sends arrives wrong. */
import { type Clock } from '../doors/clock.js';
import { type Operator } from '../doors/operator.js';
import {
  type Connection,
  type ListenOptions,
  type OpenResult,
  type UpgradeRequest,
  type Wire,
  type WireMessage,
} from '../doors/wire.js';
import { alteredResult, withTlsFault } from './between-tls.js';
import { agreeing } from './derive-discernment.js';
import { type Fault } from './mutant.js';
import { valueAt, withValueAt } from './paths.js';

/** The answers that the tester gave in the run without a fault, by action: what a swallowed CALL is answered with. */
export type Answers = ReadonlyMap<string, unknown>;

type Array_ = readonly unknown[];
const parse = (text: string): Array_ | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
const OWN = 'laddprov-mutant';

interface World {
  readonly clock: Clock;
  readonly epoch: number;
  readonly answers: Answers;
  readonly fault: Fault;
  /** Frames of the SUT so far, over all connections. */
  frames: number;
  connections: number;
  attempts: number;
  /** What the frame at the fault was, for what comes after it. */
  target: Array_ | undefined;
}

/** What arrives at the tester instead of `message`; nothing when it is swallowed. */
function arrives(world: World, message: WireMessage, reply: (text: string) => void): readonly WireMessage[] {
  const { fault, answers } = world;
  const position = world.frames++;
  const frame = message.binary ? undefined : parse(message.text);
  const at = 'frame' in fault && fault.frame === position;
  if (at) world.target = frame;
  const payloadIndex = frame?.[0] === 3 ? 2 : 3;
  const sameAs =
    world.target !== undefined &&
    frame !== undefined &&
    (frame[0] === 2 || frame[0] === 6) &&
    world.target[0] === frame[0] &&
    frame[2] === world.target[2];
  if (!frame || !('frame' in fault)) return [message];
  const changed = (next: Array_): readonly WireMessage[] => [{ text: JSON.stringify(next) }];
  const withPayload = (payload: unknown) =>
    changed(frame.map((part, index) => (index === payloadIndex ? payload : part)));
  switch (fault.kind) {
    case 'drop': {
      const alike =
        sameAs &&
        fault.paths.every(
          (path) => JSON.stringify(valueAt(frame[3], path)) === JSON.stringify(valueAt(world.target?.[3], path)),
        );
      if (!at && !alike) return [message];
      if (frame[0] === 2) reply(JSON.stringify([3, frame[1], answers.get(String(frame[2])) ?? {}]));
      return [];
    }
    case 'alter':
      return at || (fault.lasting && sameAs)
        ? withPayload(withValueAt(frame[payloadIndex], fault.path, fault.value))
        : [message];
    case 'duplicate':
      return at
        ? [
            message,
            frame[0] === 2 || frame[0] === 6
              ? { text: JSON.stringify([frame[0], `${OWN}-2`, ...frame.slice(2)]) }
              : message,
          ]
        : [message];
    case 'error':
      return at ? changed([4, frame[1], fault.code, '', {}]) : [message];
    case 'error-code':
      return at ? changed([4, frame[1], fault.code, '', {}]) : [message];
    case 'result':
      return at ? changed([3, frame[1], {}]) : [message];
    case 'delay':
      return [message];
    case 'agree':
      return position < fault.frame ? [message] : changed(agreeing(frame));
    case 'refuse':
      return position < fault.frame || frame[0] === 2 ? [message] : changed([4, frame[1], 'InternalError', '', {}]);
  }
}

function wrap(connection: Connection, world: World): Connection {
  let deliver: ((message: WireMessage) => void) | undefined;
  const { fault, clock, epoch } = world;
  if (fault.kind === 'inject')
    for (let count = 0; count < (fault.times ?? 1); count++) {
      const text = JSON.stringify([2, count === 0 ? OWN : `${OWN}-${count}-more`, fault.action, fault.payload]);
      clock.at(epoch + fault.at + 50 * count, () => deliver?.({ text }));
    }
  if (fault.kind === 'close') clock.at(epoch + fault.at, () => connection.terminate());
  if (fault.kind === 'answer') clock.at(epoch + fault.at, () => deliver?.({ text: fault.text }));
  return {
    ...connection,
    get subprotocol() {
      return connection.subprotocol;
    },
    send(data, as) {
      // The tester's answer to what the mutant made up goes nowhere: the SUT knows nothing of it.
      const id = typeof data === 'string' ? parse(data)?.[1] : undefined;
      if (typeof id === 'string' && id.startsWith(OWN)) return;
      connection.send(data, as);
    },
    onControl: (listener) =>
      connection.onControl((control) => {
        if (fault.kind !== `no-${control}`) listener(control);
      }),
    onMessage(listener) {
      deliver = listener;
      connection.onMessage((message) => {
        const late = fault.kind === 'delay' && fault.frame === world.frames;
        const messages = arrives(world, message, (text) => connection.send(text));
        for (const part of messages) {
          if (late) clock.at(clock.now() + fault.by, () => listener(part));
          else listener(part);
        }
      });
    },
  };
}

/** Another value of the same kind. */
function otherBelief(value: unknown): unknown {
  if (typeof value === 'number') return value + 987_654;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return 'laddprov-mutant';
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, otherBelief(part)]))
    : 'laddprov-mutant';
}

/** The operator of a mutant: what is read back is wrong where that is the fault. */
export function faultyOperator(operator: Operator, fault: Fault): Operator {
  if (fault.kind !== 'belief') return operator;
  let answers = 0;
  // A case may look again before it judges: the wrong belief lasts for a second look at the same thing.
  let wrong: { readonly args: string; left: number } | undefined;
  return {
    ...operator,
    async ask(request) {
      const answer = await operator.ask(request);
      if (answer.status !== 'done' || answer.value === undefined) return answer;
      const args = JSON.stringify(request.args);
      if (answers++ === fault.answer) wrong = { args, left: 2 };
      if (wrong?.args !== args || wrong.left-- <= 0) return answer;
      return { ...answer, value: otherBelief(answer.value) };
    },
  };
}

/** A connection on which nothing ever comes. */
function silent(subprotocol: string): Connection {
  const nothing = () => undefined;
  return {
    subprotocol,
    compressed: false,
    send: nothing,
    ping: nothing,
    answerPings: nothing,
    onControl: nothing,
    close: nothing,
    terminate: nothing,
    pause: nothing,
    resume: nothing,
    onMessage: nothing,
    onClose: nothing,
  };
}

const HANGS = { ok: false, code: 'TIMEOUT', reason: 'the mutant hangs' } as const;
const NOBODY = { accept: false, status: 503, reason: 'Mutant' } as const;

/** The wire with the fault on it. `epoch` is the run's start in milliseconds since the Unix epoch. */
export function faultyWire(wire: Wire, clock: Clock, epoch: number, fault: Fault, answers: Answers): Wire {
  const world: World = { clock, epoch, fault, answers, frames: 0, connections: 0, attempts: 0, target: undefined };
  let refused: string | undefined;
  const gone = () => fault.kind === 'gone' && world.connections >= fault.connection;
  return {
    listen(listenOptions: ListenOptions) {
      const options = withTlsFault(listenOptions, fault, silent);
      let latest: UpgradeRequest | undefined;
      if (fault.kind === 'knock') clock.at(epoch + fault.at, () => latest && options.decide(latest));
      return wire.listen({
        ...options,
        decide(request) {
          latest = request;
          const attempt = world.attempts++;
          if (fault.kind === 'no-knock' && (fault.attempt === attempt || (fault.lasting && attempt > fault.attempt)))
            return NOBODY;
          const { authorization: _left, ...without } = request;
          const forgets = fault.kind === 'no-credentials' && fault.attempt === attempt;
          // It knocks where it is refused anyway.
          const decision = options.decide(forgets ? without : request);
          return gone() ? NOBODY : decision;
        },
        onConnection(connection, request) {
          world.connections++;
          options.onConnection(wrap(connection, world), request);
        },
      });
    },
    async open(options): Promise<OpenResult> {
      const attempt = world.attempts++;
      if (fault.kind === 'handshake' && fault.does === 'refuse') {
        // Whoever tries the same again is refused again.
        if (fault.attempt === attempt) refused = JSON.stringify(options);
        if (refused === JSON.stringify(options)) return { ok: false, status: 403, code: 'HTTP_403', reason: 'Mutant' };
      }
      if (fault.kind === 'handshake' && fault.attempt === attempt && fault.does !== 'refuse') {
        if (fault.does === 'hang') return HANGS;
        const subprotocol = options.protocols[fault.does === 'accept' ? options.protocols.length - 1 : 0] ?? '';
        return { ok: true, connection: silent(subprotocol) };
      }
      if (gone()) return { ok: false, code: 'ECONNREFUSED', reason: 'the mutant is gone' };
      const result = alteredResult(
        await wire.open(fault.kind === 'no-compression' ? { ...options, compression: false } : options),
        fault,
        attempt,
      );
      if (result.ok) world.connections++;
      return result.ok ? { ...result, connection: wrap(result.connection, world) } : result;
    },
    knock(options) {
      const attempt = world.attempts++;
      if (fault.kind !== 'handshake' || fault.attempt !== attempt) return wire.knock(options);
      return Promise.resolve(fault.does === 'hang' ? HANGS : { status: 101, code: 'HTTP_101', reason: 'Mutant' });
    },
  };
}
