/** Paths on the shelf: they begin with a slash, have no empty, `.` or `..` part, and end in no slash. No disk knows them. */

const MAX_PATH = 500;

const hasControl = (text: string): boolean => [...text].some((character) => character < ' ' || character === '\u007f');

/** The path that `text` names from the folder `base`; undefined where it is too long or holds control characters. */
export function resolvePath(text: string, base = '/'): string | undefined {
  if (text.length > MAX_PATH || hasControl(text)) return undefined;
  const parts: string[] = [];
  for (const part of (text.startsWith('/') ? text : `${base}/${text}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const path = `/${parts.join('/')}`;
  return path.length > MAX_PATH ? undefined : path;
}

/** The path of an HTTP request target, percent-decoded; undefined where it is none. */
export function pathOfTarget(target: string): string | undefined {
  const [plain = ''] = target.split(/[?#]/);
  const local = /^https?:\/\/[^/]*(.*)$/i.exec(plain)?.[1] ?? plain;
  try {
    return local.startsWith('/') ? resolvePath(decodeURIComponent(local)) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether `path` is `place`, or lies below it. */
export const under = (path: string, place: string): boolean =>
  place === '/' || path === place || path.startsWith(`${place}/`);
