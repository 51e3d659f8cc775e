/** Finds the repository from a compiled test, and loads its tools, which are not compiled. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

function repository(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error('no package.json above this test');
    folder = dirname(folder);
  }
  return folder;
}

/** The repository's root, without a slash at its end. */
export const ROOT = repository();

/** Loads a tool by its path below tools/; the caller says what it exports. */
export async function tool<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(join(ROOT, 'tools', path)).href)) as T;
}
