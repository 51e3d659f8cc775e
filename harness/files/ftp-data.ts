/** The data connections of one FTP session: the server listens for each, takes one from the same peer, and no other. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How long the client may take to open a data connection, in milliseconds. */
const OPENING = 20_000;
/** A silent data connection is dropped after so long, in milliseconds. */
const IDLE = 60_000;

export interface PassiveData {
  /** Listens anew and forgets what was opened before; resolves with the port, or undefined where there is none left. */
  listen(): Promise<number | undefined>;
  /** The connection that the client opened to it, waiting for it if need be; undefined where none came. */
  connection(): Promise<Socket | undefined>;
  close(): void;
}

/** `host`: where to listen. `peer`: the only address that may connect. */
export function createPassiveData(host: string, peer: string | undefined): PassiveData {
  let server: Server | undefined;
  let arrived: Promise<Socket | undefined> = Promise.resolve(undefined);
  let current: Socket | undefined;

  const close = () => {
    server?.close();
    server = undefined;
    current?.destroy();
    current = undefined;
  };

  return {
    close,
    async listen() {
      close();
      const next = createServer({ allowHalfOpen: true });
      server = next;
      next.maxConnections = 1;
      arrived = new Promise((resolve) => {
        const timer = setTimeout(() => end(undefined), OPENING);
        const end = (socket: Socket | undefined) => {
          clearTimeout(timer);
          next.close();
          resolve(socket);
        };
        next.once('close', () => end(undefined));
        next.on('connection', (socket) => {
          socket.on('error', () => undefined);
          // Whoever else found the port gets nothing of it (RFC 2577 §5).
          if (socket.remoteAddress !== peer) return void socket.destroy();
          socket.setTimeout(IDLE, () => socket.destroy());
          current = socket;
          end(socket);
        });
      });
      return new Promise((resolve) => {
        next.once('error', () => resolve(undefined));
        next.listen(0, host, () => resolve((next.address() as AddressInfo).port));
      });
    },
    connection: () => arrived,
  };
}
