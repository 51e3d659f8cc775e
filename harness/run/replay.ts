/**
 * Verifies a run: does every lane again on its recorded inputs, in virtual time and without the SUT, and compares all
 * that comes out with what the record says: frames sent, checks, findings, verdicts.
 */
import { createEntropy } from '../doors/entropy.js';
import { type Operator, type OperatorAnswer } from '../doors/operator.js';
import { type Materials } from '../doors/materials.js';
import { createReplayPace, type ReplayPace } from '../doors/pace.js';
import { type TlsFacts } from '../doors/tls.js';
import { type Connection, type Control, type OpenResult, type Wire, type WireMessage } from '../doors/wire.js';
import { type Case } from '../peers/case.js';
import { type FileDoor } from '../peers/csms-files.js';
import { type SecurityProfile } from '../peers/security.js';
import { type Parameters } from '../peers/settings.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { type Numbering } from '../record/numbering.js';
import { type Rule, type RuleSettings } from '../rules/rule.js';
import { createLaneRunner, type LaneRunner } from './lane-runner.js';

type Placed = Extract<RecordEvent, { lane: number }>;

/** Where a replay differs from the record. */
export interface Divergence {
  readonly lane: number;
  readonly case?: string;
  readonly expected: string;
  readonly actual: string;
}

export interface ReplayOptions {
  readonly start: EventOf<'run-start'>;
  /** All events of one lane, in order. */
  readonly events: readonly Placed[];
  readonly catalogue: readonly Case[];
  readonly parameters: Parameters;
  readonly rules: readonly Rule[];
  readonly ruleSettings: RuleSettings;
  readonly targetUrl?: string;
  readonly profile: SecurityProfile;
  /** Whether the tester gave a password, which the record does not have. */
  readonly redact: (event: RecordEvent) => RecordEvent;
}

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

/** Hands out the recorded numbers, so that evidence points at the same frames. */
function recordedNumbering(events: readonly Placed[]): Numbering {
  const numbers = {
    frame: events.flatMap((event) => (event.type === 'frame' ? [event.n] : [])),
    conn: events.flatMap((event) => (event.type === 'connection' && event.event !== 'closed' ? [event.conn] : [])),
    ask: events.flatMap((event) => (event.type === 'operator-ask' ? [event.ask] : [])),
    material: events.flatMap((event) => (event.type === 'material' ? [event.material] : [])),
    transfer: events.flatMap((event) => (event.type === 'transfer' ? [event.transfer] : [])),
  };
  // Beyond the record's end the replay has diverged already; the numbers only have to be there.
  return { next: (kind) => numbers[kind].shift() ?? 0 };
}

const number = (code: number | string | undefined) => (typeof code === 'number' ? code : 1006);

