/** What a run or its report is worth to a gate: the baseline, and the reporters of the CI systems. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { unguessable, wallClock } from '../harness/doors/machine.js';
import {
  type Gate,
  gateRun,
  gateText,
  githubAnnotations,
  gitlabCodeQuality,
  readBaseline,
  renderMarkdown,
  rewriteBaseline,
  type RunModel,
} from '../reports/index.js';
import { usageError } from './errors.js';

export interface GatingOptions {
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly reporter?: readonly string[];
  readonly strict?: boolean;
}

export interface Gating {
  /** Keeps what follows on standard output from being taken for commands of the CI system. */
  begin(): void;
  /** Judges, reports, and gives the exit code. `shownAt` is the file that GitLab shows the issues at. */
  finish(model: RunModel, folder: string, shownAt: string): number;
}

const today = (): string => new Date(wallClock()).toISOString().slice(0, 10);

function gateWith(path: string, model: RunModel, options: GatingOptions): Gate {
  const source = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const baseline = source === undefined ? { entries: [] } : readBaseline(source, path);
  const gate = gateRun(model, baseline, today(), options.strict);
  if (!options.updateBaseline) return gate;
  const stale = gate.problems.flatMap(({ kind, index }) => (index !== undefined && kind !== 'expired' ? [index] : []));
  const reason = `not yet explained; first seen in the run of ${model.run.started.slice(0, 10)}`;
  const add = gate.unlisted.map((entry) => ({ ...entry, reason }));
  if (source === undefined || stale.length > 0 || add.length > 0)
    writeFileSync(path, rewriteBaseline(source, path, new Set(stale), add));
  process.stdout.write(`${path}: ${add.length} added, ${stale.length} taken out\n`);
  return gateRun(model, readBaseline(readFileSync(path, 'utf8'), path), today(), options.strict);
}

/** A path as GitLab wants it: from the repository's root, with forward slashes. */
function inRepository(path: string): string {
  const from = relative(process.cwd(), resolve(path));
  return from.startsWith('..') || isAbsolute(from) ? path : from.split(sep).join('/');
}

/** Reads the baseline before anything is done, so that a mistake in it is found before a run of hours. */
export function prepareGating(options: GatingOptions): Gating {
  const { baseline, updateBaseline, reporter = [] } = options;
  const unknown = reporter.filter((name) => name !== 'github' && name !== 'gitlab');
  if (unknown.length > 0)
    throw usageError(`there is no reporter "${unknown.join('", "')}"`, 'There are: github, gitlab.');
  if (updateBaseline && baseline === undefined)
    throw usageError('--update-baseline needs a file to write', 'Name it with --baseline.');
  const path = baseline === undefined ? undefined : resolve(baseline);
  if (path !== undefined && existsSync(path)) readBaseline(readFileSync(path, 'utf8'), path);
  else if (path !== undefined && !updateBaseline)
    throw usageError(`there is no baseline at ${path}`, 'Write one with --update-baseline.');
  // What a SUT sent may stand at the beginning of a line; without this the runner would take it for a command.
  const token = unguessable();
  const github = reporter.includes('github');
  return {
    begin: () => void (github && process.stdout.write(`::stop-commands::${token}\n`)),
    finish(model, folder, shownAt) {
      const gate = path === undefined ? undefined : gateWith(path, model, options);
      if (gate !== undefined) process.stdout.write(`\n${gateText(gate)}\n`);
      if (github) {
        process.stdout.write(`::${token}::\n${githubAnnotations(model, gate)}`);
        const summary = process.env['GITHUB_STEP_SUMMARY'];
        if (summary !== undefined && summary !== '') appendFileSync(summary, renderMarkdown(model));
      }
      if (reporter.includes('gitlab')) {
        const report = join(folder, 'gl-code-quality-report.json');
        writeFileSync(report, gitlabCodeQuality(model, inRepository(shownAt), gate));
        process.stdout.write(`${report}\n`);
      }
      return gate?.exitCode ?? model.exitCode;
    },
  };
}
