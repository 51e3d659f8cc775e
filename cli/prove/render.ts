/** The proof as a table for people. */
import { type CaseProof } from '../../harness/proof/prove-case.js';
import { gapsOf, type RuleProof } from '../../harness/proof/prove-rules.js';
import { holds, type Proof } from './prove.js';

function caseLines(item: CaseProof): readonly string[] {
  const killed = item.checks.reduce((sum, check) => sum + check.killed.length, 0);
  const head = `${item.case.padEnd(18)} ${item.version.padEnd(6)} ${item.reference === 'pass' ? 'reference passes' : `reference: ${item.reference}: ${item.reason ?? ''}`}; ${item.checks.length} checks seen to fail against ${killed} mutants`;
  const survivors = item.checks.flatMap((check) =>
    check.survivors.map((survivor) => `    SURVIVED  ${check.check}: the mutant that ${survivor}`),
  );
  return [head, ...survivors];
}

function ruleLines(proof: RuleProof): readonly string[] {
  const { rule, role, version, mutants, exercised, demands, why } = proof;
  const caught = mutants.filter((mutant) => mutant.caught);
  const head = `${rule.padEnd(15)} ${role.padEnd(7)} ${version.padEnd(6)} finds ${caught.length} of ${mutants.length} named mutants; exercised by ${exercised} cases`;
  const limit =
    why === undefined
      ? []
      : [`    NOT SHOWN  ${demands === 'nothing' ? 'that it finds anything' : 'that it fails anybody'}: ${why}`];
  const others = mutants.flatMap(({ id, others }) => others.map((other) => `    ALSO FOUND  ${id}: ${other}`));
  return [head, ...limit, ...gapsOf(proof).map((gap) => `    NOT PROVED  ${gap}`), ...others];
}

export function renderProof(proof: Proof): string {
  const checks = proof.cases.reduce((sum, item) => sum + item.checks.length, 0);
  const killed = proof.cases.reduce(
    (sum, item) => sum + item.checks.reduce((part, check) => part + check.killed.length, 0),
    0,
  );
  const survivors = proof.cases.reduce(
    (sum, item) => sum + item.checks.reduce((part, check) => part + check.survivors.length, 0),
    0,
  );
  const impostors = proof.impostors.map(
    ({ kind, role, version, cases, passed, aside }) =>
      `${kind.padEnd(15)} ${role.padEnd(7)} ${version.padEnd(6)} passes ${passed.length} of ${cases} cases${passed.length > 0 ? `: ${passed.join(', ')}` : ''}${aside.length > 0 ? `; not tried, as no proof of conformance: ${aside.join(', ')}` : ''}`,
  );
  const named = proof.rules.flatMap((rule) => rule.mutants);
  return [
    ...proof.cases.flatMap(caseLines),
    '',
    'impostors',
    ...impostors,
    '',
    'rules',
    ...proof.rules.flatMap(ruleLines),
    '',
    `${proof.cases.length} cases by version, ${checks} checks, ${killed} mutants caught, ${survivors} survivors, ${proof.impostors.reduce((sum, item) => sum + item.passed.length, 0)} impostor passes`,
    `${proof.rules.length} rules by version and role, ${named.filter((mutant) => mutant.caught).length} of ${named.length} named mutants found`,
    holds(proof) ? 'the proof holds' : 'THE PROOF DOES NOT HOLD',
  ].join('\n');
}
