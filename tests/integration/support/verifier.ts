/** Verifies records in a thread of its own: the peers that a test plays must answer meanwhile. */
import { Worker } from 'node:worker_threads';
import { type Verification } from '../../../harness/run/verify.js';

interface Answer {
  readonly id: number;
  readonly verification?: Verification;
  readonly error?: string;
}

function createVerifier(): (path: string) => Promise<Verification> {
  const waiting = new Map<number, (answer: Answer) => void>();
  let worker: Worker | undefined;
  let next = 0;
  const begin = () => {
    const started = new Worker(new URL('verify-worker.js', import.meta.url));
    started.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer));
    started.on('error', (error) => waiting.forEach((answer) => answer({ id: 0, error: String(error) })));
    // It must not keep the test process alive.
    started.unref();
    return started;
  };
  return (path) =>
    new Promise((resolve, reject) => {
      const id = next++;
      const alive = setInterval(() => undefined, 1000);
      waiting.set(id, ({ verification, error }) => {
        clearInterval(alive);
        waiting.delete(id);
        if (verification) resolve(verification);
        else reject(new Error(error));
      });
      worker ??= begin();
      worker.postMessage({ id, path });
    });
}

/** What `laddprov verify` finds in the record at `path`. */
export const verify = createVerifier();
