/** `laddprov demo` (npm start): the whole catalogue, both sides, all versions, against the embedded reference peers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { newSeed, wallClock } from '../../doors/machine.js';
import { catalogue } from '../../../testcases/index.js';
import { renderIndex } from '../../../reports/index.js';
import { type Role, type Version, VERSIONS } from '../../doors/protocol.js';
import { type Pki } from '../../pki/authority.js';
import { keepIn } from '../../files/keep.js';
import { createFileRecorder } from '../../record/recorder.js';
import { createRedaction } from '../../record/redact.js';
import { type Conclusion, EXIT } from '../../run/conclude.js';
import { PASSWORD } from '../embedded/plan.js';
import { divide, runName, type Share } from '../embedded/products.js';
import { embeddedPki, runOverWebSockets } from '../embedded/run-embedded.js';
import { usageError } from '../errors.js';
import { interruptible } from '../interrupt.js';
import { outputFolder, RECORD } from '../output.js';
import { createProgress } from '../progress.js';
import { readTool } from '../tool.js';
import { writeReports } from '../write-reports.js';

interface DemoOptions {
  readonly select: readonly string[];
  readonly out?: string;
  readonly seed?: number;
  readonly speed: number;
  readonly lanes: number;
}

interface Part {
  readonly role: Role;
  readonly version: Version;
  /** The reference product, where it is not the usual one. */
  readonly product?: string;
  readonly folder: string;
  readonly conclusion: Conclusion;
}

/** The exit code of several runs: the one that needs attention most. */
const worst = (parts: readonly Part[]): number =>
  [EXIT.testerError, EXIT.failures, EXIT.incomplete].find((code) =>
    parts.some((part) => part.conclusion.exitCode === code),
  ) ?? 0;

/** Where a run is: the run's settings, the folder above all of them, and what stops it. */
interface Running extends DemoOptions {
  readonly out: string;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** The certificate authority of all runs. */
  readonly pki: Pki;
}

async function runShare(role: Role, version: Version, { product, select }: Share, running: Running): Promise<Part> {
  const { out, lanes, seed, signal, speed, pki } = running;
  const other = product.name === 'usual' ? undefined : product.name;
  const folder = join(out, runName(role, version, product));
  mkdirSync(folder, { recursive: true });
  const recorder = createFileRecorder(join(folder, RECORD), createRedaction([PASSWORD]));
  const progress = createProgress(process.stdout, `${role} ${version}${other ? ` ${other}` : ''}  `);
  const { variant, security } = product;
  const conclusion = await runOverWebSockets(
    {
      ...{ role, version, catalogue, lanes, recorder, tool: readTool(), seed, select, signal, variant, pki },
      ...(security !== undefined && { security }),
      keep: keepIn(folder),
      onEvent: (event) => progress.on(event),
    },
    speed,
  );
  progress.end();
  await writeReports(join(folder, RECORD), folder, ['html', 'junit', 'json']);
  return { role, version, folder, conclusion, ...(other !== undefined && { product: other }) };
}

export async function demoCommand(options: DemoOptions): Promise<number> {
  const seed = options.seed ?? newSeed();
  const out = outputFolder(options.out, 'demo');
  const { signal, release } = interruptible();
  const pki = await embeddedPki(wallClock());
  const parts: Part[] = [];
  const without: string[] = [];
  process.stdout.write(
    `every case against the embedded reference peers, over WebSockets on loopback; clocks ${options.speed} times faster than the wall; seed ${seed}\n`,
  );
  for (const role of ['station', 'csms'] as const) {
    for (const version of VERSIONS) {
      const division = divide(catalogue, role, version, options.select);
      without.push(...division.without.map((id) => `${id} in ${version}`));
      for (const share of division.shares)
        if (!signal.aborted) parts.push(await runShare(role, version, share, { ...options, out, seed, signal, pki }));
    }
  }
  release();
  if (parts.length === 0) throw usageError('no case was selected', 'laddprov list shows them all.');
  const index = join(out, 'index.html');
  writeFileSync(
    index,
    renderIndex(
      parts.map(({ role, version, product, folder, conclusion }) => ({
        role,
        version,
        ...(product !== undefined && { product }),
        href: `${relative(out, folder)}/report.html`,
        conclusion: conclusion.conclusion,
        counts: conclusion.counts,
      })),
    ),
  );
  process.stdout.write('\n');
  for (const { role, version, product, conclusion, folder } of parts)
    process.stdout.write(
      `${role.padEnd(7)} ${version.padEnd(5)}  ${product ? `${product}: ` : ''}${conclusion.conclusion}; ${join(folder, 'report.html')}\n`,
    );
  if (without.length > 0)
    process.stdout.write(`\nnot run, they apply to no reference product: ${without.join(', ')}\n`);
  process.stdout.write(`\n${index}\n`);
  return worst(parts) || (without.length > 0 ? EXIT.incomplete : EXIT.conformant);
}
