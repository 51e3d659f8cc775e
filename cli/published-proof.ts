/** The proof that was made of this build's catalogue, if there is one: `laddprov prove --json` writes it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Proof as ReportProof } from '../reports/index.js';
import { type CaseProof } from '../harness/proof/prove-case.js';
import { packageFolder } from './tool.js';

/** Where `prove` leaves its result for the reports, inside the package. */
export const proofFile = (): string => join(packageFolder(), 'dist', 'proof.json');

/** Per check, the mutants that turned it red; checks of several versions are put together. */
function proofForReports(cases: readonly CaseProof[]): ReportProof {
  const all = new Map<string, { killed: number; mutants: readonly string[] }>();
  for (const item of cases) {
    for (const check of item.checks) {
      const key = `${item.case}/${check.check}`;
      const mutants = [...new Set([...(all.get(key)?.mutants ?? []), ...check.killed])];
      all.set(key, { killed: mutants.length, mutants });
    }
  }
  return all;
}

/** The published proof, or undefined when none was made for the catalogue with this digest. */
export function publishedProof(catalogueDigest: string): ReportProof | undefined {
  const file = proofFile();
  if (!existsSync(file)) return undefined;
  try {
    const { digest, cases } = JSON.parse(readFileSync(file, 'utf8')) as { digest: string; cases: CaseProof[] };
    return digest === catalogueDigest ? proofForReports(cases) : undefined;
  } catch {
    return undefined;
  }
}
