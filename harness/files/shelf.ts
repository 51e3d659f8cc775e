/**
 * What the tester's file servers have to give and to take, whatever protocol asks: files that are offered, places where
 * uploads are awaited, faults on purpose, and a bound on everything that a station can make it hold.
 */
import { createHash } from 'node:crypto';
import { type FileFault, type FileScheme, type Transfer } from '../doors/files.js';
import { under } from './paths.js';

export interface ShelfLimits {
  /** Bytes of one upload. */
  readonly upload: number;
  /** Bytes of all uploads that are under way or waiting to be resumed. */
  readonly held: number;
  /** How many attempts are told; whoever comes after them is turned away in silence. */
  readonly attempts: number;
}

const SHELF_LIMITS: ShelfLimits = { upload: 64 << 20, held: 128 << 20, attempts: 5000 };

export interface ShelfOptions {
  /** Keeps an upload that is complete; returns where, relative to the run's folder. */
  readonly keep?: (path: string, content: Uint8Array) => string | undefined;
  readonly limits?: Partial<ShelfLimits>;
}

/** A download that may begin. `cut`: hang up when `content` is sent; it is less than there is. */
export type Reading =
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused' }
  /** Say nothing until the client goes; then `end`. */
  | { readonly kind: 'stalled'; end(): void }
  | {
      readonly kind: 'open';
      /** From the byte that was asked for. */
      readonly content: Uint8Array;
      /** Bytes of the whole file. */
      readonly size: number;
      readonly cut: boolean;
      /** Tells the attempt, of which `sent` bytes went out. Later calls do nothing. */
      end(sent: number): void;
    };

/** An upload that may begin. */
export type Writing =
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'stalled'; end(): void }
  | {
      readonly kind: 'open';
      /** Takes a piece; false when no more is taken and the connection should go. */
      push(piece: Uint8Array): boolean;
      /**
       * Tells the attempt; `whole` when the client came to its end. `unwrap` finds the file in what was sent; undefined
       * from it is an upload that holds none. Returns whether a whole file came. Later calls do nothing.
       */
      end(whole: boolean, unwrap?: (raw: Buffer) => Uint8Array | undefined): boolean;
    };

export interface Shelf {
  offer(path: string, content: Uint8Array, fault?: FileFault): void;
  await(path: string, fault?: FileFault): void;
  withdraw(path: string): void;
  onTransfer(listener: (transfer: Transfer) => void): void;
  /** Bytes of what is offered at `path`, or of the upload that was cut off there; undefined where there is neither. */
  size(path: string): number | undefined;
  /** The same for a client, which may leave it at that: where there is nothing at all, the attempt is told as missing. */
  look(scheme: FileScheme, path: string): number | undefined;
  /** Whether something is offered or awaited below `path`, or uploads may go into it. */
  isFolder(path: string): boolean;
  /** Names of what is offered right below `path`, with their sizes. */
  list(path: string): readonly { readonly name: string; readonly size: number }[];
  read(scheme: FileScheme, path: string, from?: number, to?: number): Reading;
  write(scheme: FileScheme, path: string, from?: number): Writing;
}

interface Offered {
  readonly content: Uint8Array;
  readonly fault: FileFault | undefined;
  /** So many bytes from the beginning have gone out, in one attempt or in several that resume. */
  covered: number;
}

const MAX_PATH = 500;

