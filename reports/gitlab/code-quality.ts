/** GitLab's code quality report: an issue per red check or finding, told apart by a fingerprint that stays the same. */
import { createHash } from 'node:crypto';
import { type Gate } from '../baseline/gate.js';
import { attemptsOf, attemptWords } from '../model/attempts.js';
import { type CaseRun, type RunModel } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { conclusionOf, whyNot } from '../model/words.js';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const SEVERITY = { fail: 'major', error: 'critical', inconclusive: 'minor', pass: 'info' } as const;

/**
 * The report as JSON. `path` is the file of the repository that the issues are shown at: the plan's. Known failures
 * are `info`.
 */
export function gitlabCodeQuality(model: RunModel, path: string, gate?: Gate): string {
  const { role, version } = model.run.sut;
  const known = new Set(gate?.waived.map(({ key }) => key));
  const taken = new Set<string>();
  const issue = (name: string, description: string, severity: Issue['severity']): Issue => {
    let fingerprint = '';
    for (let turn = 1; turn === 1 || taken.has(fingerprint); turn++)
      fingerprint = createHash('sha256').update(`${role}/${version}/${name}/${turn}`).digest('hex').slice(0, 32);
    taken.add(fingerprint);
    const location = { path, lines: { begin: 1 } };
    return { description: oneLine(description, 600), check_name: oneLine(name, 200), fingerprint, severity, location };
  };
  const attempts = attemptsOf(model.cases);
  const issues = attempts.flatMap(({ stands: run }): Issue[] => {
    if (run.verdict === 'pass') return [];
    const of = (verdict: CaseRun['verdict']) => (known.has(run.key) ? 'info' : SEVERITY[verdict]);
    const red = run.checks.filter((check) => check.verdict !== 'pass');
    const found = [
      ...red.map((check) =>
        issue(
          `${run.key}/${check.id}`,
          `${run.key} ${check.title}: expected ${check.expected}, received ${check.actual}`,
          of(check.verdict),
        ),
      ),
      ...run.findings.map((finding) =>
        issue(`${run.key}/rule/${finding.source}`, `${run.key} rule ${finding.source}: ${finding.message}`, of('fail')),
      ),
    ];
    return found.length > 0
      ? found
      : [issue(run.key, `${run.key} ${run.facts.title}: ${whyNot(run)}`, of(run.verdict))];
  });
  for (const { kind, text } of gate?.problems ?? [])
    if (kind !== 'unknown') issues.push(issue(`baseline/${text}`, text, 'major'));
  for (const each of attempts.filter(({ unstable }) => unstable)) {
    const { key, facts } = each.stands;
    issues.push(
      issue(`${key}/unstable`, `${key} ${facts.title}: ${attemptWords(each)}`, known.has(key) ? 'info' : 'major'),
    );
  }
  const missing = conclusionOf(model);
  if (missing !== undefined) issues.push(issue('conclusion', missing, 'critical'));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
