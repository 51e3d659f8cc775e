/**
 * A lane: one strand of cases against one identity. Everything that comes from outside enters it here, is stamped,
 * written to the record and shown to the rules; everything the tester sends leaves it here.
 */
import { type Clock } from '../doors/clock.js';
import { type Entropy } from '../doors/entropy.js';
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../doors/operator.js';
import { type Pace } from '../doors/pace.js';
import { type Role, type Version, versionOf } from '../doors/protocol.js';
import { type Connection, type OpenOptions, type Wire } from '../doors/wire.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { type Numbering } from '../record/numbering.js';
import { createLine, type Line } from './line.js';
import { createJoiner } from '../rules/seen.js';
import { createObserver } from '../rules/observe.js';
import { type Rule, type RuleSettings, type Seen } from '../rules/rule.js';

export type { Line };

export type LineResult =
  | { readonly ok: true; readonly line: Line }
  | { readonly ok: false; readonly status?: number; readonly code: string; readonly reason: string };

/** Distributes over the union, so that every kind of event keeps its own fields. */
type Unplaced<E> = E extends { lane: number; t: number } ? Omit<E, 'lane' | 't'> : never;
export type LaneEvent = Unplaced<RecordEvent>;

export interface LaneOptions {
  readonly id: number;
  readonly identity: string;
  readonly version: Version;
  /** The role of the SUT. */
  readonly sut: Role;
  readonly pace: Pace;
  readonly entropy: Entropy;
  readonly wire: Wire;
  readonly operator: Operator;
  readonly numbering: Numbering;
  /** Start of the run in milliseconds since the epoch; event times count from it. */
  readonly epoch: number;
  readonly rules: readonly Rule[];
  readonly ruleSettings: RuleSettings;
  readonly emit: (event: RecordEvent) => void;
}

export interface Lane {
  readonly id: number;
  readonly identity: string;
  readonly version: Version;
  readonly sut: Role;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly operatorName: string;
  readonly operatorDictates: boolean;
  /** Milliseconds since the run's start. */
  t(): number;
  emit(event: LaneEvent): void;
  /** Every event of the lane, as it is emitted. */
  subscribe(listener: (event: RecordEvent) => void): () => void;
  input(fn: () => void): void;
  /** A connection that the SUT opened to the tester. */
  arrive(connection: Connection, facts: ArrivalFacts): Promise<Line>;
  /** Notes that the tester refused a handshake of the SUT. */
  refused(facts: ArrivalFacts & { readonly status: number }): void;
  /** Connects to the SUT. */
  open(options: OpenOptions): Promise<LineResult>;
  ask(request: OperatorRequest): Promise<OperatorAnswer & { readonly ask: number }>;
  /** The frame is a CALL that the tester leaves unanswered on purpose. */
  leaveUnanswered(n: number): void;
  /** Ends the rules' observation of one case, or of the lane. */
  endObservation(): void;
  /** The case that events belong to from now on. */
  enter(caseId: string | undefined): void;
  /** Drops every connection that is open, or that comes about later: the run is over. */
  shut(): void;
}

export interface ArrivalFacts {
  readonly path: string;
  readonly offered: readonly string[];
  readonly auth: 'none' | 'valid' | 'wrong';
}

/** No case needs more; a SUT that sends more floods. */
const FRAMES_PER_CASE = 20_000;
/** In characters; the record keeps all that came. */
const SIZE_PER_CASE = 32 * 1024 * 1024;

