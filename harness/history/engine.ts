/**
 * SQLite itself, compiled to WebAssembly: no native build, the same on every version of Node. It is loaded when an index
 * is opened and not before.
 *
 * Its access to files has two limits that this folder works around. It locks a file by making a folder beside it, which
 * stays when the process is killed; and it never rolls back a journal that a killed process left, so a file that was
 * changed in place can be lost. So it only ever opens a private copy (see index-file.ts).
 */
import { createRequire } from 'node:module';
import type * as Engine from 'node-sqlite3-wasm';

export type Value = number | string | null;
export type Row = Readonly<Record<string, Value>>;

/** One open database. Values are bound, never put into the text of a statement. */
export interface Database {
  exec(sql: string): void;
  run(sql: string, values?: readonly Value[]): { readonly changes: number; readonly id: number };
  all(sql: string, values?: readonly Value[]): readonly Row[];
  get(sql: string, values?: readonly Value[]): Row | undefined;
  /** Runs the statement once for each row of values. */
  each(sql: string, rows: Iterable<readonly Value[]>): void;
  close(): void;
}

const require = createRequire(import.meta.url);

/** Opens the file, which nobody else may have open; an empty one is an empty database. */
export function openDatabase(path: string): Database {
  const engine = require('node-sqlite3-wasm') as typeof Engine;
  const database = new engine.Database(path);
  const all = (sql: string, values: readonly Value[] = []) => database.all(sql, [...values]) as readonly Row[];
  return {
    exec: (sql) => database.exec(sql),
    run(sql, values = []) {
      const { changes, lastInsertRowid } = database.run(sql, [...values]);
      return { changes, id: Number(lastInsertRowid) };
    },
    all,
    get: (sql, values) => all(sql, values)[0],
    each(sql, rows) {
      const statement = database.prepare(sql);
      try {
        for (const row of rows) statement.run([...row]);
      } finally {
        statement.finalize();
      }
    },
    close: () => database.close(),
  };
}
