/** Asks the table of wrong messages: what may answer a kind, and what an answer is worth. */
import { is2x, type Version } from '../../doors/protocol.js';
import { ERROR_CODES, spellings, spelt } from './error-codes.js';
import { type Kind, ROWS } from './rows.js';

/** What may come of a message of one kind. */
export interface Allowed {
  /** The codes that say what is wrong, as the version spells them. */
  readonly fitting: readonly string[];
  /** Every code that passes, as this version and as others spell it: the spelling is another matter (rule `framing`). */
  readonly codes: readonly string[];
  readonly result: 'none' | 'refusing' | 'any';
  readonly silence: boolean;
  readonly closes: boolean;
  readonly complaint: boolean;
  /** The ids that an answer to the message with this id may carry. */
  ids(id: string): readonly string[];
  /** The section that it rests on. */
  readonly clause: string;
}

/** §4.1.4: whoever gives back a longer id may cut it. */
const LONGEST_ID = 36;
/** What stands for an id that could not be read: `-1` by Part 4 §4.2.3. */
const UNREAD = ['-1', ''];

const family = (version: Version) => (is2x(version) ? '2.x' : '1.6');
const unique = (list: readonly string[]): readonly string[] => [...new Set(list)];

/** The codes that pass with an advisory. */
function vagueOf(version: Version, kind: Kind): readonly string[] {
  const vague = ROWS[kind].vague[family(version)];
  return kind === 'type-unknown' && version === '2.0.1' ? [...vague, 'MessageTypeNotSupported'] : vague;
}

export function allowedFor(version: Version, kind: Kind): Allowed {
  const row = ROWS[kind];
  const which = family(version);
  const fitting = row.fitting[which].map((code) => spelt(version, code));
  return {
    fitting,
    codes: unique([...row.fitting[which], ...vagueOf(version, kind)].flatMap((code) => spellings(code))),
    result: row.result[which],
    silence: row.silence[which],
    closes: row.closes,
    complaint: row.complaint && version === '2.1',
    ids: (id) => (row.ownId ? [id] : unique([id, id.slice(0, LONGEST_ID), ...UNREAD])),
    clause: `${which === '1.6' ? 'OCPP-J 1.6' : 'Part 4'} §${row.section[which]}`,
  };
}

/** What came of a message. `refuses`: the result's status says no. */
export type AnswerTo =
  | { readonly kind: 'result'; readonly refuses: boolean }
  | { readonly kind: 'error'; readonly code: string }
  /** Its form is the subject of a rule; what it refuses with counts. */
  | { readonly kind: 'malformed'; readonly code?: string }
  | { readonly kind: 'result-error' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'closed' };

/** `noted`: it passes, and there is something to be said about it. */
export interface Worth {
  readonly verdict: 'right' | 'noted' | 'wrong';
  /** What the note is about. */
  readonly about?: 'spelling' | 'code' | 'taken' | 'closed';
  /** What there is to say, such as `InternalError says less of what is wrong than TypeConstraintViolation`. */
  readonly note?: string;
}

const RIGHT: Worth = { verdict: 'right' };
const WRONG: Worth = { verdict: 'wrong' };
const noted = (about: NonNullable<Worth['about']>, note: string): Worth => ({ verdict: 'noted', about, note });

function ofCode(version: Version, kind: Kind, given: string): Worth {
  const { fitting, codes } = allowedFor(version, kind);
  const code = spelt(version, given);
  if (!codes.includes(given) || !ERROR_CODES[version].includes(code)) return WRONG;
  if (fitting.includes(code))
    return code === given ? RIGHT : noted('spelling', `${given} is spelt as another version spells it, not ${code}`);
  if (kind === 'type-unknown') return noted('code', `${code} is deprecated: such a message is ignored as a whole`);
  const best = fitting.slice(0, 2).join(' or ');
  return noted(
    'code',
    best === '' ? `${code}, although the message is allowed` : `${code} says less of what is wrong than ${best}`,
  );
}

/** What the answer is worth. The same question has the same answer, whoever asks. */
export function judgeAnswer(version: Version, kind: Kind, answer: AnswerTo): Worth {
  const { result, silence, closes, complaint } = allowedFor(version, kind);
  switch (answer.kind) {
    case 'error':
    case 'malformed':
      return ofCode(version, kind, answer.code ?? '');
    case 'result': {
      const passes = result === 'any' || (result === 'refusing' && answer.refuses);
      if (!passes) return WRONG;
      return ROWS[kind].served ? RIGHT : noted('taken', 'it was taken, not refused with an error');
    }
    case 'result-error':
      return complaint ? RIGHT : WRONG;
    case 'silence':
      return silence ? RIGHT : WRONG;
    case 'closed':
      return closes ? noted('closed', 'the connection was closed over it') : WRONG;
  }
}
