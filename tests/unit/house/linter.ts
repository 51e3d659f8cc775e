/** The linter as it is configured here, on texts that stand in no file. */
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { ROOT } from './tools.js';

/** Rules that need a type checker, which knows no files that do not exist. */
const TYPED = new Set([
  'await-thenable',
  'no-base-to-string',
  'no-floating-promises',
  'no-for-in-array',
  'no-misused-promises',
]);
const TYPED_TOO = /^no-unsafe-|^no-unnecessary-type-|^only-throw-error$|^prefer-promise-reject|^switch-exhaustiveness/;

function needsTypes(ruleId: string): boolean {
  const [scope, name = ''] = ruleId.split('/');
  return scope === '@typescript-eslint' && (TYPED.has(name) || TYPED_TOO.test(name));
}

const linter = new ESLint({
  cwd: ROOT,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => !needsTypes(ruleId),
});

/** The ids of the rules that object to `text` if it stood in the file `path`, each once. */
export async function objections(path: string, text: string): Promise<string[]> {
  const [result] = await linter.lintText(text, { filePath: join(ROOT, path) });
  if (result === undefined) throw new Error(`the linter leaves ${path} out`);
  const broken = result.messages.find((message) => message.fatal);
  if (broken) throw new Error(`${path}: ${broken.message}`);
  return [...new Set(result.messages.map((message) => message.ruleId ?? message.message))];
}

/** Whether `rule` is an error in the file `path`; for rules that cannot be tried on a text alone. */
export async function demands(path: string, rule: string): Promise<boolean> {
  const config = (await linter.calculateConfigForFile(join(ROOT, path))) as { rules: Record<string, [number]> };
  return config.rules[rule]?.[0] === 2;
}
