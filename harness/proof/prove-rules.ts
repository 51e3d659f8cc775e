/** Proves the always-on rules: each is seen to find named mutants, alone, and nothing in the reference peer. */
import { type Role, type Version } from '../doors/protocol.js';
import { type CaseVerdict, type EventOf, type RecordEvent } from '../record/events.js';
import { exercises, type Obligation } from './rule-kinds.js';

/** What the proof has to know of a named mutant. */
export interface RuleMutant {
  readonly id: string;
  readonly says: string;
  readonly roles: readonly Role[];
  readonly versions: readonly Version[];
  readonly rule: string;
  readonly severity: 'fail' | 'advisory';
  /** Words of what the rule says when it has found it. */
  readonly finds: string;
  /** Rules that the fault breaks as well, and why it has to. */
  readonly also?: readonly { readonly rule: string; readonly why: string }[];
}

export interface MutantProof {
  readonly id: string;
  readonly says: string;
  readonly severity: 'fail' | 'advisory';
  /** The named rule, and nothing else that it does not name, found it, and its case failed for it. */
  readonly caught: boolean;
  /** What else failed it, though the mutant does not name it: a rule, or the tester. */
  readonly others: readonly string[];
  /** Why it was not caught. */
  readonly reason?: string;
}

/** One rule in one version, for SUTs of one role. */
export interface RuleProof extends Obligation {
  /** Whether all cases were proved: only then does the rule have to be exercised, and all its mutants be there. */
  readonly whole: boolean;
  /** The cases in which the reference peer sent what the rule judges. */
  readonly exercised: number;
  /** The cases in which the rule failed the reference peer. Must be empty. */
  readonly falseAlarms: readonly string[];
  readonly mutants: readonly MutantProof[];
}

type Finding = EventOf<'finding'>;
const findingsOf = (events: readonly RecordEvent[]): readonly Finding[] =>
  events.filter((event): event is Finding => event.type === 'finding');

/** What the exit codes of a run say of the SUT (1: not conformant) and of the tester (4: its own error). */
const RUN_VERDICTS: Readonly<Record<number, readonly CaseVerdict[]>> = { 1: ['fail'], 4: ['error'] };

/** The verdicts of the cases of the findings; of one that no case was running for, the run's. */
function verdictsOf(found: readonly Finding[], events: readonly RecordEvent[]): readonly CaseVerdict[] {
  const outside = found.some((finding) => finding.case === undefined);
  return events.flatMap((event): readonly CaseVerdict[] => {
    if (event.type === 'case-end') return found.some((finding) => finding.case === event.case) ? [event.verdict] : [];
    if (event.type !== 'run-end' || !outside) return [];
    return RUN_VERDICTS[event.exitCode] ?? [];
  });
}

function whyNot(mutant: RuleMutant, events: readonly RecordEvent[]): string | undefined {
  const findings = findingsOf(events);
  const found = findings.filter(
    ({ rule, severity, blame, message }) =>
      rule === mutant.rule && severity === mutant.severity && blame === 'sut' && message.includes(mutant.finds),
  );
  if (found.length === 0) return `${mutant.rule} does not say "${mutant.finds}" of it`;
  const silent = (mutant.also ?? []).find(
    ({ rule }) => !findings.some((finding) => finding.rule === rule && finding.severity === 'fail'),
  );
  if (silent) return `it names ${silent.rule}, which finds nothing`;
  const verdicts = verdictsOf(found, events);
  if (mutant.severity === 'fail' && !verdicts.includes('fail'))
    return `the verdict of its case is ${verdicts.join(', ') || 'none'}`;
  return verdicts.includes('error') ? 'its case ends in an error of the tester' : undefined;
}

/** Judges the record of a run with the mutant in the SUT's place. */
export function proveMutant(mutant: RuleMutant, events: readonly RecordEvent[]): MutantProof {
  const { id, says, severity } = mutant;
  const named = [...(severity === 'fail' ? [mutant.rule] : []), ...(mutant.also ?? []).map(({ rule }) => rule)];
  const failed = findingsOf(events).filter((finding) => finding.severity === 'fail');
  const others = [
    ...new Set(
      failed
        .filter(({ rule, blame }) => blame !== 'sut' || !named.includes(rule))
        .map(({ rule, blame, message }) => `${rule}${blame === 'sut' ? '' : ` (of the ${blame})`}: ${message}`),
    ),
  ];
  const reason = whyNot(mutant, events) ?? (others.length > 0 ? 'it is not the only one to find it' : undefined);
  return { id, says, severity, caught: reason === undefined, others, ...(reason !== undefined && { reason }) };
}

/** A mutant that could not be run. */
export const notRun = ({ id, says, severity }: RuleMutant, reason: string): MutantProof => ({
  id,
  says,
  severity,
  caught: false,
  others: [],
  reason,
});

/** What a run of the reference peer without a fault shows of a rule. */
export function witness(
  { rule }: Obligation,
  caseId: string,
  events: readonly RecordEvent[],
): Pick<RuleProof, 'exercised' | 'falseAlarms'> {
  const alarmed = findingsOf(events).some((finding) => finding.rule === rule && finding.severity === 'fail');
  return { exercised: exercises(rule, events) ? 1 : 0, falseAlarms: alarmed ? [caseId] : [] };
}

/** Puts the parts of the same proofs together: from several runs, or several processes. */
export function mergeRuleProofs(parts: readonly RuleProof[]): readonly RuleProof[] {
  const all = new Map<string, RuleProof>();
  for (const part of parts) {
    const key = `${part.rule} ${part.role} ${part.version}`;
    const before = all.get(key);
    all.set(
      key,
      before
        ? {
            ...before,
            exercised: before.exercised + part.exercised,
            falseAlarms: [...before.falseAlarms, ...part.falseAlarms],
            mutants: [...before.mutants, ...part.mutants],
          }
        : part,
    );
  }
  return [...all.values()];
}

/** Why the proof of one rule does not hold, in words; empty when it does. */
export function gapsOf({ demands, whole, exercised, falseAlarms, mutants }: RuleProof): readonly string[] {
  return [
    ...mutants.filter(({ caught }) => !caught).map(({ id, says, reason }) => `${id}, which ${says}: ${reason ?? ''}`),
    ...(!whole || demands === 'nothing' || mutants.some(({ severity }) => severity === demands)
      ? []
      : [`there is no mutant for it (${demands})`]),
    ...falseAlarms.map((id) => `it fails the reference peer in ${id}`),
    ...(!whole || exercised > 0 ? [] : ['the reference peer never sends what it judges']),
  ];
}
