/**
 * The record's vocabulary: every line of a record is one of these events. Progress, reports, `verify` and `diff` read
 * them and nothing else. Times (`t`) are milliseconds since the run's start, as the tester's clock had them.
 */
import { z } from 'zod';
import { FILE_SCHEMES } from '../doors/files.js';
import {
  awaitedSchema,
  blameSchema,
  type caseFactsSchema,
  type caseVerdictSchema,
  checkKindSchema,
  controlSchema as control,
  lane,
  role,
  sentSchema,
  t,
  tlsSchema,
  verdictSchema,
  version,
} from './event-parts.js';
import { caseAmendSchema, caseEndSchema, causeSchema, incidentSchema, leftSchema } from './after-parts.js';
import {
  catalogueSchema,
  countsSchema,
  decidedSchema,
  drawnSchema,
  environmentSchema,
  filesSchema,
  laneStartSchema,
  mergedSchema,
  operatorAnswerSchema,
  operatorAskSchema,
  shardSchema,
} from './run-parts.js';

export const RECORD_FORMAT = 1;

const runStart = z.object({
  type: z.literal('run-start'),
  format: z.literal(RECORD_FORMAT),
  tool: z.object({ name: z.string(), version: z.string() }),
  catalogue: catalogueSchema,
  environment: environmentSchema,
  /** Wall clock at the start, RFC 3339; `epoch` the same in milliseconds, from which `t` counts. */
  started: z.string(),
  epoch: z.number(),
  seed: z.number().int(),
  /** How much faster than the wall the tester's clock runs: 1 against real products, 0 where it skips. */
  speed: z.number(),
  wire: z.enum(['websocket', 'memory']),
  sut: z.object({
    role,
    version,
    identity: z.string(),
    vendor: z.string().optional(),
    model: z.string().optional(),
    firmware: z.string().optional(),
  }),
  operator: z.string(),
  /** Where the tester's file server was, by scheme. */
  files: filesSchema.optional(),
  /** Set when the operator tells the SUT its payloads word for word. */
  operatorDictates: z.boolean().optional(),
  /** The plan as it was read, secrets redacted. */
  plan: z.unknown(),
  /** Every case of the catalogue for this SUT, chosen or not, with the reason why one does not run. */
  cases: z.array(decidedSchema),
  /** How many generated cases the selection had, and how many of them were chosen by the seed. */
  generated: z.object({ available: z.number().int(), chosen: z.number().int() }).optional(),
  /** Advisories count as failures. */
  strict: z.literal(true).optional(),
  /** How often a case that does not pass is run again at most. */
  retries: z.number().int().optional(),
  /** Set where the run is one of several shards. */
  shard: shardSchema.optional(),
  /** The shards that the record was merged from. */
  merged: z.array(mergedSchema).optional(),
  /** The rules that were on. */
  rules: z.array(z.object({ id: z.string(), title: z.string(), clauses: z.record(z.string(), z.string()) })),
});

const caseStart = z.object({
  type: z.literal('case-start'),
  case: z.string(),
  lane,
  t,
  identity: z.string(),
  /** From the second on: which attempt at the case it is. */
  attempt: z.number().int().optional(),
});

/** A connection came about, was refused, or ended. `conn` numbers the run's connections. */
const connection = z.object({
  type: z.literal('connection'),
  conn: z.number().int(),
  lane,
  t,
  /** `tls-failed`: a station's TLS handshake with the tester came to nothing. */
  event: z.enum(['open', 'refused', 'closed', 'tls-failed']),
  /** Whether the SUT or the tester did it. */
  by: z.enum(['sut', 'tester']),
  identity: z.string(),
  path: z.string().optional(),
  offered: z.array(z.string()).optional(),
  subprotocol: z.string().optional(),
  /** Compression was agreed on (permessage-deflate). */
  compressed: z.literal(true).optional(),
  /** What the handshake's credentials were worth; the credentials themselves are never recorded. */
  auth: z.enum(['none', 'valid', 'wrong']).optional(),
  /** What the tester asked for in place of an opening handshake, without its credentials. */
  request: z.string().optional(),
  status: z.number().int().optional(),
  code: z.union([z.number().int(), z.string()]).optional(),
  reason: z.string().optional(),
  /** Sec-WebSocket-Version of the answer to such a request. */
  versions: z.string().optional(),
  /** The TLS handshake, as far as it went. */
  tls: tlsSchema.optional(),
});

/** One WebSocket message. `rx` came from the SUT, `tx` from the tester. */
const frame = z.object({
  type: z.literal('frame'),
  /** Numbers the run's frames from 1; checks name their evidence by it. */
  n: z.number().int(),
  conn: z.number().int(),
  lane,
  t,
  dir: z.enum(['rx', 'tx']),
  text: z.string(),
  binary: z.boolean().optional(),
  oversize: z.number().int().optional(),
  /** How the tester sent it, where not simply in one frame. */
  sent: sentSchema.optional(),
  /** Set on a frame that the tester made wrong on purpose, with the reason; rules do not judge it. */
  deliberate: z.string().optional(),
});

