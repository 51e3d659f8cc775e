/** The proof of the whole catalogue: reference, mutants, impostors; as data, and as a table. */
import { type Role, type Version } from '../../harness/doors/protocol.js';
import { type Case } from '../../harness/peers/case.js';
import { faultyOperator, faultyWire } from '../../harness/proof/between.js';
import { faultyFiles } from '../../harness/proof/between-files.js';
import { type CaseProof, proveCase, type RunOnce } from '../../harness/proof/prove-case.js';
import { gapsOf, type RuleProof } from '../../harness/proof/prove-rules.js';
import { sampleToProve } from './sample-to-prove.js';
import { type Catalogue } from '../../harness/run/catalogue.js';
import { IMPOSTORS, type ImpostorKind } from '../../fixtures/impostors/impostor.js';
import { type Product, productChooser } from '../embedded/products.js';
import { type Pki } from '../../harness/pki/authority.js';
import { embeddedPki, type EmbeddedOptions } from '../embedded/run-embedded.js';
import { startImpostor } from './impostors.js';
import { proveNamedMutants, withWitness } from './rules.js';
import { runAlone, START } from './run-alone.js';

export interface ImpostorProof {
  readonly kind: ImpostorKind;
  readonly role: Role;
  readonly version: Version;
  /** Cases that took the impostor for a product. Must be empty. */
  readonly passed: readonly string[];
  /**
   * Cases that are no proof of conformance and were not tried: sanity asks whether somebody answers at all, and whoever
   * answers may pass it.
   */
  readonly aside: readonly string[];
  readonly cases: number;
}

export interface Proof {
  readonly cases: readonly CaseProof[];
  readonly impostors: readonly ImpostorProof[];
  /** The always-on rules, by version and role of the SUT. */
  readonly rules: readonly RuleProof[];
}

interface Piece {
  readonly item: Case;
  readonly version: Version;
  readonly catalogue: Catalogue;
  /** The reference product that it is proved on; undefined where it applies to none. */
  readonly product: Product | undefined;
  /** The certificate authority of all runs. */
  readonly pki: Pki;
}

const alone = ({ item, version, catalogue, product, pki }: Piece, extra: Partial<EmbeddedOptions> = {}) =>
  runAlone(
    { role: item.role, version, cases: [item], revision: catalogue.revision },
    {
      pki,
      ...(product && { variant: product.variant }),
      ...(product?.security !== undefined && { security: product.security }),
      ...extra,
    },
  );

/** Every chosen case in every version of it that was asked for, with the product that takes it. */
function piecesOf({ catalogue, versions, accepts, acceptsGenerated }: ProveOptions, pki: Pki): readonly Piece[] {
  const choosers = new Map<string, ReturnType<typeof productChooser>>();
  const chooser = (role: Role, version: Version) => {
    const key = `${role} ${version}`;
    const found = choosers.get(key) ?? productChooser(role, version);
    choosers.set(key, found);
    return found;
  };
  const generated =
    acceptsGenerated === undefined
      ? []
      : ROLES.flatMap((role) =>
          versions.flatMap((version) => sampleToProve(catalogue.generated(role, version).filter(acceptsGenerated))),
        );
  return [...catalogue.cases.filter(accepts), ...generated].flatMap((item) =>
    item.versions
      .filter((version) => versions.includes(version))
      .map((version) => ({ item, version, catalogue, product: chooser(item.role, version)(item), pki })),
  );
}

const ROLES: readonly Role[] = ['station', 'csms'];

export interface ProveOptions {
  readonly catalogue: Catalogue;
  readonly versions: readonly Version[];
  readonly accepts: (item: Case) => boolean;
  /** Which generated cases are meant; of many, one of each kind is proved. None where it is not given. */
  readonly acceptsGenerated?: (item: Case) => boolean;
  /** Of the work, only every `of`-th piece beginning with `index`: for several processes. */
  readonly share?: { readonly index: number; readonly of: number };
  readonly onCase?: (proof: CaseProof) => void;
}

export async function prove(options: ProveOptions): Promise<Proof> {
  const { catalogue, versions, accepts, share = { index: 0, of: 1 } } = options;
  const work = piecesOf(options, await embeddedPki(START));
  const cases: CaseProof[] = [];
  const impostors = new Map<string, Tried>();
  let rules = await proveNamedMutants({ catalogue, versions, accepts, share });
  for (const [index, piece] of work.entries()) {
    if (index % share.of !== share.index) continue;
    const { item, version, product } = piece;
    if (!product) {
      cases.push({
        case: item.id,
        version,
        reference: 'inconclusive',
        reason: 'it applies to no reference product',
        checks: [],
        runs: 0,
      });
      continue;
    }
    const reference = await alone(piece);
    rules = withWitness(rules, { item, version, events: reference });
    const runOnce: RunOnce = (mutant, answers) =>
      mutant
        ? alone(piece, {
            between: (wire, host) => faultyWire(wire, host, START, mutant.fault, answers),
            betweenFiles: (files) => faultyFiles(files, mutant.fault),
            aroundOperator: (operator) => faultyOperator(operator, mutant.fault),
          })
        : Promise.resolve(reference);
    const proof = await proveCase(item.id, version, item.role, runOnce);
    cases.push(proof);
    options.onCase?.(proof);
    for (const kind of IMPOSTORS) await tryImpostor(piece, kind, impostors);
  }
  return {
    cases,
    impostors: [...impostors].map(([key, value]) => {
      const [kind, role, version] = key.split(' ') as [ImpostorKind, Role, Version];
      return { kind, role, version, ...value };
    }),
    rules,
  };
}

/** How often an impostor has to pass: who says anything at all now and then says what is right. */
const THROWS: Readonly<Record<ImpostorKind, number>> = {
  silent: 1,
  yes: 1,
  random: 3,
  empty: 1,
  'not-implemented': 1,
  'internal-error': 1,
};

interface Tried {
  readonly passed: string[];
  readonly aside: string[];
  cases: number;
}

async function tryImpostor(piece: Piece, kind: ImpostorKind, all: Map<string, Tried>): Promise<void> {
  const { item, version, catalogue } = piece;
  const key = `${kind} ${item.role} ${version}`;
  const entry = all.get(key) ?? { passed: [], aside: [], cases: 0 };
  all.set(key, entry);
  if (kind !== 'silent' && catalogue.sanity(item.role, version)?.id === item.id) {
    entry.aside.push(item.id);
    return;
  }
  entry.cases++;
  const passes = async (seed: number) =>
    (await alone(piece, { seed, impostor: (options) => startImpostor(kind, options) })).some(
      (event) => event.type === 'case-end' && event.verdict === 'pass',
    );
  let seed = 1;
  while (seed <= THROWS[kind] && (await passes(seed))) seed++;
  if (seed > THROWS[kind]) entry.passed.push(item.id);
}

/** A generated case on a message that the reference does not have shows nothing, and claims nothing. */
const isProvable = ({ case: id, reference }: CaseProof): boolean =>
  reference === 'pass' || (reference === 'not-applicable' && id.startsWith('NEG_'));

/** Whether the proof holds: every reference passes, no mutant survives, no impostor passes, every rule is proved. */
export function holds({ cases, impostors, rules }: Proof): boolean {
  return (
    cases.every((item) => isProvable(item) && item.checks.every((check) => check.survivors.length === 0)) &&
    impostors.every((impostor) => impostor.passed.length === 0) &&
    rules.every((rule) => gapsOf(rule).length === 0)
  );
}
