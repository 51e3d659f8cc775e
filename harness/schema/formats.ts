/** What the formats that the schemas name are taken to mean, and the parts of a URI that the semantic layer asks for. */
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { type Version } from '../doors/protocol.js';
import { isPlainUtc, readTime } from './times.js';

/** Whether a text is a date-time in any form of ISO 8601 (or RFC 3339, with a space at the place of T too). */
function isIso8601(text: string): boolean {
  if (isPlainUtc(text)) return true;
  const time = readTime(text);
  return time !== undefined && time.leap !== 'impossible';
}

/** Whether a text begins with a URI scheme and goes on (RFC 3986 §3.1). */
export const hasScheme = (text: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]*:./s.test(text);

/** The scheme of a URI in lower case, without its colon. */
export const schemeOf = (text: string): string | undefined =>
  /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase();

/** Whether a text has only the characters that a URI may have, with `%` before two hexadecimal digits alone (RFC 3986 §2). */
export const hasUriCharacters = (text: string): boolean =>
  /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(text);

/** ajv's own reading of `date-time`: RFC 3339, but for a blank at the place of T and zones such as +01 and +0100. */
const { validate } = fullFormats['date-time'] as { readonly validate: (text: string) => boolean };
const isDateTime = (text: string): boolean => isPlainUtc(text) || validate(text);

/**
 * What the formats of the schemas are taken to mean. 1.6 §3.15 asks for ISO 8601 and no more, and its locations are
 * anyURI with a protocol (§8.1, §8.2): its formats are read that wide, and the semantic layer advises where a value is
 * legal and yet trips other products. `uri` occurs in 1.6 alone.
 */
export const FORMATS: Readonly<Record<Version, Readonly<Record<'date-time' | 'uri', (text: string) => boolean>>>> = {
  '1.6': { 'date-time': isIso8601, uri: hasScheme },
  '2.0.1': { 'date-time': isDateTime, uri: hasScheme },
  '2.1': { 'date-time': isDateTime, uri: hasScheme },
};

/** Whether a text passes the format of the version's schemas. */
export const passesFormat = (version: Version, format: 'date-time' | 'uri', text: string): boolean =>
  FORMATS[version][format](text);
