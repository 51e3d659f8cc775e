/** What several of the record's events are made of. */
import { z } from 'zod';

export const version = z.enum(['1.6', '2.0.1', '2.1']);
export const role = z.enum(['station', 'csms']);
export const verdictSchema = z.enum(['pass', 'inconclusive', 'fail', 'error']);
/** What a case may end with besides: what it is about was seen not to be there. Neither green nor red. */
export const caseVerdictSchema = z.enum([...verdictSchema.options, 'not-applicable']);
export const blameSchema = z.enum(['sut', 'tester', 'configuration', 'operator']);
export const t = z.number();
/** A lane is one strand of cases that run one after the other; events of one lane are in order. */
export const lane = z.number().int();

/** What the catalogue says of a case; copied into the record so that a report needs no catalogue. */
export const caseFactsSchema = z.object({
  id: z.string(),
  role,
  versions: z.array(version),
  block: z.string(),
  title: z.string(),
  purpose: z.string(),
  profiles: z.record(z.string(), z.enum(['mandatory', 'conditional'])),
  condition: z.string().optional(),
  requirements: z.array(z.string()),
  precondition: z.string().optional(),
  steps: z.array(z.string()),
  operator: z.array(z.string()),
});

const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  sha256: z.string(),
  notBefore: z.number(),
  notAfter: z.number(),
  key: z.string(),
});

/** What is known of a TLS handshake: `harness/doors/tls.ts` says what each part is. */
export const tlsSchema = z.object({
  version: z.string().optional(),
  suite: z.string().optional(),
  hello: z
    .object({ versions: z.array(z.string()), suites: z.array(z.string()), serverName: z.string().optional() })
    .optional(),
  peer: certificateSchema.optional(),
});

/** How a message went out: `harness/lane/sending.ts` says what each part is. */
export const sentSchema = z.object({
  parts: z.number().int().optional(),
  pause: z.number().optional(),
  pings: z.literal(true).optional(),
  asText: z.literal(true).optional(),
  plain: z.literal(true).optional(),
});

/** A ping or pong. The tester's own pongs, which follow each ping as long as it answers them, are not listed. */
export const controlSchema = z.object({
  type: z.literal('control'),
  conn: z.number().int(),
  lane,
  t,
  dir: z.enum(['rx', 'tx']),
  control: z.enum(['ping', 'pong']),
});

/** What a check is about. */
export const checkKindSchema = z.enum([
  'message',
  'response',
  'error-response',
  'absence',
  'connection',
  'tls',
  'transfer',
  'judgement',
  'operator',
]);

/** How the tester waited for a message, an answer, a connection or an absence. */
export const awaitedSchema = z.object({
  /** Milliseconds from when it began to wait, or from its own request, to the deadline. */
  within: z.number(),
  /** The frame that came and was judged; left out where none came. */
  came: z.number().int().optional(),
  /** Awaited together with others: all of them, in whatever order, or one of them. */
  together: z.enum(['all', 'one']).optional(),
});
export type Awaited = z.infer<typeof awaitedSchema>;
