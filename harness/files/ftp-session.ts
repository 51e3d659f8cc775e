/**
 * One FTP session on the shelf (RFC 959, RFC 2428 EPSV, RFC 3659 SIZE and REST), as much of it as a station needs to
 * fetch a firmware and to send a log: passive mode only, any user, binary files.
 */
import { type Socket } from 'node:net';
import { createPassiveData } from './ftp-data.js';
import { createLineReader, type FtpCommand, parseFtpLine, passiveReply } from './ftp-line.js';
import { resolvePath } from './paths.js';
import { type Shelf } from './shelf.js';

export interface FtpSessionOptions {
  readonly shelf: Shelf;
  readonly control: Socket;
  /** The IPv4 address that PASV tells; that of the connection by default. */
  readonly advertise?: string;
}

/** A silent session is closed after so long, in milliseconds. */
const IDLE = 120_000;
const COMMANDS = 2_000;
/** Commands that may wait for the one before them. */
const WAITING = 32;
const PIECE = 64 * 1024;

/** What needs no state, and what is never done: PORT would have the server connect to whomever the client names. */
const FIXED: Readonly<Record<string, string>> = {
  USER: '331 Any password will do',
  PASS: '230 Welcome',
  SYST: '215 UNIX Type: L8',
  NOOP: '200 OK',
  ALLO: '202 Not needed',
  OPTS: '200 OK',
  MODE: '200 OK',
  STRU: '200 OK',
  FEAT: '211-Features\r\n EPSV\r\n REST STREAM\r\n SIZE\r\n UTF8\r\n211 End',
  PORT: '502 Passive mode only',
  EPRT: '502 Passive mode only',
  AUTH: '502 No TLS on this port',
  ABOR: '226 Nothing to abort',
};

