/**
 * The baseline: a YAML file with the failures that are known, each with a reason. It is read strictly, because a typing
 * mistake in it could let a failure through.
 */
import { type Document, isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { z } from 'zod';

const text = z.string().trim().min(1).max(2000);

const entrySchema = z
  .strictObject({
    case: text.optional(),
    check: text.optional(),
    rule: text.optional(),
    cause: text.optional(),
    verdict: z.enum(['fail', 'inconclusive']).default('fail'),
    reason: text,
    until: z.iso.date().optional(),
  })
  .refine((entry) => entry.check === undefined || entry.rule === undefined, 'names a check and a rule: one of them')
  .refine((entry) => (entry.case === undefined) !== (entry.cause === undefined), 'names a case or a cause: one of them')
  .refine(
    ({ cause, check, rule, verdict }) =>
      cause === undefined || (check === undefined && rule === undefined && verdict === 'fail'),
    'a cause is known as a whole, and it is of failures',
  );

const fileSchema = z.strictObject({ known: z.array(entrySchema) });

/** A known failure: a whole case, one of its checks, what a rule finds in it, or a cause with all that is red by it. */
export type BaselineEntry = z.infer<typeof entrySchema>;

export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

/** A baseline that cannot be used: `code` BASELINE_INVALID. */
export interface BaselineError extends Error {
  readonly code: 'BASELINE_INVALID';
  readonly headline: string;
  readonly hint: string;
}

const HINT =
  'An entry has case and reason, and if wanted check or rule, verdict (fail, inconclusive), until (a date); or cause and reason.';

function invalid(name: string, problem: string): BaselineError {
  const headline = `The baseline ${name} cannot be used: ${problem}`;
  return Object.assign(new Error(headline), { code: 'BASELINE_INVALID' as const, headline, hint: HINT });
}

/** `TC_B_21_CS`, `TC_B_21_CS, check boot`, `TC_B_21_CS, rule message-ids-unique`, `cause unanswered Reset` */
export function entryName(entry: Pick<BaselineEntry, 'case' | 'check' | 'rule' | 'cause'>): string {
  if (entry.case === undefined) return `cause ${entry.cause ?? ''}`;
  const part = entry.check === undefined ? '' : `, check ${entry.check}`;
  return `${entry.case}${part}${entry.rule === undefined ? '' : `, rule ${entry.rule}`}`;
}

function documentOf(source: string, name: string): Document.Parsed {
  const document = parseDocument(source, { prettyErrors: true });
  const [error] = document.errors;
  if (error) throw invalid(name, error.message.split('\n')[0]!);
  return document;
}

/** Reads the file's text; `name` is the file's, for messages. Throws a BaselineError. */
export function readBaseline(source: string, name: string): Baseline {
  const document = documentOf(source, name);
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 0 });
  } catch {
    throw invalid(name, 'it has aliases; write the values out');
  }
  const parsed = fileSchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const [, index, ...rest] = issue?.path ?? [];
    const where =
      typeof index === 'number' ? `entry ${index + 1}${rest.length > 0 ? `, ${rest.join('.')}` : ''}: ` : '';
    throw invalid(name, `${where}${issue?.message ?? 'it is not what a baseline is'}`);
  }
  const seen = new Set<string>();
  for (const entry of parsed.data.known) {
    const key = entryName(entry);
    if (seen.has(key)) throw invalid(name, `${key} stands in it twice`);
    seen.add(key);
  }
  return { entries: parsed.data.known };
}

const FRESH = `# Failures that are known, each with a reason; "until" is the last day on which it may fail.
# What is listed here and passes, or matches nothing, or is past its day, fails the run.
known: []
`;

/**
 * The file's text with the entries of `remove` (by their index) taken out and those of `add` at its end. Everything
 * else stays as it is, comments too. Without a text it begins a new file.
 */
export function rewriteBaseline(
  source: string | undefined,
  name: string,
  remove: ReadonlySet<number>,
  add: readonly BaselineEntry[],
): string {
  const document = documentOf(source ?? FRESH, name);
  const { contents } = document;
  const known = isMap(contents) ? contents.get('known') : undefined;
  if (!isSeq(known)) throw invalid(name, 'it has no list of known failures');
  const list: YAMLSeq = known;
  list.items = list.items.filter((_, index) => !remove.has(index));
  for (const { verdict, ...entry } of add) {
    list.add(document.createNode({ ...entry, ...(verdict !== 'fail' && { verdict }) }));
  }
  list.flow = list.items.length === 0;
  return document.toString({ lineWidth: 0 });
}
