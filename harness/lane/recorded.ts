/** What comes to a lane as its record has it. */
import { type TlsFacts } from '../doors/tls.js';
import { type KnockOptions } from '../doors/wire.js';
import { type EventOf } from '../record/events.js';

/** The handshake as the record has it: a copy of its own, without what is undefined. */
export const recordable = (tls: TlsFacts | undefined): { tls?: EventOf<'connection'>['tls'] } =>
  tls === undefined ? {} : { tls: JSON.parse(JSON.stringify(tls)) as EventOf<'connection'>['tls'] };

const LONGEST_REQUEST = 400;

/** A request in place of a handshake as the record has it: without credentials, which come to it on the wire. */
export function askedFor({ url, request: { method, query = '', headers, body } }: KnockOptions) {
  const { pathname } = new URL(url);
  const lines = [`${method} ${pathname}${query}`, ...headers.map(([name, value]) => `${name}: ${value}`), '', body];
  const text = lines
    .filter((line) => line !== undefined)
    .join('\n')
    .trim();
  return { path: pathname, request: text.length > LONGEST_REQUEST ? `${text.slice(0, LONGEST_REQUEST)}…` : text };
}
