/** The Basic authentication password of one identity, as the bytes that go over the wire. */
import { type Plan } from '../plan/plan.js';

/** Undefined for security profile 0, where nobody authenticates. Text is UTF-8, `passwordHex` is bytes. */
export function passwordOf({ security }: Plan, identity: string): Buffer | undefined {
  if (security.profile !== 1 && security.profile !== 2) return undefined;
  const own = security.passwords?.[identity];
  const forms = own === undefined ? security : typeof own === 'string' ? { password: own } : own;
  if ('passwordHex' in forms && forms.passwordHex !== undefined) return Buffer.from(forms.passwordHex, 'hex');
  return forms.password === undefined ? undefined : Buffer.from(forms.password, 'utf8');
}