/** What the tester made by chance or by a private key, such as a signed certificate. */
const material = z.object({
  type: z.literal('material'),
  material: z.number().int(),
  lane,
  t,
  name: z.string(),
  value: z.unknown(),
});

/** A file that the SUT fetched from the tester or sent to it, or tried to. */
const transfer = z.object({
  type: z.literal('transfer'),
  transfer: z.number().int(),
  lane,
  t,
  scheme: z.enum(FILE_SCHEMES),
  direction: z.enum(['download', 'upload']),
  path: z.string(),
  outcome: z.enum(['complete', 'missing', 'refused', 'cut']),
  bytes: z.number().int(),
  sha256: z.string().optional(),
  kept: z.string().optional(),
});

/** One judgement of a case. */
export const checkSchema = z.object({
  type: z.literal('check'),
  case: z.string(),
  lane,
  t,
  /** Stable within the case: the same step has the same id in every run. */
  id: z.string(),
  title: z.string(),
  phase: z.enum(['precondition', 'main']),
  kind: checkKindSchema,
  verdict: verdictSchema,
  blame: blameSchema.optional(),
  /** What was expected and what came, for people. */
  expected: z.string(),
  actual: z.string(),
  requirements: z.array(z.string()),
  /** The frames that it rests on. */
  frames: z.array(z.number().int()),
  /** The connections and the file transfers that it rests on, by their numbers. */
  connections: z.array(z.number().int()).optional(),
  transfers: z.array(z.number().int()).optional(),
  /** The message it speaks of and the fields that it asserts, from which the proof makes its mutants. */
  action: z.string().optional(),
  asserts: z.array(z.string()),
  /** Set where the tester dictated the payload, so that the check shows only that it was forwarded. */
  dictated: z.boolean().optional(),
  /** How the tester waited for what the check speaks of; left out where it did not wait. */
  awaited: awaitedSchema.optional(),
});

/** A SHOULD that was not followed, or something legal that trips other products. Never part of a verdict. */
const advisory = z.object({
  type: z.literal('advisory'),
  case: z.string().optional(),
  lane,
  t,
  id: z.string(),
  message: z.string(),
  clause: z.string(),
  frames: z.array(z.number().int()),
});

/** What an always-on rule found. */
const findingSchema = z.object({
  type: z.literal('finding'),
  rule: z.string(),
  /** The case whose traffic caused it; it may be over. Left out where no case is known to have. */
  case: z.string().optional(),
  /** The case in which its frame came, where that is another. */
  during: z.string().optional(),
  /** Where the cause is not certain: the cases in which it lies, in their order. Then there is no `case`. */
  span: z.array(z.string()).optional(),
  lane,
  t,
  severity: z.enum(['fail', 'advisory']),
  blame: blameSchema,
  message: z.string(),
  clause: z.string(),
  frames: z.array(z.number().int()),
});

const note = z.object({ type: z.literal('note'), case: z.string().optional(), lane, t, text: z.string() });

/** What the SUT showed against what its statement claims. */
const claim = z.object({
  type: z.literal('claim'),
  lane,
  t,
  subject: z.string(),
  claimed: z.string(),
  shown: z.string(),
  /** Records of older programs tell of the differences alone. */
  kind: z.enum(['over-claim', 'under-claim', 'agreed']),
  frames: z.array(z.number().int()),
});

const runEnd = z.object({
  type: z.literal('run-end'),
  t,
  ended: z.string(),
  /** Why the run stopped early, if it did. */
  interrupted: z.string().optional(),
  /** Records of older programs: why none of their passes counts. */
  doubt: z.string().optional(),
  /** Nobody answered a request at the start, or at the end; what that makes of single cases stands in `case-amend`. */
  unanswered: z.string().optional(),
  /** Cases that were chosen and did not run. */
  notRun: z.array(z.string()),
  counts: countsSchema,
  exitCode: z.number().int(),
  conclusion: z.string(),
  /** sha256 (hex) over every byte of the record before this line. */
  digest: z.string(),
});

export const eventSchema = z.discriminatedUnion('type', [
  runStart,
  laneStartSchema,
  drawnSchema,
  caseStart,
  connection,
  frame,
  control,
  operatorAskSchema,
  operatorAnswerSchema,
  material,
  transfer,
  checkSchema,
  advisory,
  findingSchema,
  note,
  caseEndSchema,
  caseAmendSchema,
  incidentSchema,
  leftSchema,
  causeSchema,
  claim,
  runEnd,
]);

export type RecordEvent = z.infer<typeof eventSchema>;
export type EventOf<T extends RecordEvent['type']> = Extract<RecordEvent, { type: T }>;
export type Verdict = z.infer<typeof verdictSchema>;
/** What a case came to. */
export type CaseVerdict = z.infer<typeof caseVerdictSchema>;
export type Blame = z.infer<typeof blameSchema>;
export type CaseFacts = z.infer<typeof caseFactsSchema>;
export type CheckEvent = z.infer<typeof checkSchema>;
