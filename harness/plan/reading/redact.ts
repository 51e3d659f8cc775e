/** Keeps secrets out of the record: the plan without them, and the list of the texts to take out everywhere. */
import { environmentNames } from './environment.js';
import { group, type Loose } from '../contradictions/loose.js';
import { type Plan } from '../plan.js';

const REDACTED = '[redacted]';

/** Names whose values are taken for secrets: of headers, and of fields and parameters. */
const SECRET_HEADER = /auth|token|secret|cookie|passw|key|credential/i;
const SECRET_FIELD = /secret|passw|api-?key|access-?token|credential/i;
const SECRET_PARAMETER = /([?&][^=&]*(?:secret|passw|key|token|credential)[^=&]*=)([^&{}]+)/gi;
/** `{{args.password}}`, `Bearer {{env.API_TOKEN}}`: nothing secret stands in the file itself. */
const PLACEHOLDER_ONLY = /^(\s*\w+\s+)?\s*\{\{[^{}]*\}\}\s*$/;

/** Settings of an operator without the values of telling names; each such value is added to `found`. */
function sweep(value: unknown, name: string, telling: RegExp, found: Set<string>): unknown {
  if (typeof value === 'string') {
    if (name === 'url') {
      return value.replace(SECRET_PARAMETER, (_whole, start: string, secret: string) => {
        found.add(secret);
        return `${start}${REDACTED}`;
      });
    }
    if (value === '' || !telling.test(name) || PLACEHOLDER_ONLY.test(value)) return value;
    found.add(value);
    return REDACTED;
  }
  if (Array.isArray(value)) return value.map((item) => sweep(item, name, telling, found));
  if (typeof value !== 'object' || value === null) return value;
  const inner = name === 'headers' ? SECRET_HEADER : SECRET_FIELD;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sweep(item, key, inner, found)]));
}

function redactForms(holder: Loose): Loose {
  const hidden = ['password', 'passwordHex'].filter((form) => holder[form] !== undefined);
  return { ...holder, ...Object.fromEntries(hidden.map((form) => [form, REDACTED])) };
}

/** The forms in which a password may turn up: itself, its bytes in hexadecimal, the Basic credentials. */
function formsOf(password: string | Uint8Array, identities: readonly string[]): string[] {
  const bytes = Buffer.from(password);
  const hex = bytes.toString('hex');
  const basic = identities.map((identity) => Buffer.concat([Buffer.from(`${identity}:`), bytes]).toString('base64'));
  return [...(typeof password === 'string' ? [password] : []), hex, hex.toUpperCase(), ...basic];
}

type Forms = Pick<Plan['security'], 'password' | 'passwordHex'>;

function passwordOf(forms: Forms): string | Uint8Array | undefined {
  return forms.password ?? (forms.passwordHex === undefined ? undefined : Buffer.from(forms.passwordHex, 'hex'));
}

/**
 * The password of an identity: its own, or the one that all share; bytes where the plan gives hexadecimal. Undefined
 * where the security profile uses none.
 */
export function passwordFor(plan: Plan, identity: string): string | Uint8Array | undefined {
  const passwords = plan.security.passwords ?? {};
  const own = Object.hasOwn(passwords, identity) ? passwords[identity] : undefined;
  return typeof own === 'string' ? own : passwordOf(own ?? plan.security);
}

function environmentTexts(value: unknown, env: Readonly<Record<string, string | undefined>>): string[] {
  if (typeof value === 'string') return environmentNames(value).flatMap((name) => env[name] ?? []);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => environmentTexts(inner, env));
}

/**
 * The plan as it was written (`raw`) without its secrets, and every text that must not stand in a record. Longer texts
 * come first, so that one within another does not leave a rest.
 */
export function redactPlan(
  raw: unknown,
  plan: Plan,
  env: Readonly<Record<string, string | undefined>>,
): { readonly redacted: unknown; readonly secrets: readonly string[] } {
  const secrets = new Set<string>();
  for (const identity of [...plan.sut.identities, plan.sut.identity]) {
    const password = passwordFor(plan, identity);
    if (password !== undefined) for (const form of formsOf(password, [identity])) secrets.add(form);
  }
  for (const text of environmentTexts(plan.operator, env)) secrets.add(text);
  const file = group(raw);
  const security = redactForms(group(file['security']));
  const passwords = Object.entries(group(security['passwords'])).map(([identity, entry]) => {
    return [identity, typeof entry === 'string' ? REDACTED : redactForms(group(entry))] as const;
  });
  const parameters = group(file['parameters']);
  const tokens = plan.redactTokens
    ? plan.parameters.tokenSets.flatMap((set) => Object.values(set).map((token) => token.idToken))
    : [];
  for (const token of tokens) if (token !== '') secrets.add(token);
  const operators = file['operator'];
  const redacted = {
    ...file,
    security: { ...security, ...(passwords.length > 0 ? { passwords: Object.fromEntries(passwords) } : {}) },
    ...(operators === undefined ? {} : { operator: sweep(operators, 'operator', SECRET_FIELD, secrets) }),
    ...(plan.redactTokens && parameters['idTokens'] !== undefined
      ? { parameters: { ...parameters, idTokens: REDACTED } }
      : {}),
  };
  const ordered = [...secrets].filter((text) => text !== '').sort((a, b) => b.length - a.length);
  return { redacted, secrets: ordered };
}
