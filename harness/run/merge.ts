/**
 * Makes one record of the shards of a run: the events of one shard after the other, numbered through, at the times at
 * which they happened. It is the record of the whole run up to times and the ids that the SUT chose; besides, each
 * shard has its own runs of the sanity case, on which its verdicts rest.
 */
import { worse } from '../peers/judge.js';
import { planSchema } from '../plan/plan.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { type NumberedKind } from '../record/numbering.js';
import { readRecord } from '../record/read.js';
import { type Recorder } from '../record/recorder.js';
import { type Placed, type Shift, shifted } from '../record/shifted.js';
import { createOutcomes, type Outcome } from './attempts.js';
import { createCauseCollector } from './causes/causes.js';
import { createClaimCollector } from './claims.js';
import { type Conclusion, concludeRun } from './conclude.js';
import { laterBy } from './merged-lanes.js';
import { type ShardRecord } from './shard-records.js';
import { withoutDoors } from './verify.js';

export interface MergeOptions {
  /** All shards in their order, as `readShards` gives them. */
  readonly shards: readonly ShardRecord[];
  readonly recorder: Recorder;
  /** What an upload of this shard is called in the merged run. */
  readonly keptAs: (shard: number, name: string) => string;
  readonly onEvent?: (event: RecordEvent) => void;
}

const NONE: Readonly<Record<NumberedKind, number>> = { frame: 0, conn: 0, ask: 0, material: 0, transfer: 0 };

/** What is added to the numbers of each shard: the last ones of all shards before it. */
function firstOf(shards: readonly ShardRecord[]): readonly Readonly<Record<NumberedKind, number>>[] {
  let sum = NONE;
  return shards.map(({ last }) => {
    const own = sum;
    const kinds = Object.keys(NONE) as NumberedKind[];
    sum = Object.fromEntries(kinds.map((kind) => [kind, own[kind] + last[kind]])) as Record<NumberedKind, number>;
    return own;
  });
}

function headOf(
  shards: readonly ShardRecord[],
  firsts: readonly Readonly<Record<NumberedKind, number>>[],
): EventOf<'run-start'> {
  const [{ start }] = shards as readonly [ShardRecord];
  const earliest = shards.reduce((found, each) => (each.start.epoch < found.start.epoch ? each : found));
  const { shard: _shard, ...rest } = start;
  return {
    ...rest,
    started: earliest.start.started,
    epoch: earliest.start.epoch,
    cases: start.cases.map(({ shard, reason, ...item }) => {
      if (shard !== undefined) return { ...item, run: true };
      return reason === undefined ? item : { ...item, reason };
    }),
    merged: shards.map(({ shard, start: { started, epoch, environment, files }, end }, at) => ({
      shard,
      started,
      ended: end.ended,
      epoch,
      environment,
      ...(files && { files }),
      digest: end.digest,
      first: { ...firsts[at]! },
    })),
  };
}

/** The worst of what the shards have: only the sanity case is in more than one. */
function together(parts: readonly (readonly Outcome[])[]): readonly Outcome[] {
  const byId = new Map<string, Outcome>();
  for (const outcome of parts.flat()) {
    const before = byId.get(outcome.id);
    byId.set(outcome.id, before && worse(before.verdict, outcome.verdict) === before.verdict ? before : outcome);
  }
  return [...byId.values()];
}

const told = (shards: readonly ShardRecord[], key: 'interrupted' | 'unanswered'): string | undefined => {
  const said = shards.flatMap(({ shard, end }) => (end[key] === undefined ? [] : [`in shard ${shard}: ${end[key]}`]));
  return said.length > 0 ? said.join('; ') : undefined;
};

/** Writes the merged record to the recorder, and concludes as the run would have. */
export async function mergeShards({ shards, recorder, keptAs, onEvent }: MergeOptions): Promise<Conclusion> {
  const firsts = firstOf(shards);
  const head = headOf(shards, firsts);
  const plan = planSchema.parse(withoutDoors(head.plan));
  const claims = createClaimCollector(plan);
  const causes = createCauseCollector();
  const events: RecordEvent[] = [];
  let frames = 0;
  const emit = (event: RecordEvent) => {
    causes.on(recorder.emit(event));
    if (event.type === 'frame') frames++;
    if (event.type === 'check' || event.type === 'finding' || event.type === 'advisory') events.push(event);
    claims.on(event);
    onEvent?.(event);
  };
  emit(head);
  const outcomes: (readonly Outcome[])[] = [];
  let lanes = 0;
  let last = 0;
  for (const [at, { path, shard, start, lanes: own }] of shards.entries()) {
    const numbers = new Map(own.map((lane, index) => [lane, lanes + index + 1]));
    lanes += own.length;
    const shift: Shift = {
      t: laterBy(start.epoch, head.epoch),
      first: firsts[at]!,
      lane: (lane) => numbers.get(lane) ?? 0,
    };
    const ended = createOutcomes();
    for await (const event of readRecord(path)) {
      last = Math.max(last, event.type === 'run-start' ? 0 : event.t + shift.t);
      // What the statement claims against what was shown, and what lies behind the reds, is told of the whole, below.
      if (event.type === 'run-start' || event.type === 'run-end' || event.type === 'claim' || event.type === 'cause')
        continue;
      if (event.type === 'case-end')
        ended.add({
          id: event.case,
          verdict: event.verdict,
          reason: event.reason,
          attempt: event.attempt ?? 1,
          started: event.t - event.duration,
          ...(event.disturbed !== undefined && { disturbed: event.disturbed }),
        });
      if (event.type === 'case-amend') ended.amend(event.case, event.verdict, event.reason);
      emit(withOrigin(shifted(event, shift), event, shard, keptAs));
    }
    outcomes.push(ended.all());
  }
  const t = Math.round(last * 1000) / 1000;
  for (const claim of claims.claims(t)) emit(claim);
  return concludeRun({
    emit,
    recorder,
    t,
    now: head.epoch + t,
    chosen: { cases: shards[0]!.start.cases.filter(({ shard }) => shard !== undefined), decisions: head.cases },
    results: together(outcomes),
    events,
    causes: causes.causes(t),
    frames,
    interrupted: told(shards, 'interrupted'),
    unanswered: told(shards, 'unanswered'),
    strict: head.strict === true,
  });
}

/** Says where a lane comes from, and what an upload is called now. */
function withOrigin(event: Placed, before: Placed, shard: number, keptAs: MergeOptions['keptAs']): Placed {
  if (event.type === 'lane-start') return { ...event, origin: { shard, lane: before.lane } };
  if (event.type === 'transfer' && event.kept !== undefined) return { ...event, kept: keptAs(shard, event.kept) };
  return event;
}
