/** What a run says of every requirement of the specification, whether or not a case names it. */
import { type Requirement, requirementsOf } from '../facts/requirements.js';
import { untestable, type UntestableCode } from '../facts/untestable.js';
import { type RequirementGroup, type RunModel } from './run-model.js';
import { byNature } from './natural-order.js';

/**
 * - checked: a check of this run rests on it
 * - other side: it obliges the other end of the connection alone
 * - untestable: no message shows it; `why` says the reason
 * - permission: it allows something and obliges nobody
 * - not run: a case names it, and no check of this run rests on it
 * - seen: the messages that it names were exchanged in this run, and no case judges it
 * - no case: none of these
 */
export type CoverageStatus = 'checked' | 'not run' | 'seen' | 'no case' | 'other side' | 'permission' | 'untestable';

export const COVERAGE_STATUSES: readonly CoverageStatus[] = [
  'checked',
  'not run',
  'seen',
  'no case',
  'other side',
  'permission',
  'untestable',
];

export interface Covered {
  readonly requirement: Requirement;
  readonly status: CoverageStatus;
  readonly why?: UntestableCode;
  /** The checks and cases that name it, where there are any. */
  readonly group?: RequirementGroup;
}

export interface CoveredBlock {
  readonly name: string;
  readonly requirements: readonly Covered[];
}

export interface RequirementCoverage {
  readonly blocks: readonly CoveredBlock[];
  /** Other clauses that cases name: of other documents, or of another edition. */
  readonly others: readonly RequirementGroup[];
}

type Facts = Pick<RunModel, 'run' | 'requirements' | 'actions'>;

/** The part of a clause of 1.6 that has a row of its own: `1.6 §5.16.2` counts for `1.6 §5.16`. */
const sectionOf = (id: string): string => /^(1\.6 §\d+\.\d+)(?:\.\d+)*$/.exec(id)?.[1] ?? id;

/** Groups that count for the same requirement as one: the worst standing first, all checks and cases together. */
function joined(groups: readonly RequirementGroup[], id: string): RequirementGroup {
  const [only] = groups;
  if (groups.length === 1 && only) return only;
  const order: readonly RequirementGroup['standing'][] = [
    'error',
    'fail',
    'inconclusive',
    'pass',
    'incomplete',
    'none',
  ];
  const standing = order.find((each) => groups.some((group) => group.standing === each)) ?? 'none';
  const unique = (keys: readonly string[]): string[] => [...new Set(keys)];
  return {
    id,
    standing,
    checks: groups.flatMap(({ checks }) => checks),
    cases: unique(groups.flatMap(({ cases }) => cases)),
    notRun: unique(groups.flatMap(({ notRun }) => notRun)),
  };
}

function statusOf(
  requirement: Requirement,
  group: RequirementGroup | undefined,
  { run, actions }: Facts,
): Pick<Covered, 'status' | 'why'> {
  const { id, duty, obliges, messages } = requirement;
  if (group !== undefined && group.checks.length > 0) return { status: 'checked' };
  if (duty !== 'both' && duty !== 'other' && duty !== run.sut.role) return { status: 'other side' };
  const why = untestable.get(id);
  if (why !== undefined) return { status: 'untestable', why };
  if (!obliges) return { status: 'permission' };
  // What is neither the station's nor the CSMS's duty is another product's.
  if (duty === 'other') return { status: 'untestable', why: 'elsewhere' };
  if (group !== undefined) return { status: 'not run' };
  const seen = messages.length > 0 && messages.every((message) => actions.has(message));
  return { status: seen ? 'seen' : 'no case' };
}

/** Sorts every requirement of the run's specification by what the run says of it. */
export function coverRequirements(model: Facts): RequirementCoverage {
  const requirements = requirementsOf(model.run.sut.version);
  const known = new Set(requirements.map(({ id }) => id));
  const groups = new Map<string, RequirementGroup[]>();
  const others: RequirementGroup[] = [];
  for (const group of model.requirements) {
    const id = sectionOf(group.id);
    if (!known.has(id)) others.push(group);
    else groups.set(id, [...(groups.get(id) ?? []), group]);
  }
  const blocks = new Map<string, Covered[]>();
  for (const requirement of requirements) {
    const named = groups.get(requirement.id);
    const group = named && joined(named, requirement.id);
    const covered = { requirement, ...statusOf(requirement, group, model), ...(group && { group }) };
    const block = blocks.get(requirement.block);
    if (block) block.push(covered);
    else blocks.set(requirement.block, [covered]);
  }
  return {
    blocks: [...blocks].map(([name, covered]) => ({ name, requirements: covered })),
    others: others.sort((a, b) => byNature(a.id, b.id)),
  };
}

/** How many of the requirements have each status. */
export function countCoverage(covered: readonly Covered[]): Readonly<Record<CoverageStatus, number>> {
  const counts = Object.fromEntries(COVERAGE_STATUSES.map((status) => [status, 0])) as Record<CoverageStatus, number>;
  for (const { status } of covered) counts[status]++;
  return counts;
}