/** Hands the record's inputs to the runner, each at its time. */
async function drive(
  events: readonly Placed[],
  epoch: number,
  pace: ReplayPace,
  runner: LaneRunner,
  doors: ReplayDoors,
  catalogue: readonly Case[],
): Promise<void> {
  for (const [index, event] of events.entries()) {
    const at = (fn: () => void) => pace.replay(epoch + event.t, fn);
    if (event.type === 'lane-start') await at(() => void runner.batch(casesAfter(events, index, catalogue)));
    else if (event.type === 'frame' && event.dir === 'rx') {
      const { text, binary, oversize } = event;
      await at(() =>
        doors.connections
          .get(event.conn)
          ?.message({ text, ...(binary && { binary }), ...(oversize !== undefined && { oversize }) }),
      );
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
  // Deadlines that ran out at the end: the last event of the lane, whatever it is, has happened by then.
  const last = events.at(-1);
  if (last) await pace.replay(epoch + last.t, () => undefined);
}

/** Hands out the cases that the record says began after this point, up to the next batch. */
function casesAfter(events: readonly Placed[], index: number, catalogue: readonly Case[]): () => Case | undefined {
  const next = events.findIndex((event, i) => i > index && event.type === 'lane-start');
  const ids = events
    .slice(index, next < 0 ? undefined : next)
    .flatMap((event) => (event.type === 'case-start' ? [event.case] : []));
  const byId = new Map(catalogue.map((item) => [item.id, item]));
  return () => byId.get(ids.shift() ?? '');
}

interface ReplayDoors {
  readonly wire: Wire;
  readonly operator: Operator;
  readonly connections: Map<number, ReplayedConnection>;
  readonly answers: Map<number, (answer: OperatorAnswer) => void>;
  readonly materials: Materials;
  readonly files: FileDoor;
  made(event: EventOf<'material'>): void;
  connection(event: EventOf<'connection'>, runner: LaneRunner): void;
}

function createReplayDoors(events: readonly Placed[], start: EventOf<'run-start'>): ReplayDoors {
  const connections = new Map<number, ReplayedConnection>();
  const answers = new Map<number, (answer: OperatorAnswer) => void>();
  const asks = events.flatMap((event) => (event.type === 'operator-ask' ? [event.ask] : []));
  const opening: ((result: OpenResult) => void)[] = [];
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
          ...seen,
        });
      const connection = createReplayedConnection(subprotocol, event.compressed === true);
      connections.set(conn, connection);
      if (event.by === 'sut') runner.arrive(connection, { path, offered, auth, ...seen });
      else opening.shift()?.({ ok: true, connection, ...seen });
    },
  };
}

/** Replays one lane and says where it differs from the record; the first difference counts, what follows may follow from it. */
export async function replayLane(options: ReplayOptions): Promise<readonly Divergence[]> {
  const { start, events, catalogue, parameters, redact } = options;
  const [first] = events;
  if (!first) return [];
  const lane = first.lane;
  const identity = events.find((event) => event.type === 'lane-start')?.identity ?? start.sut.identity;
  const doors = createReplayDoors(events, start);
  const pace = createReplayPace(start.epoch + first.t);
  const produced: Placed[] = [];
  const runner = createLaneRunner({
    id: lane,
    identity,
    version: start.sut.version,
    sut: start.sut.role,
    pace,
    entropy: (label) => createEntropy(start.seed, label),
    wire: doors.wire,
    operator: { ...doors.operator, ...(start.operatorDictates && { dictates: true }) },
    materials: doors.materials,
    ...(start.files && { files: doors.files }),
    numbering: recordedNumbering(events),
    epoch: start.epoch,
    rules: options.rules,
    ruleSettings: options.ruleSettings,
    parameters,
    ...(options.targetUrl !== undefined && {
      target: { url: options.targetUrl, profile: options.profile },
    }),
    emit: (event) => produced.push(redact(event) as Placed),
  });
  await drive(events, start.epoch, pace, runner, doors, catalogue);
  return compare(events, produced);
}

function compare(recorded: readonly Placed[], produced: readonly Placed[]): readonly Divergence[] {
  let current: string | undefined;
  for (const [index, event] of recorded.entries()) {
    if (event.type === 'case-start') current = event.case;
    const expected = JSON.stringify(event);
    const actual = produced[index] === undefined ? 'nothing' : JSON.stringify(produced[index]);
    if (canonical(expected) !== canonical(actual)) {
      return [
        {
          lane: event.lane,
          expected: expected.slice(0, 400),
          actual: actual.slice(0, 400),
          ...(current !== undefined && { case: current }),
        },
      ];
    }
  }
  const [extra] = produced.slice(recorded.length);
  if (!extra) return [];
  return [
    {
      lane: extra.lane,
      expected: 'nothing more',
      actual: JSON.stringify(extra).slice(0, 400),
      ...(current !== undefined && { case: current }),
    },
  ];
}

/** Key order does not matter: events pass through a schema when they are read. */
function canonical(text: string): string {
  const sort = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sort);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, part]) => [key, sort(part)]),
    );
  };
  try {
    return JSON.stringify(sort(JSON.parse(text)));
  } catch {
    return text;
  }
}
