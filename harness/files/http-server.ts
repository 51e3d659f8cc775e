/**
 * The shelf over HTTP and HTTPS: GET and HEAD with Range, as a download that is resumed needs it (RFC 9110 §14); PUT
 * and POST, plain and multipart, as products upload.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo } from 'node:net';
import { boundaryOf, fileIn } from './multipart.js';
import { pathOfTarget } from './paths.js';
import { type Shelf } from './shelf.js';

export interface HttpServerOptions {
  readonly shelf: Shelf;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Serves HTTPS with these keys. */
  readonly tls?: Pick<ServerOptions, 'cert' | 'key' | 'minVersion'>;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

const CONNECTIONS = 64;
/** Requests on one connection. */
const REQUESTS = 50;
const LIMITS = { keepAliveTimeout: 5_000, maxHeaderSize: 16 * 1024, headersTimeout: 15_000, requestTimeout: 600_000 };
/** A silent connection is dropped after so long, in milliseconds. */
const IDLE = 120_000;
/** How long is watched for a reset after a file, in milliseconds: so ends a client that did not want the rest of it. */
const FAREWELL = 300;
const PIECE = 64 * 1024;

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' });
  response.end(`${status}\n`);
}

/** The one range that is asked for: first byte and the byte after the last; undefined for the whole, null for none of it. */
export function rangeOf(header: string | undefined, size: number): readonly [number, number] | undefined | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec((header ?? '').trim());
  const [, from = '', to = ''] = found ?? [];
  if (!found || (from === '' && to === '')) return undefined;
  if (from === '') return Number(to) === 0 ? null : [Math.max(0, size - Number(to)), size];
  const end = to === '' ? size : Math.min(Number(to) + 1, size);
  if (to !== '' && Number(to) < Number(from)) return undefined;
  return Number(from) < size ? [Number(from), end] : null;
}

function give(
  shelf: Shelf,
  scheme: 'http' | 'https',
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const size = shelf.size(path) ?? 0;
  // No file here has a validator that a condition could name (RFC 9110 §13.1.5): with one, the whole is sent.
  const range =
    size === 0 || request.headers['if-range'] !== undefined ? undefined : rangeOf(request.headers.range, size);
  if (range === null) return void response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
  const reading = shelf.read(scheme, path, range?.[0], range?.[1]);
  if (reading.kind === 'missing') return refuse(response, 404);
  if (reading.kind === 'refused') return refuse(response, 403);
  const { socket } = request;
  if (reading.kind === 'stalled') return void socket.once('close', () => reading.end());
  const { content, cut } = reading;
  let sent = 0;
  socket.once('close', (hadError) => reading.end(hadError && sent === content.length ? Math.max(0, sent - 1) : sent));
  socket.once('error', () => undefined);
  const [from, to] = range ?? [0, size];
  response.writeHead(range ? 206 : 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': to - from,
    'Accept-Ranges': 'bytes',
    ...(range && { 'Content-Range': `bytes ${from}-${to - 1}/${size}` }),
  });
  const next = () => {
    const piece = content.subarray(sent, sent + PIECE);
    if (piece.length > 0) {
      response.write(piece, (error) => {
        if (error) return;
        sent += piece.length;
        next();
      });
    } else if (cut) socket.destroy();
    else response.end(() => void setTimeout(() => reading.end(sent), FAREWELL).unref());
  };
  next();
}

function take(
  shelf: Shelf,
  scheme: 'http' | 'https',
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const writing = shelf.write(scheme, path);
  const { socket } = request;
  if (writing.kind === 'stalled') return void socket.once('close', () => writing.end());
  if (writing.kind !== 'open') {
    // The body is not read: whoever still sends it is cut off once the answer is out.
    response.on('finish', () => void setTimeout(() => socket.destroy(), FAREWELL).unref());
    request.on('data', () => undefined);
    return refuse(response, writing.kind === 'missing' ? 404 : 403);
  }
  const boundary = boundaryOf(request.headers['content-type']);
  socket.once('close', () => writing.end(false));
  socket.once('error', () => undefined);
  request.on('data', (piece: Buffer) => {
    if (!writing.push(piece)) socket.destroy();
  });
  request.on('end', () => {
    const whole = writing.end(true, boundary === undefined ? undefined : (raw) => fileIn(raw, boundary));
    refuse(response, whole ? 201 : 400);
  });
}

const serve =
  (shelf: Shelf, scheme: 'http' | 'https'): RequestListener =>
  (request, response) => {
    response.on('error', () => undefined);
    const path = pathOfTarget(request.url ?? '');
    if (path === undefined) return refuse(response, 400);
    if (request.method === 'GET') return give(shelf, scheme, path, request, response);
    if (request.method === 'PUT' || request.method === 'POST') return take(shelf, scheme, path, request, response);
    if (request.method !== 'HEAD') return void response.writeHead(405, { Allow: 'GET, HEAD, PUT, POST' }).end();
    const size = shelf.look(scheme, path);
    if (size === undefined) return refuse(response, 404);
    response.writeHead(200, { 'Content-Length': size, 'Accept-Ranges': 'bytes' }).end();
  };

/** Listens; rejects with the system's error when the port cannot be had. */
export async function startHttpServer({ shelf, host, port, tls }: HttpServerOptions): Promise<RunningServer> {
  const server: Server = tls
    ? createTlsServer({ ...LIMITS, ...tls }, serve(shelf, 'https'))
    : createServer(LIMITS, serve(shelf, 'http'));
  server.maxConnections = CONNECTIONS;
  server.maxRequestsPerSocket = REQUESTS;
  server.on('connection', (socket) => void socket.setMaxListeners(4 * REQUESTS));
  server.setTimeout(IDLE);
  server.on('clientError', (_error, socket) => void socket.destroy());
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
        server.closeAllConnections();
      }),
  };
}
