/** Runs the parts of a demo side by side, as many at once as there are cores, each on a thread of its own. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type RecordEvent } from '../../harness/record/events.js';
import { type FromWorker, type ToWorker } from './messages.js';
import { type Manner, type Part, type PartConclusion } from './part.js';

export interface Listening {
  readonly signal: AbortSignal;
  readonly onEvent: (part: Part, event: RecordEvent) => void;
  readonly onDone: (part: Part, conclusion: PartConclusion) => void;
}

/** One thread, until no part is left. Rejects with the error that ended it. */
function work(take: () => Part | undefined, manner: Manner, { signal, onEvent, onDone }: Listening): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: manner });
    const say = (message: ToWorker): void => worker.postMessage(message);
    const interrupt = (): void => say({ type: 'interrupt', reason: String(signal.reason) });
    let part: Part | undefined;
    const next = (): void => {
      part = signal.aborted ? undefined : take();
      if (part) return say({ type: 'run', part });
      signal.removeEventListener('abort', interrupt);
      void worker.terminate().then(() => resolve());
    };
    signal.addEventListener('abort', interrupt);
    worker.on('message', (message: FromWorker) => {
      if (!part) return;
      if (message.type === 'event') return onEvent(part, message.event);
      onDone(part, message.conclusion);
      next();
    });
    worker.once('error', reject);
    next();
  });
}

/** Runs all parts; those that were not begun when the signal came are left out. */
export async function runParts(parts: readonly Part[], manner: Manner, listening: Listening): Promise<void> {
  const left = [...parts];
  const threads = Math.max(1, Math.min(availableParallelism(), parts.length));
  await Promise.all(Array.from({ length: threads }, () => work(() => left.shift(), manner, listening)));
}
