/** Verifies or grades a whole record: its digest, its completeness, and every lane by replay. */
import { type EventOf, type RecordEvent } from '../record/events.js';
import { checkDigest, readRecord, RecordError } from '../record/read.js';
import { createRedaction } from '../record/redact.js';
import { planSchema } from '../plan/plan.js';
import { ALL_RULES } from '../rules/index.js';
import { schemaDigest } from '../schema/schemas.js';
import { causesOf } from './causes/causes.js';
import { type Catalogue, casesFor, catalogueDigest } from './catalogue.js';
import { laneOfShard } from './merged-lanes.js';
import { parametersOf } from './parameters.js';
import { type Grade, regradeLane } from './regrade.js';
import { canonical, type Divergence, replayLane, type ReplayOptions } from './replay.js';
import { type Placed } from './replay-doors.js';
import { ruleSettingsOf } from './rule-settings.js';

export interface Verification {
  readonly verified: boolean;
  /** What is wrong with the record as a whole. */
  readonly problems: readonly string[];
  readonly divergences: readonly Divergence[];
  readonly cases: number;
  readonly lanes: number;
  readonly frames: number;
}

const failed = (problems: readonly string[]): Verification => ({
  verified: false,
  problems,
  divergences: [],
  cases: 0,
  lanes: 0,
  frames: 0,
});

async function readAll(path: string): Promise<readonly RecordEvent[] | string> {
  const events: RecordEvent[] = [];
  try {
    for await (const event of readRecord(path)) events.push(event);
  } catch (error) {
    if (error instanceof RecordError) return error.message;
    throw error;
  }
  return events;
}

/** What a replay does not need and redaction may have made invalid: passwords and the operator's settings. */
export function withoutDoors(plan: unknown): unknown {
  if (typeof plan !== 'object' || plan === null) return plan;
  const { security, operator: _operator, ...rest } = plan as Record<string, unknown>;
  const { profile } = (security ?? {}) as { readonly profile?: unknown };
  return { ...rest, security: { profile } };
}

interface Loaded {
  readonly events: readonly RecordEvent[];
  /** What each lane is done again with. */
  readonly lanes: readonly (ReplayOptions & { readonly number: number })[];
  readonly start: EventOf<'run-start'>;
}

/** Reads a record for a replay with the cases of `catalogue`; a text says why it cannot be. */
async function load(path: string, catalogue: Catalogue): Promise<Loaded | string> {
  const events = await readAll(path);
  if (typeof events === 'string') return events;
  const [start] = events;
  if (start?.type !== 'run-start') return 'the record does not begin with run-start';
  const plan = planSchema.safeParse(withoutDoors(start.plan));
  if (!plan.success) return 'the plan in the record cannot be read';
  const lanes = new Map<number, Placed[]>();
  for (const event of events) {
    // What the run itself adds belongs to no lane and has number 0.
    if (!('lane' in event) || event.lane === 0) continue;
    const list = lanes.get(event.lane) ?? [];
    list.push(event);
    lanes.set(event.lane, list);
  }
  const common = {
    start,
    catalogue: casesFor(catalogue, start.sut.role, start.sut.version),
    rules: ALL_RULES,
    ruleSettings: ruleSettingsOf(plan.data),
    profile: plan.data.security.profile,
    ...(plan.data.url !== undefined && { targetUrl: plan.data.url }),
    redact: createRedaction([]),
  };
  return {
    events,
    start,
    lanes: [...lanes].map(([number, list]) => {
      const identity = list.find((event) => event.type === 'lane-start')?.identity;
      return { ...common, ...laneOfShard(start, list), parameters: parametersOf(plan.data, identity), number };
    }),
  };
}

/** What is wrong with the bytes of the record. */
async function digestProblems(path: string): Promise<readonly string[]> {
  const digest = await checkDigest(path);
  if (digest === 'missing') return ['the record has no footer: the run was cut off, and nothing vouches for its bytes'];
  if (digest === 'wrong')
    return ['the digest in the footer is not that of the bytes before it: the record was changed'];
  return [];
}

/** Whether the causes are those that the record's own reds have; a record of an older program tells of none. */
function causeProblems(events: readonly RecordEvent[]): readonly string[] {
  const end = events.at(-1);
  if (end?.type !== 'run-end' || end.counts.causes === undefined) return [];
  const told = events.filter((event) => event.type === 'cause');
  const found = causesOf(
    events.filter((event) => event.type !== 'cause'),
    told[0]?.t ?? 0,
  );
  const same = canonical(JSON.stringify(told)) === canonical(JSON.stringify(found));
  return same ? [] : ['the causes that the record names are not those of its reds'];
}

/** Replays the record at `path` with the cases of `catalogue`. */
export async function verifyRecord(path: string, catalogue: Catalogue): Promise<Verification> {
  const problems = [...(await digestProblems(path))];
  const loaded = await load(path, catalogue);
  if (typeof loaded === 'string') return failed([...problems, loaded]);
  const { start, events, lanes } = loaded;
  if (start.catalogue.digest !== catalogueDigest(catalogue))
    problems.push(
      'the cases are not those of the run (another catalogue digest): verify with the laddprov that made the record, or grade it by the cases of this one with --catalogue',
    );
  problems.push(...causeProblems(events));
  if (start.environment.schemas !== schemaDigest()) problems.push('the official schemas are not those of the run');
  const divergences: Divergence[] = [];
  for (const lane of lanes)
    for (const divergence of await replayLane(lane)) divergences.push({ ...divergence, lane: lane.number });
  const count = (type: RecordEvent['type']) => events.filter((event) => event.type === type).length;
  return {
    verified: problems.length === 0 && divergences.length === 0,
    problems,
    divergences,
    cases: count('case-end'),
    lanes: lanes.length,
    frames: count('frame'),
  };
}

/** A record graded by another catalogue than that of its run. */
export interface Grading {
  /** Whether the record is whole, every case could be graded, and every verdict is what it was. */
  readonly unchanged: boolean;
  readonly problems: readonly string[];
  /** sha256 (hex) of the catalogue then and now. */
  readonly catalogue: { readonly then: string; readonly now: string };
  readonly grades: readonly Grade[];
}

/** Grades the record at `path` by the cases of `catalogue`, as far as it shows what they ask for. */
export async function gradeRecord(path: string, catalogue: Catalogue): Promise<Grading> {
  const problems = [...(await digestProblems(path))];
  const loaded = await load(path, catalogue);
  const now = catalogueDigest(catalogue);
  if (typeof loaded === 'string')
    return { unchanged: false, problems: [...problems, loaded], catalogue: { then: '', now }, grades: [] };
  const grades: Grade[] = [];
  for (const lane of loaded.lanes)
    for (const grade of await regradeLane(lane)) grades.push({ ...grade, lane: lane.number });
  return {
    unchanged: problems.length === 0 && grades.every((grade) => grade.now === grade.then),
    problems,
    catalogue: { then: loaded.start.catalogue.digest, now },
    grades,
  };
}
