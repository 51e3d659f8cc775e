import { z } from 'zod';
import { incidentSchema } from '../../harness/record/after-parts.js';
import { blameSchema, verdictSchema } from '../../harness/record/event-parts.js';

const count = z.number().int().min(0);

const tally = z.object({
  pass: count,
  inconclusive: count,
  fail: count,
  error: count,
  notApplicable: count,
  notSelected: count,
  elsewhere: count.optional().describe('Cases that other shards of the run have.'),
  notRun: count,
});

const standing = z
  .enum([...verdictSchema.options, 'incomplete', 'none'])
  .describe(
    'The worst verdict; incomplete: all that ran passed, but something that applies did not run; none: nothing ran.',
  );

const group = z.object({ name: z.string(), standing, tally });

const observation = z.object({
  source: z.string().describe('The id of the rule or of the advisory.'),
  case: z.string().optional().describe('The key of the case run.'),
  t: z.number(),
  message: z.string(),
  clause: z.string(),
  frames: z.array(z.number().int()),
  blame: blameSchema.optional(),
  during: z.string().optional().describe('The case in which its frame came, where another caused it.'),
  span: z.array(z.string()).optional().describe('Where the cause is not certain: the cases in which it lies.'),
});

const cause = z.object({
  key: z.string().describe('The same in every run: a baseline can name it.'),
  title: z.string(),
  clause: z.string(),
  reds: count.describe('Red checks and findings that it stands for, each once per case, and incidents.'),
  first: z
    .object({
      case: z.string().optional(),
      check: z.string().optional(),
      rule: z.string().optional(),
      reason: z.string(),
    })
    .describe('The clearest red.'),
  frames: z.array(z.number().int()),
  cases: z.array(z.string()).describe('Ids of the cases that are red by it, the clearest first.'),
});

const incident = z.object({
  kind: z.enum(incidentSchema.shape.kind.options),
  text: z.string(),
  t: z.number(),
  case: z.string().optional().describe('The case whose traffic came last before it.'),
  span: z.array(z.string()).optional(),
  frames: z.array(z.number().int()),
});

const left = z.object({
  case: z.string(),
  kind: z.string(),
  subject: z.string(),
  text: z.string(),
});

const check = z.object({
  id: z.string(),
  title: z.string(),
  phase: z.enum(['precondition', 'main']),
  verdict: verdictSchema,
  expected: z.string(),
  actual: z.string(),
  requirements: z.array(z.string()),
  frames: z.array(z.number().int()),
  dictated: z.boolean().describe('The tester dictated the payload, so the check shows only that it was forwarded.'),
});

const caseRun = z.object({
  key: z.string().describe('The id of the case; from its second run on with ~2, ~3.'),
  id: z.string(),
  retry: z.boolean().optional().describe('A further attempt at the case, which had not passed.'),
  block: z.string(),
  title: z.string(),
  profiles: z.record(z.string(), z.enum(['mandatory', 'conditional'])),
  identity: z.string(),
  verdict: verdictSchema,
  reason: z.string(),
  finished: z.boolean(),
  before: verdictSchema.optional().describe('The verdict that it had before something was found after its end.'),
  causes: z.array(z.string()).optional().describe('Keys of the causes that it is red by.'),
  started: z.number().describe('Milliseconds since the start of the run.'),
  duration: z.number().describe('Milliseconds.'),
  frames: count,
  checks: z.array(check),
});

const lacking = z.object({
  id: z.string(),
  need: z.enum(['mandatory', 'conditional', 'unstated']),
  lack: z
    .enum(['not in the catalogue', 'not selected', 'not run', 'inconclusive', 'error', 'left out'])
    .describe('left out: called not applicable, which the statement alone does not make it.'),
  detail: z.string(),
});

const officialTally = z.object({
  official: count.describe('Official cases.'),
  passed: count,
  failed: z.array(z.string()),
  notApplicable: z.array(z.object({ id: z.string(), reason: z.string() })).describe('They do not apply by the plan.'),
  missing: z.array(lacking),
});

const certification = z
  .object({
    profiles: z.array(
      officialTally.extend({
        name: z.string(),
        conclusion: z
          .enum(['conformant', 'not-conformant', 'incomplete', 'not-claimed'])
          .describe('conformant: every official case of the profile that applies ran and passed.'),
      }),
    ),
    unassigned: officialTally.describe('The official cases that no document assigns to a profile.'),
    open: z.array(z.string()).describe('What keeps every profile from being called conformant.'),
  })
  .describe('What the official cases say of each certification profile.');

