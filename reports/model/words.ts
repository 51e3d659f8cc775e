/** The words that every format uses for what a run amounts to. */
import { type Lack, type MissingCase, type ProfileConclusion } from './certification-model.js';
import {
  type Check,
  type CaseRun,
  type NotRun,
  type NotRunKind,
  type Outcome,
  type RunModel,
  type Standing,
} from './run-model.js';
import { ran } from './tally.js';
import { oneLine } from './visible.js';

export const STANDING_WORD: Readonly<Record<Standing, string>> = {
  pass: 'pass',
  inconclusive: 'inconclusive',
  fail: 'fail',
  error: 'error',
  incomplete: 'incomplete',
  none: 'not shown',
};

export const NOT_RUN_WORD: Readonly<Record<NotRunKind, string>> = {
  'not-applicable': 'not applicable',
  'not-selected': 'not selected',
  elsewhere: 'in another shard',
  'not-run': 'not run',
};

export const EXIT_MEANING: Readonly<Record<number, string>> = {
  0: 'conformant in all cases that ran',
  1: 'not conformant',
  2: 'the plan or its use was wrong',
  3: 'incomplete or inconclusive',
  4: 'the tester or its set-up failed',
};

export const OUTCOME_WORD: Readonly<Record<Outcome, string>> = {
  conformant: 'Conformant in what ran',
  failures: 'Not conformant',
  incomplete: 'Incomplete',
  error: 'Tester error',
};

export const PROFILE_WORD: Readonly<Record<ProfileConclusion, string>> = {
  conformant: 'conformant',
  'not-conformant': 'not conformant',
  incomplete: 'incomplete',
  'not-claimed': 'not claimed',
};

/** The claimed certification profiles with what is concluded of each; undefined where none is claimed. */
export function profilesInWords({ certification }: Pick<RunModel, 'certification'>): string | undefined {
  const claimed = certification.profiles.filter(({ conclusion }) => conclusion !== 'not-claimed');
  if (claimed.length === 0) return undefined;
  const words = (['not-conformant', 'incomplete', 'conformant'] as const).flatMap((conclusion) => {
    const names = claimed.filter((each) => each.conclusion === conclusion).map(({ name }) => oneLine(name, 60));
    if (names.length === 0) return [];
    const more = names.length > 12 ? ` and ${names.length - 12} more` : '';
    return [`${PROFILE_WORD[conclusion]}: ${names.slice(0, 12).join(', ')}${more}`];
  });
  return words.join('; ');
}

const LACK_ORDER: readonly Lack[] = [
  'error',
  'inconclusive',
  'left out',
  'not run',
  'not selected',
  'not in the catalogue',
];

/** What a profile lacks, counted: `3 not selected, 41 not in the catalogue`. */
export function lacksInWords(missing: readonly MissingCase[]): string {
  return LACK_ORDER.map((lack) => [missing.filter((each) => each.lack === lack).length, lack] as const)
    .filter(([n]) => n > 0)
    .map(([n, lack]) => `${n} ${lack}`)
    .join(', ');
}

/** Why a run is not conformant in which no case failed. */
const unfailed = ({ findings, advisories }: RunModel['counts']): string =>
  findings > 0
    ? `No case failed, but the rules found ${findings === 1 ? 'one fault that is' : `${findings} faults that are`} no single case's.`
    : `No case failed, but this run was strict and there are ${advisories} advisories.`;

/** The conclusion as a headline and the sentence that bounds it. */
export function headline(model: RunModel): { readonly word: string; readonly sentence: string } {
  const { counts, outcome } = model;
  const { shard } = model.run;
  if (model.part && shard)
    return { word: 'Part of a run', sentence: `Every case of shard ${shard.index} of ${shard.of} passed.` };
  const missed = counts.notSelected > 0 ? ` ${counts.notSelected} cases were not selected and say nothing.` : '';
  const failed = counts.fail > 0 ? ` ${counts.fail} of ${ran(counts)} cases that ran failed.` : '';
  const sentence: Readonly<Record<Outcome, string>> = {
    conformant: `Every case that ran passed.${missed}`,
    failures: failed.trim() || unfailed(counts),
    incomplete: `What was seen does not suffice for a conclusion on the whole.${failed}`,
    error: `The tester or its set-up failed, so the run says nothing on the whole.${failed}`,
  };
  return { word: OUTCOME_WORD[outcome], sentence: sentence[outcome] };
}

/** The check that explains the verdict: the first of the main part that has it, else the first that did not pass. */
function firstRed(run: CaseRun): Check | undefined {
  const red = run.checks.filter((check) => check.verdict !== 'pass');
  return red.find((check) => check.phase === 'main' && check.verdict === run.verdict) ?? red[0];
}

/** Why the case is not green, in one sentence: its first red check, a rule's finding, or the reason it ended with. */
export function whyNot(run: CaseRun): string {
  const check = firstRed(run);
  if (check) {
    return oneLine(`${check.title}: expected ${check.expected}, received ${check.actual}`, 300);
  }
  const finding = run.findings[0];
  if (finding) return oneLine(`Rule ${finding.source}: ${finding.message}`, 300);
  return oneLine(run.reason, 300) || 'The record gives no reason.';
}

/** Why a case has no verdict, beginning with the word for it. */
export function whyNotRun({ kind, reason }: NotRun): string {
  const word = NOT_RUN_WORD[kind];
  return reason.startsWith(word) ? reason : `${word}: ${reason}`;
}

/** What CI calls the test case that stands for the run as a whole. */
export const CONCLUSION_CASE = 'the run comes to a conclusion';

/**
 * Why the run is not green although none of its cases is red, or although its record has no end; undefined where its
 * cases say it all. Formats in which what did not run looks harmless make one more test case of it.
 */
export function conclusionOf(model: RunModel): string | undefined {
  const red = model.cases.some((run) => run.verdict !== 'pass');
  if (model.outcome === 'conformant' || model.part || (red && model.complete)) return undefined;
  const { word, sentence } = headline(model);
  return [`${word}. ${sentence}`, ...model.notices.map((notice) => notice.text)].join('\n');
}

/** The command that runs this case again. PLAN stands for the plan file, whose path the record does not hold. */
export function reproduction(model: RunModel, caseId: string): string {
  const id = /^[\w.-]+$/.test(caseId) ? caseId : `'${caseId.replaceAll("'", `'\\''`)}'`;
  return `laddprov run --plan PLAN --select ${id} --seed ${model.run.seed}`;
}

/** How many of the generated cases ran; undefined where there were none to choose from. */
export function generatedWords({ generated }: RunModel['run']): string | undefined {
  if (generated === undefined || generated.available === 0) return undefined;
  const { available, chosen } = generated;
  if (chosen === available) return `all ${available} that were selected`;
  return `${chosen} of ${available}, chosen by the seed; --all runs them all`;
}

/** Milliseconds for people: `340 ms`, `12.3 s`, `4 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * How clocks go, as what follows "clocks": `skip what would be waited for`. `speed` is how much faster than the wall they
 * are; 0 where they skip.
 */
export function clockWords(speed: number): string {
  if (speed === 0) return 'skip what would be waited for';
  return speed === 1 ? 'run with the wall' : `run ${speed} times faster than the wall`;
}

/** A number with its noun: `1 message`, `2 messages`. */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
