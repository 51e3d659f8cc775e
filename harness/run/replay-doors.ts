/** The doors of a replay: connections, operator, files and materials of which only the record's inputs are left. */
import { type Materials } from '../doors/materials.js';
import { type Operator, type OperatorAnswer } from '../doors/operator.js';
import { type ReplayPace } from '../doors/pace.js';
import { type TlsFacts } from '../doors/tls.js';
import { type Connection, type Control, type OpenResult, type Wire, type WireMessage } from '../doors/wire.js';
import { type Case } from '../peers/case.js';
import { type FileDoor } from '../peers/csms-side/csms-files.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { type Numbering } from '../record/numbering.js';
import { type LaneRunner } from './lane-runner.js';

/** An event that belongs to a lane. */
export type Placed = Extract<RecordEvent, { lane: number }>;

interface ReplayedConnection extends Connection {
  message(message: WireMessage): void;
  closed(code: number, reason: string): void;
  control(control: Control): void;
}

const nothing = () => undefined;

function createReplayedConnection(subprotocol: string, compressed: boolean): ReplayedConnection {
  let onMessage: ((message: WireMessage) => void) | undefined;
  let onClose: ((code: number, reason: string) => void) | undefined;
  let onControl: ((control: Control) => void) | undefined;
  return {
    subprotocol,
    compressed,
    send: nothing,
    ping: nothing,
    answerPings: nothing,
    onControl: (listener) => (onControl = listener),
    control: (control) => onControl?.(control),
    close: nothing,
    terminate: nothing,
    pause: nothing,
    resume: nothing,
    onMessage: (listener) => (onMessage = listener),
    onClose: (listener) => (onClose = listener),
    message: (message) => onMessage?.(message),
    closed: (code, reason) => onClose?.(code, reason),
  };
}

/** Hands out the recorded numbers, so that evidence points at the same frames; asks and materials those from `from` on. */
export function recordedNumbering(events: readonly Placed[], from = 0): Numbering {
  const late = events.slice(from);
  const numbers = {
    frame: events.flatMap((event) => (event.type === 'frame' ? [event.n] : [])),
    conn: events.flatMap((event) => (event.type === 'connection' && event.event !== 'closed' ? [event.conn] : [])),
    ask: late.flatMap((event) => (event.type === 'operator-ask' ? [event.ask] : [])),
    material: late.flatMap((event) => (event.type === 'material' ? [event.material] : [])),
    transfer: events.flatMap((event) => (event.type === 'transfer' ? [event.transfer] : [])),
  };
  // Beyond the record's end the replay has diverged already; the numbers only have to be there.
  return { next: (kind) => numbers[kind].shift() ?? 0 };
}

const number = (code: number | string | undefined) => (typeof code === 'number' ? code : 1006);

/** Hands one of the record's inputs to the runner, at its time; what is no input passes. */
export async function handIn(
  event: Placed,
  epoch: number,
  pace: ReplayPace,
  runner: LaneRunner,
  doors: ReplayDoors,
): Promise<void> {
  const at = (fn: () => void) => pace.replay(epoch + event.t, fn);
  if (event.type === 'frame' && event.dir === 'rx') {
    const { text, binary, oversize } = event;
    const message = { text, ...(binary && { binary }), ...(oversize !== undefined && { oversize }) };
    await at(() => doors.connections.get(event.conn)?.message(message));
  } else if (event.type === 'control' && event.dir === 'rx') {
    await at(() => doors.connections.get(event.conn)?.control(event.control));
  } else if (event.type === 'operator-answer') {
    const { status, value, note, reason } = event;
    await at(() => doors.answers.get(event.ask)?.({ status, value, note, reason } as OperatorAnswer));
  } else if (event.type === 'material') await at(() => doors.made(event));
  else if (event.type === 'transfer') {
    const { type: _type, lane: _lane, t: _t, transfer: _number, ...transfer } = event;
    await at(() => runner.transferred(transfer));
  } else if (event.type === 'connection') await at(() => doors.connection(event, runner));
}

/** Hands out the cases that the record says began after this point, up to the next batch. */
export function casesAfter(
  events: readonly Placed[],
  index: number,
  catalogue: readonly Case[],
): () => Case | undefined {
  const next = events.findIndex((event, i) => i > index && event.type === 'lane-start');
  const ids = events
    .slice(index, next < 0 ? undefined : next)
    .flatMap((event) => (event.type === 'case-start' ? [event.case] : []));
  const byId = new Map(catalogue.map((item) => [item.id, item]));
  return () => byId.get(ids.shift() ?? '');
}

/** The doors of a lane that is done again: what comes in at them is what the record says. */
export interface ReplayDoors {
  readonly wire: Wire;
  readonly operator: Operator;
  readonly connections: Map<number, ReplayedConnection>;
  readonly answers: Map<number, (answer: OperatorAnswer) => void>;
  readonly materials: Materials;
  readonly files: FileDoor;
  made(event: EventOf<'material'>): void;
  connection(event: EventOf<'connection'>, runner: LaneRunner): void;
}

export function createReplayDoors(events: readonly Placed[], start: EventOf<'run-start'>, from = 0): ReplayDoors {
  const connections = new Map<number, ReplayedConnection>();
  const answers = new Map<number, (answer: OperatorAnswer) => void>();
  const asks = events.slice(from).flatMap((event) => (event.type === 'operator-ask' ? [event.ask] : []));
  const opening: ((result: OpenResult & { readonly versions?: string }) => void)[] = [];
  const making: { readonly name: string; readonly resolve: (value: unknown) => void }[] = [];
  return {
    materials: {
      obtain: (name) => new Promise((resolve) => making.push({ name, resolve })),
    },
    made({ name, value }) {
      const index = making.findIndex((one) => one.name === name);
      if (index >= 0) making.splice(index, 1)[0]?.resolve(value);
    },
    connections,
    answers,
    wire: {
      listen: () => Promise.reject(new Error('a replay does not listen')),
      open: () => new Promise((resolve) => opening.push(resolve)),
      knock: () =>
        new Promise((resolve) =>
          opening.push((result) => resolve(result.ok ? { status: 101, code: 'HTTP_101', reason: '' } : result)),
        ),
    },
    files: { bases: start.files ?? {}, offer: nothing, await: nothing, withdraw: nothing },
    operator: { name: start.operator, ask: () => new Promise((resolve) => answers.set(asks.shift() ?? 0, resolve)) },
    connection(event, runner) {
      const { conn, path = '', offered = [], auth = 'none', subprotocol = '', status, reason = '' } = event;
      const seen = event.tls && { tls: event.tls as TlsFacts };
      if (event.event === 'tls-failed') {
        const by = event.by === 'sut' ? 'peer' : 'self';
        return runner.tlsFailed({ by, code: String(event.code), reason, tls: seen?.tls ?? {} });
      }
      if (event.event === 'closed') return connections.get(conn)?.closed(number(event.code), reason);
      if (event.event === 'refused' && event.by === 'tester')
        return runner.refused({
          path,
          offered,
          auth,
          status: status ?? 0,
          ...(event.reason !== undefined && { reason }),
          ...seen,
        });
      if (event.event === 'refused')
        return opening.shift()?.({
          ok: false,
          code: String(event.code),
          reason,
          ...(status !== undefined && { status }),
          ...(event.versions !== undefined && { versions: event.versions }),
          ...seen,
        });
      const connection = createReplayedConnection(subprotocol, event.compressed === true);
      connections.set(conn, connection);
      if (event.by === 'sut') runner.arrive(connection, { path, offered, auth, ...seen });
      else opening.shift()?.({ ok: true, connection, ...seen });
    },
  };
}
