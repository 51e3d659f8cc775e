/**
 * Official conditions as expressions: `C-49 and (C-30 or C-31) and NOT AQ-2`, `HFS-8 > 1`, `C-30 - C-35 or ISO 15118
 * support`. "not" binds more tightly than "and", "and" more tightly than "or"; `C-30 - C-35` is any of them.
 */
import { conditionError, conditionTokens, HINT, type Comparator, type ConditionToken } from './condition-tokens.js';
import { isAnyFeature } from './features.js';
import { hintFor } from '../reading/nearest.js';
import { profileNamed } from './profiles.js';

export type Condition =
  | { readonly kind: 'feature'; readonly id: string }
  | { readonly kind: 'compare'; readonly id: string; readonly operator: Comparator; readonly value: number }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and'; readonly of: readonly Condition[] }
  | { readonly kind: 'or'; readonly of: readonly Condition[] };

export type Features = ReadonlyMap<string, string | number | true>;

/** C-30 through C-34: every whole number between the two, both included. */
function range(from: string, to: string): Condition | undefined {
  const [, letters, first] = /^([A-Z]+-)(\d+)$/.exec(from) ?? [];
  const [, otherLetters, last] = /^([A-Z]+-)(\d+)$/.exec(to) ?? [];
  if (letters === undefined || letters !== otherLetters || Number(first) >= Number(last)) return undefined;
  const ids = Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => {
    return `${letters}${String(Number(first) + index).padStart(first!.length, '0')}`;
  });
  return { kind: 'or', of: ids.map((id) => ({ kind: 'feature', id })) };
}

/**
 * Reads a condition.
 * @throws ConditionError with code CONDITION_INVALID when it cannot be read.
 */
export function parseCondition(text: string): Condition {
  const tokens = conditionTokens(text);
  let next = 0;
  const fail = (token: ConditionToken | undefined): never => {
    const where = token === undefined ? 'ends too early' : `cannot be read at character ${token.at + 1}`;
    throw conditionError('CONDITION_INVALID', `Condition "${text}" ${where}`, HINT);
  };
  const take = (kind: ConditionToken['kind']): boolean => tokens[next]?.kind === kind && ++next > 0;

  const joined = (kind: 'and' | 'or', part: () => Condition): Condition => {
    const of = [part()];
    while (take(kind)) of.push(part());
    return of.length === 1 ? of[0]! : { kind, of };
  };
  const anyOf = (): Condition => joined('or', allOf);
  const allOf = (): Condition => joined('and', one);
  const one = (): Condition => {
    if (take('not')) return { kind: 'not', of: one() };
    if (take('(')) {
      const inner = anyOf();
      return take(')') ? inner : fail(tokens[next]);
    }
    const feature = tokens[next++];
    if (feature?.kind !== 'feature') return fail(feature);
    const after = tokens[next];
    if (after?.kind === 'compare') {
      const number = tokens[next + 1];
      if (number?.kind !== 'number') return fail(number);
      next += 2;
      return { kind: 'compare', id: feature.id, operator: after.operator, value: number.value };
    }
    if (after?.kind === 'through') {
      const last = tokens[next + 1];
      next += 2;
      return (last?.kind === 'feature' ? range(feature.id, last.id) : undefined) ?? fail(last ?? after);
    }
    return { kind: 'feature', id: feature.id };
  };

  const condition = anyOf();
  return next < tokens.length ? fail(tokens[next]) : condition;
}

/** Every id and profile name that a condition speaks of. */
export function conditionIds(condition: Condition): readonly string[] {
  if (condition.kind === 'feature' || condition.kind === 'compare') return [condition.id];
  return condition.kind === 'not' ? conditionIds(condition.of) : condition.of.flatMap(conditionIds);
}

function claimed(features: Features, id: string): boolean {
  const value = features.get(id);
  return value !== undefined && value !== 0 && value !== '';
}

function compare(left: number, operator: Comparator, right: number): boolean {
  if (operator === '>') return left > right;
  if (operator === '<') return left < right;
  if (operator === '>=') return left >= right;
  if (operator === '<=') return left <= right;
  return operator === '=' ? left === right : left !== right;
}

function holds(condition: Condition, features: Features): boolean {
  if (condition.kind === 'feature') return claimed(features, condition.id);
  if (condition.kind === 'not') return !holds(condition.of, features);
  if (condition.kind === 'and') return condition.of.every((part) => holds(part, features));
  if (condition.kind === 'or') return condition.of.some((part) => holds(part, features));
  const value = features.get(condition.id);
  return typeof value === 'number' && compare(value, condition.operator, condition.value);
}

/**
 * Whether the features meet the condition. A feature with the value 0 or '' is not there; a comparison with a feature
 * that has no number does not hold.
 * @throws ConditionError with code CONDITION_UNKNOWN_ID for an id that no role and no version has.
 */
export function evaluateCondition(condition: Condition, features: Features): boolean {
  for (const id of conditionIds(condition)) {
    if (isAnyFeature(id) || profileNamed(id) !== undefined || features.has(id)) continue;
    throw conditionError('CONDITION_UNKNOWN_ID', `No feature or profile is called "${id}"`, hintFor(id, []) || HINT);
  }
  return holds(condition, features);
}

/** What is missing, in words: `C-49 and (C-30 or C-31)`, `HFS-8 > 1`, `not AQ-2`; '' when the condition is met. */
export function unmet(condition: Condition, features: Features, wanted = true): string {
  if (holds(condition, features) === wanted) return '';
  if (condition.kind === 'feature') return wanted ? condition.id : `not ${condition.id}`;
  if (condition.kind === 'not') return unmet(condition.of, features, !wanted);
  if (condition.kind === 'compare') {
    const text = `${condition.id} ${condition.operator} ${condition.value}`;
    return wanted ? text : `not ${text}`;
  }
  const parts = condition.of.map((part) => unmet(part, features, wanted)).filter((part) => part !== '');
  const word = (condition.kind === 'and') === wanted ? 'and' : 'or';
  if (parts.length === 1) return parts[0]!;
  return word === 'or' ? `(${parts.join(' or ')})` : parts.join(' and ');
}
