/** Answers that are wrong in one place: results from the schemas, and CALLERRORs with codes that nobody expects. */
import { type Negative, negativesOf } from '../../../harness/peers/for-cases/negatives.js';
import { is2x, type Role, type Version } from '../../../harness/peers/for-cases/versions.js';
import { allowedFor } from '../../../harness/peers/for-cases/wrong.js';
import { harmless } from './base.js';
import { idOf, resultId } from './ids.js';
import { kindOf, optionalPlaces } from './judgement.js';

/** What the tester answers one request of the SUT with. */
export interface BadAnswer {
  readonly id: string;
  readonly action: string;
  /** What is wrong with it, in words. */
  readonly says: string;
  /** Whether the schema allows it. */
  readonly valid: boolean;
  /** Codes that a CALLRESULTERROR may name (2.1). */
  readonly codes: readonly string[];
  /** The text of the answer to the CALL with this id, at this time (RFC 3339). */
  text(id: string, now: string): string;
}

/** Results that set the SUT's clock or interval do it with what is right, unless that very place is wrong. */
function timely(payload: Record<string, unknown>, path: string, now: string): Record<string, unknown> {
  if (typeof payload['currentTime'] === 'string' && path !== 'currentTime') payload['currentTime'] = now;
  return payload;
}

function ofResult(version: Version, sut: Role, negative: Negative, optional: boolean): BadAnswer {
  const { action, path, says, valid } = negative;
  const { codes } = allowedFor(version, kindOf(version, negative, optional));
  return {
    id: idOf(version, sut, negative),
    action,
    says: `a result of which ${path === '' ? 'the payload' : path} has ${says}`,
    valid,
    codes: valid ? [] : codes,
    text: (id, now) => JSON.stringify([3, id, timely(negative.payload(), path, now)]),
  };
}

/** CALLERRORs that a receiver has to bear: the documents name codes, and nobody keeps a sender from others. */
function errorsTo(version: Version, sut: Role, action: string): readonly BadAnswer[] {
  const error = (kind: string, says: string, code: string, description = '', details: object = {}): BadAnswer => ({
    id: resultId(version, sut, `${action}.conf`, `error-${kind}`),
    action,
    says: `a CALLERROR with ${says}`,
    valid: false,
    codes: [],
    text: (id) => JSON.stringify([4, id, code, description, details]),
  });
  return [
    error('unknown', 'a code that is in no list', 'LaddprovNegative'),
    error('empty', 'an empty code', ''),
    error('foreign', "another version's spelling of a code", is2x(version) ? 'FormationViolation' : 'FormatViolation'),
    error('long', 'a description of 1,000 characters', 'GenericError', 'x'.repeat(1000)),
    error('details', 'details of many levels', 'InternalError', '', { a: [{ b: [{ c: { d: [null, 1, 'x', {}] } }] }] }),
    error('internal', 'the code InternalError', 'InternalError'),
  ];
}

/** Every bad answer to one request of the SUT. */
export function badAnswersTo(version: Version, sut: Role, action: string): readonly BadAnswer[] {
  const negatives = negativesOf(version, action, 'response', harmless(version, action, 'response'));
  const optional = optionalPlaces(negatives);
  return [
    ...negatives.map((negative) => ofResult(version, sut, negative, optional(negative))),
    ...errorsTo(version, sut, action),
  ];
}
