/** The tester's file server over real sockets: one shelf behind HTTP, HTTPS and FTP. */
import { isIPv4, isIPv6 } from 'node:net';
import { type FileBases, type FileScheme, type FileServer } from '../doors/files.js';
import { startFtpServer } from './ftp-server.js';
import { type HttpServerOptions, type RunningServer, startHttpServer } from './http-server.js';
import { createShelf, type ShelfOptions } from './shelf.js';

export interface FileServerOptions extends ShelfOptions {
  readonly host: string;
  /** Ports by scheme; 0 lets the system choose. A scheme without one is not served. */
  readonly ports: Readonly<Partial<Record<FileScheme, number>>>;
  /** The name or address by which stations reach `host`. */
  readonly advertise?: string;
  /** Needed for HTTPS. */
  readonly tls?: HttpServerOptions['tls'];
}

/** Where stations are told to go for a server that listens on every interface, unless the plan says. */
const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** Starts a server for each port. Rejects with the system's error when one cannot be had; then none is left running. */
export async function startFileServer(options: FileServerOptions): Promise<FileServer> {
  const { host, ports, tls } = options;
  const shelf = createShelf(options);
  const named = options.advertise ?? reachable(host);
  const start: Readonly<Record<FileScheme, (port: number) => Promise<RunningServer>>> = {
    http: (port) => startHttpServer({ shelf, host, port }),
    https: (port) => startHttpServer({ shelf, host, port, tls: tls ?? {} }),
    ftp: (port) =>
      startFtpServer({ shelf, host, port, ...(isIPv4(named) && options.advertise && { advertise: named }) }),
  };
  const running: RunningServer[] = [];
  const bases: Partial<Record<FileScheme, string>> = {};
  const close = async () => void (await Promise.all(running.map((server) => server.close())));
  try {
    for (const scheme of ['http', 'https', 'ftp'] as const) {
      const port = ports[scheme];
      if (port === undefined) continue;
      const server = await start[scheme](port);
      running.push(server);
      bases[scheme] = `${scheme}://${isIPv6(named) ? `[${named}]` : named}:${server.port}`;
    }
  } catch (error) {
    await close();
    throw error;
  }
  const { offer, withdraw, onTransfer } = shelf;
  return { bases: bases satisfies FileBases, offer, await: shelf.await, withdraw, onTransfer, close };
}
