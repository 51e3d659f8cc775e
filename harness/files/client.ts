/** A real file client, as a station has one: HTTP, HTTPS and passive FTP. */
import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectTcp, isIP } from 'node:net';
import { posix } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { Client as FtpClient } from 'basic-ftp';
import { type Clock } from '../doors/clock.js';
import { type FileClient, type FileResult } from '../doors/files.js';

const MAX_FILE = 64 << 20;

const failed = (code: string, reason = code): FileResult => ({ ok: false, code, reason });

function failure(error: unknown): FileResult {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const word = typeof code === 'number' ? `FTP_${code}` : typeof code === 'string' ? code : 'FAILED';
  return failed(word, typeof message === 'string' ? message.slice(0, 200) : word);
}

interface Exchange {
  readonly url: URL;
  readonly roots: readonly string[] | undefined;
  readonly body?: Uint8Array;
}

/** Collects what a stream brings, up to the limit; past it the stream is destroyed. */
function collector(): { readonly stream: Writable; readonly content: () => Uint8Array; readonly over: () => boolean } {
  const pieces: Buffer[] = [];
  let size = 0;
  const stream = new Writable({
    write(piece: Buffer, _encoding, done) {
      size += piece.length;
      if (size > MAX_FILE) return done(Object.assign(new Error('too large'), { code: 'TOO_LARGE' }));
      pieces.push(piece);
      done();
    },
  });
  return { stream, content: () => Buffer.concat(pieces), over: () => size > MAX_FILE };
}

function overHttp({ url, roots, body }: Exchange, onStart: (request: ClientRequest) => void): Promise<FileResult> {
  return new Promise((resolve) => {
    const fail = (error: unknown) => resolve(failure(error));
    const answered = (response: IncomingMessage) => {
      const { statusCode = 0 } = response;
      response.on('error', fail);
      if (statusCode < 200 || statusCode > 299) {
        response.resume();
        return resolve(failed(`HTTP_${statusCode}`));
      }
      const { stream, content } = collector();
      stream.on('error', (error) => {
        fail(error);
        response.destroy();
      });
      stream.on('finish', () => resolve({ ok: true, content: content() }));
      response.pipe(stream);
    };
    const options: RequestOptions = {
      method: body ? 'PUT' : 'GET',
      ...(body && { headers: { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length } }),
    };
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // A socket of its own counts what goes over the wire.
    const createConnection = () => {
      const socket = connectTcp({ host, port: Number(url.port || 443) });
      return connectTls({ socket, host, ...(!isIP(host) && { servername: host }), ...(roots && { ca: [...roots] }) });
    };
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, createConnection }, answered)
        : httpRequest(url, { ...options, agent: false }, answered);
    request.on('error', fail);
    onStart(request);
    request.end(body);
  });
}

async function overFtp({ url, body }: Exchange, client: FtpClient): Promise<FileResult> {
  try {
    await client.access({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 21),
      user: decodeURIComponent(url.username || 'anonymous'),
      password: decodeURIComponent(url.password || 'anonymous'),
    });
    const path = decodeURIComponent(url.pathname);
    if (body) {
      await client.cd(posix.dirname(path));
      await client.uploadFrom(Readable.from([Buffer.from(body)]), posix.basename(path));
      return { ok: true, content: new Uint8Array() };
    }
    const { stream, content } = collector();
    await client.downloadTo(stream, path);
    return { ok: true, content: content() };
  } catch (error) {
    return failure(error);
  } finally {
    client.close();
  }
}

/** A client whose time limits are those of `clock`. */
export function createFileClient(clock: Clock): FileClient {
  function exchange(exchanged: Exchange, timeout: number): Promise<FileResult> {
    return new Promise((resolve) => {
      let abort = (): void => undefined;
      const cancel = clock.at(clock.now() + timeout, () => {
        resolve(failed('ETIMEDOUT'));
        abort();
      });
      const done = (result: FileResult) => {
        cancel();
        resolve(result);
      };
      const { protocol } = exchanged.url;
      if (protocol === 'ftp:') {
        const client = new FtpClient(0);
        abort = () => client.close();
        void overFtp(exchanged, client).then(done);
      } else if (protocol === 'http:' || protocol === 'https:') {
        void overHttp(exchanged, (request) => (abort = () => request.destroy())).then(done);
      } else done(failed('UNSUPPORTED_SCHEME'));
    });
  }
  return {
    get: (url, { roots, timeout }) =>
      URL.canParse(url) ? exchange({ url: new URL(url), roots }, timeout) : Promise.resolve(failed('INVALID_URL')),
    put(url, name, content, { roots, timeout }) {
      const target = url.endsWith('/') ? url + encodeURIComponent(name) : url;
      return URL.canParse(target)
        ? exchange({ url: new URL(target), roots, body: content }, timeout)
        : Promise.resolve(failed('INVALID_URL'));
    },
  };
}
