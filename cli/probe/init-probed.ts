/** `laddprov init --probe`: the plan of a product, from what the product answers. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { commentedPlan, type PlanAnswers } from '../../harness/plan/init.js';
import { type LoadedPlan, loadPlan, readPlan } from '../../harness/plan/reading/load.js';
import { isAnswered } from '../../harness/plan/probed/probe-found.js';
import { probedStatement } from '../../harness/plan/probed/probed-statement.js';
import { writeProbed } from '../../harness/plan/probed/write-probed.js';
import { usageError } from '../errors.js';
import { probe } from './probe.js';

export interface ProbedOptions {
  /** The file to write. */
  readonly out: string;
  /** How long to wait for a station, in seconds. */
  readonly wait: number;
  /** A plan that has the connection, in place of answers. */
  readonly plan?: string;
}

interface Base {
  readonly text: string;
  readonly loaded: LoadedPlan;
  /** Whether the statement of the text is somebody's. */
  readonly keep: boolean;
}

async function fromPlan(path: string, out: string): Promise<Base> {
  const loaded = await loadPlan(path);
  if (dirname(resolve(path)) !== dirname(resolve(out)))
    throw usageError(
      `${out} is in another folder than ${path}`,
      'Files that a plan names count from its folder: write the new plan beside the old one.',
    );
  return { text: readFileSync(path, 'utf8'), loaded, keep: true };
}

/** The frames of the probe, beside the plan. */
const recordBeside = (out: string): string =>
  join(dirname(out), `${basename(out).replace(/\.ya?ml$/i, '')}.probe.jsonl`);

const say = (text: string) => void process.stdout.write(`${text}\n`);

function nothingRead(reasons: readonly string[], record: string): Error {
  const headline = `the product told nothing: ${reasons.join('; ')}`;
  return Object.assign(new Error(headline), {
    code: 'PROBE_EMPTY' as const,
    headline,
    hint: `Nothing was written but the frames, to ${record}. laddprov doctor looks at the connection.`,
  });
}

/** Asks the product, writes the plan and the record beside it, and returns the exit code. */
export async function initProbed(
  { out, wait, plan: given }: ProbedOptions,
  answers: PlanAnswers | undefined,
): Promise<number> {
  const record = recordBeside(out);
  if (existsSync(record)) throw usageError(`${record} exists`, 'Move it away, or name another plan with --out.');
  const text = answers && commentedPlan(answers);
  const base: Base =
    given !== undefined
      ? await fromPlan(given, out)
      : { text: text ?? '', loaded: readPlan(text ?? '', out), keep: false };
  const { loaded, keep } = base;
  const { role, version, identity } = loaded.plan.sut;
  const refused: string[] = [];
  const { found, ended } = await probe(loaded, {
    wait,
    record,
    onListening: (url) => say(`listening on ${url}; waiting up to ${wait} s for ${identity}`),
    onRefused: (reason) => void (refused.length < 5 && !refused.includes(reason) && refused.push(reason)),
  });
  const answered = found.asked.filter(isAnswered);
  if (answered.length === 0)
    throw nothingRead([...(ended === undefined ? [] : [ended]), ...refused, ...found.trouble], record);
  const written = writeProbed({ text: base.text, plan: loaded.plan, found, record: basename(record), keep });
  // What is handed to a user is valid, or it is a defect of ours.
  readPlan(written, out);
  writeFileSync(out, written, { flag: 'wx' });
  const { profiles, features, open } = probedStatement(found, role, version);
  say(`${answered.length} of ${found.asked.length} requests were answered; the frames are in ${record}`);
  for (const line of found.trouble) say(`note ${line}`);
  say(
    `${out} is written: ${profiles.length} profiles and ${features.length} features read, ${open.size} left to say; look through it, then: laddprov doctor --plan ${out}`,
  );
  return 0;
}
