import { type CaseRun, type RunModel } from './run-model.js';
import { cut } from './visible.js';
import { counted, reproduction } from './words.js';

/** What a CI system needs to see of a case that is not green, as lines of text. */
export function details(model: RunModel, run: CaseRun): string {
  const lines = [run.reason];
  if (run.before !== undefined)
    lines.push(`it was ${run.before} at its end; what was found later made it ${run.verdict}`);
  for (const { title, key, cases } of model.causes.filter((cause) => cause.cases.includes(run.facts.id)).slice(0, 20))
    lines.push(`cause: ${cut(title, 300)} (${counted(cases.length, 'case')}; ${cut(key, 300)})`);
  for (const check of run.checks) {
    if (check.verdict === 'pass') continue;
    const frames = check.frames.length > 0 ? ` (messages ${check.frames.slice(0, 20).join(', ')})` : '';
    lines.push(`${check.verdict}: ${cut(check.title, 300)} [${check.requirements.join(', ')}]${frames}`);
    lines.push(`  expected ${cut(check.expected, 1000)}`, `  received ${cut(check.actual, 1000)}`);
  }
  for (const finding of run.findings.slice(0, 50)) {
    lines.push(`rule ${finding.source}: ${cut(finding.message, 500)} (${cut(finding.clause, 200)})`);
  }
  for (const { text } of run.incidents.slice(0, 20)) lines.push(`incident: ${cut(text, 500)}`);
  for (const { text } of run.left.filter(({ state }) => state === 'standing').slice(0, 20))
    lines.push(`left: ${cut(text, 500)}`);
  lines.push(`again: ${reproduction(model, run.facts.id)}`);
  return lines.join('\n');
}
