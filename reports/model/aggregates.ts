import { type EventOf, type Verdict } from '../../harness/record/events.js';
import { byNature } from './natural-order.js';
import {
  type CaseRun,
  type NotRun,
  type NotRunKind,
  type Observation,
  type RequirementGroup,
  type RunModel,
} from './run-model.js';
import { count, emptyTally, oncePerCase, standingOf } from './tally.js';
import { worstVerdict as worst } from '../../harness/record/verdicts.js';

type Rules = EventOf<'run-start'>['rules'];
type Counted = { readonly facts: CaseRun['facts']; readonly what: Verdict | NotRunKind };
type Counter = ReturnType<typeof emptyTally>;

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function blocksOf(counted: readonly Counted[]): RunModel['blocks'] {
  const tallies = new Map<string, Counter>();
  for (const { facts, what } of counted) count(getOr(tallies, facts.block, emptyTally), what);
  return [...tallies]
    .map(([name, tally]) => ({ name, tally, standing: standingOf(tally) }))
    .sort((a, b) => byNature(a.name, b.name));
}

function profilesOf(counted: readonly Counted[]): RunModel['profiles'] {
  const make = () => ({ tally: emptyTally(), mandatory: emptyTally(), conditional: emptyTally() });
  const tallies = new Map<string, ReturnType<typeof make>>();
  for (const { facts, what } of counted) {
    for (const [profile, need] of Object.entries(facts.profiles)) {
      const entry = getOr(tallies, profile, make);
      count(entry.tally, what);
      count(entry[need], what);
    }
  }
  return [...tallies]
    .map(([name, entry]) => ({ name, ...entry, standing: standingOf(entry.tally) }))
    .sort((a, b) => byNature(a.name, b.name));
}

type Draft = { checks: RequirementGroup['checks'][number][]; cases: Set<string>; notRun: Set<string> };

function requirementsOf(cases: readonly CaseRun[], notRun: readonly NotRun[]): RunModel['requirements'] {
  const drafts = new Map<string, Draft>();
  const draft = (id: string): Draft =>
    getOr(drafts, id, () => ({ checks: [], cases: new Set<string>(), notRun: new Set<string>() }));
  for (const each of cases) {
    for (const id of each.facts.requirements) draft(id).cases.add(each.key);
    for (const check of each.checks) {
      for (const id of check.requirements) {
        const entry = draft(id);
        entry.cases.add(each.key);
        entry.checks.push({ caseKey: each.key, checkId: check.id, verdict: check.verdict });
      }
    }
  }
  for (const { facts } of notRun) for (const id of facts.requirements) draft(id).notRun.add(facts.id);
  return [...drafts]
    .map(([id, entry]) => ({
      id,
      standing: worst(entry.checks.map((check) => check.verdict)) ?? ('none' as const),
      checks: entry.checks,
      cases: [...entry.cases],
      notRun: [...entry.notRun],
    }))
    .sort((a, b) => byNature(a.id, b.id));
}

function rulesOf(
  rules: Rules,
  version: string,
  findings: readonly Observation[],
  advisories: readonly Observation[],
): RunModel['rules'] {
  const known = new Set(rules.map((rule) => rule.id));
  const stray: readonly string[] = [...new Set(findings.map((finding) => finding.source))].filter(
    (id) => !known.has(id),
  );
  const unknown = stray.map((id): Rules[number] => ({
    id,
    title: 'Not among the rules that the record lists.',
    clauses: {},
  }));
  return [...rules, ...unknown].map(({ id, title, clauses }) => {
    const clause = clauses[version];
    return {
      id,
      title,
      ...(clause !== undefined && { clause }),
      findings: findings.filter((finding) => finding.source === id),
      advisories: advisories.filter((advisory) => advisory.source === id),
    };
  });
}

/** The tables of a run: per block, per certification profile, per requirement, per rule. */
export function aggregate(
  cases: readonly CaseRun[],
  notRun: readonly NotRun[],
  rules: Rules,
  version: string,
  findings: readonly Observation[],
  advisories: readonly Observation[],
): Pick<RunModel, 'blocks' | 'profiles' | 'requirements' | 'rules'> {
  const counted: Counted[] = [
    ...oncePerCase(cases).map(({ facts, verdict }) => ({ facts, what: verdict })),
    ...notRun.map(({ facts, kind }) => ({ facts, what: kind })),
  ];
  return {
    blocks: blocksOf(counted),
    profiles: profilesOf(counted),
    requirements: requirementsOf(cases, notRun),
    rules: rulesOf(rules, version, findings, advisories),
  };
}
