/** `laddprov prove`: shows that every check can fail, with as many processes as there are cores. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../../testcases/index.js';
import { type Version, VERSIONS } from '../../harness/doors/protocol.js';
import { catalogueDigest } from '../../harness/run/catalogue.js';
import { EXIT } from '../../harness/run/conclude.js';
import { usageError } from '../errors.js';
import { proofFile } from '../published-proof.js';
import { mergeRuleProofs } from '../../harness/proof/prove-rules.js';
import { changedFiles, touchedBy } from '../prove/changed.js';
import { holds, type ImpostorProof, type Proof, prove } from '../prove/prove.js';
import { renderProof } from '../prove/render.js';
import { chosenFacts } from './list.js';

interface ProveOptions {
  readonly select: readonly string[];
  readonly ocpp?: Version;
  readonly json?: boolean;
  readonly jobs?: number;
  readonly share?: string;
  /** Only what a change since this commit can have touched; true stands for what is not committed. */
  readonly changed?: string | true;
}

const SHARE = /^(\d+)\/(\d+)$/;

/** One part of the work, in this process. */
async function proveShare(
  options: ProveOptions,
  share: { readonly index: number; readonly of: number },
): Promise<Proof> {
  const facts = await chosenFacts({ ...(options.ocpp && { ocpp: options.ocpp }), select: options.select });
  const ids = new Set(facts.map((item) => item.id));
  return prove({
    catalogue,
    versions: options.ocpp ? [options.ocpp] : VERSIONS,
    accepts: (item) => ids.has(item.id),
    // Without a pattern all are meant, and a pattern that names them puts them into the list.
    acceptsGenerated: (item) => options.select.length === 0 || ids.has(item.id),
    share,
  });
}

/** One part of the work, in a process of its own. */
function proveElsewhere(options: ProveOptions, index: number, of: number): Promise<Proof> {
  const main = fileURLToPath(new URL('../main.js', import.meta.url));
  const args = [
    main,
    'prove',
    '--json',
    '--share',
    `${index}/${of}`,
    ...(options.ocpp ? ['--ocpp', options.ocpp] : []),
    ...options.select.flatMap((pattern) => ['--select', pattern]),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(text) as Proof);
      else reject(new Error(`a process of the proof ended with ${String(code)}`));
    });
  });
}

function merge(proofs: readonly Proof[]): Proof {
  const impostors = new Map<string, ImpostorProof>();
  for (const item of proofs.flatMap((proof) => proof.impostors)) {
    const key = `${item.kind} ${item.role} ${item.version}`;
    const before = impostors.get(key);
    impostors.set(
      key,
      before
        ? {
            ...before,
            passed: [...before.passed, ...item.passed],
            aside: [...before.aside, ...item.aside],
            cases: before.cases + item.cases,
          }
        : item,
    );
  }
  return {
    cases: proofs
      .flatMap((proof) => proof.cases)
      .sort((a, b) => `${a.case} ${a.version}`.localeCompare(`${b.case} ${b.version}`, 'en', { numeric: true })),
    impostors: [...impostors.values()],
    rules: mergeRuleProofs(proofs.flatMap((proof) => proof.rules)),
  };
}

/** Narrows the selection to what a change can have touched; undefined where that is nothing. */
async function narrowed(options: ProveOptions): Promise<ProveOptions | undefined> {
  const { changed, ...rest } = options;
  if (changed === undefined) return rest;
  if (options.select.length > 0)
    throw usageError('--changed and --select cannot be combined', 'Leave out one of them.');
  const files = changedFiles(changed === true ? 'HEAD' : changed);
  const { patterns, all } = await touchedBy(files);
  const cases = all ? 'every case' : `${patterns.length} ${patterns.length === 1 ? 'case' : 'cases'}`;
  console.error(`${files.length} files have changed, and can have touched ${cases}`);
  return all ? rest : patterns.length === 0 ? undefined : { ...rest, select: patterns };
}

export async function proveCommand(asked: ProveOptions): Promise<number> {
  const options = await narrowed(asked);
  if (!options) return 0;
  const share = SHARE.exec(options.share ?? '');
  if (share) {
    process.stdout.write(JSON.stringify(await proveShare(options, { index: Number(share[1]), of: Number(share[2]) })));
    return 0;
  }
  const jobs = options.jobs ?? availableParallelism();
  if (jobs < 1) throw usageError('--jobs 0 leaves nobody to work', 'At least one process is needed.');
  const proof = merge(
    await Promise.all(Array.from({ length: jobs }, (_, index) => proveElsewhere(options, index, jobs))),
  );
  const whole = options.select.length === 0 && options.ocpp === undefined;
  if (whole && existsSync(dirname(dirname(proofFile())))) {
    mkdirSync(dirname(proofFile()), { recursive: true });
    writeFileSync(proofFile(), JSON.stringify({ digest: catalogueDigest(catalogue), ...proof }));
  }
  console.log(options.json ? JSON.stringify(proof, null, 2) : renderProof(proof));
  return holds(proof) ? 0 : EXIT.failures;
}
