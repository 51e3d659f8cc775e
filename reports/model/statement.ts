/** What a plan says, read from the copy that the record holds: no shape of it can be relied on. */

type Loose = Readonly<Record<string, unknown>>;

/** The object under a key of an object; empty where there is none. */
export function part(value: unknown, key: string): Loose {
  const under = (value as Loose | undefined | null)?.[key];
  return typeof under === 'object' && under !== null ? (under as Loose) : {};
}

const MOST = 200;

const strings = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).slice(0, MOST).filter((each): each is string => typeof each === 'string');

export interface Statement {
  readonly profiles: readonly string[];
  /** As they are written: `C-49`, `HFS-8: 2`. */
  readonly features: readonly string[];
}

/** What the SUT was stated to support; empty lists where the plan does not say. */
export function statementOf(plan: unknown): Statement {
  const { profiles, features } = part(plan, 'statement');
  const named = (Array.isArray(features) ? (features as unknown[]) : []).slice(0, MOST).flatMap((each) => {
    if (typeof each === 'string') return [each];
    if (typeof each !== 'object' || each === null) return [];
    return Object.entries(each).map(([id, value]) => (value === true ? id : `${id}: ${String(value)}`));
  });
  return { profiles: strings(profiles), features: named };
}

const bare = (text: string): string => text.replace(/\s+/g, '').toLowerCase();

/** Whether two spellings name the same profile: letter case and spaces vary between the documents. */
export const sameProfile = (a: string, b: string): boolean => bare(a) === bare(b);
