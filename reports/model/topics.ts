/** What a run says on subjects that run through all blocks: each has rules that were always on, and cases of its own. */
import { type CaseRun, type RuleGroup, type RunModel, type Standing, type Tally } from './run-model.js';
import { count, emptyTally, oncePerCase, standingOf } from './tally.js';

interface Subject {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly rules: readonly string[];
  /** The beginnings of the names of blocks. */
  readonly blocks: readonly string[];
}

const SUBJECTS: readonly Subject[] = [
  {
    id: 'validity',
    title: 'Message validity',
    about:
      'Whether every message has the form that OCPP gives it, fits its official schema, and is answered in its turn.',
    rules: [
      ...['framing', 'message-id', 'one-call', 'answered', 'unasked', 'validity', 'reports-2x', 'times'],
      ...['answer-first', 'fitting', 'given-ids', 'schedules', 'units'],
    ],
    blocks: [],
  },
  {
    id: 'status',
    title: 'Status transitions',
    about: 'Whether registrations, connector statuses and transactions follow each other as they may.',
    rules: ['boot', 'status-16', 'transactions-16', 'transactions-2x', 'occupancy', 'promises', 'last-word'],
    blocks: [],
  },
  {
    id: 'errors',
    title: 'Error handling',
    about: 'What malformed traffic, lost connections and requests in the wrong place came to.',
    rules: ['refusal'],
    blocks: ['Error handling', 'Negative messages', 'Sequences'],
  },
  {
    id: 'environment',
    title: 'Environment',
    about: 'What is measured around the station, and what is made of it.',
    rules: ['environment'],
    blocks: ['Environment'],
  },
  {
    id: 'information',
    title: 'Station information and faults',
    about: 'Whether what a station says of itself agrees, and whether its faults are told and taken as what they are.',
    rules: ['agreement', 'faults'],
    blocks: ['Station information', 'Faults'],
  },
];

export interface Topic extends Pick<Subject, 'id' | 'title' | 'about'> {
  /** Those of its rules that judge the run's version. */
  readonly rules: readonly RuleGroup[];
  /** The cases of its blocks. */
  readonly tally: Tally;
  /** Keys of the case runs that did not pass. */
  readonly red: readonly string[];
  readonly standing: Standing;
}

/** What the rules and the cases of a subject amount to; rules alone carry only a subject that has no cases. */
function standing(
  topic: Pick<Topic, 'rules'>,
  tally: Tally,
  { own, judged }: { own: boolean; judged: boolean },
): Standing {
  const found = topic.rules.some(({ findings }) => findings.length > 0);
  if (tally.error > 0) return 'error';
  if (found) return 'fail';
  if (own) return standingOf(tally);
  return judged && topic.rules.length > 0 ? 'pass' : 'none';
}

/** The subjects, in the order of the report. Nothing of a subject that no rule judged and no case ran is shown as good. */
export function topicsOf(model: RunModel): readonly Topic[] {
  const judged = model.counts.frames > 0;
  return SUBJECTS.map(({ id, title, about, rules: ids, blocks }): Topic => {
    const rules = model.rules.filter((rule) => ids.includes(rule.id) && rule.clause !== undefined);
    const mine = (each: Pick<CaseRun, 'facts'>): boolean => blocks.some((block) => each.facts.block.startsWith(block));
    const tally = emptyTally();
    for (const { verdict } of oncePerCase(model.cases).filter(mine)) count(tally, verdict);
    for (const { kind } of model.notRun.filter(mine)) count(tally, kind);
    const red = model.cases.filter((run) => mine(run) && run.verdict !== 'pass').map(({ key }) => key);
    const of = { id, title, about, rules, red, tally };
    return { ...of, standing: standing(of, tally, { own: blocks.length > 0, judged }) };
  });
}