export function createLane(options: LaneOptions): Lane {
  const { id, identity, version, sut, pace, numbering, epoch } = options;
  const joiner = createJoiner();
  const observer = createObserver(options.rules, options.ruleSettings);
  const listeners: ((event: RecordEvent) => void)[] = [];
  let current: string | undefined;
  let framesOfCase = 0;
  let sizeOfCase = 0;
  const unanswered = new Set<number>();

  let lines: Line[] = [];
  let over = false;

  const t = () => Math.round((pace.now() - epoch) * 1000) / 1000;
  const publish = (placed: RecordEvent) => {
    options.emit(placed);
    for (const listener of listeners) listener(placed);
  };
  const place = { lane: id };
  const emit = (event: LaneEvent) => publish({ ...event, lane: id, t: t() });
  const observe = (seen: Seen | undefined) => {
    if (!seen) return;
    for (const found of observer.on(seen)) {
      // A case may leave a CALL unanswered on purpose; that is no defect of the tester.
      if (found.by !== sut && found.frames.some((n) => unanswered.has(n))) continue;
      emit({
        type: 'finding',
        rule: found.rule,
        ...(current !== undefined && { case: current }),
        severity: found.severity,
        blame: found.by === sut ? 'sut' : 'tester',
        message: found.message,
        clause: found.clause,
        frames: [...found.frames],
      });
    }
  };

  const track = (connection: Connection, by: 'sut' | 'tester', facts: Partial<EventOf<'connection'>>): Line => {
    const line = createLine(connection, {
      conn: numbering.next('conn'),
      identity,
      version: versionOf(connection.subprotocol) ?? version,
      sut,
      by,
      facts,
      pace,
      joiner,
      numbering,
      place,
      publish,
      emit,
      observe,
      t,
      countFrame({ n, text }) {
        framesOfCase++;
        sizeOfCase += text.length;
        if (framesOfCase <= FRAMES_PER_CASE && sizeOfCase <= SIZE_PER_CASE) return true;
        const most =
          framesOfCase > FRAMES_PER_CASE ? `${FRAMES_PER_CASE} messages` : `${SIZE_PER_CASE} characters of messages`;
        framesOfCase = 0;
        sizeOfCase = 0;
        unanswered.add(n);
        const message = `more than ${most} in one case; the tester drops the connection`;
        emit({
          type: 'finding',
          rule: 'flood',
          ...(current !== undefined && { case: current }),
          severity: 'fail',
          blame: 'sut',
          message,
          clause: 'none: what no tester can follow',
          frames: [],
        });
        return false;
      },
    });
    lines = [...lines.filter((each) => each.open), line];
    return line;
  };

  return {
    id,
    identity,
    version,
    sut,
    clock: { now: pace.now, at: pace.at },
    entropy: options.entropy,
    operatorName: options.operator.name,
    operatorDictates: options.operator.dictates === true,
    t,
    emit,
    subscribe(listener) {
      listeners.push(listener);
      return () => {
        listeners.splice(listeners.indexOf(listener), 1);
      };
    },
    input: (fn) => pace.input(fn),
    arrive: (connection, { path, offered, auth }) =>
      new Promise((resolve) => {
        pace.input(() => resolve(track(connection, 'sut', { path, offered: [...offered], auth })));
      }),
    refused({ path, offered, auth, status }) {
      pace.input(() => {
        const conn = numbering.next('conn');
        emit({
          type: 'connection',
          conn,
          event: 'refused',
          by: 'tester',
          identity,
          path,
          offered: [...offered],
          auth,
          status,
        });
      });
    },
    open(openOptions) {
      return new Promise((resolve) => {
        const offered = [...openOptions.protocols];
        const path = new URL(openOptions.url).pathname;
        void options.wire.open(openOptions).then((result) => {
          if (over && result.ok) return result.connection.terminate();
          pace.input(() => {
            if (result.ok) return resolve({ ok: true, line: track(result.connection, 'tester', { path, offered }) });
            const { status, code, reason } = result;
            const conn = numbering.next('conn');
            emit({
              type: 'connection',
              conn,
              event: 'refused',
              by: 'sut',
              identity,
              path,
              offered,
              code,
              reason: reason.slice(0, 200),
              ...(status !== undefined && { status }),
            });
            resolve(result);
          });
        });
      });
    },
    ask(request) {
      const ask = numbering.next('ask');
      const { role, action, args, why, within } = request;
      emit({ type: 'operator-ask', ask, role, action, args: { ...args }, why, within });
      return new Promise((resolve) => {
        const answered = (answer: OperatorAnswer) =>
          pace.input(() => {
            emit({ type: 'operator-answer', ask, ...answer });
            resolve({ ...answer, ask });
          });
        options.operator.ask(request).then(answered, (error: unknown) =>
          answered({
            status: 'failed',
            reason: `the operator's own program failed: ${error instanceof Error ? error.message : String(error)}`,
          }),
        );
      });
    },
    leaveUnanswered: (n) => void unanswered.add(n),
    endObservation() {
      observe(joiner.end(t()));
    },
    enter(caseId) {
      current = caseId;
      framesOfCase = 0;
      sizeOfCase = 0;
    },
    shut() {
      over = true;
      for (const line of lines) line.terminate();
    },
  };
}
