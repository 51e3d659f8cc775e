/** Distinguished names: what they say, as text and as the structure of RFC 5280 §4.1.2.4. */
import { type AttributeTypeAndValue, type Name as NameStructure } from '@peculiar/asn1-x509';
import { x509 } from './packages.js';

/** What a name says, in order: `['CN', 'CS001']`. An attribute without a short name stands under its identifier. */
export type Name = readonly (readonly [attribute: string, value: string])[];

const SHORT: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.25': 'DC',
};
const LONG = Object.fromEntries(Object.entries(SHORT).map(([id, short]) => [short, id]));

/** Longer values are cut: a subject stands in the record. */
const LONGEST = 256;
const MOST = 20;

/** What is left of a pair of surrogates becomes U+FFFD: no UTF-8 has it. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

/** The name as a structure. Values go as UTF8String (RFC 5280 §4.1.2.4). */
export function nameStructure(name: Name): NameStructure {
  const { AttributeTypeAndValue: Pair, AttributeValue, Name: Structure, RelativeDistinguishedName } = x509();
  return new Structure(
    name.map(([attribute, text]) => {
      const value = new AttributeValue({ utf8String: wellFormed(text) });
      return new RelativeDistinguishedName([new Pair({ type: LONG[attribute] ?? attribute, value })]);
    }),
  );
}

/** What the structure of a name says; undefined where it is broken, or says more than any name does. */
export function readStructure(structure: NameStructure): Name | undefined {
  const pairs = [...structure].flatMap((set) => [...set]);
  const isKnown = ({ type }: AttributeTypeAndValue) => type.length < LONGEST && /^\d+(\.\d+)+$/.test(type);
  if (structure.length > MOST || pairs.length > MOST || !pairs.every(isKnown)) return undefined;
  return pairs.map(({ type, value }) => [SHORT[type] ?? type, wellFormed(value.toString().slice(0, LONGEST))]);
}

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
