/** A worker of a demo: runs the parts that it is given, one after the other, with a certificate authority of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { wallClock } from '../../harness/doors/machine.js';
import { embeddedPki } from '../embedded/run-embedded.js';
import { type FromWorker, TOLD, type ToWorker } from './messages.js';
import { type Manner, runPart } from './part.js';

const controller = new AbortController();
const pki = embeddedPki(wallClock());
const tell = (message: FromWorker): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'interrupt') return controller.abort(message.reason);
  void pki
    .then((authority) =>
      runPart(message.part, workerData as Manner, {
        pki: authority,
        signal: controller.signal,
        onEvent(event) {
          if (TOLD.includes(event.type)) tell({ type: 'event', event });
        },
      }),
    )
    .then((conclusion) => tell({ type: 'done', conclusion }));
});
