/** Cuts a condition into tokens, and smooths over the spellings that the official tables have for the same thing. */
import { isAnyFeature } from './features.js';
import { profileNamed } from './profiles.js';

export type ConditionToken =
  | { readonly kind: 'and' | 'or' | 'not' | '(' | ')' | 'through'; readonly at: number }
  | { readonly kind: 'feature'; readonly id: string; readonly at: number }
  | { readonly kind: 'compare'; readonly operator: Comparator; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number };
export type Comparator = '>' | '<' | '>=' | '<=' | '=' | '!=';

/** A condition that cannot be read or names what nobody knows: a mistake in the catalogue, not in the SUT. */
export interface ConditionError extends Error {
  readonly code: 'CONDITION_INVALID' | 'CONDITION_UNKNOWN_ID';
  readonly headline: string;
  readonly hint: string;
}

export function conditionError(code: ConditionError['code'], headline: string, hint: string): ConditionError {
  return Object.assign(new Error(`${headline}. ${hint}`), { code, headline, hint });
}

/** The tables also write C35, C.06.1 and "C-36-(or) C-39". */
function smooth(text: string): string {
  return text
    .replace(/\bC\.?(\d{2}(?:\.\d)?)\b/g, 'C-$1')
    .replace(/-\s*\(or\)/gi, ' - ')
    .replace(/\bISO15118\b/g, 'ISO 15118');
}

const TOKEN =
  /\s+|(?<paren>[()])|(?<compare>>=|<=|!=|>|<|=)|"(?<quoted>[^"]+)"|(?<id>(?:C|AS|SC|R|DM|ISO|LA|UI|P|AQ|HFS)-\d+(?:\.\d+)?)|(?<through>-)|(?<number>\d+(?:\.\d+)?)|(?<word>[A-Za-z][\w/]*)/gy;

/** Words that stand for nothing by themselves: `Product Subtype "…"` names the feature in the quotes. */
const FILLERS = new Set(['product', 'subtype', 'support']);

/** The name in `words`: a profile (with or without "support"), a feature by name, or the words as they are. */
function named(words: readonly string[]): string {
  const text = words.join(' ');
  const bare = words.filter((word) => !FILLERS.has(word.toLowerCase())).join(' ');
  return (
    profileNamed(text) ?? profileNamed(bare) ?? profileNamed(`${bare} Support`) ?? (isAnyFeature(bare) ? bare : text)
  );
}

export function conditionTokens(condition: string): ConditionToken[] {
  const text = smooth(condition);
  const tokens: ConditionToken[] = [];
  let words: string[] = [];
  let wordsAt = 0;
  const flush = () => {
    const meant = words.some((word) => !FILLERS.has(word.toLowerCase()));
    if (meant) tokens.push({ kind: 'feature', id: named(words), at: wordsAt });
    words = [];
  };
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) {
      throw conditionError(
        'CONDITION_INVALID',
        `Condition "${condition}" has "${text[at]}" at character ${at + 1}`,
        HINT,
      );
    }
    const { paren, compare, quoted, id, through, number, word } = groups;
    const operator = word?.toLowerCase();
    if (operator === 'and' || operator === 'or' || operator === 'not') {
      flush();
      tokens.push({ kind: operator, at });
    } else if (word !== undefined || (number !== undefined && words.length > 0)) {
      if (words.length === 0) wordsAt = at;
      words.push(word ?? number!);
    } else if (quoted !== undefined) {
      words = [];
      tokens.push({ kind: 'feature', id: quoted, at });
    } else if (paren !== undefined) {
      flush();
      tokens.push({ kind: paren as '(' | ')', at });
    } else if (compare !== undefined) {
      flush();
      tokens.push({ kind: 'compare', operator: compare as Comparator, at });
    } else if (id !== undefined) {
      flush();
      tokens.push({ kind: 'feature', id, at });
    } else if (through !== undefined) {
      flush();
      tokens.push({ kind: 'through', at });
    } else if (number !== undefined) {
      tokens.push({ kind: 'number', value: Number(number), at });
    }
  }
  flush();
  return tokens;
}

export const HINT = 'Write feature ids and profile names joined by and, or, not and brackets: C-49 and (C-30 or C-31).';
