/**
 * Grades a record by the cases of today. Each case is done again on the recorded input; as long as the tester does what
 * it did then, what the SUT did is an answer to it, and the verdict counts. From where it does something else, the
 * record says nothing of what the SUT would have done, so that the case cannot be graded. The next one can: the lane is
 * brought to where it stood by the recorded messages of both sides, and goes on from there.
 */
import { createReplayPace, type ReplayPace } from '../doors/pace.js';
import { type Line } from '../lane/lane.js';
import { type CaseVerdict } from '../record/events.js';
import { type LaneRunner } from './lane-runner.js';
import { batchOf, canonical, createReplayRunner, type ReplayOptions } from './replay.js';
import { casesAfter, createReplayDoors, handIn, type Placed, type ReplayDoors } from './replay-doors.js';

/** What came of one run of a case. */
export interface Grade {
  readonly lane: number;
  readonly case: string;
  /** The verdict in the record; undefined where the case was cut off. */
  readonly then: CaseVerdict | undefined;
  /** The verdict of today's case; undefined where it cannot be graded. */
  readonly now: CaseVerdict | undefined;
  /** Why: the reason of today's verdict, or why there is none. */
  readonly reason: string;
}

/** Where a case stands in a lane: its case-start, its case-end, and where the next begins. */
interface Span {
  readonly start: number;
  readonly end: number | undefined;
  readonly next: number;
}

function spansOf(events: readonly Placed[]): readonly Span[] {
  const starts = events.flatMap((event, i) => (event.type === 'case-start' ? [i] : []));
  return starts.map((start, i) => {
    const next = starts[i + 1] ?? events.length;
    const end = events.findIndex((event, at) => at > start && at < next && event.type === 'case-end');
    return { start, end: end < 0 ? undefined : end, next };
  });
}

/** What the tester does, its vain attempts to connect too: the rest of a record came to it, or is what it made of that. */
function isOutput(event: Placed): boolean {
  if (event.type === 'frame' || event.type === 'control') return event.dir === 'tx';
  if (event.type === 'connection') return event.by === 'tester' || event.event === 'refused';
  return event.type === 'operator-ask';
}

/** A frame's number is no part of what was done, nor what the operator is told about the reason. */
function deed(event: Placed): string {
  const {
    n: _n,
    conn: _conn,
    ask: _ask,
    why: _why,
    ...rest
  } = event as Placed & { n?: number; conn?: number; ask?: number; why?: string };
  return canonical(JSON.stringify(rest));
}

const shown = (event: Placed): string => {
  if (event.type === 'frame') return `sends ${event.text.slice(0, 160)}`;
  if (event.type === 'operator-ask') return `asks the operator for ${event.action}`;
  return event.type === 'connection' ? `has a connection ${event.event}` : 'sends a ping';
};

/** Where the tester of today first does something else than the record says; undefined where it does the same. */
function departure(recorded: readonly Placed[], produced: readonly Placed[]): string | undefined {
  const [then, now] = [recorded.filter(isOutput), produced.filter(isOutput)];
  for (let i = 0; i < Math.max(then.length, now.length); i++) {
    const [a, b] = [then[i], now[i]];
    if (a && b && deed(a) === deed(b)) continue;
    const was = a ? `at ${a.t} ms it ${shown(a)}` : 'it did nothing more';
    return `then ${was}; today's case ${b ? `at ${b.t} ms ${shown(b)}` : 'does nothing more'}`;
  }
  return undefined;
}

/**
 * Lets a lane live through what happened before a case without any case: what the SUT sent comes in, what the tester
 * sent goes out as the record has it, and what the lane itself would answer does not.
 */
function createPrimer(runner: () => LaneRunner, doors: ReplayDoors, epoch: number, pace: ReplayPace) {
  let muted = true;
  const lines = new Map<number, Line>();
  const attached = (line: Line): Line => {
    lines.set(line.conn, line);
    return Object.assign(Object.create(line) as Line, {
      send: (...sent: Parameters<Line['send']>) => (muted ? 0 : line.send(...sent)),
      ping: () => (muted ? undefined : line.ping()),
      close: (...closed: Parameters<Line['close']>) => (muted ? undefined : line.close(...closed)),
      terminate: () => (muted ? undefined : line.terminate()),
    });
  };
  const asTester = (event: Placed) => {
    if (event.type === 'frame') lines.get(event.conn)?.send(event.text, event.deliberate, event.sent);
    else if (event.type === 'control') lines.get(event.conn)?.ping();
    else if (event.type === 'connection' && event.event === 'closed') lines.get(event.conn)?.terminate();
    else if (event.type === 'case-start') runner().past(event.case);
    else if (event.type === 'case-end') runner().past(undefined);
  };
  /** Of the connections that the tester opens, or tried to. */
  const dial = ({ path = '/', offered = [] }: Extract<Placed, { type: 'connection' }>) =>
    void runner()
      .lane.open({ url: `ws://sut${path}`, protocols: offered, timeout: 0 })
      .then((result) => {
        if (result.ok) lines.set(result.line.conn, result.line);
      });
  return {
    attached,
    unmute: () => (muted = false),
    async prime(event: Placed): Promise<void> {
      const opened = event.type === 'connection' && event.event === 'open' && event.by === 'tester';
      const refused = event.type === 'connection' && event.event === 'refused' && event.by === 'sut';
      if (opened || refused) dial(event);
      const byTester = isOutput(event) && !opened && !refused;
      if (byTester || event.type === 'case-start' || event.type === 'case-end')
        await pace.replay(epoch + event.t, () => asTester(event));
      if (event.type !== 'operator-answer' && event.type !== 'material')
        await handIn(event, epoch, pace, runner(), doors);
    },
  };
}

