/** `laddprov demo` (npm start): the whole catalogue, both sides, all versions, against the embedded reference peers. */
import { join } from 'node:path';
import { iso } from '../../harness/doors/clock.js';
import { newSeed, wallClock } from '../../harness/doors/machine.js';
import { catalogue } from '../../testcases/index.js';
import { clockWords } from '../../reports/index.js';
import { VERSIONS } from '../../harness/doors/protocol.js';
import { EXIT } from '../../harness/run/conclude.js';
import { runParts } from '../demo/crew.js';
import { createDemoProgress } from '../demo/demo-progress.js';
import { writeDemoPages } from '../demo/pages.js';
import { folderOf, otherName, type Part, type PartConclusion } from '../demo/part.js';
import { divide } from '../embedded/products.js';
import { SKIPPING } from '../embedded/run-embedded.js';
import { usageError } from '../errors.js';
import { interruptible } from '../interrupt.js';
import { outputFolder } from '../output.js';

interface DemoOptions {
  readonly select: readonly string[];
  readonly out?: string;
  readonly seed?: number;
  readonly speed?: number;
  readonly lanes: number;
}

/** The exit code of several runs: the one that needs attention most. */
const worst = (conclusions: readonly PartConclusion[]): number =>
  [EXIT.testerError, EXIT.failures, EXIT.incomplete].find((code) =>
    conclusions.some(({ exitCode }) => exitCode === code),
  ) ?? 0;

/** What there is to run, and the cases that apply to no reference product. */
function allParts(select: readonly string[]): { readonly parts: readonly Part[]; readonly without: readonly string[] } {
  const parts: Part[] = [];
  const without: string[] = [];
  for (const role of ['station', 'csms'] as const)
    for (const version of VERSIONS) {
      const division = divide(catalogue, role, version, select);
      without.push(...division.without.map((id) => `${id} in ${version}`));
      parts.push(...division.shares.map((share) => ({ role, version, ...share })));
    }
  return { parts, without };
}

export async function demoCommand(options: DemoOptions): Promise<number> {
  const { lanes, speed } = options;
  const seed = options.seed ?? newSeed();
  const { parts, without } = allParts(options.select);
  if (parts.length === 0) throw usageError('no case was selected', 'laddprov list shows them all.');
  const out = outputFolder(options.out, 'demo');
  const { signal, release } = interruptible();
  const clocks = `clocks ${clockWords(speed ?? SKIPPING)}`;
  process.stdout.write(
    `every case against the embedded reference peers, over WebSockets on loopback; ${clocks}; seed ${seed}\n`,
  );
  const conclusions = new Map<Part, PartConclusion>();
  const progress = createDemoProgress(process.stdout, options.select.length > 0);
  const began = wallClock();
  await runParts(
    parts,
    { out, seed, lanes, speed },
    {
      signal,
      onEvent: progress.on,
      onDone(part, conclusion) {
        conclusions.set(part, conclusion);
        progress.done(part, conclusion);
      },
    },
  );
  const took = wallClock() - began;
  release();
  // In the order of the catalogue, whichever was over first.
  const done = parts.flatMap((part) => {
    const conclusion = conclusions.get(part);
    return conclusion ? [{ part, folder: folderOf(part, out), ...conclusion }] : [];
  });
  process.stdout.write('\n');
  for (const { part, conclusion, folder } of done)
    process.stdout.write(
      `${part.role.padEnd(7)} ${part.version.padEnd(5)}  ${otherName(part) ? `${otherName(part)}: ` : ''}${conclusion}; ${join(folder, 'report.html')}\n`,
    );
  if (without.length > 0)
    process.stdout.write(`\nnot run, they apply to no reference product: ${without.join(', ')}\n`);
  const index = await writeDemoPages(parts, conclusions, {
    ...{ out, seed, without, select: options.select, speed: speed ?? SKIPPING },
    ...{ started: iso(began), took },
    ...(signal.aborted && { interrupted: String(signal.reason) }),
  });
  process.stdout.write(`\n${index}\n`);
  return worst(done) || (without.length > 0 || signal.aborted ? EXIT.incomplete : EXIT.conformant);
}
