/** The proof as a table for people. */
import { type CaseProof } from '../../proof/prove-case.js';
import { holds, type Proof } from './prove.js';

function caseLines(item: CaseProof): readonly string[] {
  const killed = item.checks.reduce((sum, check) => sum + check.killed.length, 0);
  const head = `${item.case.padEnd(18)} ${item.version.padEnd(6)} ${item.reference === 'pass' ? 'reference passes' : `reference: ${item.reference}: ${item.reason ?? ''}`}; ${item.checks.length} checks seen to fail against ${killed} mutants`;
  const survivors = item.checks.flatMap((check) =>
    check.survivors.map((survivor) => `    SURVIVED  ${check.check}: the mutant that ${survivor}`),
  );
  return [head, ...survivors];
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
    ({ kind, role, version, cases, passed, stoppedBySanity }) =>
      `${kind.padEnd(7)} ${role.padEnd(7)} ${version.padEnd(6)} passes ${passed.length} of ${cases} cases${passed.length > 0 ? `: ${passed.join(', ')}` : ''}${stoppedBySanity.length > 0 ? `; ${stoppedBySanity.length} are held back by the sanity case alone: ${stoppedBySanity.join(', ')}` : ''}`,
  );
  return [
    ...proof.cases.flatMap(caseLines),
    '',
    'impostors',
    ...impostors,
    '',
    `${proof.cases.length} cases by version, ${checks} checks, ${killed} mutants caught, ${survivors} survivors, ${proof.impostors.reduce((sum, item) => sum + item.passed.length, 0)} impostor passes`,
    holds(proof) ? 'the proof holds' : 'THE PROOF DOES NOT HOLD',
  ].join('\n');
}