export function serveFtp({ shelf, control, advertise }: FtpSessionOptions): void {
  const local = control.localAddress ?? '127.0.0.1';
  const data = createPassiveData(local, control.remoteAddress);
  const readLines = createLineReader();
  const queue: FtpCommand[] = [];
  let commands = 0;
  let busy = false;
  let folder = '/';
  let offset = 0;

  const say = (reply: string) => {
    if (control.writable) control.write(`${reply}\r\n`);
  };
  const at = (argument: string) => (argument === '' ? undefined : resolvePath(argument, folder));
  const idle = (fn: () => void) => void control.once('close', fn);

  async function retrieve(path: string): Promise<void> {
    const reading = shelf.read('ftp', path, offset);
    if (reading.kind === 'missing' || reading.kind === 'refused') return say('550 Not available');
    if (reading.kind === 'stalled') return idle(() => reading.end());
    say('150 Opening the data connection');
    const socket = await data.connection();
    if (!socket) {
      reading.end(0);
      return say('425 No data connection');
    }
    const { content, cut } = reading;
    let sent = 0;
    const broken = await new Promise<boolean>((resolve) => {
      if (socket.destroyed) return resolve(true);
      socket.once('close', (hadError) => resolve(hadError || sent < content.length));
      socket.resume();
      const next = () => {
        const piece = content.subarray(sent, sent + PIECE);
        if (piece.length === 0) return void (cut ? socket.destroy() : socket.end());
        socket.write(piece, (error) => {
          if (error) return;
          sent += piece.length;
          next();
        });
      };
      next();
    });
    // The bytes of the last piece may never have left this machine when the client reset the connection.
    reading.end(broken && sent === content.length && !cut ? Math.max(0, sent - 1) : sent);
    if (cut) return void control.destroy();
    say(broken ? '426 The data connection broke' : '226 Done');
  }

  async function store(path: string, from: number): Promise<void> {
    const writing = shelf.write('ftp', path, from);
    if (writing.kind === 'missing' || writing.kind === 'refused') return say('550 Not allowed');
    if (writing.kind === 'stalled') return idle(() => writing.end());
    say('150 Opening the data connection');
    const socket = await data.connection();
    if (!socket) {
      writing.end(false);
      return say('425 No data connection');
    }
    let over = false;
    const whole = await new Promise<boolean>((resolve) => {
      if (socket.destroyed) return resolve(false);
      socket.once('end', () => resolve(!over));
      socket.once('close', () => resolve(false));
      socket.on('data', (piece: Buffer) => {
        if (writing.push(piece)) return;
        over = true;
        socket.destroy();
      });
    });
    const kept = writing.end(whole);
    data.close();
    if (over) return void control.destroy();
    say(kept ? '226 Done' : '426 The data connection broke');
  }

  async function list(argument: string, long: boolean): Promise<void> {
    const path = at(argument.replace(/^-\S*\s*/, '')) ?? folder;
    say('150 Opening the data connection');
    const socket = await data.connection();
    if (!socket) return say('425 No data connection');
    const lines = shelf
      .list(path)
      .map(({ name, size }) => (long ? `-r--r--r-- 1 laddprov laddprov ${size} Jan 01 2026 ${name}` : name));
    socket.end(lines.map((line) => `${line}\r\n`).join(''));
    say('226 Done');
  }

  async function passive(extended: boolean): Promise<void> {
    const address = advertise ?? local.replace(/^::ffff:/, '');
    if (!extended && !/^\d+(\.\d+){3}$/.test(address)) return say('522 Use EPSV');
    const port = await data.listen();
    if (port === undefined) return say('425 No port is left');
    say(extended ? `229 Passive (|||${port}|)` : passiveReply(address, port));
  }

  function enter(path: string | undefined): void {
    if (path === undefined || !shelf.isFolder(path)) return say('550 No such folder');
    folder = path;
    say('250 OK');
  }

  async function perform({ verb, argument }: FtpCommand): Promise<void> {
    const path = at(argument);
    const from = offset;
    // REST speaks of the very next command (RFC 3659 §5.3).
    if (verb !== 'PASV' && verb !== 'EPSV')
      offset = verb === 'REST' ? Number(/^\d{1,12}$/.exec(argument)?.[0] ?? 0) : offset;
    const fixed = Object.hasOwn(FIXED, verb) ? FIXED[verb] : undefined;
    if (fixed !== undefined) return say(fixed);
    switch (verb) {
      case 'QUIT':
        say('221 Goodbye');
        return void control.end();
      case 'TYPE':
        return say(/^[AI](?: N)?$|^L 8$/i.test(argument) ? '200 OK' : '504 Not this type');
      case 'PASV':
      case 'EPSV':
        return passive(verb === 'EPSV');
      case 'REST':
        return say(`350 From ${offset}`);
      case 'PWD':
        return say(`257 "${folder.replaceAll('"', '""')}"`);
      case 'CWD':
        return enter(path);
      case 'CDUP':
        return enter(resolvePath('..', folder));
      case 'MKD':
        return say(path !== undefined && shelf.isFolder(path) ? `257 "${path}"` : '550 Not allowed');
      case 'SIZE': {
        const size = path === undefined ? undefined : shelf.look('ftp', path);
        return say(size === undefined ? '550 Not available' : `213 ${size}`);
      }
      case 'LIST':
      case 'NLST':
        return list(argument, verb === 'LIST');
      case 'RETR':
      case 'STOR':
      case 'APPE':
        if (path === undefined) return say('501 No path');
        if (verb === 'RETR') await retrieve(path);
        else await store(path, verb === 'APPE' ? (shelf.size(path) ?? 0) : from);
        offset = 0;
        return undefined;
      default:
        return say('502 Not implemented');
    }
  }

  async function work(): Promise<void> {
    busy = true;
    for (let command = queue.shift(); command && control.writable; command = queue.shift()) await perform(command);
    busy = false;
  }

  control.setTimeout(IDLE, () => control.destroy());
  control.on('error', () => undefined);
  control.once('close', () => data.close());
  control.on('data', (piece: Buffer) => {
    const read = readLines(piece);
    commands += read.ok ? read.lines.length : 0;
    if (!read.ok || commands > COMMANDS || queue.length + read.lines.length > WAITING) {
      say('421 Too much');
      return void control.destroy();
    }
    queue.push(...read.lines.map(parseFtpLine));
    if (!busy) void work();
  });
  say('220 laddprov');
}
