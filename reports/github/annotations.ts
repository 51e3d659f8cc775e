/** GitHub Actions: annotations are lines that begin with `::error`; the runner shows the first ten of a step. */
import { type Gate } from '../baseline/gate.js';
import { redCases } from '../model/attempts.js';
import { type RunModel } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { conclusionOf, headline } from '../model/words.js';

const MOST = 50;

/** The text of a command: what ends it, and what begins an escape, is escaped. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const line = (kind: 'error' | 'warning' | 'notice', title: string, text: string): string =>
  `::${kind} title=${property(oneLine(title, 200))}::${data(oneLine(text, 600))}`;

/** One annotation per case that is not green, the failures first; known failures are notices. */
export function githubAnnotations(model: RunModel, gate?: Gate): string {
  const known = new Map(gate?.waived.map(({ key, entries }) => [key, entries]));
  const kinds = { fail: 'error', error: 'error', inconclusive: 'warning', pass: 'notice' } as const;
  const red = redCases(model);
  const fresh = red.filter(({ run }) => !known.has(run.key));
  const lines = fresh
    .slice(0, MOST)
    .map(({ run, why, unstable }) =>
      line(kinds[run.verdict], `${unstable ? 'unstable, ' : ''}${run.verdict}: ${run.key} ${run.facts.title}`, why),
    );
  for (const { kind, text } of gate?.problems ?? [])
    if (kind !== 'unknown') lines.push(line('error', 'baseline', text));
  const missing = conclusionOf(model);
  if (missing !== undefined) lines.push(line('error', 'laddprov', missing));
  for (const { run } of red.filter((each) => known.has(each.run.key)).slice(0, MOST))
    lines.push(
      line(
        'notice',
        `known: ${run.key}`,
        known
          .get(run.key)!
          .map(({ reason }) => reason)
          .join('; '),
      ),
    );
  const { word, sentence } = headline(model);
  lines.push(line('notice', 'laddprov', `${word}. ${sentence}`));
  return `${lines.join('\n')}\n`;
}
