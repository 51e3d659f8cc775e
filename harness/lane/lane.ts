/**
 * A lane: one strand of cases against one identity. Everything that comes from outside enters it here, is stamped,
 * written to the record and shown to the rules; everything the tester sends leaves it here.
 */
import { type OperatorAnswer } from '../doors/operator.js';
import { versionOf } from '../doors/protocol.js';
import { type Lane, type LaneOptions } from './lane-types.js';
import { type LaneEvent } from './lane-event.js';
import { type Connection } from '../doors/wire.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { createBlame } from './blame.js';
import { askedFor, recordable } from './recorded.js';
import { createLine, type Line } from './line.js';
import { createJoiner } from '../rules/seen.js';
import { createObserver } from '../rules/observe.js';
import { type Seen } from '../rules/rule.js';

export type { Line };

export type { ArrivalFacts, Knocked, Lane, LaneOptions, LineResult } from './lane-types.js';

/** No case needs more; a SUT that sends more floods. */
const FRAMES_PER_CASE = 20_000;
/** In characters; the record keeps all that came. */
const SIZE_PER_CASE = 32 * 1024 * 1024;

export function createLane(options: LaneOptions): Lane {
  const { id, identity, version, sut, pace, numbering, epoch } = options;
  const joiner = createJoiner();
  const observer = createObserver(options.rules, options.ruleSettings);
  const listeners: ((event: RecordEvent) => void)[] = [];
  const blame = createBlame(sut === 'station');
  let saneAt: number | undefined;
  let flooded = false;
  let entropy = options.entropy(identity);
  const entered = new Map<string, number>();
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
    const answers = seen.kind === 'frame' ? seen.answers?.n : undefined;
    // Whatever it says: somebody is there who answers a CALL under its id.
    if (seen.kind === 'frame' && seen.sender === sut && answers !== undefined) saneAt = seen.t;
    for (const found of observer.on(seen)) {
      // A case may leave a CALL unanswered on purpose; that is no defect of the tester.
      if (found.by !== sut && found.frames.some((n) => unanswered.has(n))) continue;
      emit({
        type: 'finding',
        rule: found.rule,
        ...(found.whole ? blame.ofNone() : blame.of(found.frames, answers)),
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
      onSent(n, asks) {
        if (asks) blame.acted();
        blame.sent(n);
      },
      countFrame({ n, text }) {
        framesOfCase++;
        sizeOfCase += text.length;
        if (framesOfCase <= FRAMES_PER_CASE && sizeOfCase <= SIZE_PER_CASE) return true;
        const most =
          framesOfCase > FRAMES_PER_CASE ? `${FRAMES_PER_CASE} messages` : `${SIZE_PER_CASE} characters of messages`;
        framesOfCase = 0;
        sizeOfCase = 0;
        flooded = true;
        unanswered.add(n);
        const message = `more than ${most} in one case; the tester drops the connection`;
        emit({
          type: 'finding',
          rule: 'flood',
          ...blame.of([]),
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
    entropy: {
      id: () => entropy.id(),
      int: (min, max) => entropy.int(min, max),
      pick: (items) => entropy.pick(items),
    },
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
    arrive: (connection, { path, offered, auth, tls }) =>
      new Promise((resolve) => {
        const facts = { path, offered: [...offered], auth, ...recordable(tls) };
        pace.input(() => resolve(track(connection, 'sut', facts)));
      }),
    refused({ path, offered, auth, status, reason, tls }) {
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
          ...(reason !== undefined && { reason }),
          ...recordable(tls),
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
            const seen = recordable(result.tls);
            if (result.ok) {
              const line = track(result.connection, 'tester', { path, offered, ...seen });
              return resolve({ ok: true, line, ...(result.tls && { tls: result.tls }) });
            }
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
              ...seen,
            });
            resolve({ ...result, conn });
          });
        });
      });
    },
    knock(knockOptions) {
      return new Promise((resolve) => {
        void options.wire.knock(knockOptions).then((result) =>
          pace.input(() => {
            const { tls, ...answer } = { ...result, reason: result.reason.slice(0, 200) };
            const { code, status, reason, versions } = answer;
            const conn = numbering.next('conn');
            const facts = { identity, ...askedFor(knockOptions), ...recordable(tls) };
            const said = { ...(status !== undefined && { status }), ...(versions !== undefined && { versions }) };
            if (status === 101) {
              emit({ type: 'connection', conn, event: 'open', by: 'tester', ...facts, status });
              emit({ type: 'connection', conn, event: 'closed', by: 'tester', identity, code: 1006 });
            } else emit({ type: 'connection', conn, event: 'refused', by: 'sut', ...facts, code, reason, ...said });
            resolve({ ...answer, conn });
          }),
        );
      });
    },
    ask(request) {
      blame.acted();
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
    tlsFailed({ by, code, reason, tls }) {
      pace.input(() => {
        const conn = numbering.next('conn');
        const who = by === 'peer' ? 'sut' : 'tester';
        const why = reason.slice(0, 200);
        emit({
          type: 'connection',
          conn,
          event: 'tls-failed',
          by: who,
          identity,
          code,
          reason: why,
          ...recordable(tls),
        });
      });
    },
    obtain(name, make) {
      return new Promise((resolve, reject) => {
        options.materials.obtain(name, make).then(
          (value) =>
            pace.input(() => {
              emit({ type: 'material', material: numbering.next('material'), name, value });
              resolve(value);
            }),
          (error: Error) => pace.input(() => reject(error)),
        );
      });
    },
    transferred(transfer) {
      pace.input(() => emit({ type: 'transfer', transfer: numbering.next('transfer'), ...transfer }));
    },
    leaveUnanswered: (n) => void unanswered.add(n),
    endObservation() {
      observe(joiner.end(t()));
    },
    acted: () => blame.acted(),
    senderOf: (n) => blame.senderOf(n),
    get saneAt() {
      return saneAt;
    },
    get flooded() {
      return flooded;
    },
    enter(caseId, bystander) {
      blame.enter(caseId, bystander);
      if (caseId !== undefined) {
        flooded = false;
        const times = (entered.get(caseId) ?? 0) + 1;
        entered.set(caseId, times);
        entropy = options.entropy(`${identity} ${caseId} ${times}`);
      }
      framesOfCase = 0;
      sizeOfCase = 0;
    },
    shut() {
      over = true;
      for (const line of lines) line.terminate();
    },
  };
}
