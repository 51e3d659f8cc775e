/** `laddprov verify RUN`: every case again on the recorded input, offline, without the SUT. */
import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { catalogue } from '../../../testcases/index.js';
import { RECORD_ENTRY } from '../../record/bundle/manifest.js';
import { openBundle, type OpenedBundle } from '../../record/bundle/open-bundle.js';
import { EXIT } from '../../run/conclude.js';
import { type Verification, verifyRecord } from '../../run/verify.js';
import { comparedWithRecord } from '../bundle-parts.js';
import { usageError } from '../errors.js';
import { readPublicKey } from '../keys.js';
import { recordIn } from '../output.js';

interface VerifyOptions {
  readonly json?: boolean;
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

async function verifyBundle(path: string, publicKey: string | undefined): Promise<Result> {
  const key = publicKey === undefined ? undefined : readPublicKey(publicKey);
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-verify-'));
  try {
    const { problems, manifest, signature, keyId } = await openBundle(path, folder, key);
    const bundle = { signature, ...(keyId !== undefined && { keyId }) };
    // Nothing is read out of a bundle that was tampered with.
    if (problems.length > 0 || manifest === undefined) return { ...NOTHING, problems, bundle };
    const record = join(folder, RECORD_ENTRY);
    if (!existsSync(record)) return { ...NOTHING, problems: ['the bundle holds no record'], bundle };
    const result = await verifyRecord(record, catalogue);
    const more = result.problems.length > 0 ? [] : await comparedWithRecord(folder, manifest);
    const verified = result.verified && more.length === 0;
    return { ...result, problems: [...result.problems, ...more], verified, bundle };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

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

export async function verifyCommand(options: VerifyOptions, run: string): Promise<number> {
  const path = resolve(run);
  const bundled = isBundle(path);
  if (!bundled && options.publicKey !== undefined)
    throw usageError(`${path} is no bundle, so it has no signature`, 'Make one of a run with laddprov bundle --key.');
  const result = bundled ? await verifyBundle(path, options.publicKey) : await verifyRecord(recordIn(run), catalogue);
  if (options.json) console.log(JSON.stringify(result, null, 2));
  else say(result);
  return result.verified ? 0 : EXIT.failures;
}
