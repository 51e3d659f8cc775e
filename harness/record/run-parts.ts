/** What the first and the last line of a record are made of. */
import { z } from 'zod';
import { FILE_SCHEMES } from '../doors/files.js';
import { caseFactsSchema, lane, role, t } from './event-parts.js';

/** A case of the catalogue for this SUT, with the decision whether it runs. */
export const decidedSchema = caseFactsSchema.extend({
  run: z.boolean(),
  /** Whether the statement makes it apply; one that applies and does not run was not selected. */
  applicable: z.boolean(),
  reason: z.string().optional(),
  /** The shard that runs it, where the run is one of several. */
  shard: z.number().int().optional(),
  /** Of what the case says of itself and of its procedure; generated cases have none of their own. */
  digest: z.string().optional(),
});

/** The catalogue; `generator` is the digest of what makes the generated cases. */
export const catalogueSchema = z.object({
  revision: z.string(),
  digest: z.string(),
  cases: z.number().int(),
  generator: z.string().optional(),
});

export const environmentSchema = z.object({ node: z.string(), os: z.string(), schemas: z.string() });
export const filesSchema = z.partialRecord(z.enum(FILE_SCHEMES), z.string());

/** Which part of a whole this run is. */
export const shardSchema = z.object({ index: z.number().int(), of: z.number().int() });

/**
 * A shard that a merged record was made of. `epoch` and `files` are what a replay of its lanes needs, `first` what was
 * added to its numbers, and `digest` is that of its own record.
 */
export const mergedSchema = z.object({
  shard: z.number().int(),
  started: z.string(),
  ended: z.string(),
  epoch: z.number(),
  environment: environmentSchema,
  files: filesSchema.optional(),
  digest: z.string(),
  first: z.object({
    frame: z.number().int(),
    conn: z.number().int(),
    ask: z.number().int(),
    material: z.number().int(),
    transfer: z.number().int(),
  }),
});

/** A generated case that the sample gained while the run went on, in the place of one that turned out not to apply. */
export const drawnSchema = z.object({
  type: z.literal('drawn'),
  lane,
  t,
  facts: caseFactsSchema,
  insteadOf: z.string(),
});

/** A lane begins a batch of cases: at the start, and again for the sanity case at the end. */
export const laneStartSchema = z.object({
  type: z.literal('lane-start'),
  lane,
  t,
  identity: z.string(),
  /** In a merged record: the shard, and the number that the lane had there. */
  origin: z.object({ shard: z.number().int(), lane: z.number().int() }).optional(),
  /** `shared`: cases of other lanes run beside these, against the same SUT. `alone`: what was disturbed so runs again. */
  company: z.enum(['shared', 'alone']).optional(),
  /** The run was interrupted: no case begins any more, and what the last one left is put back. */
  leaving: z.literal(true).optional(),
});

/** The tester asks the operator to act. */
export const operatorAskSchema = z.object({
  type: z.literal('operator-ask'),
  ask: z.number().int(),
  lane,
  t,
  role,
  action: z.string(),
  args: z.record(z.string(), z.unknown()),
  why: z.string(),
  within: z.number(),
});

export const countsSchema = z.object({
  pass: z.number().int(),
  inconclusive: z.number().int(),
  fail: z.number().int(),
  error: z.number().int(),
  notApplicable: z.number().int(),
  notSelected: z.number().int(),
  notRun: z.number().int(),
  /** Cases that other shards run. */
  elsewhere: z.number().int().optional(),
  /** Cases whose attempts came to different verdicts. */
  unstable: z.number().int().optional(),
  checks: z.number().int(),
  frames: z.number().int(),
  findings: z.number().int(),
  advisories: z.number().int(),
  /** The reds, and the causes behind them; records of older programs have none. */
  reds: z.number().int().optional(),
  causes: z.number().int().optional(),
});

export const operatorAnswerSchema = z.object({
  type: z.literal('operator-answer'),
  ask: z.number().int(),
  lane,
  t,
  status: z.enum(['done', 'unavailable', 'failed']),
  value: z.unknown().optional(),
  note: z.string().optional(),
  reason: z.string().optional(),
});
