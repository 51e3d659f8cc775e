/** The operator section: who acts on the SUT when the tester asks. One operator, or several that are tried in order. */
import { z } from 'zod';
import { type CsmsActionName, type OperatorRole, type StationActionName } from '../../doors/operator.js';

/** What an operator can be asked to do, by role: the keys of the operator door's StationActions and CsmsActions. */
export const ACTION_NAMES: Readonly<Record<OperatorRole, readonly string[]>> = {
  station: [
    'powerCycle',
    'reboot',
    'plugIn',
    'plugOut',
    'presentIdToken',
    'evStopsCharging',
    'evResumesCharging',
    'network',
    'setSensor',
    'raiseFault',
    'clearFault',
    'parkingBay',
    'emergencyStop',
    'prompt',
  ] satisfies StationActionName[],
  csms: [
    'sendRequest',
    'setPendingBoot',
    'setItemsPerMessage',
    'createToken',
    'updateBasicAuthPassword',
    'setBasicAuthPassword',
    'setSecurityProfile',
    'readBack',
    'prompt',
  ] satisfies CsmsActionName[],
};

const url = z.string().refine((value) => /^https?:\/\//.test(value), 'must be an http:// or https:// URL');
const headers = z.record(z.string().min(1), z.string()).describe('Header values; {{env.NAME}} reads the environment.');

/** A path into JSON: dots and indexes, `result.items[0].status`. */
const jsonPath = z.string().regex(/^[^.[\]]+(\.[^.[\]]+|\[\d+\])*$/, 'must be a path such as result.items[0].status');

/** One HTTP request, with {{args.x}}, {{action}}, {{why}}, {{env.NAME}} and {{kept.x}} filled in. */
const requestShape = {
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
  url: z.string().min(1).describe('Absolute, or relative to the url of the operator.'),
  headers: headers.optional(),
  body: z.unknown().optional().describe('JSON; a string that is one placeholder alone becomes the value itself.'),
  done: z
    .strictObject({
      status: z
        .array(z.int().min(100).max(599))
        .min(1)
        .optional()
        .describe('Status codes that count as done; any 2xx when absent.'),
      path: jsonPath.optional().describe('A path into the JSON answer …'),
      equals: z
        .union([z.string(), z.number(), z.boolean(), z.null()])
        .optional()
        .describe('… that must hold this value.'),
    })
    .optional(),
  unavailable: z
    .array(z.int().min(100).max(599))
    .optional()
    .describe('Status codes that mean "not automated"; 501 when absent.'),
  value: jsonPath.optional().describe('Path into the JSON answer of what was read back.'),
};

const step = z.strictObject({
  ...requestShape,
  keep: z
    .record(z.string().regex(/^[A-Za-z]\w{0,40}$/, 'must be a name of letters and digits'), jsonPath)
    .default({})
    .describe('Names for values of the JSON answer: later steps fill them in as {{kept.name}}.'),
});
export type RequestMapping = z.output<typeof step>;

/** One request, or several in order; exactly one of the two. */
const requests = z.strictObject({
  ...requestShape,
  url: requestShape.url.optional(),
  steps: z.array(step).min(1).max(20).optional().describe('Several requests, one after the other, for one action.'),
});
export type Requests = z.output<typeof requests>;

/** What an action is mapped to; exactly one of url, steps and byAction. */
const actionMapping = requests.extend({
  byAction: z
    .record(z.string(), requests)
    .optional()
    .describe('sendRequest: what each OCPP request is mapped to, by its name, such as Reset.'),
  default: requests.optional().describe('sendRequest: what every other OCPP request is mapped to.'),
});
export type ActionMapping = z.output<typeof actionMapping>;

const noneSchema = z.strictObject({ kind: z.literal('none') });
const terminalSchema = z.strictObject({ kind: z.literal('terminal') });
const httpSchema = z.strictObject({
  kind: z.literal('http'),
  url: url
    .optional()
    .describe('Base URL of the endpoints that the official tool calls (station) or of the trigger API (CSMS).'),
  headers: headers.optional(),
  method: z.enum(['GET', 'POST']).default('GET').describe('A station: the method of the endpoints.'),
  patience: z
    .number()
    .min(0)
    .max(60)
    .default(1)
    .describe('A CSMS: seconds to wait for an answer of the trigger API; a later one is not waited for.'),
  actions: z
    .record(z.string(), actionMapping)
    .default({})
    .describe('Requests for single actions, instead of the endpoints.'),
});
const commandLine = z.strictObject({
  run: z.string().min(1).describe('The executable; no shell.'),
  args: z.array(z.string()).default([]).describe('Arguments; {{args.x}}, {{action}} and {{why}} are filled in.'),
});
export type CommandLine = z.output<typeof commandLine>;
const commandSchema = z.strictObject({
  kind: z.literal('command'),
  run: z.string().min(1).optional().describe('The executable for every action that actions does not name.'),
  args: z.array(z.string()).default([]),
  actions: z.record(z.string(), commandLine).default({}),
  dictates: z
    .boolean()
    .default(true)
    .describe('Whether the CSMS is told payloads word for word; false where it builds them itself.'),
  cwd: z.string().min(1).optional().describe('Working directory, relative to the plan.'),
});
const moduleSchema = z.strictObject({
  kind: z.literal('module'),
  dictates: z
    .boolean()
    .default(true)
    .describe('Whether the CSMS is told payloads word for word; false where it builds them itself.'),
  file: z.string().min(1).describe('A .ts, .js or .mjs file, relative to the plan.'),
});

export const oneOperatorSchema = z.discriminatedUnion('kind', [
  noneSchema,
  terminalSchema,
  httpSchema,
  commandSchema,
  moduleSchema,
]);
export type OperatorSettings = z.output<typeof oneOperatorSchema>;
export type HttpSettings = z.output<typeof httpSchema>;
export type ModuleSettings = z.output<typeof moduleSchema>;
export type CommandSettings = z.output<typeof commandSchema>;

export const operatorSchema = z
  .union([oneOperatorSchema, z.array(oneOperatorSchema).min(1)])
  .describe('Who acts on the SUT; a list is tried in order until one can.');
