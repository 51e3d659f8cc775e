/** The tokens of a plan, and which of them each lane presents: a token that is in a transaction may be in no other. */
import { type z } from 'zod';
import { type idTokens } from './schema/parameters-schema.js';

type Given = z.output<typeof idTokens>;
export type TokenName = keyof Given;

/** A token with its type; 1.6 has no types and uses `idToken` alone. */
interface PlanToken {
  readonly idToken: string;
  readonly type: string;
}
export type TokenSet = Readonly<Record<TokenName, PlanToken>>;

/** Tokens that are used when the plan names none: hexadecimal UIDs of 4 bytes, as RFID cards carry them. */
export const DEFAULT_TOKENS: Readonly<Record<TokenName, string>> = {
  valid: '1ADD0001',
  second: '1ADD0002',
  invalid: '1ADD00FF',
  blocked: '1ADD00B0',
  expired: '1ADD00E0',
  groupMember: '1ADD0003',
  group: '1ADDAAAA',
  masterPass: '1ADD0004',
  masterPassGroup: '1ADDBBBB',
};
const TOKEN_NAMES = Object.keys(DEFAULT_TOKENS) as TokenName[];

/** Tokens that are accepted, and so can be in a transaction. */
const CHARGING: readonly TokenName[] = ['valid', 'second', 'groupMember'];

const listOf = <T>(given: T | readonly T[]): readonly T[] => (Array.isArray(given) ? given : [given as T]);

function tokenOf(name: TokenName, given: Given[TokenName], lane: number): PlanToken {
  const list = listOf(given ?? DEFAULT_TOKENS[name]);
  const token = list[lane % list.length] ?? DEFAULT_TOKENS[name];
  if (typeof token === 'object' && 'idToken' in token) return token;
  const isGroup = name === 'group' || name === 'masterPassGroup';
  return { idToken: String(token), type: isGroup ? 'Central' : 'ISO14443' };
}

/** The tokens of each lane in turn, as many sets as the longest list has tokens; lanes beyond begin anew. */
export function tokenSetsOf(given: Given = {}): readonly [TokenSet, ...TokenSet[]] {
  const count = Math.max(...TOKEN_NAMES.map((name) => listOf(given[name]).length));
  const setOf = (lane: number) =>
    Object.fromEntries(TOKEN_NAMES.map((name) => [name, tokenOf(name, given[name], lane)])) as Record<
      TokenName,
      PlanToken
    >;
  return [setOf(0), ...Array.from({ length: count - 1 }, (_, index) => setOf(index + 1))];
}

/** How many lanes have accepted tokens of their own, of each kind. Tokens compare without regard to case. */
export function lanesWithOwnTokens(sets: readonly TokenSet[]): number {
  const shared = (lane: number) =>
    CHARGING.filter((name) =>
      sets.slice(0, lane).some((set) => set[name].idToken.toLowerCase() === sets[lane]?.[name].idToken.toLowerCase()),
    );
  const first = sets.findIndex((_, lane) => shared(lane).length > 0);
  return first < 0 ? sets.length : first;
}

/** The names of the accepted tokens of which there are fewer than lanes. */
export const scarceTokens = (sets: readonly TokenSet[], lanes: number): readonly TokenName[] =>
  CHARGING.filter((name) => new Set(sets.map((set) => set[name].idToken.toLowerCase())).size < lanes);
