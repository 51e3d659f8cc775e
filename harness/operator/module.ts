/**
 * An operator in a TypeScript or JavaScript file of the user's. Its default export, or the export `operator`, is an
 * object with `ask(request)`, a function of the request, or an object with a function per action. What is not there is
 * unavailable; a function that returns nothing has done it, true and false mean done and failed.
 */
import { createJiti } from 'jiti';
import { type Operator, type OperatorAnswer, type OperatorRequest, type OperatorRole } from '../doors/operator.js';
import { hintFor } from '../plan/reading/nearest.js';
import { ACTION_NAMES, type ModuleSettings } from '../plan/schema/operator-schema.js';
import { answerSchema } from './answer-schema.js';
import { bounded } from './bounded.js';

/** A module that cannot be loaded, or that exports no operator. */
export interface OperatorModuleError extends Error {
  readonly code: 'OPERATOR_MODULE';
  readonly headline: string;
  readonly hint: string;
  readonly file: string;
}

function moduleError(file: string, headline: string, hint: string): OperatorModuleError {
  return Object.assign(new Error(`${headline}. ${hint}`), { code: 'OPERATOR_MODULE' as const, headline, hint, file });
}

type Act = (request: OperatorRequest) => unknown;
type Table = Readonly<Record<string, unknown>>;

const SHAPES = 'Export default { async plugIn(args, request) { … } }, an object with ask(request), or a function.';

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300);
}

async function load(file: string): Promise<unknown> {
  let loaded: Table;
  try {
    loaded = await createJiti(import.meta.url, { moduleCache: false, interopDefault: false }).import<Table>(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const missing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND' || code === 'ENOENT';
    const hint = missing
      ? 'Check the path in the plan; it counts from the plan file.'
      : 'Run the file by itself to see more.';
    throw moduleError(file, `The operator module ${file} cannot be loaded: ${messageOf(error)}`, hint);
  }
  const exported = loaded['default'] ?? loaded['operator'];
  // module.exports = { operator } of a CommonJS file stands below default.
  return (exported as Table | undefined)?.['operator'] ?? exported;
}

/** The functions of an exported object, each with its action; a name that is no action is a slip of the user's. */
function checkTable(file: string, table: Table, role: OperatorRole): void {
  for (const name of Object.keys(table).filter((key) => key !== 'close' && typeof table[key] === 'function')) {
    if (ACTION_NAMES[role].includes(name)) continue;
    const headline = `The operator module ${file} has ${name}, which is not an action at a ${role}`;
    throw moduleError(file, headline, hintFor(name, ACTION_NAMES[role]));
  }
  if (ACTION_NAMES[role].some((name) => typeof table[name] === 'function')) return;
  throw moduleError(file, `The operator module ${file} has no function for an action at a ${role}`, SHAPES);
}

function actOf(file: string, exported: unknown, role: OperatorRole): Act {
  if (typeof exported === 'function') return exported as Act;
  if (typeof exported !== 'object' || exported === null) {
    throw moduleError(file, `The operator module ${file} exports no operator`, SHAPES);
  }
  const table = exported as Table;
  if (typeof table['ask'] === 'function') return (request) => (table['ask'] as Act)(request);
  checkTable(file, table, role);
  return (request) => {
    const act = table[request.action];
    if (typeof act === 'function')
      return (act as (args: unknown, request: OperatorRequest) => unknown).call(table, request.args, request);
    return { status: 'unavailable', reason: `the module has no function ${request.action}` };
  };
}

function toAnswer(result: unknown): OperatorAnswer {
  if (result === undefined || result === true) return { status: 'done' };
  if (result === false) return { status: 'failed', reason: 'the module answered false' };
  const answer = answerSchema.safeParse(result);
  return answer.success ? answer.data : { status: 'failed', reason: 'the module returned something that is no answer' };
}

/**
 * Loads the module.
 * @throws OperatorModuleError when it cannot be loaded or exports no operator for the role.
 */
export async function moduleOperator(settings: ModuleSettings, role: OperatorRole): Promise<Operator> {
  const exported = await load(settings.file);
  const act = actOf(settings.file, exported, role);
  const close = (exported as Table)['close'];
  return {
    name: 'module',
    dictates: settings.dictates,
    ask: (request) =>
      bounded(request.within, async () => {
        try {
          return toAnswer(await act(request));
        } catch (error) {
          return { status: 'failed', reason: `the module failed: ${messageOf(error)}` };
        }
      }),
    async close() {
      if (typeof close === 'function') await (close as () => unknown).call(exported);
    },
  };
}
