/**
 * The wire in memory: connections between two parties of one process that share a clock. Every handshake, message and
 * close arrives `latency` milliseconds later, in order.
 */
import { isUtf8 } from 'node:buffer';
import { type Clock } from '../doors/clock.js';
import { type TlsFacts } from '../doors/tls.js';
import {
  type Connection,
  type Control,
  type KnockOptions,
  type KnockResult,
  type ListenOptions,
  type OpenOptions,
  type OpenResult,
  type Wire,
  type WireMessage,
} from '../doors/wire.js';
import { HARD_LIMIT, messageOf, textMessageOf } from './message-limits.js';
import { helloOf, shakeHands } from './memory-tls.js';
import { authorizationOf, headOf, MAX_HEAD, noHandshake, openingOf, TOO_LONG, UNREADABLE } from './opening.js';

interface End extends Connection {
  deliver(message: WireMessage): void;
  deliverControl(control: Control): void;
  deliverClose(code: number, reason: string): void;
}

/** What was agreed on in the handshake. */
interface Agreed {
  readonly subprotocol: string;
  readonly compressed: boolean;
}

/** RFC 6455 §7.4.1. */
const NOT_UTF8 = 1007;
const TOO_BIG = 1009;

/** A whole message as it arrives, or the close code that it comes to. */
function arriving(parts: readonly (string | Uint8Array)[], text: boolean): WireMessage | number {
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string' && only.length * 3 <= HARD_LIMIT) return textMessageOf(only);
  const bytes = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)));
  if (bytes.length > HARD_LIMIT) return TOO_BIG;
  return text && !isUtf8(bytes) ? NOT_UTF8 : messageOf(bytes, !text);
}

function createEnd({ subprotocol, compressed }: Agreed, clock: Clock, latency: number, other: () => End): End {
  let onMessage: ((message: WireMessage) => void) | undefined;
  let onClose: ((code: number, reason: string) => void) | undefined;
  let open = true;
  let paused = false;
  const waiting: (WireMessage | Control)[] = [];
  let closed: readonly [number, string] | undefined;
  let onControl: ((control: Control) => void) | undefined;
  let answersPings = true;
  /** What an unfinished message has so far. */
  let parts: (string | Uint8Array)[] = [];
  let asText = true;

  const later = (fn: () => void) => void clock.at(clock.now() + latency, fn);
  const arrived = (next: WireMessage | Control) => {
    if (typeof next !== 'string') return onMessage?.(next);
    if (next === 'ping' && answersPings && open) later(() => other().deliverControl('pong'));
    onControl?.(next);
  };
  const flush = () => {
    while (!paused && onMessage && waiting.length > 0) arrived(waiting.shift()!);
    if (closed && onClose && (waiting.length === 0 || !onMessage)) {
      const listener = onClose;
      onClose = undefined;
      listener(...closed);
    }
  };
  const end = (code: number, reason: string, seen: number) => {
    if (!open) return;
    open = false;
    later(() => other().deliverClose(seen, reason));
    later(() => {
      closed ??= [code, reason];
      flush();
    });
  };
  return {
    subprotocol,
    compressed,
    send(data, { unfinished = false, text = typeof data === 'string' } = {}) {
      if (!open) return;
      if (parts.length === 0) asText = text;
      parts.push(data);
      if (unfinished) return;
      const message = arriving(parts, asText);
      parts = [];
      later(() => {
        if (typeof message !== 'number') other().deliver(message);
        else other().close(message, 'cut off');
      });
    },
    ping() {
      if (open) later(() => other().deliverControl('ping'));
    },
    answerPings(answer) {
      answersPings = answer;
    },
    onControl(listener) {
      onControl = listener;
    },
    close: (code = 1000, reason = '') => end(code, reason, code),
    terminate: () => end(1006, '', 1006),
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      flush();
    },
    onMessage(listener) {
      onMessage = listener;
      flush();
    },
    onClose(listener) {
      onClose = listener;
      flush();
    },
    deliver(message) {
      if (closed) return;
      waiting.push(message);
      flush();
    },
    deliverControl(control) {
      if (closed) return;
      // Whoever reads sees them at once, whether or not anybody takes the messages yet.
      if (!paused) return arrived(control);
      waiting.push(control);
    },
    deliverClose(code, reason) {
      open = false;
      closed ??= [code, reason];
      flush();
    },
  };
}

type Secured =
  | { readonly ok: true; readonly client?: TlsFacts; readonly server?: TlsFacts }
  | { readonly ok: false; readonly result: OpenResult };

