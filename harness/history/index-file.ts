/**
 * The index on disk: one plain SQLite file. It is never changed in place. A change is made in a private copy, which then
 * takes the file's place at one stroke: who reads sees the state before or the state after, and a process that is
 * killed leaves the index as it was. Writers come one after the other (lock.ts); readers never wait.
 */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Database, openDatabase } from './engine.js';
import { historyError, isHistoryError, REBUILD } from './history-error.js';
import { acquire, type Lock, type Surroundings } from './lock.js';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.js';

const MAGIC = 'SQLite format 3\0';
/** Where SQLite keeps what PRAGMA user_version and application_id say, in the first hundred bytes of a file. */
const HEADER = 100;
const USER_VERSION = 60;
const APPLICATION = 68;

const isNew = (path: string): boolean => !existsSync(path) || statSync(path).size === 0;

const damaged = (path: string, detail: string) =>
  historyError('HISTORY_DAMAGED', `the index of runs ${path} is damaged: ${detail}`, REBUILD);

/** Throws for a file that is not an index of this version. Nothing is changed. */
function requireIndex(path: string): void {
  const header = Buffer.alloc(HEADER);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header, 0, HEADER, 0) < HEADER || header.toString('latin1', 0, MAGIC.length) !== MAGIC)
      throw damaged(path, 'it is no SQLite file');
  } finally {
    closeSync(file);
  }
  if (header.readUInt32BE(APPLICATION) !== APPLICATION_ID)
    throw historyError(
      'HISTORY_FOREIGN',
      `${path} is a SQLite file of another program`,
      'Name another file with --index.',
    );
  const version = header.readUInt32BE(USER_VERSION);
  if (version === SCHEMA_VERSION) return;
  throw historyError(
    'HISTORY_NEWER',
    `the index of runs ${path} has version ${version}; this laddprov reads version ${SCHEMA_VERSION}`,
    `${version > SCHEMA_VERSION ? 'Use the laddprov that wrote it, or name another file with --index. ' : ''}${REBUILD}`,
  );
}

/** Lets `use` have the database. What goes wrong in SQLite itself is the file's fault. */
function withDatabase<T>(path: string, shown: string, use: (database: Database) => T): T {
  let database: Database | undefined;
  try {
    database = openDatabase(path);
    // The file is a private copy: a journal would save nobody, and it is synced once when it is whole.
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
    return use(database);
  } catch (error) {
    if (isHistoryError(error) || !(error instanceof Error) || error.constructor.name !== 'SQLite3Error') throw error;
    throw damaged(shown, error.message);
  } finally {
    database?.close();
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const copy = (from: string, to: string): void => copyFileSync(from, to, constants.COPYFILE_FICLONE);

/** Reads the index as it is at this moment. Throws HISTORY_MISSING where there is none. */
export function readIndex<T>(path: string, use: (database: Database) => T): T {
  if (!existsSync(path))
    throw historyError(
      'HISTORY_MISSING',
      `there is no index of runs at ${path}`,
      'laddprov run makes one. Enter runs that exist with: laddprov runs rebuild FOLDER-OF-RUNS, or name the index with --index.',
    );
  if (isNew(path)) throw damaged(path, 'it is empty');
  requireIndex(path);
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-runs-'));
  try {
    const snapshot = join(folder, 'runs.sqlite');
    copy(path, snapshot);
    return withDatabase(snapshot, path, use);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const lockOf = (path: string): string => `${path}.lock`;

/** Removes what writers prepared and left, this one or one that was killed. */
function cleanUp(path: string): void {
  const folder = dirname(path);
  const left = (name: string) => name.startsWith(`${basename(path)}.`) && /\.new(-journal|\.lock)?$/.test(name);
  for (const name of readdirSync(folder).filter(left)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Lets nobody else write the index while `work` runs, and tells `work` where to prepare its successor. */
async function locked<T>(path: string, around: Surroundings, work: (fresh: string, lock: Lock) => T): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const lock = await acquire(lockOf(path), around);
  const fresh = `${path}.${around.token()}.new`;
  try {
    return work(fresh, lock);
  } finally {
    rmSync(fresh, { force: true });
    // What else is there belongs to whoever holds the lock.
    if (lock.held()) cleanUp(path);
    lock.release();
  }
}

function install(fresh: string, path: string, lock: Lock): void {
  if (lock.held()) sync(fresh);
  if (!lock.held())
    throw historyError(
      'HISTORY_LOST_LOCK',
      `another process took over the index of runs ${path}; nothing was changed`,
      'Do it again.',
    );
  renameSync(fresh, path);
}

/** What `change` does as one transaction. */
function transact<T>(database: Database, change: (database: Database) => T): T {
  database.exec('BEGIN');
  const value = change(database);
  database.exec('COMMIT');
  return value;
}

/** A new database at `path`, with what `fill` puts into it. */
export function createDatabase<T>(path: string, fill: (database: Database) => T): T {
  writeFileSync(path, '', { flag: 'wx' });
  return withDatabase(path, path, (database) =>
    transact(database, () => {
      database.exec(SCHEMA);
      return fill(database);
    }),
  );
}

export interface Changed<T> {
  readonly value: T;
  /** Whether the index was there before. */
  readonly created: boolean;
}

/** Changes the index, which is made where there is none. What `change` does is done as a whole or, if it throws, not. */
export function changeIndex<T>(
  path: string,
  around: Surroundings,
  change: (database: Database) => T,
): Promise<Changed<T>> {
  return locked(path, around, (fresh, lock) => {
    const created = isNew(path);
    let value: T;
    if (created) value = createDatabase(fresh, change);
    else {
      requireIndex(path);
      copy(path, fresh);
      value = withDatabase(fresh, path, (database) => {
        const [found] = Object.values(database.get('PRAGMA quick_check(1)') ?? {});
        if (found !== 'ok') throw damaged(path, String(found).split('\n')[1] ?? String(found));
        return transact(database, change);
      });
    }
    install(fresh, path, lock);
    return { value, created };
  });
}

/**
 * Puts the database at `made` into the index's place. `finish` may bring over what came into the old index meanwhile;
 * it gets nothing where the old one cannot be read. Where it says so, the old file is kept under a name that is free.
 * Resolves with that name.
 */
export function replaceIndex(
  path: string,
  made: string,
  around: Surroundings,
  finish: (made: Database, old: Database | undefined) => { readonly keepOld: boolean },
): Promise<string | undefined> {
  return locked(path, around, (fresh, lock) => {
    copy(made, fresh);
    const complete = (old: Database | undefined) =>
      withDatabase(fresh, made, (database) => transact(database, () => finish(database, old)));
    let keepOld: boolean;
    try {
      ({ keepOld } = isNew(path) ? { ...complete(undefined), keepOld: false } : readIndex(path, complete));
    } catch (error) {
      if (!isHistoryError(error) || error.code === 'HISTORY_FOREIGN') throw error;
      ({ keepOld } = { ...complete(undefined), keepOld: true });
    }
    const kept = keepOld ? freeName(path) : undefined;
    if (kept !== undefined) copy(path, kept);
    install(fresh, path, lock);
    return kept;
  });
}

function freeName(path: string): string {
  for (let count = 1; ; count++) {
    const name = join(dirname(path), `${basename(path)}.old${count > 1 ? `-${count}` : ''}`);
    if (!existsSync(name)) return name;
  }
}
