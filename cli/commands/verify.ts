/** `laddprov verify RUN`: every case again on the recorded input, offline, without the SUT; or by today's cases. */
import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { catalogue } from '../../testcases/index.js';
import { type Manifest, RECORD_ENTRY } from '../../harness/record/bundle/manifest.js';
import { openBundle, type OpenedBundle } from '../../harness/record/bundle/open-bundle.js';
import { EXIT } from '../../harness/run/conclude.js';
import { type Grading, gradeRecord, type Verification, verifyRecord } from '../../harness/run/verify.js';
import { comparedWithRecord } from '../bundle-parts.js';
import { usageError } from '../errors.js';
import { readPublicKey } from '../keys.js';
import { recordIn } from '../output.js';

interface VerifyOptions {
  readonly json?: boolean;
  /** Grade by the cases of this laddprov, whichever the run had. */
  readonly catalogue?: boolean;
  readonly publicKey?: string;
}

type Result = Verification & { readonly bundle?: Pick<OpenedBundle, 'signature' | 'keyId'> };

/** A bundle is told by the two bytes that every gzip file begins with. */
function isBundle(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  const bytes = Buffer.alloc(2);
  const file = openSync(path, 'r');
  readSync(file, bytes, 0, 2, 0);
  closeSync(file);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b) || /\.(?:tgz|gz)$/.test(path);
}

const NOTHING: Verification = { verified: false, problems: [], divergences: [], cases: 0, lanes: 0, frames: 0 };

/** Opens a bundle for as long as `fn` needs its record. Nothing is read out of one that was tampered with. */
async function inBundle<T>(
  path: string,
  publicKey: string | undefined,
  refused: (problems: readonly string[], bundle: Result['bundle']) => T,
  fn: (record: string, manifest: Manifest, folder: string, bundle: Result['bundle']) => Promise<T>,
): Promise<T> {
  const key = publicKey === undefined ? undefined : readPublicKey(publicKey);
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-verify-'));
  try {
    const { problems, manifest, signature, keyId } = await openBundle(path, folder, key);
    const bundle = { signature, ...(keyId !== undefined && { keyId }) };
    if (problems.length > 0 || manifest === undefined) return refused(problems, bundle);
    const record = join(folder, RECORD_ENTRY);
    if (!existsSync(record)) return refused(['the bundle holds no record'], bundle);
    return await fn(record, manifest, folder, bundle);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const verifyBundle = (path: string, publicKey: string | undefined): Promise<Result> =>
  inBundle<Result>(
    path,
    publicKey,
    (problems, bundle) => ({ ...NOTHING, problems, bundle }),
    async (record, manifest, folder, bundle) => {
      const result = await verifyRecord(record, catalogue);
      const more = result.problems.length > 0 ? [] : await comparedWithRecord(folder, manifest);
      const verified = result.verified && more.length === 0;
      return { ...result, problems: [...result.problems, ...more], verified, bundle };
    },
  );

const gradeBundle = (path: string, publicKey: string | undefined): Promise<Grading> =>
  inBundle<Grading>(
    path,
    publicKey,
    (problems) => ({ unchanged: false, problems, catalogue: { then: '', now: '' }, grades: [] }),
    (record) => gradeRecord(record, catalogue),
  );

const SIGNATURE_WORDS: Readonly<Record<OpenedBundle['signature'], string>> = {
  none: 'The bundle is not signed: its digests show that it is whole, not who made it.',
  unchecked: 'The bundle is signed, but the signature was not checked: name the key with --public-key.',
  good: 'The signature is right.',
  bad: 'The signature is WRONG.',
};

function say(result: Result): void {
  for (const problem of result.problems) console.log(`✗ ${problem}`);
  for (const { case: id, lane, expected, actual } of result.divergences) {
    console.log(
      `✗ ${id ?? 'between cases'} (lane ${lane}): the record says\n    ${expected}\n  and the replay gives\n    ${actual}`,
    );
  }
  const { bundle } = result;
  if (bundle && (result.verified || bundle.signature !== 'none')) {
    const by = bundle.keyId === undefined ? '' : ` It names key ${JSON.stringify(bundle.keyId)}.`;
    console.log(`${SIGNATURE_WORDS[bundle.signature]}${by}`);
  }
  console.log(
    result.verified
      ? `verified: ${result.cases} case runs in ${result.lanes} lanes, ${result.frames} frames; digest right, every check and verdict came out again`
      : 'NOT verified',
  );
}

function sayGrades({ unchanged, problems, catalogue: { then, now }, grades }: Grading): void {
  for (const problem of problems) console.log(`✗ ${problem}`);
  for (const { case: id, then: was, now: is, reason } of grades) {
    if (was === is) continue;
    const what = is === undefined ? `${was ?? 'no verdict'}, and cannot be graded` : `${was ?? 'no verdict'} → ${is}`;
    console.log(`${id}  ${what}: ${reason}`);
  }
  const graded = grades.filter((grade) => grade.now !== undefined);
  const same = graded.filter((grade) => grade.now === grade.then);
  const which =
    then === now ? 'the catalogue of the run' : `catalogue ${now.slice(0, 12)}; the run had ${then.slice(0, 12)}`;
  console.log(
    `${unchanged ? 'unchanged' : 'CHANGED'}: of ${grades.length} case runs ${graded.length} graded by ${which}; ${same.length} with the verdict that they had`,
  );
}

export async function verifyCommand(options: VerifyOptions, run: string): Promise<number> {
  const path = resolve(run);
  const bundled = isBundle(path);
  if (!bundled && options.publicKey !== undefined)
    throw usageError(`${path} is no bundle, so it has no signature`, 'Make one of a run with laddprov bundle --key.');
  if (options.catalogue) {
    const grading = bundled ? await gradeBundle(path, options.publicKey) : await gradeRecord(recordIn(run), catalogue);
    if (options.json) console.log(JSON.stringify(grading, null, 2));
    else sayGrades(grading);
    return grading.unchanged ? 0 : EXIT.failures;
  }
  const result = bundled ? await verifyBundle(path, options.publicKey) : await verifyRecord(recordIn(run), catalogue);
  if (options.json) console.log(JSON.stringify(result, null, 2));
  else say(result);
  return result.verified ? 0 : EXIT.failures;
}
