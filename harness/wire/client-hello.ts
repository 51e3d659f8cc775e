/**
 * Reads the ClientHello (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2) that a connection begins with. It comes from outside: the
 * reader is bounded and never throws.
 */
import { type ClientHello } from '../doors/tls.js';
import { suiteName } from './tls-suites.js';

/** A hello of more is nobody's, in bytes. */
export const LONGEST_HELLO = 64 * 1024;
const MOST_LISTED = 300;

export type HelloResult =
  | { readonly kind: 'hello'; readonly hello: ClientHello }
  /** More bytes are needed. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'broken' };

const VERSIONS: Readonly<Record<number, string>> = {
  0x0002: 'SSLv2',
  0x0300: 'SSLv3',
  0x0301: 'TLSv1',
  0x0302: 'TLSv1.1',
  0x0303: 'TLSv1.2',
  0x0304: 'TLSv1.3',
};
const versionName = (number: number): string => VERSIONS[number] ?? `0x${number.toString(16).padStart(4, '0')}`;

/** Takes parts off the front; once something is missing, everything is. */
interface Reader {
  readonly left: number;
  number(size: 1 | 2 | 3): number;
  /** As many bytes as the number of `size` bytes in front of them says. */
  block(size: 1 | 2 | 3): Buffer;
  skip(count: number): void;
  readonly ok: boolean;
}

function createReader(bytes: Buffer): Reader {
  let at = 0;
  let ok = true;
  const take = (count: number): Buffer => {
    if (!ok || at + count > bytes.length) {
      ok = false;
      return Buffer.alloc(0);
    }
    at += count;
    return bytes.subarray(at - count, at);
  };
  const number = (size: 1 | 2 | 3): number => {
    const part = take(size);
    return part.length === size ? part.readUIntBE(0, size) : 0;
  };
  return {
    get left() {
      return ok ? bytes.length - at : 0;
    },
    get ok() {
      return ok;
    },
    number,
    block: (size) => take(number(size)),
    skip: (count) => void take(count),
  };
}

/** The handshake message out of its records; undefined while it is incomplete, false where these are no such records. */
function handshakeOf(bytes: Buffer): Buffer | undefined | false {
  const fragments: Buffer[] = [];
  let gathered = 0;
  for (let at = 0; at < bytes.length;) {
    if (bytes[at] !== 0x16) return false;
    if (at + 5 > bytes.length) return undefined;
    if (bytes[at + 1] !== 3) return false;
    const length = bytes.readUInt16BE(at + 3);
    if (length === 0 || length > 0x4800) return false;
    const fragment = bytes.subarray(at + 5, at + 5 + length);
    fragments.push(fragment);
    gathered += fragment.length;
    at += 5 + length;
    const message = gathered >= 4 ? Buffer.concat(fragments) : undefined;
    if (!message) continue;
    if (message[0] !== 1) return false;
    const size = message.readUIntBE(1, 3);
    if (size > LONGEST_HELLO) return false;
    if (message.length >= size + 4) return message.subarray(4, size + 4);
  }
  return undefined;
}

function serverNameIn(extension: Buffer): string | undefined {
  const list = createReader(createReader(extension).block(2));
  const type = list.number(1);
  const name = list.block(2);
  return list.ok && type === 0 && /^[\x21-\x7e]{1,255}$/.test(name.toString('latin1'))
    ? name.toString('latin1')
    : undefined;
}

const numbersIn = (list: Buffer): number[] =>
  Array.from({ length: Math.min(MOST_LISTED, list.length >> 1) }, (_, index) => list.readUInt16BE(index * 2));

function read(message: Buffer): ClientHello | undefined {
  const reader = createReader(message);
  const legacy = reader.number(2);
  reader.skip(32);
  reader.block(1);
  const suites = numbersIn(reader.block(2)).map(suiteName);
  reader.block(1);
  if (!reader.ok) return undefined;
  let versions = [versionName(legacy)];
  let serverName: string | undefined;
  const extensions = createReader(reader.left > 0 ? reader.block(2) : Buffer.alloc(0));
  for (let count = 0; extensions.left > 0 && count < MOST_LISTED; count++) {
    const type = extensions.number(2);
    const content = extensions.block(2);
    if (!extensions.ok) return undefined;
    if (type === 0x002b) versions = numbersIn(createReader(content).block(1)).map(versionName);
    if (type === 0x0000) serverName = serverNameIn(content);
  }
  return { versions, suites, ...(serverName !== undefined && { serverName }) };
}

/** Reads what a connection has sent so far, from its first byte on. */
export function readClientHello(bytes: Buffer): HelloResult {
  const message = handshakeOf(bytes);
  if (message === undefined) return { kind: bytes.length > LONGEST_HELLO * 2 ? 'broken' : 'incomplete' };
  const hello = message ? read(message) : undefined;
  return hello ? { kind: 'hello', hello } : { kind: 'broken' };
}
