/** One HTTP request on a connection of its own, with Content-Length: what the interfaces in the field expect. */
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

/** An answer's body is read up to here; no interface needs more. */
const BODY_LIMIT = 1_000_000;

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as UTF-8. */
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Called when the whole request has been handed to the system, which is after the connection stands. */
  readonly onSent?: () => void;
}

/** `reached` is false when no connection came about, so that the action cannot have happened. */
export type HttpResult =
  | { readonly ok: true; readonly status: number; readonly body: string }
  | { readonly ok: false; readonly reached: boolean; readonly code: string };

/** Sends the request. Never rejects. */
export function sendHttp({ method, url, headers, body, signal, onSent }: HttpRequest): Promise<HttpResult> {
  return new Promise((resolve) => {
    let reached = false;
    const fail = (code: string) => resolve({ ok: false, reached, code });
    let target: URL;
    try {
      target = new URL(url);
    } catch {
      return fail('ERR_INVALID_URL');
    }
    const hasBody = body !== undefined || !['GET', 'DELETE'].includes(method);
    const bytes = Buffer.from(body ?? '', 'utf8');
    try {
      const send = target.protocol === 'https:' ? overHttps : overHttp;
      const outgoing = send(target, {
        method,
        agent: false,
        signal,
        headers: { ...headers, Connection: 'close', ...(hasBody ? { 'Content-Length': String(bytes.length) } : {}) },
      });
      outgoing.on('socket', (socket) => socket.on('connect', () => (reached = true)));
      outgoing.on('finish', () => {
        if (outgoing.socket?.connecting === true) outgoing.socket.once('connect', () => onSent?.());
        else onSent?.();
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name));
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          if (size < BODY_LIMIT) chunks.push(chunk);
          size += chunk.length;
          if (size > BODY_LIMIT) incoming.destroy();
        });
        const finish = () => {
          const text = Buffer.concat(chunks).subarray(0, BODY_LIMIT).toString('utf8');
          resolve({ ok: true, status: incoming.statusCode ?? 0, body: text });
        };
        incoming.on('end', finish);
        incoming.on('close', finish);
        incoming.on('error', finish);
      });
      outgoing.end(hasBody ? bytes : undefined);
    } catch (error) {
      fail((error as NodeJS.ErrnoException).code ?? 'ERR_INVALID_REQUEST');
    }
  });
}

/** The body as JSON, undefined when it is none. */
export function jsonBody(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
