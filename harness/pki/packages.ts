/**
 * The packages that know ASN.1 and X.509, loaded when the first certificate is read or written: most of what a command
 * does never sees one, and they are half of what it would have to load.
 */
import { createRequire } from 'node:module';
import type * as Csr from '@peculiar/asn1-csr';
import type * as Ecc from '@peculiar/asn1-ecc';
import type * as Rsa from '@peculiar/asn1-rsa';
import type * as Schema from '@peculiar/asn1-schema';
import type * as X509 from '@peculiar/asn1-x509';
import type * as Asn1 from 'asn1js';

const load = createRequire(import.meta.url);

export const asn1 = () => load('asn1js') as typeof Asn1;
export const schema = () => load('@peculiar/asn1-schema') as typeof Schema;
export const x509 = () => load('@peculiar/asn1-x509') as typeof X509;
export const csr = () => load('@peculiar/asn1-csr') as typeof Csr;
export const rsa = () => load('@peculiar/asn1-rsa') as typeof Rsa;
export const ecc = () => load('@peculiar/asn1-ecc') as typeof Ecc;

/** What `make` gives, made at the first call. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
