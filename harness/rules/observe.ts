/** Runs rules side by side over one observation. */
import { type Finding, type Rule, type RuleSettings, type Seen } from './rule.js';

export type RuleFinding = Finding & { readonly rule: string };

export interface Observer {
  /** What the rules find in the next thing seen; events come in the order of their time. */
  on(seen: Seen): readonly RuleFinding[];
}

/** Starts every rule afresh. A rule that has no clause for a version does not see that version's events. */
export function createObserver(rules: readonly Rule[], settings: RuleSettings): Observer {
  const running = rules.map((rule) => ({ rule, state: rule.init(settings) }));
  return {
    on: (seen) =>
      running.flatMap(({ rule, state }) => {
        if (seen.kind !== 'end' && rule.clauses[seen.version] === undefined) return [];
        return rule.on(seen, state).map((finding) => ({ ...finding, rule: rule.id }));
      }),
  };
}
