/** The secrets that messages carry: passwords in 1.6 AuthorizationKey and 2.x BasicAuthPassword. */

export const REDACTED = '[redacted]';

export const SECRET_NAMES = /AuthorizationKey|BasicAuthPassword/i;
const isSecretName = (name: unknown) => typeof name === 'string' && SECRET_NAMES.test(name);

/** Replaces the value beside a secret's name: `{key, value}` of 1.6, `{variable: {name}, attributeValue}` of 2.x. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  const variable = object['variable'] as { readonly name?: unknown } | undefined;
  const secret = isSecretName(object['key']) || isSecretName(variable?.name);
  return Object.fromEntries(
    Object.entries(object).map(([key, part]) => [
      key,
      secret && (key === 'value' || key === 'attributeValue') && part !== '' ? REDACTED : withoutSecrets(part),
    ]),
  );
}
