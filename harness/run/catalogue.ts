/** All cases, and the sanity cases that every run begins and ends with. `testcases` provides it; the CLI hands it in. */
import { createHash } from 'node:crypto';
import { type Role, type Version } from '../doors/protocol.js';
import { type Case, factsOf } from '../peers/case.js';

export interface Catalogue {
  /** The revision of the official documents that the cases follow. */
  readonly revision: string;
  readonly cases: readonly Case[];
  /**
   * Cases that are made from a description when they are asked for, thousands of them, in an order that does not
   * change. Their ids have `GENERATED` in front, and no other case's has.
   */
  generated(role: Role, version: Version): readonly Case[];
  /** The text of what makes them, for the digest. */
  readonly generator: string;
  /** A digest of the files that each case is made of, by its id, where they are known: a case's own then sees its helpers. */
  readonly files?: ReadonlyMap<string, string>;
  /** Shows that the SUT is alive and tells right from wrong; run first and last. */
  sanity(role: Role, version: Version): Case | undefined;
}

/** What the ids of generated cases begin with. */
export const GENERATED = 'NEG_';

export const isGenerated = ({ id }: Pick<Case, 'id'>): boolean => id.startsWith(GENERATED);

/** Every case for one SUT, generated ones behind the others. */
export const casesFor = (catalogue: Catalogue, role: Role, version: Version): readonly Case[] => [
  ...catalogue.cases.filter((item) => item.role === role && item.versions.includes(version)),
  ...catalogue.generated(role, version),
];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The beginning of a sha256 (hex) over what a case says of itself, over its procedure, over the state that it starts in,
 * and over the `files` that it is made of, helpers included, where the catalogue knows them.
 */
export const caseDigest = (item: Case, files?: Catalogue['files']): string =>
  sha256(
    JSON.stringify([factsOf(item), item.run.toString(), item.from?.enter.toString() ?? '', files?.get(item.id) ?? '']),
  ).slice(0, 16);

/** Of what makes the generated cases: another one may make others. */
export const generatorDigest = (catalogue: Catalogue): string => sha256(catalogue.generator).slice(0, 16);

/** sha256 (hex) over what every case says of itself and over its procedure. */
export function catalogueDigest(catalogue: Catalogue): string {
  const hash = createHash('sha256');
  for (const item of [...catalogue.cases].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    hash.update(JSON.stringify(factsOf(item)));
    hash.update(item.run.toString());
  }
  hash.update(catalogue.generator);
  return hash.digest('hex');
}
