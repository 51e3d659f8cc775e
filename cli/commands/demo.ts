/** `laddprov demo` (npm start): the whole catalogue, both sides, all versions, against the embedded reference peers. */
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { newSeed, wallClock } from '../../harness/doors/machine.js';
import { catalogue } from '../../testcases/index.js';
import { renderIndex } from '../../reports/index.js';
import { VERSIONS } from '../../harness/doors/protocol.js';
import { EXIT } from '../../harness/run/conclude.js';
import { type PartConclusion, runParts } from '../demo/crew.js';
import { createDemoProgress } from '../demo/demo-progress.js';
import { folderOf, type Part } from '../demo/part.js';
import { divide } from '../embedded/products.js';
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

const otherName = ({ product }: Part): string | undefined => (product.name === 'usual' ? undefined : product.name);

export async function demoCommand(options: DemoOptions): Promise<number> {
  const { lanes, speed } = options;
  const seed = options.seed ?? newSeed();
  const { parts, without } = allParts(options.select);
  if (parts.length === 0) throw usageError('no case was selected', 'laddprov list shows them all.');
  const out = outputFolder(options.out, 'demo');
  const { signal, release } = interruptible();
  const clocks =
    speed === undefined ? 'clocks skip what would be waited for' : `clocks ${speed} times faster than the wall`;
  process.stdout.write(
    `every case against the embedded reference peers, over WebSockets on loopback; ${clocks}; seed ${seed}\n`,
  );
  const conclusions = new Map<Part, PartConclusion>();
  const progress = createDemoProgress(process.stdout, options.select.length > 0, wallClock);
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
  release();
  // In the order of the catalogue, whichever was over first.
  const done = parts.flatMap((part) => {
    const conclusion = conclusions.get(part);
    return conclusion ? [{ part, folder: folderOf(part, out), ...conclusion }] : [];
  });
  const index = join(out, 'index.html');
  writeFileSync(
    index,
    renderIndex(
      done.map(({ part, folder, conclusion, counts }) => ({
        role: part.role,
        version: part.version,
        ...(otherName(part) !== undefined && { product: otherName(part)! }),
        href: `${relative(out, folder)}/report.html`,
        conclusion,
        counts,
      })),
    ),
  );
  process.stdout.write('\n');
  for (const { part, conclusion, folder } of done)
    process.stdout.write(
      `${part.role.padEnd(7)} ${part.version.padEnd(5)}  ${otherName(part) ? `${otherName(part)}: ` : ''}${conclusion}; ${join(folder, 'report.html')}\n`,
    );
  if (without.length > 0)
    process.stdout.write(`\nnot run, they apply to no reference product: ${without.join(', ')}\n`);
  process.stdout.write(`\n${index}\n`);
  return worst(done) || (without.length > 0 || signal.aborted ? EXIT.incomplete : EXIT.conformant);
}
