/** Verifies a whole record: its digest, its completeness, and every lane by replay. */
import { type RecordEvent } from '../record/events.js';
import { checkDigest, readRecord, RecordError } from '../record/read.js';
import { createRedaction } from '../record/redact.js';
import { planSchema } from '../plan/plan.js';
import { ALL_RULES } from '../rules/index.js';
import { schemaDigest } from '../schema/schemas.js';
import { type Catalogue, casesFor, catalogueDigest } from './catalogue.js';
import { parametersOf } from './parameters.js';
import { type Divergence, replayLane } from './replay.js';
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

type Placed = Extract<RecordEvent, { lane: number }>;

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
function withoutDoors(plan: unknown): unknown {
  if (typeof plan !== 'object' || plan === null) return plan;
  const { security, operator: _operator, ...rest } = plan as Record<string, unknown>;
  const { profile } = (security ?? {}) as { readonly profile?: unknown };
  return { ...rest, security: { profile } };
}

/** Replays the record at `path` with the cases of `catalogue`. */
export async function verifyRecord(path: string, catalogue: Catalogue): Promise<Verification> {
  const digest = await checkDigest(path);
  const problems: string[] = [];
  if (digest === 'missing')
    problems.push('the record has no footer: the run was cut off, and nothing vouches for its bytes');
  if (digest === 'wrong')
    problems.push('the digest in the footer is not that of the bytes before it: the record was changed');
  const events = await readAll(path);
  if (typeof events === 'string') return failed([...problems, events]);
  const [start] = events;
  if (start?.type !== 'run-start') return failed([...problems, 'the record does not begin with run-start']);
  if (start.catalogue.digest !== catalogueDigest(catalogue))
    problems.push(
      'the cases are not those of the run (another catalogue digest): verify with the laddprov that made the record',
    );
  if (start.environment.schemas !== schemaDigest()) problems.push('the official schemas are not those of the run');
  const plan = planSchema.safeParse(withoutDoors(start.plan));
  if (!plan.success) return failed([...problems, 'the plan in the record cannot be read']);
  const lanes = new Map<number, Placed[]>();
  for (const event of events) {
    // What the run itself adds belongs to no lane and has number 0.
    if (!('lane' in event) || event.lane === 0) continue;
    const list = lanes.get(event.lane) ?? [];
    list.push(event);
    lanes.set(event.lane, list);
  }
  const divergences: Divergence[] = [];
  for (const list of lanes.values()) {
    divergences.push(
      ...(await replayLane({
        start,
        events: list,
        catalogue: casesFor(catalogue, start.sut.role, start.sut.version),
        parameters: parametersOf(plan.data),
        rules: ALL_RULES,
        ruleSettings: ruleSettingsOf(plan.data),
        profile: plan.data.security.profile,
        ...(plan.data.url !== undefined && { targetUrl: plan.data.url }),
        redact: createRedaction([]),
      })),
    );
  }
  const count = (type: RecordEvent['type']) => events.filter((event) => event.type === type).length;
  return {
    verified: problems.length === 0 && divergences.length === 0,
    problems,
    divergences,
    cases: count('case-end'),
    lanes: lanes.size,
    frames: count('frame'),
  };
}
