/** What a demo says while its parts run side by side: what is not green at once, and how far everything is. */
import { type RecordEvent } from '../../harness/record/events.js';
import { createProgress, type Output } from '../progress.js';
import { nameOf, type Part, type PartConclusion } from './part.js';

export interface DemoProgress {
  on(part: Part, event: RecordEvent): void;
  done(part: Part, conclusion: PartConclusion): void;
}

interface Standing {
  total: number;
  done: number;
}

const QUIET: readonly string[] = ['pass', 'not-applicable'];

/** `every`: a line for each case, not only for those that did not pass. */
export function createDemoProgress(output: Output, every: boolean): DemoProgress {
  const live = output.isTTY === true && process.env['CI'] === undefined;
  const standings = new Map<string, Standing>();
  const running = new Set<string>();
  const clear = (): unknown => live && output.write('\r\u001b[2K');
  const status = (): void => {
    if (!live || running.size === 0) return;
    const all = [...standings.values()];
    const sum = (of: keyof Standing): number => all.reduce((total, standing) => total + standing[of], 0);
    const each = [...running].map((name) => `${name} ${standings.get(name)!.done}/${standings.get(name)!.total}`);
    const text = `${sum('done')} cases of ${sum('total')}; now ${each.join(', ')}`;
    output.write(text.slice(0, Math.max(20, (output.columns ?? 80) - 1)));
  };
  return {
    on(part, event) {
      const name = nameOf(part);
      if (event.type === 'run-start') {
        standings.set(name, { total: event.cases.filter((item) => item.run).length, done: 0 });
        running.add(name);
      }
      const standing = standings.get(name)!;
      if (event.type === 'drawn') standing.total++;
      if (event.type === 'case-end' && event.attempt === undefined) standing.done++;
      const told = event.type !== 'case-end' || every || !QUIET.includes(event.verdict);
      clear();
      if (told) createProgress({ write: (text) => output.write(text) }, `${name}  `).on(event);
      status();
    },
    done(part, { counts, took }) {
      const name = nameOf(part);
      running.delete(name);
      clear();
      const red = counts.fail + counts.error + counts.inconclusive;
      output.write(
        `${name.padEnd(22)} ${counts.pass} passed${red > 0 ? `, ${red} not` : ''}; ${(took / 1000).toFixed(1)} s\n`,
      );
      status();
    },
  };
}
