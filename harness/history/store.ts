/** Runs in and out of the index's tables. */
import { type Role, type Version } from '../doors/protocol.js';
import { type Database, type Row } from './engine.js';
import {
  type CaseEntry,
  type CaseState,
  productKey,
  type RunEntry,
  type RunFacts,
  type RunOutcome,
  storable,
} from './entry.js';

const COLUMNS = [
  'digest',
  'path',
  'product',
  'role',
  'version',
  'identity',
  'vendor',
  'model',
  'firmware',
  'started',
  'epoch',
  'duration',
  'complete',
  'interrupted',
  'tool',
  'catalogue_revision',
  'catalogue_digest',
  'seed',
  'outcome',
  'exit_code',
  'pass',
  'inconclusive',
  'fail',
  'error',
  'not_applicable',
  'not_selected',
  'not_run',
  'findings',
  'advisories',
] as const;

const orNull = (text: string | undefined): string | null => (text === undefined ? null : storable(text));

function valuesOf(run: RunFacts): Row {
  const { counts, catalogue } = run;
  return {
    digest: run.digest,
    path: run.path,
    product: productKey(run),
    role: run.role,
    version: run.version,
    identity: storable(run.identity),
    vendor: orNull(run.vendor),
    model: orNull(run.model),
    firmware: orNull(run.firmware),
    started: storable(run.started),
    epoch: Math.round(run.epoch),
    duration: run.duration,
    complete: run.complete ? 1 : 0,
    interrupted: orNull(run.interrupted),
    tool: storable(run.tool),
    catalogue_revision: storable(catalogue.revision),
    catalogue_digest: storable(catalogue.digest),
    seed: run.seed,
    outcome: run.outcome,
    exit_code: run.exitCode,
    pass: counts.pass,
    inconclusive: counts.inconclusive,
    fail: counts.fail,
    error: counts.error,
    not_applicable: counts.notApplicable,
    not_selected: counts.notSelected,
    not_run: counts.notRun,
    findings: run.findings,
    advisories: run.advisories,
  };
}

/** The facts of a row of `run`. */
function factsOf(row: Row): RunFacts {
  const text = (name: string) => String(row[name]);
  const number = (name: string) => Number(row[name]);
  const maybe = <K extends string>(name: K) =>
    (row[name] === null ? {} : { [name]: text(name) }) as Partial<Record<K, string>>;
  return {
    digest: text('digest'),
    path: text('path'),
    role: text('role') as Role,
    version: text('version') as Version,
    identity: text('identity'),
    ...maybe('vendor'),
    ...maybe('model'),
    ...maybe('firmware'),
    started: text('started'),
    epoch: number('epoch'),
    duration: number('duration'),
    complete: number('complete') === 1,
    ...maybe('interrupted'),
    tool: text('tool'),
    catalogue: { revision: text('catalogue_revision'), digest: text('catalogue_digest') },
    seed: number('seed'),
    outcome: text('outcome') as RunOutcome,
    exitCode: number('exit_code'),
    counts: {
      pass: number('pass'),
      inconclusive: number('inconclusive'),
      fail: number('fail'),
      error: number('error'),
      notApplicable: number('not_applicable'),
      notSelected: number('not_selected'),
      notRun: number('not_run'),
    },
    findings: number('findings'),
    advisories: number('advisories'),
  };
}

/** Enters a run. One that is there already stays as it is; only its folder is noted anew. True where it is new. */
export function enter(database: Database, run: RunEntry): boolean {
  const known = database.get('SELECT id FROM run WHERE digest = ?', [run.digest]);
  if (known !== undefined) {
    database.run('UPDATE run SET path = ? WHERE id = ?', [run.path, known['id']!]);
    return false;
  }
  const values = valuesOf(run);
  const { id } = database.run(
    `INSERT INTO run (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
    COLUMNS.map((name) => values[name]!),
  );
  // What the latest run says of a case is what it is called by.
  database.each(
    `INSERT INTO test_case (name, block, title) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET block = excluded.block, title = excluded.title`,
    run.cases.map((each) => [each.id, each.block, each.title].map(storable)),
  );
  database.each(
    'INSERT OR REPLACE INTO verdict (run, test_case, state) SELECT ?, id, ? FROM test_case WHERE name = ?',
    run.cases.map((each) => [id, each.state, storable(each.id)]),
  );
  return true;
}

/** Takes a run out, and the cases that no other run has. */
export function remove(database: Database, digest: string): void {
  database.run('DELETE FROM verdict WHERE run = (SELECT id FROM run WHERE digest = ?)', [digest]);
  database.run('DELETE FROM run WHERE digest = ?', [digest]);
  database.run('DELETE FROM test_case WHERE id NOT IN (SELECT test_case FROM verdict)');
}

/** Every run, oldest first. */
export const allRuns = (database: Database): readonly RunFacts[] =>
  database.all('SELECT * FROM run ORDER BY epoch, digest').map(factsOf);

/** A run with its cases, as it was entered. */
export function entryOf(database: Database, run: RunFacts): RunEntry {
  const rows = database.all(
    `SELECT name, block, title, state FROM verdict JOIN test_case ON test_case.id = test_case
     WHERE run = (SELECT id FROM run WHERE digest = ?)`,
    [run.digest],
  );
  const cases = rows.map(({ name, block, title, state }): CaseEntry => ({
    id: String(name),
    block: String(block),
    title: String(title),
    state: String(state) as CaseState,
  }));
  return { ...run, cases };
}
