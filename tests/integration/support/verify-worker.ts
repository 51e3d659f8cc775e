/** The other end of verifier.ts. */
import { parentPort } from 'node:worker_threads';
import { verifyRecord } from '../../../harness/run/verify.js';
import { catalogue } from '../../../testcases/index.js';

parentPort?.on('message', ({ id, path }: { readonly id: number; readonly path: string }) => {
  void verifyRecord(path, catalogue).then(
    (verification) => parentPort?.postMessage({ id, verification }),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) }),
  );
});
