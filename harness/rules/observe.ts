/** Runs rules side by side over one observation. */
import { type Version, VERSIONS } from '../doors/protocol.js';
import { type Finding, type Rule, type RuleSettings, type Seen } from './rule.js';

export type RuleFinding = Finding & { readonly rule: string };

export interface Observer {
  /** What the rules find in the next thing seen; events come in the order of their time. */
  on(seen: Seen): readonly RuleFinding[];
}

const NONE: readonly RuleFinding[] = [];

/** Starts every rule afresh. A rule that has no clause for a version does not see that version's events. */
export function createObserver(rules: readonly Rule[], settings: RuleSettings): Observer {
  const running = rules.map((rule) => ({ rule, state: rule.init(settings) }));
  const concerned = Object.fromEntries(
    VERSIONS.map((version) => [version, running.filter(({ rule }) => rule.clauses[version] !== undefined)]),
  ) as Record<Version, typeof running>;
  return {
    on(seen) {
      let all: RuleFinding[] | undefined;
      for (const { rule, state } of seen.kind === 'end' ? running : concerned[seen.version]) {
        for (const finding of rule.on(seen, state)) (all ??= []).push({ ...finding, rule: rule.id });
      }
      return all ?? NONE;
    },
  };
}
