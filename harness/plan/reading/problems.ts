/** Problems of a plan: all of them at once, each with where it is and what to do. Values never appear in them. */

/** The way to a value: keys and indexes, [] for the file as a whole. */
export type KeyPath = readonly (string | number)[];

/** A problem before its place in the file is known. */
export interface Problem {
  readonly path: KeyPath;
  /** Points at the key itself rather than at its value. */
  readonly atKey?: boolean;
  /** What is wrong, to be read after the key path: "must be a number, not text". */
  readonly message: string;
  readonly hint: string;
}

export interface LocatedProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** `parameters.idTokens.valid`, '' for the file as a whole. */
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

/** A plan that cannot be used. `message` lists every problem, one per line. */
export interface PlanError extends Error {
  readonly code: 'PLAN_INVALID' | 'PLAN_UNREADABLE';
  readonly headline: string;
  readonly hint: string;
  readonly file: string;
  readonly problems: readonly LocatedProblem[];
}

/** `operator.actions[0].url`; keys with other characters are quoted. */
export function keyText(path: KeyPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const key = /^[\w$/ -]+$/.test(part) ? part : JSON.stringify(part);
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** `plan.yaml:4:3 sut.role: must be … Did you mean …` */
function problemLine(file: string, problem: LocatedProblem): string {
  const subject = problem.key === '' ? '' : `${problem.key}: `;
  return [`${file}:${problem.line}:${problem.column} ${subject}${problem.message}.`, problem.hint]
    .filter((part) => part !== '')
    .join(' ');
}

export function planError(file: string, problems: readonly LocatedProblem[]): PlanError {
  const headline = `The plan has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}`;
  const message = [`${headline}:`, ...problems.map((problem) => problemLine(file, problem))].join('\n');
  const hint = problems[0]?.hint ?? '';
  return Object.assign(new Error(message), { code: 'PLAN_INVALID' as const, headline, hint, file, problems });
}

export function unreadable(file: string, reason: string): PlanError {
  const headline = `The plan ${file} cannot be read (${reason})`;
  const hint = 'Give the path of a plan; "laddprov init" writes one.';
  const fields = { code: 'PLAN_UNREADABLE' as const, headline, hint, file, problems: [] };
  return Object.assign(new Error(`${headline}. ${hint}`), fields);
}
