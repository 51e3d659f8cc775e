/**
 * Results in the format of Allure 2, which Allure 3 reads as well: a file per case run with its checks as steps, its
 * messages as an attachment, and the files that describe the run. Allure knows no verdict but passed, failed, broken
 * and skipped: an error and an inconclusive case are broken, since neither may be green.
 */
import { createHash } from 'node:crypto';
import { type Verdict } from '../../harness/record/events.js';
import { type Attempts, attemptsByKey, attemptWords } from '../model/attempts.js';
import { details } from '../model/details.js';
import { type CaseRun, type Check, type NotRun, type RunModel } from '../model/run-model.js';
import { type CaseWriter } from '../model/stream-cases.js';
import { cut, oneLine, visible } from '../model/visible.js';
import { CONCLUSION_CASE, conclusionOf, whyNot, whyNotRun } from '../model/words.js';
import { categories, environmentProperties, executor } from './allure-run.js';
import { messagesText } from './messages-text.js';

export interface ResultFile {
  readonly name: string;
  readonly text: string;
}

type Status = 'passed' | 'failed' | 'broken' | 'skipped';

const STATUS: Readonly<Record<Verdict, Status>> = {
  pass: 'passed',
  fail: 'failed',
  error: 'broken',
  inconclusive: 'broken',
};

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A UUID that is the same whenever it is made of the same record and case. */
function uuidOf(text: string): string {
  const hex = sha(text);
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

const bounded = (text: string, max: number): string => visible(cut(text, max));

function stepOf(model: RunModel, check: Check): Record<string, unknown> {
  const at = Math.round(model.run.epoch + check.t);
  const status = STATUS[check.verdict];
  return {
    name: oneLine(check.title || check.id, 200),
    status,
    stage: 'finished',
    start: at,
    stop: at,
    ...(status !== 'passed' && {
      statusDetails: {
        message: `${check.verdict}: expected ${oneLine(check.expected, 600)}, received ${oneLine(check.actual, 600)}`,
      },
    }),
    parameters: [
      { name: 'expected', value: bounded(check.expected, 2000) },
      { name: 'received', value: bounded(check.actual, 2000) },
      ...(check.requirements.length > 0
        ? [{ name: 'requirements', value: oneLine(check.requirements.join(', '), 300) }]
        : []),
      ...(check.frames.length > 0 ? [{ name: 'messages', value: check.frames.slice(0, 50).join(', ') }] : []),
    ],
    steps: [],
    attachments: [],
  };
}

/** The precondition's checks stand in a step of their own; it has the worst status of theirs. */
function stepsOf(model: RunModel, run: CaseRun): Record<string, unknown>[] {
  const steps = (phase: Check['phase']) =>
    run.checks
      .filter((check) => check.phase === phase)
      .slice(0, 1000)
      .map((check) => stepOf(model, check));
  const before = steps('precondition');
  if (before.length === 0) return steps('main');
  const rank: readonly Status[] = ['broken', 'failed', 'passed'];
  const status = rank.find((each) => before.some((step) => step['status'] === each)) ?? 'passed';
  const [start, stop] = [before[0]!['start'], before.at(-1)!['stop']];
  const group = { name: 'Precondition', status, stage: 'finished', start, stop, steps: before, attachments: [] };
  return [group, ...steps('main')];
}

function labels(model: RunModel, facts: CaseRun['facts'], lane?: number): { name: string; value: string }[] {
  const { role, version, identity } = model.run.sut;
  const label = (name: string, value: string) => ({ name, value: oneLine(value, 150) });
  return [
    label('parentSuite', `OCPP ${version} ${role}`),
    label('suite', facts.block),
    label('framework', 'laddprov'),
    label('host', identity),
    label('AS_ID', facts.id),
    ...(lane === undefined ? [] : [label('thread', `lane ${lane}`)]),
    ...Object.keys(facts.profiles).map((name) => label('tag', name)),
    ...facts.requirements.slice(0, 100).map((id) => label('story', id)),
    ...model.causes.filter(({ cases }) => cases.includes(facts.id)).map(({ key }) => label('cause', key)),
  ];
}

/** What a result has whether or not the case ran. */
function about(
  model: RunModel,
  facts: CaseRun['facts'],
  key: string,
  of = key,
): Record<string, unknown> & { uuid: string } {
  const { role, version } = model.run.sut;
  const full = `${role}/${version}/${of}`;
  return {
    uuid: uuidOf(`${model.digest ?? model.run.started} ${role}/${version}/${key}`),
    // The same case of another run: what Allure's history hangs on.
    historyId: sha(full).slice(0, 32),
    testCaseId: sha(`${role}/${version}/${facts.id}`).slice(0, 32),
    fullName: `${role} ${version} ${oneLine(of, 120)}`,
    name: oneLine(`${of} ${facts.title}`, 300),
    description: bounded(facts.purpose, 1000),
    stage: 'finished',
  };
}

/**
 * Allure takes results of one history for attempts, and the last of them for what the case is worth. The worst is: so
 * the last one says that, whatever came of it.
 */
function ranFiles(model: RunModel, attempts: Attempts, run: CaseRun): ResultFile[] {
  const base = about(model, run.facts, run.key, attempts.runs[0]!.key);
  const words = run.key === attempts.runs.at(-1)!.key ? attemptWords(attempts) : undefined;
  const worth = words === undefined ? run : attempts.stands;
  const why = `${words === undefined ? '' : `${words}; `}${whyNot(worth)}`;
  const start = Math.round(model.run.epoch + run.started);
  const messages: ResultFile = { name: `${base.uuid}-attachment.txt`, text: messagesText(run) };
  const result = {
    ...base,
    status: STATUS[worth.verdict],
    ...(worth.verdict !== 'pass' && {
      statusDetails: {
        message: `${worth.verdict}: ${why}`,
        ...(attempts.unstable && { flaky: true }),
        trace: bounded(details(model, run), 20_000),
      },
    }),
    start,
    stop: start + Math.max(0, Math.round(run.duration)),
    steps: stepsOf(model, run),
    attachments: [{ name: 'Messages', source: messages.name, type: 'text/plain' }],
    labels: labels(model, run.facts, run.lane),
    parameters: [],
    links: [],
  };
  return [messages, { name: `${base.uuid}-result.json`, text: `${JSON.stringify(result)}\n` }];
}

function notRunFile(model: RunModel, notRun: NotRun): ResultFile {
  const base = about(model, notRun.facts, notRun.facts.id);
  const start = Math.round(model.run.epoch);
  const result = {
    ...base,
    status: 'skipped',
    statusDetails: { message: oneLine(whyNotRun(notRun), 600) },
    ...{ start, stop: start, steps: [], attachments: [], parameters: [], links: [] },
    labels: labels(model, notRun.facts),
  };
  return { name: `${base.uuid}-result.json`, text: `${JSON.stringify(result)}\n` };
}

/** Stands for a run that came to no conclusion, so that its skipped cases do not look like the whole truth. */
function conclusionFile(model: RunModel, why: string): ResultFile {
  const stop = Math.round(model.run.epoch + model.duration);
  const uuid = uuidOf(`${model.digest ?? model.run.started} conclusion`);
  const result = {
    uuid,
    historyId: sha(`${model.run.sut.role}/${model.run.sut.version}/conclusion`).slice(0, 32),
    name: CONCLUSION_CASE,
    fullName: CONCLUSION_CASE,
    status: 'broken',
    stage: 'finished',
    statusDetails: { message: bounded(`${model.outcome}: ${why}`, 2000) },
    ...{ start: stop, stop, steps: [], attachments: [], parameters: [], links: [] },
    labels: [{ name: 'suite', value: 'run' }],
  };
  return { name: `${uuid}-result.json`, text: `${JSON.stringify(result)}\n` };
}

/** Every file of the results folder, a case at a time. */
export const allureFiles = (outline: RunModel): CaseWriter<readonly ResultFile[]> => {
  const byKey = attemptsByKey(outline.cases);
  return {
    begin: () => [
      { name: 'environment.properties', text: environmentProperties(outline) },
      { name: 'categories.json', text: categories(outline) },
      { name: 'executor.json', text: executor(outline) },
    ],
    each: (run) => ranFiles(outline, byKey.get(run.key) ?? { runs: [run], stands: run, unstable: false }, run),
    end() {
      const missing = conclusionOf(outline);
      const last = missing === undefined ? [] : [conclusionFile(outline, missing)];
      return [...outline.notRun.map((notRun) => notRunFile(outline, notRun)), ...last];
    },
  };
};
