/** Everything that the statement claims, with what the run showed of it. */
import { type EventOf } from '../../harness/record/events.js';
import { type RunModel } from './run-model.js';
import { sameProfile, statementOf } from './statement.js';
import { oncePerCase } from './tally.js';

export interface Declared {
  /** As the statement has it: `Smart Charging`, `C-49`, `HFS-8: 2`. */
  readonly claim: string;
  readonly kind: 'profile' | 'feature';
  /** What the product itself showed of it: a configuration key, a variable of its device model. */
  readonly shown?: EventOf<'claim'>;
  /** The same, where it speaks against the claim. */
  readonly differs?: EventOf<'claim'>;
  /** Cases that ran because of it, and how many of them passed. */
  readonly ran: number;
  readonly passed: number;
}

/** Ids that a condition names, ranges spelt out: `C-30 - C-32` has C-31 in it. */
function idsIn(condition: string): ReadonlySet<string> {
  const spelt = condition.replace(/([A-Z]{1,3}-)(\d{1,3})\s+-\s+\1(\d{1,3})/g, (_, letters: string, first, last) => {
    const ids: string[] = [];
    for (let n = Number(first); n <= Number(last) && ids.length < 100; n++)
      ids.push(letters + String(n).padStart(2, '0'));
    return ids.join(' or ');
  });
  return new Set(spelt.split(/[^\w.-]+/).filter((word) => word !== ''));
}

const about = (subject: string, claim: string): boolean =>
  subject.split(' or ').some((each) => sameProfile(each, claim));

/** The profiles and then the features of the statement, in its order. */
export function declaredIn(model: RunModel): readonly Declared[] {
  const { profiles, features } = statementOf(model.run.plan);
  const ran = oncePerCase(model.cases).map(({ facts, verdict }) => ({
    profiles: Object.keys(facts.profiles),
    ids: idsIn(facts.condition ?? ''),
    passed: verdict === 'pass',
  }));
  const of = (claim: string, kind: Declared['kind']): Declared => {
    const name = kind === 'feature' ? claim.split(':')[0]! : claim;
    const cases = ran.filter((each) =>
      kind === 'profile' ? each.profiles.some((profile) => sameProfile(profile, name)) : each.ids.has(name),
    );
    const shown = model.agreed.find(({ subject }) => about(subject, name));
    const differs = model.claims.find(({ subject }) => about(subject, name));
    const tally = { ran: cases.length, passed: cases.filter(({ passed }) => passed).length };
    return { claim, kind, ...(shown && { shown }), ...(differs && { differs }), ...tally };
  };
  const once = profiles.filter((claim, at) => profiles.findIndex((other) => sameProfile(other, claim)) === at);
  return [...once.map((claim) => of(claim, 'profile')), ...[...new Set(features)].map((claim) => of(claim, 'feature'))];
}

/** Whether anything in the run bears on the claim. */
export const exercised = ({ shown, differs, ran }: Declared): boolean =>
  shown !== undefined || differs !== undefined || ran > 0;
