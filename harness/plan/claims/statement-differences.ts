/** What a probe shows and the statement does not say, and the other way round. */
import { type Claim, compareClaims } from './claims.js';
import { type Plan } from '../plan.js';
import { featuresOf } from '../statement/claimed-features.js';
import { type ProbeFound } from '../probed/probe-found.js';
import { probedStatement } from '../probed/probed-statement.js';
import { collectShown } from './shown-facts.js';

export interface Difference {
  readonly subject: string;
  /** `lacks`: the product shows it and the plan does not say it; `claims`: the plan says it and the product does not show it. */
  readonly kind: 'lacks' | 'claims';
  /** What was seen, with its frame. */
  readonly shown: string;
}

const ofClaim = ({ subject, kind, claimed, shown, frames }: Claim): Difference => {
  const from = `from frame ${frames.at(-1) ?? 0}: ${shown}`;
  // A number is said and shown, and differs.
  const said = /^\d+$/.test(claimed) ? `the plan says ${claimed}, ` : '';
  return { subject, kind: kind === 'under-claim' ? 'lacks' : 'claims', shown: `${said}${from}` };
};

/** Every difference, one per subject: by configuration and device model first, then by messages. */
export function statementDifferences(found: ProbeFound, plan: Plan): readonly Difference[] {
  const { role, version } = plan.sut;
  const byClaims = compareClaims(collectShown(version, found.messages), plan).map(ofClaim);
  const { profiles, features, open } = probedStatement(found, role, version);
  const claimed = featuresOf(plan);
  const shownOnly = [...profiles, ...features]
    .filter(({ id }) => !claimed.has(id))
    .map(({ id, source }): Difference => ({ subject: id, kind: 'lacks', shown: source }));
  const saidOnly = [...open]
    .filter(([id, why]) => claimed.has(id) && why.startsWith('not there'))
    .map(([id, why]): Difference => ({ subject: id, kind: 'claims', shown: why.replace(/^not there, /, '') }));
  const first = new Map<string, Difference>();
  for (const one of [...byClaims, ...shownOnly, ...saidOnly]) if (!first.has(one.subject)) first.set(one.subject, one);
  return [...first.values()];
}
