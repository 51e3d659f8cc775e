import { type CaseRun, type RunModel } from './run-model.js';
import { cut } from './visible.js';
import { reproduction } from './words.js';

/** What a CI system needs to see of a case that is not green, as lines of text. */
export function details(model: RunModel, run: CaseRun): string {
  const lines = [run.reason];
  for (const check of run.checks) {
    if (check.verdict === 'pass') continue;
    const frames = check.frames.length > 0 ? ` (messages ${check.frames.slice(0, 20).join(', ')})` : '';
    lines.push(`${check.verdict}: ${cut(check.title, 300)} [${check.requirements.join(', ')}]${frames}`);
    lines.push(`  expected ${cut(check.expected, 1000)}`, `  received ${cut(check.actual, 1000)}`);
  }
  for (const finding of run.findings.slice(0, 50)) {
    lines.push(`rule ${finding.source}: ${cut(finding.message, 500)} (${cut(finding.clause, 200)})`);
  }
  lines.push(`again: ${reproduction(model, run.facts.id)}`);
  return lines.join('\n');
}
