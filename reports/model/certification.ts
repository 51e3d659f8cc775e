/** Concludes on each certification profile: from the official cases, not from those that happen to be in a catalogue. */
import { type Need, type OfficialCase, officialFor } from '../facts/official.js';
import {
  type Certification,
  type CertificationProfile,
  type Lack,
  type MissingCase,
  type ProfileConclusion,
  type SortedCases,
} from './certification-model.js';
import { byNature } from './natural-order.js';
import { type CaseRun, type Notice, type NotRun, type RunModel } from './run-model.js';
import { sameProfile, statementOf } from './statement.js';
import { worstVerdict as worst } from '../../harness/record/verdicts.js';

type Verdict = CaseRun['verdict'];
type Known =
  | { readonly kind: 'ran'; readonly verdict: Verdict; readonly reason: string }
  | (Pick<NotRun, 'kind' | 'reason'> & { readonly condition: string });

/** What the run says of each case: of one that ran twice, the worse. */
function knownCases(cases: readonly CaseRun[], notRun: readonly NotRun[]): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>(
    notRun.map(({ facts, kind, reason }) => [facts.id, { kind, reason, condition: facts.condition ?? '' }]),
  );
  for (const { facts, verdict, reason } of cases) {
    const before = known.get(facts.id);
    const seen = before?.kind === 'ran' && 'verdict' in before ? before.verdict : undefined;
    if (seen !== undefined && worst([seen, verdict]) === seen) continue;
    known.set(facts.id, { kind: 'ran', verdict, reason });
  }
  return known;
}

interface Run {
  readonly known: ReadonlyMap<string, Known>;
  /** The statement says which security profile the product has; else a run shows only the one that it used. */
  readonly saysSecurity: boolean;
}

const ONLY_USED = 'This run used another security profile, and the statement gives none (SecurityProfile).';

/** Sorts official cases by what the run says of them. `needOf`: how much is asked of each. */
function sort(
  official: readonly OfficialCase[],
  needOf: (each: OfficialCase) => Need,
  { known, saysSecurity }: Run,
): SortedCases {
  const failed: string[] = [];
  const missing: MissingCase[] = [];
  const notApplicable: { id: string; reason: string }[] = [];
  let passed = 0;
  for (const each of official) {
    const need = needOf(each);
    const lacks = (lack: Lack, detail: string): unknown => missing.push({ id: each.id, need, lack, detail });
    const seen = known.get(each.id);
    if (seen === undefined) lacks('not in the catalogue', '');
    else if ('verdict' in seen) {
      if (seen.verdict === 'pass') passed++;
      else if (seen.verdict === 'fail') failed.push(each.id);
      else lacks(seen.verdict, seen.reason);
    } else if (seen.kind === 'not-selected') lacks('not selected', seen.reason);
    else if (seen.kind !== 'not-applicable') lacks('not run', seen.reason);
    else if (need === 'mandatory') lacks('left out', seen.reason);
    else if (!saysSecurity && /\bSecurityProfile\b/.test(seen.condition)) lacks('left out', ONLY_USED);
    else notApplicable.push({ id: each.id, reason: seen.reason });
  }
  return { official: official.length, passed, failed, notApplicable, missing };
}

/** Notices on the record under which no list of passes is believed. */
const UNTRUSTED: readonly Notice['code'][] = [
  'no-run-end',
  'interrupted',
  'doubt',
  'counts-differ',
  'exit-contradicted',
  'verdict-contradicted',
  'after-the-end',
];

type Seen = Pick<RunModel, 'run' | 'cases' | 'notRun' | 'notices' | 'findings'>;

function openReasons({ run, notices, findings }: Seen, unassigned: SortedCases): string[] {
  const open = notices.filter(({ code }) => UNTRUSTED.includes(code)).map(({ text }) => text);
  const between = findings.filter((finding) => finding.caseKey === undefined);
  if (between.length > 0)
    open.push(
      `The rules found faults between the cases: ${between.length}. They belong to no case and so to no profile.`,
    );
  const { failed, missing } = unassigned;
  if (run.sut.version === '2.1' && failed.length + missing.length > 0)
    open.push(
      `No document assigns the official cases that are new in 2.1 to a profile. Each of them may belong to any: ${failed.length} failed, ${missing.length} have no verdict that counts.`,
    );
  return open;
}

function concludes(claimed: boolean, of: SortedCases, open: readonly string[]): ProfileConclusion {
  if (!claimed) return 'not-claimed';
  if (of.failed.length > 0) return 'not-conformant';
  return of.missing.length > 0 || open.length > 0 || of.passed === 0 ? 'incomplete' : 'conformant';
}

/**
 * The conclusion per certification profile. An official case that the catalogue does not have counts as missing, so a
 * profile is conformant only where every official case of it is there, and each that applies ran and passed.
 */
export function certify(model: Seen): Certification {
  const { role, version } = model.run.sut;
  const official = officialFor(role, version);
  const { profiles: claims, features } = statementOf(model.run.plan);
  const run: Run = {
    known: knownCases(model.cases, model.notRun),
    saysSecurity: features.some((feature) => feature.startsWith('SecurityProfile')),
  };
  const unassigned = sort(
    official.filter((each) => Object.keys(each.profiles).length === 0),
    () => 'unstated',
    run,
  );
  const open = openReasons(model, unassigned);
  const named = [...new Set(official.flatMap((each) => Object.keys(each.profiles)))];
  const others = claims.filter((claim) => !named.some((name) => sameProfile(name, claim)));
  const profiles = [...named, ...new Set(others)].map((name): CertificationProfile => {
    const of = sort(
      official.filter((each) => each.profiles[name] !== undefined),
      (each) => each.profiles[name] ?? 'unstated',
      run,
    );
    const claimed = claims.some((claim) => sameProfile(name, claim));
    return { name, conclusion: concludes(claimed, of, open), ...of };
  });
  const core = (name: string): number => (sameProfile(name, 'Core') ? 0 : 1);
  profiles.sort((a, b) => core(a.name) - core(b.name) || byNature(a.name, b.name));
  return { profiles, unassigned, open };
}
