/** Reads a plan from its file, and says everything that is wrong with it at once. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { contradictions } from '../contradictions/contradictions.js';
import { explainIssue } from './explain-issues.js';
import { type FilesSettings } from '../schema/files-schema.js';
import { planSchema, type Plan } from '../plan.js';
import { keyText, planError, unreadable, type LocatedProblem, type PlanError, type Problem } from './problems.js';
import { redactPlan } from './redact.js';
import { parseSource, type Source } from './source.js';

export interface LoadedPlan {
  readonly file: string;
  readonly plan: Plan;
  /** The plan as it was written, without its secrets: for the record. */
  readonly redacted: unknown;
  /** Texts to redact wherever they turn up, the longest first. */
  readonly secrets: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A schema and a contradiction may object to the same thing: one problem per place and message. */
function located(source: Source, problems: readonly Problem[]): LocatedProblem[] {
  const byPlace = new Map<string, LocatedProblem>();
  for (const { path, atKey, message, hint } of problems) {
    const key = keyText(path);
    const id = `${key} ${message}`;
    if (!byPlace.has(id) || byPlace.get(id)?.hint === '')
      byPlace.set(id, { ...source.position(path, atKey), key, message, hint });
  }
  return [...byPlace.values()].sort((a, b) => a.line - b.line || a.column - b.column || (a.key < b.key ? -1 : 1));
}

/** Passwords out of the environment into their place, and paths made absolute. */
function resolved(plan: Plan, folder: string, env: Environment): Plan {
  const absolute = (path: string) => resolve(folder, path);
  const fill = <T extends { password?: string | undefined; passwordFromEnv?: string | undefined }>(forms: T): T => {
    return forms.passwordFromEnv === undefined ? forms : { ...forms, password: env[forms.passwordFromEnv] };
  };
  const { passwords, tls, ...security } = plan.security;
  return {
    ...plan,
    security: {
      ...fill(security),
      ...(passwords === undefined
        ? {}
        : {
            passwords: Object.fromEntries(
              Object.entries(passwords).map(([identity, entry]) => [
                identity,
                typeof entry === 'string' ? entry : fill(entry),
              ]),
            ),
          }),
      ...(tls === undefined
        ? {}
        : {
            tls: {
              ...tls,
              ...(tls.authority === undefined ? {} : { authority: absolute(tls.authority) }),
              ...(tls.ca === undefined ? {} : { ca: tls.ca.map(absolute) }),
              ...(tls.cert === undefined ? {} : { cert: absolute(tls.cert) }),
              ...(tls.key === undefined ? {} : { key: absolute(tls.key) }),
            },
          }),
    },
    ...(plan.files && { files: withPaths(plan.files, absolute) }),
    operator: plan.operator.map((settings) => {
      if (settings.kind === 'module') return { ...settings, file: absolute(settings.file) };
      return settings.kind === 'command' ? { ...settings, cwd: absolute(settings.cwd ?? '.') } : settings;
    }),
  };
}

function withPaths(files: FilesSettings, absolute: (path: string) => string): FilesSettings {
  const { cert, key, firmware } = files;
  return {
    ...files,
    ...(cert !== undefined && { cert: absolute(cert) }),
    ...(key !== undefined && { key: absolute(key) }),
    ...(firmware && {
      firmware: {
        file: absolute(firmware.file),
        ...(firmware.certificate !== undefined && { certificate: absolute(firmware.certificate) }),
        ...(firmware.signature !== undefined && { signature: absolute(firmware.signature) }),
      },
    }),
  };
}

/**
 * Checks the text of a plan. `file` is the name under which problems are reported, and the place from which relative
 * paths count.
 * @throws PlanError (PLAN_INVALID) with every problem: line, column, key path and hint.
 */
export function readPlan(text: string, file: string, env: Environment = process.env): LoadedPlan {
  const source = parseSource(text);
  if (source.problems.length > 0) throw planError(file, source.problems);
  const { data } = source;
  const parsed = planSchema.safeParse(data ?? {});
  const issues = parsed.success ? [] : parsed.error.issues.flatMap((issue) => explainIssue(issue, data ?? {}));
  const problems = located(source, [...issues, ...contradictions(data, env)]);
  if (!parsed.success || problems.length > 0) throw planError(file, problems);
  const plan = resolved(parsed.data, dirname(resolve(file)), env);
  return { file, plan, ...redactPlan(data, plan, env) };
}

/**
 * Reads and checks a plan file.
 * @throws PlanError: PLAN_UNREADABLE when there is no such file, PLAN_INVALID with every problem in it.
 */
export async function loadPlan(file: string, env: Environment = process.env): Promise<LoadedPlan> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, (error as NodeJS.ErrnoException).code ?? 'unknown reason');
  }
  return readPlan(text, file, env);
}

export { type PlanError };
