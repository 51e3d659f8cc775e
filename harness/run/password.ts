/** The Basic authentication password of one identity, as the bytes that go over the wire. */
import { type Plan } from '../plan/plan.js';
import { passwordFor } from '../plan/reading/redact.js';

/** Undefined where nobody authenticates by password (security profiles 0 and 3). */
export function passwordOf(plan: Plan, identity: string): Buffer | undefined {
  const password = passwordFor(plan, identity);
  if (password === undefined) return undefined;
  return typeof password === 'string' ? Buffer.from(password, 'utf8') : Buffer.from(password);
}
