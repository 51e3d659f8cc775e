/** Puts a mutant's fault between the file server and the tester: what the tester is told of a transfer is wrong. */
import { createHash } from 'node:crypto';
import { type FileServer, type Transfer } from '../doors/files.js';
import { type Fault } from './mutant.js';

const NOTHING = createHash('sha256').digest('hex');

/** A place has an address of two parts; an upload adds the file's name. */
const placeOf = (path: string): string => path.split('/').slice(0, 3).join('/');

/** What is told in the place of a transfer at the wrong place; `again`: it is not the first one there. */
function told(transfer: Transfer, fault: Extract<Fault, { kind: 'transfer' }>, again: boolean): readonly Transfer[] {
  const { sha256: _sha256, kept: _kept, ...rest } = transfer;
  switch (fault.does) {
    case 'never':
      return [];
    case 'once':
      return again ? [] : [transfer];
    case 'half':
      return [{ ...rest, outcome: 'cut', bytes: transfer.bytes >> 1 }];
    case 'empty':
      return [{ ...transfer, bytes: 0, sha256: NOTHING }];
    case 'twice':
      return again ? [transfer] : [transfer, transfer];
    case 'at-once':
      return [transfer];
  }
}

/** The file server of a mutant. The fault stays: later transfers at the same place are wrong in the same way. */
export function faultyFiles(server: FileServer, fault: Fault): FileServer {
  if (fault.kind !== 'transfer') return server;
  let count = 0;
  let wrong: string | undefined;
  let listen: ((transfer: Transfer) => void) | undefined;
  const atOnce = (direction: Transfer['direction'], path: string) => {
    if (fault.does !== 'at-once' || placeOf(path) !== placeOf(fault.path)) return;
    listen?.({ scheme: 'http', direction, path: fault.path, outcome: 'cut', bytes: 0 });
  };
  return {
    ...server,
    offer(path, content, how) {
      server.offer(path, content, how);
      atOnce('download', path);
    },
    await(path, how) {
      server.await(path, how);
      atOnce('upload', path);
    },
    onTransfer(listener) {
      listen = listener;
      server.onTransfer((transfer) => {
        const place = `${transfer.direction} ${placeOf(transfer.path)}`;
        const again = place === wrong;
        if (count++ === fault.transfer) wrong = place;
        if (place !== wrong) return listener(transfer);
        for (const one of told(transfer, fault, again)) listener(one);
      });
    },
  };
}
