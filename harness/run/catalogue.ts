/** All cases, and the sanity cases that every run begins and ends with. `testcases` provides it; the CLI hands it in. */
import { createHash } from 'node:crypto';
import { type Role, type Version } from '../doors/protocol.js';
import { type Case, factsOf } from '../peers/case.js';

export interface Catalogue {
  /** The revision of the official documents that the cases follow. */
  readonly revision: string;
  readonly cases: readonly Case[];
  /** Shows that the SUT is alive and tells right from wrong; run first and last. */
  sanity(role: Role, version: Version): Case | undefined;
}

/** sha256 (hex) over what every case says of itself and over its procedure. */
export function catalogueDigest(catalogue: Catalogue): string {
  const hash = createHash('sha256');
  for (const item of [...catalogue.cases].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    hash.update(JSON.stringify(factsOf(item)));
    hash.update(item.run.toString());
  }
  return hash.digest('hex');
}
