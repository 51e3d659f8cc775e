/** Puts a mutant's fault between the file server and the tester: what the tester is told of a transfer is wrong. */
import { createHash } from 'node:crypto';
import { type FileServer, type Transfer } from '../doors/files.js';
import { type Fault } from './mutant.js';

const NOTHING = createHash('sha256').digest('hex');

function changed(transfer: Transfer, does: 'half' | 'empty'): Transfer {
  if (does === 'empty') return { ...transfer, bytes: 0, sha256: NOTHING };
  const { sha256: _sha256, kept: _kept, ...rest } = transfer;
  return { ...rest, outcome: 'cut', bytes: transfer.bytes >> 1 };
}

/** A place has an address of two parts; an upload adds the file's name. */
const placeOf = ({ direction, path }: Transfer): string => [direction, ...path.split('/').slice(0, 3)].join('/');

/** The file server of a mutant. The fault stays: later transfers at the same place are wrong in the same way. */
export function faultyFiles(server: FileServer, fault: Fault): FileServer {
  if (fault.kind !== 'transfer') return server;
  const { transfer: position, does } = fault;
  let count = 0;
  let wrong: string | undefined;
  return {
    ...server,
    onTransfer: (listener) =>
      server.onTransfer((transfer) => {
        const place = placeOf(transfer);
        if (count++ === position) wrong = place;
        if (place !== wrong) return listener(transfer);
        if (does !== 'never') listener(changed(transfer, does));
      }),
  };
}
