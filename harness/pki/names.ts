/** Distinguished names, and the object identifiers that X.509 as OCPP uses it needs. */
import { type Der, oid, partsOf, readOid, sequence, setOf, utf8 } from './der.js';

export const OID = {
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  organisationalUnit: '2.5.4.11',
  domainComponent: '0.9.2342.19200300.100.1.25',
  rsaPss: '1.2.840.113549.1.1.10',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  mgf1: '1.2.840.113549.1.1.8',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  extensionRequest: '1.2.840.113549.1.9.14',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
} as const;

/** What a name says, in order: `['CN', 'CS001']`. An attribute without a short name stands under its identifier. */
export type Name = readonly (readonly [attribute: string, value: string])[];

const SHORT: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.country]: 'C',
  [OID.organisation]: 'O',
  [OID.organisationalUnit]: 'OU',
  [OID.domainComponent]: 'DC',
};
const LONG = Object.fromEntries(Object.entries(SHORT).map(([id, short]) => [short, id]));

/** Longer values are cut: a subject stands in the record. */
const LONGEST = 256;
const MOST = 20;

/** The name as DER. Values go as UTF8String (RFC 5280 §4.1.2.4). */
export function encodeName(name: Name): Buffer {
  return sequence(...name.map(([attribute, value]) => setOf(sequence(oid(LONG[attribute] ?? attribute), utf8(value)))));
}

/** What the DER of a name says; undefined where it is broken. */
export function decodeName(name: Der | undefined): Name | undefined {
  const sets = partsOf(name);
  if (!sets || sets.length > MOST) return undefined;
  const pairs: (readonly [string, string])[] = [];
  for (const set of sets) {
    for (const pair of partsOf(set) ?? []) {
      const [type, value] = partsOf(pair) ?? [];
      const id = readOid(type);
      if (id === undefined || !value || pairs.length >= MOST) return undefined;
      // BMPString has two bytes a character; all else that is in use reads as UTF-8.
      const text = value.tag === 0x1e ? utf16(value.content) : value.content.toString('utf8');
      pairs.push([SHORT[id] ?? id, text.slice(0, LONGEST)]);
    }
  }
  return pairs;
}

const utf16 = (bytes: Buffer): string =>
  bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString('utf16le') : bytes.toString('latin1');

/** `CN=CS001, O=Operator`; commas and control characters in a value are escaped. */
export const nameText = (name: Name): string =>
  name
    .map(([attribute, value]) => `${attribute}=${value.replaceAll(/[\p{Cc},\\]/gu, (char) => `\\${escaped(char)}`)}`)
    .join(', ');

const escaped = (char: string): string =>
  char === ',' || char === '\\' ? char : `x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** The name that `nameText` wrote. */
export function readName(text: string): Name {
  return text.split(/(?<!\\), /).flatMap((pair) => {
    const at = pair.indexOf('=');
    const value = pair
      .slice(at + 1)
      .replaceAll(/\\(x[0-9a-f]{2}|.)/g, (_whole, char: string) =>
        char.length === 3 ? String.fromCharCode(parseInt(char.slice(1), 16)) : char,
      );
    return at > 0 ? [[pair.slice(0, at), value] as const] : [];
  });
}

/** Every value of an attribute, such as `CN`. */
export const valuesOf = (name: Name, attribute: string): readonly string[] =>
  name.filter(([found]) => found === attribute).map(([, value]) => value);