/** Does the lane again from the case at `from` on, and gives what came out from there. */
async function replayFrom(options: ReplayOptions, from: number): Promise<readonly Placed[]> {
  const { start, events, catalogue } = options;
  const doors = createReplayDoors(events, start, from);
  const pace = createReplayPace(start.epoch + events[0]!.t);
  const produced: Placed[] = [];
  let live = false;
  const primer = createPrimer(() => runner, doors, start.epoch, pace);
  const runner: LaneRunner = createReplayRunner(
    options,
    doors,
    pace,
    (event) => {
      if (live) produced.push(event);
    },
    { from, attached: primer.attached },
  );
  for (const [index, event] of events.entries()) {
    if (index < from) await primer.prime(event);
    else if (event.type === 'lane-start' && event.leaving)
      await pace.replay(start.epoch + event.t, () => void runner.leave());
    else if (index === from || event.type === 'lane-start') {
      live = true;
      primer.unmute();
      const next = casesAfter(events, index, catalogue);
      const how = event.type === 'lane-start' ? batchOf(event) : {};
      await pace.replay(start.epoch + event.t, () => void runner.batch(next, how));
    } else await handIn(event, start.epoch, pace, runner, doors);
  }
  await pace.replay(start.epoch + events.at(-1)!.t, () => undefined);
  return produced;
}

const endOf = (events: readonly Placed[]) => events.find((event) => event.type === 'case-end');

/** Grades the cases of `spans` in what a replay gave, up to the first after which the lane stands elsewhere than then. */
function gradeSpans(
  { events, catalogue }: ReplayOptions,
  spans: readonly Span[],
  produced: readonly Placed[],
): readonly Grade[] {
  const grades: Grade[] = [];
  const again = spansOf(produced);
  for (const [i, { start, end, next }] of spans.entries()) {
    const { case: id, lane } = events[start] as Extract<Placed, { type: 'case-start' }>;
    const recorded = events.slice(start, next);
    const ended = endOf(recorded);
    const grade = (now: CaseVerdict | undefined, reason: string) =>
      grades.push({ lane, case: id, then: ended?.verdict, now, reason });
    if (end === undefined) return (grade(undefined, 'the run was cut off in it'), grades);
    if (!catalogue.some((item) => item.id === id))
      return (grade(undefined, 'the catalogue of today has no such case'), grades);
    const span = again[i];
    const mine = span ? produced.slice(span.start, span.next) : [];
    const mineEnd = endOf(mine);
    const upTo = (list: readonly Placed[], last: Placed | undefined) =>
      last === undefined ? list : list.slice(0, list.indexOf(last) + 1);
    const other = departure(upTo(recorded, ended), upTo(mine, mineEnd));
    if (other !== undefined) return (grade(undefined, other), grades);
    if (!mineEnd) return (grade(undefined, "today's case waits for longer than the record goes"), grades);
    const later = events.slice(end).some((event) => event.t < mineEnd.t && 'dir' in event && event.dir === 'rx');
    if (mineEnd.t > ended!.t && later)
      return (grade(undefined, "today's case waits for longer than the case did then"), grades);
    grade(mineEnd.verdict, mineEnd.reason);
    // What follows began elsewhere, or after something else.
    const moved = mineEnd.t !== ended!.t || mineEnd.verdict !== ended!.verdict;
    if (moved || departure(recorded, mine) !== undefined) return grades;
  }
  return grades;
}

/** Grades every run of a case on one lane by the catalogue, the rules and the schemas of today. */
export async function regradeLane(options: ReplayOptions): Promise<readonly Grade[]> {
  const spans = spansOf(options.events);
  const grades: Grade[] = [];
  while (grades.length < spans.length) {
    const left = spans.slice(grades.length);
    const produced = await replayFrom(options, left[0]!.start);
    grades.push(...gradeSpans(options, left, produced));
  }
  return grades;
}
