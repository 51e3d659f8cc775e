/** The negative cases, made on first use: for one SUT they are thousands. */
import { type Case } from '../../../harness/peers/case.js';
import { type Role, type Version } from '../../../harness/peers/for-cases/versions.js';
import { ACTS, harmless } from './base.js';
import { allowedFor } from '../../../harness/peers/for-cases/wrong.js';
import { kindOf } from './judgement.js';
import { seeSound } from './sound.js';
import { badAnswersTo } from './bad-answers.js';
import { refusing } from '../../helpers/refusal.js';
import { requestCases } from './requests.js';
import { resultCases } from './results.js';

const made = new Map<string, readonly Case[]>();

/** All negative cases for a SUT, always in the same order. */
export function generatedCases(role: Role, version: Version): readonly Case[] {
  const key = `${role} ${version}`;
  let cases = made.get(key);
  if (cases === undefined) {
    cases = [...requestCases(version, role), ...resultCases(version, role)];
    made.set(key, cases);
  }
  return cases;
}

/** What the cases come of, as text: it changes when they do, the schemas aside, which the record names by themselves. */
export const generator: string = [
  ...[requestCases, resultCases, badAnswersTo, kindOf, allowedFor, refusing, seeSound],
  ...[harmless, ACTS],
]
  .map(String)
  .join('\n');
