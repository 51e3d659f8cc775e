/** What an opening handshake has to be (RFC 6455 §4.2.1), for both wires, and requests that are none. */
import { METHODS } from 'node:http';
import { type KnockOptions } from '../doors/wire.js';

/** A request line with its headers may have so many bytes. */
export const MAX_HEAD = 16 * 1024;
/** RFC 6455 has this one and no other. */
const VERSION = '13';
/** Sixteen bytes in base64. */
const KEY = /^[+/0-9A-Za-z]{22}==$/;

/** A request as HTTP has it; the names of the headers are in lower case. */
export interface Opening {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** How a request that is no opening handshake is answered. */
export interface NoHandshake {
  readonly status: number;
  readonly reason: string;
  /** The reason phrase of the status. */
  readonly phrase: string;
  readonly headers: Readonly<Record<string, string>>;
}

const no = (status: number, phrase: string, reason: string, headers: Record<string, string> = {}): NoHandshake => ({
  status,
  phrase,
  reason,
  headers,
});

export const TOO_LONG = no(
  431,
  'Request Header Fields Too Large',
  `the request has more than ${MAX_HEAD} bytes before its body`,
);
export const UNREADABLE = no(400, 'Bad Request', 'the request is no HTTP that can be read');
export const NO_UPGRADE = no(426, 'Upgrade Required', 'the request asks for no WebSocket', { Upgrade: 'websocket' });

const words = (value: Opening['headers'][string]): readonly string[] =>
  [value ?? []]
    .flat()
    .join(',')
    .toLowerCase()
    .split(',')
    .map((word) => word.trim());

/** Why a request is no opening handshake; undefined where it is one. */
export function noHandshake({ method, headers }: Opening): NoHandshake | undefined {
  if (!METHODS.includes(method)) return UNREADABLE;
  if (!words(headers['upgrade']).includes('websocket') || !words(headers['connection']).includes('upgrade'))
    return NO_UPGRADE;
  if (method !== 'GET') return no(405, 'Method Not Allowed', `an opening handshake is no ${method}`, { Allow: 'GET' });
  if (!KEY.test(String(headers['sec-websocket-key'] ?? '')))
    return no(400, 'Bad Request', 'the Sec-WebSocket-Key is missing or is none');
  if (String(headers['sec-websocket-version'] ?? '') !== VERSION)
    return no(426, 'Upgrade Required', `the Sec-WebSocket-Version is not ${VERSION}`, {
      'Sec-WebSocket-Version': VERSION,
    });
  return undefined;
}

/** The value of the Authorization header. */
export function authorizationOf({ basic }: Pick<KnockOptions, 'basic'>): string | undefined {
  if (!basic) return undefined;
  const pair = Buffer.concat([Buffer.from(`${basic.user}:`, 'utf8'), Buffer.from(basic.password as string)]);
  return `Basic ${pair.toString('base64')}`;
}

/** All that goes out before the body, as text. */
export function headOf({ url, basic, request }: KnockOptions): string {
  const { host, pathname } = new URL(url);
  const authorization = authorizationOf({ ...(basic && { basic }) });
  const lines = [
    `${request.method} ${pathname}${request.query ?? ''} HTTP/1.1`,
    `Host: ${host}`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
    ...(request.body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(request.body)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** The same as a server reads it. */
export function openingOf({ request }: KnockOptions): Opening {
  const headers: Record<string, string> = {};
  for (const [name, value] of request.headers) headers[name.toLowerCase()] = value;
  return { method: request.method, headers };
}
