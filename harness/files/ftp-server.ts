/**
 * The shelf over FTP. It is our own, and small: the packages that serve FTP bring a whole file system, active mode and
 * abandoned dependencies; a station under test is hostile, and needs none of that.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { serveFtp } from './ftp-session.js';
import { type RunningServer } from './http-server.js';
import { type Shelf } from './shelf.js';

export interface FtpServerOptions {
  readonly shelf: Shelf;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The IPv4 address that PASV tells, where stations do not reach the one that they connect to. */
  readonly advertise?: string;
}

const SESSIONS = 32;

/** Listens; rejects with the system's error when the port cannot be had. */
export async function startFtpServer({ shelf, host, port, advertise }: FtpServerOptions): Promise<RunningServer> {
  const open = new Set<Socket>();
  const server = createServer((control) => {
    open.add(control);
    control.once('close', () => open.delete(control));
    serveFtp({ shelf, control, ...(advertise !== undefined && { advertise }) });
  });
  server.maxConnections = SESSIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const control of open) control.destroy();
      }),
  };
}