/** The TLS handshake before the opening one, where the URL asks for it. */
function secure({ url, tls }: Pick<OpenOptions, 'url' | 'tls'>, listener: ListenOptions, now: number): Secured {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'wss:') return { ok: true };
  if (!tls) return { ok: false, result: { ok: false, code: 'NO_TLS', reason: 'a wss: URL needs roots to trust' } };
  const own = listener.tls?.();
  const host = hostname.replace(/^\[|\]$/g, '');
  if (!own && !listener.tls)
    return { ok: false, result: { ok: false, code: 'NOT_TLS', reason: 'wrong version number', tls: {} } };
  if (!own) {
    const reason = 'it speaks TLS, and the listener has none at the moment';
    listener.onTlsFailure?.({ by: 'self', code: 'NO_TLS', reason, tls: { hello: helloOf(tls, host) } });
    return { ok: false, result: { ok: false, code: 'HANG_UP', reason: 'socket hang up', tls: {} } };
  }
  const { client, server } = shakeHands(tls, own, host, now);
  if (!server.ok) listener.onTlsFailure?.(server.failure);
  if (!client.ok) return { ok: false, result: client };
  return { ok: true, client: client.tls, ...(server.ok && { server: server.tls }) };
}

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'wss:' ? 443 : 80));

/** What the listener makes of a request that may be no opening handshake. */
function answerTo(options: KnockOptions, listener: ListenOptions, tls: TlsFacts | undefined): KnockResult {
  const { pathname } = new URL(options.url);
  const authorization = authorizationOf(options);
  const opening = openingOf(options);
  const fault = headOf(options).length > MAX_HEAD ? TOO_LONG : noHandshake(opening);
  const request = {
    path: fault === TOO_LONG || fault === UNREADABLE ? '' : pathname + (options.request.query ?? ''),
    protocols: [opening.headers['sec-websocket-protocol'] ?? []].flat(),
    remote: 'memory',
    ...(authorization && { authorization }),
    ...(tls && { tls }),
  };
  if (fault) {
    const { status, phrase, headers } = fault;
    const versions = headers['Sec-WebSocket-Version'];
    listener.onNoHandshake?.(request, fault);
    return { status, code: `HTTP_${status}`, reason: phrase, ...(versions !== undefined && { versions }) };
  }
  const decision = listener.decide(request);
  if (decision.accept) return { status: 101, code: 'HTTP_101', reason: 'Switching Protocols' };
  return { status: decision.status, code: `HTTP_${decision.status}`, reason: decision.reason };
}

/** A wire whose listeners and clients find each other by port number, whatever the host is called. */
export function createMemoryWire(clock: Clock, latency = 1): Wire {
  const listeners = new Map<number, ListenOptions>();
  let nextPort = 49_152;
  return {
    listen(options) {
      const port = options.port === 0 ? nextPort++ : options.port;
      if (listeners.has(port))
        return Promise.reject(Object.assign(new Error(`port ${port} is in use`), { code: 'EADDRINUSE' }));
      listeners.set(port, options);
      return Promise.resolve({
        port,
        close() {
          listeners.delete(port);
          return Promise.resolve();
        },
      });
    },
    open(options) {
      return new Promise<OpenResult>((resolve) => {
        const url = new URL(options.url);
        const port = portOf(url);
        const authorization = authorizationOf(options);
        const later = (fn: () => void) => void clock.at(clock.now() + latency, fn);
        later(() => {
          const listener = listeners.get(port);
          if (!listener) return resolve({ ok: false, code: 'ECONNREFUSED', reason: `nothing listens on port ${port}` });
          const secured = secure(options, listener, clock.now());
          if (!secured.ok) return later(() => resolve(secured.result));
          const seen = secured.client ? { tls: secured.client } : {};
          const request = {
            path: url.pathname + url.search,
            protocols: options.protocols,
            remote: 'memory',
            ...(options.compression && { compression: true }),
            ...(authorization && { authorization }),
            ...(secured.server && { tls: secured.server }),
          };
          const decision = listener.decide(request);
          if (!decision.accept) {
            const { status, reason } = decision;
            return later(() => resolve({ ok: false, status, code: `HTTP_${status}`, reason, ...seen }));
          }
          const { subprotocol = '', compression = false } = decision;
          const agreed = { subprotocol, compressed: compression && options.compression === true };
          const client: End = createEnd(agreed, clock, latency, () => server);
          const server: End = createEnd(agreed, clock, latency, () => client);
          later(() => resolve({ ok: true, connection: client, ...seen }));
          listener.onConnection(server, request);
        });
      });
    },
    knock(options) {
      return new Promise((resolve) => {
        const port = portOf(new URL(options.url));
        const later = (fn: () => void) => void clock.at(clock.now() + latency, fn);
        later(() => {
          const listener = listeners.get(port);
          if (!listener) return resolve({ code: 'ECONNREFUSED', reason: `nothing listens on port ${port}` });
          const secured = secure(options, listener, clock.now());
          const { result } = secured.ok ? {} : secured;
          if (result && !result.ok) return later(() => resolve(result));
          const seen = secured.ok ? secured : undefined;
          const answer = answerTo(options, listener, seen?.server);
          later(() => resolve({ ...answer, ...(seen?.client && { tls: seen.client }) }));
        });
      });
    },
  };
}
