/** A file server and its client in one process that share a clock: for virtual time. No byte goes over a socket. */
import { type Clock } from '../doors/clock.js';
import { FILE_SCHEMES, type FileClient, type FileResult, type FileScheme, type FileServer } from '../doors/files.js';
import { pathOfTarget } from './paths.js';
import { createShelf, type ShelfOptions } from './shelf.js';

const HOST = 'files.laddprov.invalid';

export interface MemoryFilesOptions extends ShelfOptions {
  /** How long a transfer takes, in milliseconds. */
  readonly latency?: number;
  readonly schemes?: readonly FileScheme[];
}

interface Address {
  readonly scheme: FileScheme;
  readonly path: string;
}

/** Where a URL leads; `name` is what an upload into a folder is called. */
function addressOf(url: string, name = ''): Address | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  const scheme = FILE_SCHEMES.find((one) => `${one}:` === protocol);
  const path = pathOfTarget(pathname.endsWith('/') ? pathname + encodeURIComponent(name) : pathname);
  return scheme && host === HOST && path !== undefined ? { scheme, path } : undefined;
}

const failed = (code: string): FileResult => ({ ok: false, code, reason: code });
const refusal = (scheme: FileScheme, kind: 'missing' | 'refused'): FileResult =>
  failed(scheme === 'ftp' ? 'FTP_550' : kind === 'missing' ? 'HTTP_404' : 'HTTP_403');

export function createMemoryFiles(
  clock: Clock,
  { latency = 500, schemes = FILE_SCHEMES, ...shelfOptions }: MemoryFilesOptions = {},
): { readonly server: FileServer; readonly client: FileClient } {
  const shelf = createShelf(shelfOptions);
  let open = true;
  const after = <T>(ms: number, work: () => T): Promise<T> =>
    new Promise((resolve) => void clock.at(clock.now() + ms, () => resolve(work())));
  const reached = (url: string, name?: string) => {
    const address = addressOf(url, name);
    return open && address && schemes.includes(address.scheme) ? address : undefined;
  };
  const silence = (timeout: number, end: () => void) =>
    after(timeout, () => {
      end();
      return failed('ETIMEDOUT');
    });

  const client: FileClient = {
    async get(url, { timeout }) {
      const address = await after(latency / 2, () => reached(url));
      if (!address) return failed('ECONNREFUSED');
      const { scheme, path } = address;
      const reading = shelf.read(scheme, path);
      if (reading.kind === 'stalled') return silence(timeout, () => reading.end());
      if (reading.kind !== 'open') return after(latency / 2, () => refusal(scheme, reading.kind));
      const { content, cut } = reading;
      return after(latency / 2, () => {
        reading.end(content.length);
        return cut ? failed('ECONNRESET') : { ok: true, content };
      });
    },
    async put(url, name, content, { timeout }) {
      const address = await after(latency / 2, () => reached(url, name));
      if (!address) return failed('ECONNREFUSED');
      const { scheme, path } = address;
      const writing = shelf.write(scheme, path);
      if (writing.kind === 'stalled') return silence(timeout, () => writing.end());
      if (writing.kind !== 'open') return after(latency / 2, () => refusal(scheme, writing.kind));
      return after(latency / 2, () => {
        const taken = writing.push(content);
        return writing.end(taken) ? { ok: true, content: new Uint8Array() } : failed('ECONNRESET');
      });
    },
  };
  const { offer, withdraw, onTransfer } = shelf;
  const server: FileServer = {
    bases: Object.fromEntries(schemes.map((scheme) => [scheme, `${scheme}://${HOST}`])),
    offer,
    await: shelf.await,
    withdraw,
    onTransfer,
    close() {
      open = false;
      return Promise.resolve();
    },
  };
  return { server, client };
}
