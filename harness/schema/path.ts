/** Paths into payloads, as people read them: `chargingProfile.stackLevel`, `meterValue[0].timestamp`. */

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]{0,59}$/;

/** The path of a field of the object at `path`. A name that is no plain identifier is quoted and cut. */
export function childPath(path: string, name: string): string {
  if (!PLAIN.test(name)) return `${path}[${JSON.stringify(name.slice(0, 60))}]`;
  return path === '' ? name : `${path}.${name}`;
}

/** The path of an item of the array at `path`. */
export const itemPath = (path: string, index: number): string => `${path}[${index}]`;

/** A JSON pointer as a path, together with the value that it leads to. */
export function pathOf(pointer: string, payload: unknown): { readonly path: string; readonly value: unknown } {
  let path = '';
  let value = payload;
  for (const segment of pointer.split('/').slice(1)) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    path = Array.isArray(value) ? itemPath(path, Number(name)) : childPath(path, name);
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  }
  return { path, value };
}

/** A path's steps: field names and array indices. Undefined for a text that is no path. */
export function stepsOf(path: string): readonly (string | number)[] | undefined {
  if (path === '') return [];
  const steps: (string | number)[] = [];
  const step = /(?:^|(?<!^)\.)([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]/y;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (match === null) return undefined;
    steps.push(match[1] ?? Number(match[2]));
  }
  return steps;
}
