/** DER (ITU-T X.690), as far as X.509 needs it: a bounded reader that never throws, and a writer. */

/** One value with its tag; `bytes` is the whole of it, `content` what lies within. */
export interface Der {
  readonly tag: number;
  readonly bytes: Buffer;
  readonly content: Buffer;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8: 0x0c,
  printable: 0x13,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** More parts than any certificate, request or list of ours has. */
const MOST_PARTS = 10_000;

function readAt(bytes: Buffer, start: number): Der | undefined {
  const tag = bytes[start];
  const first = bytes[start + 1];
  // Tags above 30 take more bytes; X.509 has none.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let length = first;
  let at = start + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || at + count > bytes.length) return undefined;
    length = bytes.readUIntBE(at, count);
    at += count;
  }
  if (at + length > bytes.length) return undefined;
  return { tag, bytes: bytes.subarray(start, at + length), content: bytes.subarray(at, at + length) };
}

/** The one value that `bytes` consist of; undefined where they are no DER or hold more. */
export function readDer(bytes: Buffer): Der | undefined {
  const found = readAt(bytes, 0);
  return found?.bytes.length === bytes.length ? found : undefined;
}

/** The values within a constructed one, in order; undefined where it is broken. */
export function partsOf(der: Der | undefined): readonly Der[] | undefined {
  if (!der || (der.tag & 0x20) === 0) return undefined;
  const parts: Der[] = [];
  for (let at = 0; at < der.content.length;) {
    const part = readAt(der.content, at);
    if (!part || parts.length >= MOST_PARTS) return undefined;
    parts.push(part);
    at += part.bytes.length;
  }
  return parts;
}

/** `2.5.4.3`; undefined where it is no object identifier. */
export function readOid(der: Der | undefined): string | undefined {
  if (der?.tag !== TAG.oid || der.content.length === 0 || der.content.length > 40) return undefined;
  const numbers: number[] = [];
  let value = 0;
  for (const byte of der.content) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER / 256) return undefined;
    if (byte & 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}

/** Milliseconds since the epoch of a UTCTime or a GeneralizedTime (RFC 5280 §4.1.2.5). */
export function readTime(der: Der | undefined): number | undefined {
  const digits = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(der?.content.toString('latin1') ?? '');
  if (!digits || !der) return undefined;
  const [year = '', month, day, hour, minute, second] = digits.slice(1);
  if ((year.length === 4) !== (der.tag === TAG.generalizedTime)) return undefined;
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
  return Date.UTC(full, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** A value of `tag` around the parts, which are DER themselves or raw bytes. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.from(content.length.toString(16).padStart(8, '0'), 'hex');
  const significant = length.subarray(length.findIndex((byte) => byte > 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | significant.length]), significant, content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(TAG.sequence, ...parts);
export const setOf = (...parts: readonly Uint8Array[]): Buffer => der(TAG.set, ...parts);
/** `[number]`, constructed. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]): Buffer => der(0xa0 | number, ...parts);
/** `[number] IMPLICIT` of something primitive. */
export const implicit = (number: number, content: Uint8Array): Buffer => der(0x80 | number, content);
export const NULL: Buffer = der(TAG.null);
export const bool = (value: boolean): Buffer => der(TAG.boolean, Buffer.from([value ? 0xff : 0]));
export const octets = (content: Uint8Array): Buffer => der(TAG.octetString, content);
export const bits = (content: Uint8Array, unused = 0): Buffer => der(TAG.bitString, Buffer.from([unused]), content);
export const utf8 = (text: string): Buffer => der(TAG.utf8, Buffer.from(text, 'utf8'));

/** A non-negative integer from its bytes, the most significant first. */
export function integer(value: Uint8Array): Buffer {
  const from = value.findIndex((byte) => byte > 0);
  const short = from < 0 ? Uint8Array.of(0) : value.subarray(from);
  return der(TAG.integer, (short[0] ?? 0) & 0x80 ? Uint8Array.of(0) : new Uint8Array(), short);
}

export function oid(text: string): Buffer {
  const [a = 0, b = 0, ...rest] = text.split('.').map(Number);
  const bytes = [a * 40 + b, ...rest].flatMap((value) => {
    const groups = [value % 128];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift(0x80 | (left % 128));
    return groups;
  });
  return der(TAG.oid, Buffer.from(bytes));
}

/** UTCTime until 2049, GeneralizedTime from 2050 on. */
export function time(value: number): Buffer {
  const digits = `${new Date(Math.floor(value)).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')}Z`;
  return digits < '2050'
    ? der(TAG.utcTime, Buffer.from(digits.slice(2)))
    : der(TAG.generalizedTime, Buffer.from(digits));
}
