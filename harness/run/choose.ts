/** Which cases of the catalogue run against this SUT, and why each other one does not. */
import { type Case, factsOf } from '../peers/case.js';
import { decide } from '../plan/statement/applicability.js';
import { type Plan } from '../plan/plan.js';
import { select } from '../plan/selection.js';
import { type CaseFacts } from '../record/events.js';
import { type Catalogue, casesFor, GENERATED } from './catalogue.js';
import { drawOrder, sampleGenerated } from './sample-generated.js';
import { inShard, type Shard, shardsOf } from './shards.js';

/** A case with the decision whether it runs; `reason` says why not. */
export type Decided = CaseFacts & {
  readonly run: boolean;
  readonly reason?: string;
  readonly applicable: boolean;
  /** The shard that runs it, where the run is one of several. */
  readonly shard?: number;
};

export interface Chosen {
  /** Without the sanity case, which runs whatever is selected. */
  readonly cases: readonly Case[];
  readonly sanity: Case | undefined;
  /** Every case of the SUT's role and version, with the decision; of the generated ones those that run. */
  readonly decisions: readonly Decided[];
  /** How many generated cases there are for this SUT and the selection, and how many of them run. */
  readonly generated: { readonly available: number; readonly chosen: number };
  /** Generated cases that are not in the sample, in the order in which they take the place of others. */
  readonly reserve: readonly Case[];
}

export interface ChooseOptions {
  /** Every generated case that is selected, not a sample of them. */
  readonly all?: boolean;
  /** Decides which generated cases are in the sample. */
  readonly seed?: number;
  /** Whether the operator is a program that hands on what it is told: then the sample has cases that need one. */
  readonly dictates?: boolean;
  readonly only?: Only;
  /** Only this part of what is chosen. */
  readonly shard?: Shard;
}

/** What an earlier run makes of the selection: only these cases are run. */
export interface Only {
  readonly ids: ReadonlySet<string>;
  /** Why each other case is left out. */
  readonly reason: string;
  /** The generated cases among them all run, whatever the sample is. */
  readonly whole: boolean;
}

/**
 * Throws SELECTION_EMPTY when a pattern matches nothing, and NOTHING_TO_RUN when no case is left: a run of no case
 * would be green by accident.
 */
export function chooseCases(
  catalogue: Catalogue,
  plan: Plan,
  patterns: readonly string[],
  { all = false, seed = 0, dictates = true, only, shard }: ChooseOptions = {},
): Chosen {
  const { role, version } = plan.sut;
  const ours = casesFor(catalogue, role, version);
  const generated = new Set(catalogue.generated(role, version).map(({ id }) => id));
  const facts = ours.map(factsOf);
  const byPlan = select(facts, plan.selection);
  const byCall = select(facts, { include: patterns, exclude: [] });
  const sanity = catalogue.sanity(role, version);
  const wanted = [...generated].filter((id) => byPlan.has(id) && byCall.has(id));
  // Nobody is asked hundreds of times to type a payload, unless it is these cases that are meant.
  const meant = patterns.some((pattern) => pattern.toUpperCase().includes(GENERATED));
  const asking = new Set(facts.filter(({ operator }) => operator.length > 0).map(({ id }) => id));
  const now = only ? wanted.filter((id) => only.ids.has(id)) : wanted;
  const unattended = dictates || meant ? now : now.filter((id) => !asking.has(id));
  const whole = all || only?.whole === true;
  // A sample is spent on what can run; where nothing can, the decisions say why.
  const applies = new Set(facts.filter((item) => generated.has(item.id) && decide(item, plan).run).map(({ id }) => id));
  const candidates = unattended.some((id) => applies.has(id)) ? unattended.filter((id) => applies.has(id)) : unattended;
  const sample = whole ? new Set(now) : sampleGenerated(candidates, seed);
  const listed = facts.filter(({ id }) => !generated.has(id) || sample.has(id));
  const decisions: Decided[] = listed.map((item) => {
    if (item.id === sanity?.id) return { ...item, run: true, applicable: true };
    const decision = decide(item, plan);
    if (!decision.run) return { ...item, run: false, reason: decision.reason, applicable: false };
    if (!byPlan.has(item.id))
      return { ...item, run: false, reason: "The plan's selection leaves it out.", applicable: true };
    if (!byCall.has(item.id))
      return { ...item, run: false, reason: 'It was not selected for this run.', applicable: true };
    if (only && !only.ids.has(item.id)) return { ...item, run: false, reason: only.reason, applicable: true };
    return { ...item, run: true, applicable: true };
  });
  const chosen = new Set(decisions.filter((item) => item.run && item.id !== sanity?.id).map((item) => item.id));
  const sanityAlone =
    sanity !== undefined &&
    patterns.length + plan.selection.include.length > 0 &&
    byPlan.has(sanity.id) &&
    byCall.has(sanity.id);
  if (chosen.size === 0 && !sanityAlone) {
    const reasons = [
      ...new Set(
        decisions
          .filter((item) => !item.run && byCall.has(item.id) && byPlan.has(item.id) && (only?.ids.has(item.id) ?? true))
          .map((item) => `${item.id}: ${item.reason ?? ''}`),
      ),
    ].slice(0, 5);
    if (reasons.length === 0) reasons.push("No case is in both the plan's selection and that of the call.");
    throw Object.assign(new Error('no case is left to run'), {
      code: 'NOTHING_TO_RUN' as const,
      headline: 'no case is left to run',
      hint: `${reasons.join(' ')} See laddprov list --role ${role} --ocpp ${version}.`,
    });
  }
  const cases = ours.filter((item) => chosen.has(item.id));
  const own = shard && dealOut(decisions, cases, shard);
  const left = whole ? [] : drawOrder(candidates, seed).filter((id) => !sample.has(id) && applies.has(id));
  const byId = new Map(ours.map((item) => [item.id, item]));
  return {
    cases: own?.cases ?? cases,
    sanity,
    decisions: own?.decisions ?? decisions,
    generated: { available: wanted.length, chosen: sample.size },
    // No two shards draw the same.
    reserve: left.filter((_, at) => at % (shard?.of ?? 1) === (shard?.index ?? 1) - 1).map((id) => byId.get(id)!),
  };
}

/** What one shard has of the chosen cases, and the decisions as it records them: a case of another shard names it. */
function dealOut(
  decisions: readonly Decided[],
  cases: readonly Case[],
  { index, of }: Shard,
): Pick<Chosen, 'cases' | 'decisions'> {
  const shards = shardsOf(cases.length, of);
  if (of > 1 && !shards.includes(index)) {
    const headline = `shard ${index} of ${of} has no case to run`;
    throw Object.assign(new Error(headline), {
      code: 'NOTHING_TO_RUN' as const,
      headline,
      hint: `${cases.length} cases were chosen: take at most as many shards.`,
    });
  }
  const shardOf = new Map(cases.map(({ id }, at) => [id, shards[at]!]));
  return {
    cases: cases.filter(({ id }) => shardOf.get(id) === index),
    decisions: decisions.map((item) => {
      const shard = shardOf.get(item.id);
      if (shard === undefined) return item;
      return shard === index ? { ...item, shard } : { ...item, run: false, reason: inShard(shard, of), shard };
    }),
  };
}
