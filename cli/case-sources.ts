/**
 * Which files a case is made of: the module that has it, and whatever that imports, helpers included. What was built is
 * read, so that imports of types alone do not count: they change no procedure.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Catalogue } from '../harness/run/catalogue.js';

/** The folder that is built into. */
const BUILT = fileURLToPath(new URL('../', import.meta.url));
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+\.js)['"]/g;

/** Paths of built files, relative to the folder that is built into, with `/`. */
export type Sources = ReadonlySet<string>;

const isCase = (value: unknown): value is { readonly id: string } =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { id?: unknown }).id === 'string' &&
  typeof (value as { run?: unknown }).run === 'function';

function modulesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name));
}

/** Finds what a module imports, and what that imports; each file is read once. */
export function createImports(root = BUILT): (path: string) => Sources {
  const direct = new Map<string, readonly string[]>();
  const importsOf = (path: string): readonly string[] => {
    const known = direct.get(path);
    if (known) return known;
    const text = readFileSync(join(root, path), 'utf8');
    const found = [...text.matchAll(IMPORT)].map(([, name]) =>
      relative(root, resolve(root, dirname(path), name!)).replaceAll('\\', '/'),
    );
    direct.set(path, found);
    return found;
  };
  return (path) => {
    const seen = new Set<string>();
    const left = [path];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      left.push(...importsOf(next));
    }
    return seen;
  };
}

/**
 * The files of every case of the catalogue, by its id. A case that several modules have is that of the module with the
 * fewest files: the others only pass it on.
 */
export async function caseSources(root = BUILT): Promise<ReadonlyMap<string, Sources>> {
  const importsOf = createImports(root);
  const sources = new Map<string, Sources>();
  for (const file of modulesUnder(join(root, 'testcases'))) {
    const module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
    const files = importsOf(relative(root, file).replaceAll('\\', '/'));
    for (const { id } of Object.values(module).flat().filter(isCase))
      if (files.size < (sources.get(id)?.size ?? Infinity)) sources.set(id, files);
  }
  return sources;
}

/** Digests of files, each read once. */
function createDigests(root: string): (files: Sources) => string {
  const known = new Map<string, string>();
  const digestOf = (file: string): string => {
    const digest =
      known.get(file) ??
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex');
    known.set(file, digest);
    return digest;
  };
  return (files) => {
    const hash = createHash('sha256');
    for (const file of [...files].sort()) hash.update(`${file} ${digestOf(file)}\n`);
    return hash.digest('hex');
  };
}

/** The catalogue with the digest of what each case is made of: its own file and its helpers, not the machinery below. */
export async function withFiles(catalogue: Catalogue, root = BUILT): Promise<Catalogue> {
  const digestOf = createDigests(root);
  const files = new Map<string, string>();
  for (const [id, sources] of await caseSources(root))
    files.set(id, digestOf(new Set([...sources].filter((file) => file.startsWith('testcases/')))));
  return { ...catalogue, files };
}
