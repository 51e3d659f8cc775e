/** Makes the operator that a plan names. */
import { type Operator, type OperatorAnswer } from '../doors/operator.js';
import { type OperatorSettings } from '../plan/schema/operator-schema.js';
import { type Plan } from '../plan/plan.js';
import { checkRequest } from './actions.js';
import { chainOperators } from './chain.js';
import { commandOperator } from './command.js';
import { httpCsmsOperator } from './http-csms.js';
import { httpMappingOperator } from './http-mapping.js';
import { httpStationOperator } from './http-station.js';
import { moduleOperator } from './module.js';
import { noOperator } from './none.js';
import { type Environment } from './template.js';
import { terminalOperator, type TerminalStreams } from './terminal.js';

export interface OperatorIo {
  /** Where a person is asked; the process's own terminal when absent. */
  readonly terminal?: TerminalStreams;
  readonly env?: Environment;
  /** Texts that must not stand in an answer, the longest first (LoadedPlan.secrets). */
  readonly secrets?: readonly string[];
}

/** Requests of the plan first, then the endpoints below the operator's url. */
function httpOperators(
  settings: Extract<OperatorSettings, { kind: 'http' }>,
  { sut }: Plan,
  env: Environment,
): Operator[] {
  const mapped = Object.keys(settings.actions).length > 0 ? [httpMappingOperator(settings, env)] : [];
  const { url } = settings;
  if (url === undefined) return mapped;
  const based = { ...settings, url };
  const known = sut.role === 'station' ? httpStationOperator(based, env) : httpCsmsOperator(based, sut.version, env);
  return [...mapped, known];
}

async function operatorsOf(settings: OperatorSettings, plan: Plan, io: OperatorIo): Promise<Operator[]> {
  const env = io.env ?? process.env;
  switch (settings.kind) {
    case 'none':
      return [noOperator()];
    case 'terminal':
      return [terminalOperator(io.terminal ?? { input: process.stdin, output: process.stderr })];
    case 'http':
      return httpOperators(settings, plan, env);
    case 'command':
      return [commandOperator(settings, env)];
    case 'module':
      return [await moduleOperator(settings, plan.sut.role)];
  }
}

/** Secrets out of what an operator says: answers stand in the record. */
function withoutSecrets(answer: OperatorAnswer, secrets: readonly string[]): OperatorAnswer {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string')
      return secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  };
  return secrets.length === 0 ? answer : (clean(answer) as OperatorAnswer);
}

/**
 * The operator of the plan: the one it names, or a chain of them. Its `ask` rejects with OPERATOR_REQUEST when a case
 * asks for what no action allows.
 * @throws OperatorModuleError when a module cannot be loaded.
 */
export async function createOperator(plan: Plan, io: OperatorIo = {}): Promise<Operator> {
  const operators: Operator[] = [];
  for (const settings of plan.operator) operators.push(...(await operatorsOf(settings, plan, io)));
  const operator = operators.length === 1 ? operators[0]! : chainOperators(operators);
  return {
    name: plan.operator.map((settings) => settings.kind).join('+'),
    dictates: operator.dictates ?? false,
    async ask(request) {
      checkRequest(request);
      return withoutSecrets(await operator.ask(request), io.secrets ?? []);
    },
    async close() {
      await operator.close?.();
    },
  };
}