const claim = z.object({
  subject: z.string(),
  kind: z.enum(['over-claim', 'under-claim', 'agreed']),
  claimed: z.string(),
  shown: z.string(),
  frames: z.array(z.number().int()),
});

/** The JSON summary of a run: what a program needs to know without reading the record. Times are milliseconds. */
export const summarySchema = z
  .object({
    format: z.literal(1),
    tool: z.object({ name: z.string(), version: z.string() }),
    catalogue: z.object({ revision: z.string(), digest: z.string(), cases: count }),
    sut: z.object({
      role: z.enum(['station', 'csms']),
      version: z.enum(['1.6', '2.0.1', '2.1']),
      identity: z.string(),
      vendor: z.string().optional(),
      model: z.string().optional(),
      firmware: z.string().optional(),
    }),
    started: z.string(),
    ended: z.string().optional(),
    duration: z.number(),
    seed: z.number().int(),
    generated: z
      .object({ available: count, chosen: count })
      .optional()
      .describe('Generated cases: how many the selection has, and how many of them the seed chose.'),
    shard: z.object({ index: count, of: count }).optional().describe('Which part of a whole this run is.'),
    merged: z
      .array(z.object({ shard: count, started: z.string(), digest: z.string() }))
      .optional()
      .describe('The shards that the record was merged from, with the digests of their records.'),
    retries: count.optional().describe('How often a case that does not pass is tried again at most.'),
    speed: z
      .number()
      .describe(
        'How much faster than the wall the clock of the tester ran; 0 where it skipped what would be waited for.',
      ),
    wire: z.enum(['websocket', 'memory']),
    operator: z.string(),
    complete: z.boolean().describe('Whether the record has its end.'),
    interrupted: z.string().optional(),
    conclusion: z.string(),
    outcome: z.enum(['conformant', 'failures', 'incomplete', 'error']),
    exitCode: z.number().int(),
    notices: z.array(z.object({ code: z.string(), text: z.string() })),
    counts: tally.extend({
      unstable: count.optional(),
      reds: count.optional(),
      causes: count.optional(),
      checks: count,
      frames: count,
      findings: count,
      advisories: count,
    }),
    causes: z.array(cause).optional().describe('The faults behind the reds, those of most cases first.'),
    incidents: z.array(incident).optional().describe('What became of the SUT as a whole.'),
    left: z.array(left).optional().describe('What cases left at the SUT and the tester could not put back.'),
    blocks: z.array(group),
    profiles: z.array(group.extend({ mandatory: tally, conditional: tally })),
    certification,
    requirements: z.array(
      z.object({
        id: z.string(),
        standing,
        checks: z.array(z.object({ case: z.string(), check: z.string(), verdict: verdictSchema })),
        notRun: z.array(z.string()).describe('Ids of cases that name it and did not run.'),
      }),
    ),
    rules: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        clause: z.string().optional(),
        findings: count,
        advisories: count,
      }),
    ),
    cases: z.array(caseRun),
    unstable: z
      .array(
        z.object({
          id: z.string(),
          verdict: verdictSchema,
          attempts: z.array(z.object({ case: z.string(), verdict: verdictSchema })),
        }),
      )
      .optional()
      .describe('Cases whose attempts came to different verdicts; the worst counts.'),
    notRun: z.array(
      z.object({
        id: z.string(),
        block: z.string(),
        title: z.string(),
        kind: z.enum(['not-applicable', 'not-selected', 'elsewhere', 'not-run']),
        reason: z.string(),
      }),
    ),
    findings: z.array(observation),
    advisories: z.array(observation),
    claims: z.array(claim).describe('Where what was shown differs from the statement.'),
    agreed: z.array(claim).describe('What was claimed and shown.'),
    told: z
      .object({
        vendor: z.array(z.string()),
        model: z.array(z.string()),
        firmware: z.array(z.string()),
        serial: z.array(z.string()),
      })
      .describe('What a station said of itself when it registered.'),
  })
  .describe('The summary of a laddprov run.');

export type Summary = z.infer<typeof summarySchema>;

/** The JSON Schema of the summary, published as docs/schemas/summary.schema.json. */
export function summaryJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(summarySchema) as Record<string, unknown>;
  return { $schema, $id: 'urn:laddprov:summary:1', title: 'laddprov summary', ...rest };
}
