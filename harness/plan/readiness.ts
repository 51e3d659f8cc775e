/** What a valid plan asks for that cannot be run yet; `doctor` and `run` say so before anything else. */
import { type Plan } from './plan.js';

export interface NotReady {
  readonly code: 'SECURITY_PROFILE_UNSUPPORTED';
  readonly headline: string;
  readonly hint: string;
}

/** Why the plan cannot run, if it cannot: security profiles 2 and 3 are read, but TLS connections are not made yet. */
export function notReady(plan: Plan): NotReady | undefined {
  const { profile } = plan.security;
  if (profile < 2) return undefined;
  return {
    code: 'SECURITY_PROFILE_UNSUPPORTED',
    headline: `Security profile ${profile} cannot be run yet: the tester makes no TLS connections`,
    hint: 'Use profile 1 on a network of your own, or put a TLS proxy between the SUT and the tester.',
  };
}
