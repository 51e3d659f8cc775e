/** The proof of the always-on rules: the named mutants against the reference peer's cases. */
import { type Role, type Version } from '../../harness/doors/protocol.js';
import { type Case } from '../../harness/peers/case.js';
import { type MutantProof, notRun, proveMutant, type RuleProof, witness } from '../../harness/proof/prove-rules.js';
import { type Obligation, obligationsOfRules } from '../../harness/proof/rule-kinds.js';
import { type RecordEvent } from '../../harness/record/events.js';
import { ALL_RULES } from '../../harness/rules/index.js';
import { type Catalogue } from '../../harness/run/catalogue.js';
import { NAMED_MUTANTS } from '../../fixtures/mutants/index.js';
import { type NamedMutant } from '../../fixtures/mutants/named-mutant.js';
import { mutantWire } from '../../fixtures/mutants/on-the-wire.js';
import { runAlone, unlessInapplicable } from './run-alone.js';

export interface RuleProofOptions {
  readonly catalogue: Catalogue;
  readonly versions: readonly Version[];
  readonly accepts: (item: Case) => boolean;
  readonly share: { readonly index: number; readonly of: number };
}

/** A named mutant in one version and one role, and the cases in which it shows. */
interface Piece {
  readonly mutant: NamedMutant;
  readonly version: Version;
  readonly role: Role;
  readonly cases: readonly Case[];
}

function piecesOf({ catalogue, versions, accepts }: RuleProofOptions): readonly Piece[] {
  return NAMED_MUTANTS.flatMap((mutant) =>
    mutant.versions
      .filter((version) => versions.includes(version))
      .flatMap((version) =>
        mutant.roles.map((role) => ({
          mutant,
          version,
          role,
          cases: mutant.cases.flatMap(
            (id) =>
              catalogue.cases.find((item) => item.id === id && item.role === role && item.versions.includes(version)) ??
              [],
          ),
        })),
      ),
  ).filter(({ cases }) => cases.every(accepts));
}

const isFor = ({ mutant, version, role }: Piece, to: Obligation): boolean =>
  mutant.rule === to.rule && version === to.version && role === to.role;

async function provePiece({ mutant, version, role, cases }: Piece, revision: string): Promise<MutantProof> {
  if (cases.length === 0) return notRun(mutant, 'none of its cases is for this role and version');
  const events = await unlessInapplicable(() =>
    runAlone(
      { role, version, cases, revision },
      { between: (wire, host) => mutantWire(wire, host, role, version, mutant) },
    ),
  );
  return events ? proveMutant(mutant, events) : notRun(mutant, 'its cases do not apply to the reference peer');
}

/** Runs the named mutants of this share of the work. With a selection, those of which all cases are selected. */
export async function proveNamedMutants(options: RuleProofOptions): Promise<readonly RuleProof[]> {
  const { catalogue, versions, accepts, share } = options;
  const pieces = piecesOf(options);
  const whole = catalogue.cases.every(accepts);
  const proofs = obligationsOfRules(ALL_RULES, versions)
    .filter((obligation) => whole || pieces.some((piece) => isFor(piece, obligation)))
    .map((obligation): RuleProof => ({ ...obligation, whole, exercised: 0, falseAlarms: [], mutants: [] }));
  for (const [index, piece] of pieces.entries()) {
    if (index % share.of !== share.index) continue;
    const at = proofs.findIndex((proof) => isFor(piece, proof));
    const proof = proofs[at];
    if (!proof) throw new Error(`the mutant ${piece.mutant.id} names a rule that does not judge it`);
    proofs[at] = { ...proof, mutants: [...proof.mutants, await provePiece(piece, catalogue.revision)] };
  }
  return proofs;
}

/** What a run of a case without a fault adds to the proofs that are there. */
export function withWitness(
  proofs: readonly RuleProof[],
  {
    item,
    version,
    events,
  }: { readonly item: Case; readonly version: Version; readonly events: readonly RecordEvent[] },
): readonly RuleProof[] {
  return proofs.map((proof) => {
    if (proof.version !== version || proof.role !== item.role) return proof;
    const { exercised, falseAlarms } = witness(proof, item.id, events);
    return {
      ...proof,
      exercised: proof.exercised + exercised,
      falseAlarms: [...proof.falseAlarms, ...falseAlarms],
    };
  });
}
