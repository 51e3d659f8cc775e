/** `laddprov demo` (npm start): the whole catalogue, both sides, all versions, against the embedded reference peers. */
import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { catalogue } from '../../../testcases/index.js';
import { renderIndex } from '../../../reports/index.js';
import { type Role, type Version, VERSIONS } from '../../doors/protocol.js';
import { factsOf } from '../../peers/case.js';
import { casesLike } from '../../plan/selection.js';
import { createFileRecorder } from '../../record/recorder.js';
import { createRedaction } from '../../record/redact.js';
import { type Conclusion, EXIT } from '../../run/conclude.js';
import { PASSWORD } from '../embedded/plan.js';
import { runOverWebSockets } from '../embedded/run-embedded.js';
import { usageError } from '../errors.js';
import { interruptible } from '../interrupt.js';
import { outputFolder, RECORD, writeReports } from '../output.js';
import { createProgress } from '../progress.js';
import { readTool } from '../tool.js';

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
  readonly folder: string;
  readonly conclusion: Conclusion;
}

/** The exit code of several runs: the one that needs attention most. */
const worst = (parts: readonly Part[]): number =>
  [EXIT.testerError, EXIT.failures, EXIT.incomplete].find((code) =>
    parts.some((part) => part.conclusion.exitCode === code),
  ) ?? 0;

/** The patterns, one by one, that match nothing for one SUT may match for another: each run takes those that do. */
function patternsFor(role: Role, version: Version, patterns: readonly string[]): readonly string[] | undefined {
  if (patterns.length === 0) return [];
  const facts = catalogue.cases.filter((item) => item.role === role && item.versions.includes(version)).map(factsOf);
  const fits = patterns.filter((pattern) => casesLike(facts, pattern).length > 0);
  return fits.some((pattern) => !pattern.startsWith('!')) ? fits : undefined;
}

export async function demoCommand(options: DemoOptions): Promise<number> {
  const seed = options.seed ?? randomInt(2 ** 31);
  const out = outputFolder(options.out, 'demo');
  const { signal, release } = interruptible();
  const parts: Part[] = [];
  process.stdout.write(
    `every case against the embedded reference peers, over WebSockets on loopback; clocks ${options.speed} times faster than the wall; seed ${seed}\n`,
  );
  for (const role of ['station', 'csms'] as const) {
    for (const version of VERSIONS) {
      const select = patternsFor(role, version, options.select);
      if (!select || signal.aborted) continue;
      const folder = join(out, `${role}-${version}`);
      mkdirSync(folder, { recursive: true });
      const recorder = createFileRecorder(join(folder, RECORD), createRedaction([PASSWORD]));
      const progress = createProgress(process.stdout, `${role} ${version}  `);
      const conclusion = await runOverWebSockets(
        {
          role,
          version,
          catalogue,
          lanes: options.lanes,
          recorder,
          tool: readTool(),
          seed,
          select,
          signal,
          onEvent: (event) => progress.on(event),
        },
        options.speed,
      );
      progress.end();
      await writeReports(join(folder, RECORD), folder, ['html', 'junit', 'json']);
      parts.push({ role, version, folder, conclusion });
    }
  }
  release();
  if (parts.length === 0) throw usageError('no case was selected', 'laddprov list shows them all.');
  const index = join(out, 'index.html');
  writeFileSync(
    index,
    renderIndex(
      parts.map(({ role, version, folder, conclusion }) => ({
        role,
        version,
        href: `${relative(out, folder)}/report.html`,
        conclusion: conclusion.conclusion,
        counts: conclusion.counts,
      })),
    ),
  );
  process.stdout.write('\n');
  for (const { role, version, conclusion, folder } of parts)
    process.stdout.write(
      `${role.padEnd(7)} ${version.padEnd(5)}  ${conclusion.conclusion}; ${join(folder, 'report.html')}\n`,
    );
  process.stdout.write(`\n${index}\n`);
  return worst(parts);
}
