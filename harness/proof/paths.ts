/** Reads and changes values at paths such as `idTagInfo.status` or `meterValue[0].timestamp`. */

const steps = (path: string): readonly (string | number)[] =>
  path.split(/\.|(?=\[)/).flatMap((step): (string | number)[] => {
    const index = /^\[(\d+)\]$/.exec(step)?.[1];
    return step === '' ? [] : [index === undefined ? step : Number(index)];
  });

/** The value at `path`, or undefined. */
export function valueAt(value: unknown, path: string): unknown {
  return steps(path).reduce<unknown>(
    (part, step) =>
      typeof part === 'object' && part !== null ? (part as Record<string | number, unknown>)[step] : undefined,
    value,
  );
}

/** A copy of `value` with another value at `path`; undefined leaves it out. Missing parents are made. */
export function withValueAt(value: unknown, path: string, replacement: unknown): unknown {
  const copy: unknown = structuredClone(value);
  const all = steps(path);
  const last = all.at(-1);
  if (last === undefined) return replacement;
  let parent = copy as Record<string | number, unknown>;
  for (const [index, step] of all.slice(0, -1).entries()) {
    if (typeof parent[step] !== 'object' || parent[step] === null)
      parent[step] = typeof all[index + 1] === 'number' ? [] : {};
    parent = parent[step] as Record<string | number, unknown>;
  }
  if (replacement !== undefined) parent[last] = replacement;
  else if (Array.isArray(parent) && typeof last === 'number') parent.splice(last, 1);
  else Reflect.deleteProperty(parent, last);
  return copy;
}

/** The paths of all leaves, at most `limit` of them. */
export function leafPaths(value: unknown, limit = 60, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path];
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((item, index): readonly [string, unknown] => [`${path}[${index}]`, item])
    : Object.entries(value).map(([key, part]): readonly [string, unknown] => [
        path === '' ? key : `${path}.${key}`,
        part,
      ]);
  return entries.flatMap(([below, part]) => leafPaths(part, limit, below)).slice(0, limit);
}