export function createShelf({ keep, limits }: ShelfOptions = {}): Shelf {
  const { upload, held, attempts } = { ...SHELF_LIMITS, ...limits };
  const offers = new Map<string, Offered>();
  const awaited = new Map<string, FileFault | undefined>();
  /** What came of uploads that were cut off, for a client that resumes. */
  const partial = new Map<string, Buffer>();
  let listener: ((transfer: Transfer) => void) | undefined;
  let told = 0;
  let inFlight = 0;

  const tell = (transfer: Transfer) => listener?.({ ...transfer, path: transfer.path.slice(0, MAX_PATH) });
  const awaitedAt = (path: string) => [...awaited.keys()].find((place) => under(path, place));
  const forget = (path: string) => {
    inFlight -= partial.get(path)?.length ?? 0;
    partial.delete(path);
  };
  const once = <A extends unknown[], R>(fn: (...args: A) => R, after: R) => {
    let done = false;
    return (...args: A): R => {
      if (done) return after;
      done = true;
      return fn(...args);
    };
  };
  function turnedAway(
    scheme: FileScheme,
    direction: Transfer['direction'],
    path: string,
    kind: 'missing' | 'refused',
  ): { readonly kind: 'missing' } | { readonly kind: 'refused' } {
    tell({ scheme, direction, path, outcome: kind, bytes: 0 });
    return { kind };
  }

  function open(scheme: FileScheme, path: string, before: Buffer): Writing {
    const fault = awaited.get(awaitedAt(path) ?? '');
    const pieces: Uint8Array[] = before.length > 0 ? [before] : [];
    let bytes = 0;
    let size = before.length;
    let over = false;
    inFlight += size;
    return {
      kind: 'open',
      push(piece) {
        if (over) return false;
        if (size + piece.length > upload || inFlight + piece.length > held) over = true;
        else {
          pieces.push(piece);
          bytes += piece.length;
          size += piece.length;
          inFlight += piece.length;
          // The middle of a content whose end nobody has told is wherever the first of it has come.
          if (fault === 'truncate') over = true;
        }
        return !over;
      },
      end: once((whole: boolean, unwrap?: (raw: Buffer) => Uint8Array | undefined) => {
        inFlight -= size;
        const raw = Buffer.concat(pieces);
        const content = whole && !over ? (unwrap ? unwrap(raw) : raw) : undefined;
        if (content === undefined) {
          if (!unwrap && !over && raw.length > 0 && inFlight + raw.length <= held) {
            forget(path);
            partial.set(path, raw);
            inFlight += raw.length;
          }
          tell({ scheme, direction: 'upload', path, outcome: 'cut', bytes });
          return false;
        }
        forget(path);
        const sha256 = createHash('sha256').update(content).digest('hex');
        const kept = keep?.(path, content);
        const facts = {
          scheme,
          direction: 'upload',
          path,
          outcome: 'complete',
          bytes: content.length,
          sha256,
        } as const;
        tell({ ...facts, ...(kept !== undefined && { kept }) });
        return true;
      }, false),
    };
  }

  const sizeOf = (path: string) => offers.get(path)?.content.length ?? partial.get(path)?.length;

  return {
    offer: (path, content, fault) => void offers.set(path, { content, fault, covered: 0 }),
    await: (path, fault) => void awaited.set(path, fault),
    withdraw(path) {
      offers.delete(path);
      awaited.delete(path);
      for (const place of [...partial.keys()]) if (under(place, path)) forget(place);
    },
    onTransfer: (next) => void (listener = next),
    size: sizeOf,
    look(scheme, path) {
      const size = sizeOf(path);
      if (size === undefined && awaitedAt(path) === undefined && ++told <= attempts)
        turnedAway(scheme, 'download', path, 'missing');
      return size;
    },
    isFolder: (path) =>
      path === '/' ||
      awaitedAt(path) !== undefined ||
      [...offers.keys(), ...awaited.keys()].some((place) => place !== path && under(place, path)),
    list: (path) =>
      [...offers].flatMap(([place, { content }]) => {
        const name = place.slice(place.lastIndexOf('/') + 1);
        return under(place, path) && place === `${path === '/' ? '' : path}/${name}`
          ? [{ name, size: content.length }]
          : [];
      }),
    read(scheme, path, from = 0, to = Infinity) {
      if (++told > attempts) return { kind: 'refused' };
      const offered = offers.get(path);
      if (!offered) return turnedAway(scheme, 'download', path, 'missing');
      const { content, fault } = offered;
      if (fault === 'refuse') return turnedAway(scheme, 'download', path, 'refused');
      const ended = once((sent: number) => {
        if (from <= offered.covered) offered.covered = Math.max(offered.covered, from + sent);
        const complete = from + sent >= content.length && offered.covered >= content.length;
        tell({ scheme, direction: 'download', path, outcome: complete ? 'complete' : 'cut', bytes: sent });
      }, undefined);
      if (fault === 'stall') return { kind: 'stalled', end: () => ended(0) };
      const last = Math.min(to, content.length, fault === 'truncate' ? content.length >> 1 : Infinity);
      const part = content.subarray(Math.min(from, last), last);
      return { kind: 'open', content: part, size: content.length, cut: fault === 'truncate', end: ended };
    },
    write(scheme, path, from = 0) {
      if (++told > attempts) return { kind: 'refused' };
      const place = awaitedAt(path);
      if (place === undefined) return turnedAway(scheme, 'upload', path, 'missing');
      const fault = awaited.get(place);
      if (fault === 'refuse') return turnedAway(scheme, 'upload', path, 'refused');
      if (fault === 'stall') {
        const end = once(() => tell({ scheme, direction: 'upload', path, outcome: 'cut', bytes: 0 }), undefined);
        return { kind: 'stalled', end };
      }
      const before = partial.get(path)?.subarray(0, from) ?? Buffer.alloc(0);
      return open(scheme, path, before);
    },
  };
}
