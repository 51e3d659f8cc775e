/** The negative cases, made on first use: for one SUT they are thousands. */
import { type Case } from '../../harness/peers/case.js';
import { type Role, type Version } from '../../harness/peers/versions.js';
import { ACTS, HARMLESS } from './base.js';
import { judgementOf } from './judgement.js';
import { badAnswersTo } from './bad-answers.js';
import { refusing } from './refusal.js';
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
  ...[requestCases, resultCases, badAnswersTo, judgementOf, refusing],
  ...[HARMLESS.member, HARMLESS.number, HARMLESS.text, ACTS],
]
  .map(String)
  .join('\n');
