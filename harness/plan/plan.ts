/**
 * The plan: the one file that holds all that a run needs. `planSchema` checks its shape and fills in the defaults;
 * `loadPlan` in load.ts adds what a schema cannot see (contradictions, ids that do not exist) and says where.
 */
import { z } from 'zod';
import { listenSchema, securitySchema, sutSchema, urlSchema } from './schema/connection-schema.js';
import { filesSchema } from './schema/files-schema.js';
import { operatorSchema, type OperatorSettings } from './schema/operator-schema.js';
import { parametersSchema } from './schema/parameters-schema.js';
import { profileNamed } from './statement/profiles.js';
import { reportSchema } from './schema/report-schema.js';
import { tokenSetsOf } from './tokens.js';

/** A feature that is supported, or one with a value: `C-49`, `{ HFS-8: 2 }`. */
const feature = z.union([
  z.string().min(1).max(60),
  z.record(z.string().min(1).max(60), z.union([z.number(), z.string(), z.literal(true)])),
]);

const statementSchema = z
  .strictObject({
    profiles: z
      .array(z.string().min(1))
      .min(1)
      .describe('Certification profiles that the SUT claims, by official name.'),
    features: z
      .array(feature)
      .describe('Official feature ids that the SUT claims; [] for none. With a value: HFS-8: 2.'),
  })
  .describe('What the SUT claims to support (PICS).');

const selectionSchema = z.strictObject({
  include: z.array(z.string().min(1)).default([]).describe('Patterns of the cases to run; all when empty.'),
  exclude: z.array(z.string().min(1)).default([]).describe('Patterns of the cases to leave out.'),
});

/** The file as it is written, before the defaults that depend on role and version. */
export const planFileSchema = z.strictObject({
  $schema: z.string().optional(),
  sut: sutSchema,
  listen: listenSchema.optional(),
  url: urlSchema.optional(),
  security: securitySchema,
  files: filesSchema.optional(),
  statement: statementSchema,
  parameters: parametersSchema.optional(),
  operator: operatorSchema.default({ kind: 'none' }),
  selection: selectionSchema.optional(),
  timeLimitMultiplier: z.number().positive().max(100).default(1).describe('Stretches every time limit.'),
  lanes: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('A CSMS: how many cases run at once; one per identity by default.'),
  report: reportSchema.optional(),
  redactTokens: z.boolean().default(false).describe('Keep the tokens of this plan out of the record.'),
});
type PlanFile = z.output<typeof planFileSchema>;

/** EVSEs and the number of connectors; each follows from the other. In 1.6 a connector stands for an EVSE. */
function layoutOf(file: PlanFile) {
  const evses =
    file.parameters?.evses ??
    Array.from({ length: file.parameters?.connectors ?? 1 }, (_, index) => ({ id: index + 1, connectors: 1 }));
  return { evses, connectors: evses.reduce((sum, evse) => sum + evse.connectors, 0) };
}

function withDefaults(file: PlanFile) {
  const { $schema: _schema, ...rest } = file;
  const identities = file.sut.identities ?? (file.sut.identity === undefined ? [] : [file.sut.identity]);
  const parameters = file.parameters ?? parametersSchema.parse({});
  const tokenSets = tokenSetsOf(parameters.idTokens);
  return {
    ...rest,
    /** `identity`: the station under test, or the name of the CSMS. `identities`: every station identity in play. */
    sut: { ...file.sut, identity: file.sut.identity ?? 'CSMS', identities },
    /** Profiles by their official names. */
    statement: {
      ...file.statement,
      profiles: file.statement.profiles.map((name) => profileNamed(name, file.sut.version) ?? name),
    },
    parameters: {
      ...parameters,
      ...layoutOf(file),
      idTokens: tokenSets[0],
      /** The tokens of each lane. */
      tokenSets,
      /** Seconds, before `timeLimitMultiplier`. */
      timeouts: { message: 30, action: 60, operator: 120, reboot: 300, ...parameters.timeouts },
      meterValueInterval: parameters.meterValueInterval ?? (file.sut.role === 'csms' ? 1 : 10),
      measurands: parameters.measurands ?? ['Energy.Active.Import.Register'],
    },
    /** In the order in which they are tried. */
    operator: (Array.isArray(file.operator) ? file.operator : [file.operator]) satisfies OperatorSettings[],
    selection: file.selection ?? { include: [], exclude: [] },
    lanes: file.lanes ?? (file.sut.role === 'csms' ? Math.max(1, identities.length) : 1),
  };
}

export const planSchema = planFileSchema.transform(withDefaults);

/** A plan with every default filled in. Intervals and time limits are seconds. */
export type Plan = z.output<typeof planSchema>;

/** A time limit of the plan in milliseconds, with the multiplier applied. */
export function timeLimit(plan: Plan, name: keyof Plan['parameters']['timeouts']): number {
  return plan.parameters.timeouts[name] * 1000 * plan.timeLimitMultiplier;
}
