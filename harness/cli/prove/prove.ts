/** The proof of the whole catalogue: reference, mutants, impostors; as data, and as a table. */
import { type Role, type Version } from '../../doors/protocol.js';
import { type Case } from '../../peers/case.js';
import { faultyOperator, faultyWire } from '../../proof/between.js';
import { type CaseProof, proveCase, type RunOnce } from '../../proof/prove-case.js';
import { type RecordEvent } from '../../record/events.js';
import { createMemoryRecorder } from '../../record/recorder.js';
import { type Catalogue } from '../../run/catalogue.js';
import { IMPOSTORS, type ImpostorKind } from '../../../fixtures/impostors/impostor.js';
import { type EmbeddedOptions, runInVirtualTime } from '../embedded/run-embedded.js';
import { startImpostor } from './impostors.js';

/** The moment at which every simulated run begins. */
const START = Date.UTC(2026, 0, 5, 12);

export interface ImpostorProof {
  readonly kind: ImpostorKind;
  readonly role: Role;
  readonly version: Version;
  /** Cases that took the impostor for a product. Must be empty. */
  readonly passed: readonly string[];
  /** Cases that only the sanity case keeps from passing: their own checks would let it through. */
  readonly stoppedBySanity: readonly string[];
  readonly cases: number;
}

export interface Proof {
  readonly cases: readonly CaseProof[];
  readonly impostors: readonly ImpostorProof[];
}

interface Alone {
  readonly item: Case;
  readonly version: Version;
  readonly catalogue: Catalogue;
}

/** Runs one case by itself, without the sanity case around it. */
async function runAlone(
  { item, version, catalogue }: Alone,
  extra: Partial<EmbeddedOptions>,
): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  const alone: Catalogue = { revision: catalogue.revision, cases: [item], sanity: () => undefined };
  await runInVirtualTime(
    {
      role: item.role,
      version,
      catalogue: alone,
      lanes: 1,
      recorder,
      tool: { name: 'laddprov', version: 'proof' },
      seed: 1,
      select: [],
      ...extra,
    },
    START,
  );
  return recorder.events;
}

/** Whether the embedded plan lets the case run at all. */
async function runs(alone: Alone): Promise<boolean> {
  try {
    await runAlone(alone, {});
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'NOTHING_TO_RUN') return false;
    throw error;
  }
}

export interface ProveOptions {
  readonly catalogue: Catalogue;
  readonly versions: readonly Version[];
  readonly accepts: (item: Case) => boolean;
  /** Of the work, only every `of`-th piece beginning with `index`: for several processes. */
  readonly share?: { readonly index: number; readonly of: number };
  readonly onCase?: (proof: CaseProof) => void;
}

export async function prove(options: ProveOptions): Promise<Proof> {
  const { catalogue, versions, accepts, share = { index: 0, of: 1 } } = options;
  const work = catalogue.cases
    .filter(accepts)
    .flatMap((item) =>
      item.versions
        .filter((version) => versions.includes(version))
        .map((version): Alone => ({ item, version, catalogue })),
    );
  const cases: CaseProof[] = [];
  const impostors = new Map<string, { passed: string[]; stoppedBySanity: string[]; cases: number }>();
  for (const [index, alone] of work.entries()) {
    if (index % share.of !== share.index) continue;
    const { item, version } = alone;
    if (!(await runs(alone))) {
      cases.push({
        case: item.id,
        version,
        reference: 'inconclusive',
        reason: 'it does not apply to the reference peer',
        checks: [],
        runs: 0,
      });
      continue;
    }
    const runOnce: RunOnce = (mutant, answers) =>
      runAlone(
        alone,
        mutant
          ? {
              between: (wire, host) => faultyWire(wire, host, START, mutant.fault, answers),
              aroundOperator: (operator) => faultyOperator(operator, mutant.fault),
            }
          : {},
      );
    const proof = await proveCase(item.id, version, item.role, runOnce);
    cases.push(proof);
    options.onCase?.(proof);
    for (const kind of IMPOSTORS) await tryImpostor(alone, kind, impostors);
  }
  return {
    cases,
    impostors: [...impostors].map(([key, value]) => {
      const [kind, role, version] = key.split(' ') as [ImpostorKind, Role, Version];
      return { kind, role, version, ...value };
    }),
  };
}

async function tryImpostor(
  alone: Alone,
  kind: ImpostorKind,
  all: Map<string, { passed: string[]; stoppedBySanity: string[]; cases: number }>,
): Promise<void> {
  const { item, version, catalogue } = alone;
  const key = `${kind} ${item.role} ${version}`;
  const entry = all.get(key) ?? { passed: [], stoppedBySanity: [], cases: 0 };
  all.set(key, entry);
  entry.cases++;
  const impostor = { impostor: (options: Parameters<typeof startImpostor>[1]) => startImpostor(kind, options) };
  const passes = async (subject: Alone) =>
    (await runAlone(subject, impostor)).some((event) => event.type === 'case-end' && event.verdict === 'pass');
  if (!(await passes(alone))) return;
  const sanity = catalogue.sanity(item.role, version);
  // A run begins with the sanity case; where that does not pass, nothing else is run.
  if (sanity && sanity.id !== item.id && !(await passes({ ...alone, item: sanity })))
    entry.stoppedBySanity.push(item.id);
  else entry.passed.push(item.id);
}

/** Whether the proof holds: every reference passes, no mutant survives, no impostor passes. */
export function holds({ cases, impostors }: Proof): boolean {
  return (
    cases.every((item) => item.reference === 'pass' && item.checks.every((check) => check.survivors.length === 0)) &&
    impostors.every((impostor) => impostor.passed.length === 0)
  );
}
