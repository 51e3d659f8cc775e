/** `{{…}}` in the texts of a plan, filled in from a request. Placeholders: args.x, action, role, why, within, env.NAME. */
import { type OperatorRequest } from '../doors/operator.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const PLACEHOLDER = /\{\{\s*([\w.[\]-]+)\s*\}\}/g;
const ONLY = /^\{\{\s*([\w.[\]-]+)\s*\}\}$/;

/** What is at a path such as `result.items[0].status`, undefined when there is nothing. Inherited names are nothing. */
export function atPath(value: unknown, path: string): unknown {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '');
  return parts.reduce<unknown>((inner, part) => {
    return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
      ? (inner as Record<string, unknown>)[part]
      : undefined;
  }, value);
}

/** The value of one placeholder. */
function lookUp(path: string, request: OperatorRequest, env: Environment): unknown {
  return atPath({ ...request, env }, path);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** Fills in a text; `encode` is applied to each value, so that none can break out of its place. */
export function fillText(
  template: string,
  request: OperatorRequest,
  env: Environment,
  encode: (value: string) => string = (value) => value,
): string {
  return template.replace(PLACEHOLDER, (_whole, path: string) => encode(asText(lookUp(path, request, env))));
}

/**
 * Fills in data. A text that is one placeholder alone becomes the value itself, whatever its type; a key whose value
 * is not there is left out.
 */
export function fillData(template: unknown, request: OperatorRequest, env: Environment): unknown {
  if (typeof template === 'string') {
    const only = ONLY.exec(template);
    return only === null ? fillText(template, request, env) : lookUp(only[1]!, request, env);
  }
  if (Array.isArray(template)) return template.map((item) => fillData(item, request, env) ?? null);
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).flatMap(([key, inner]) => {
      const value = fillData(inner, request, env);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
