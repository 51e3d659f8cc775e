/** Who we are: name and version, from the package that this file belongs to. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** The package's folder: the nearest one above this file that has a package.json. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

export function readTool(): Tool {
  const { name, version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as Tool;
  return { name, version };
}
