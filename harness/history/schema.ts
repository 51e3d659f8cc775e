/** The tables of the index. Other programs may read them; what a column means does not change within a version. */

/** `LPRV` in the file's header says whose file it is. */
export const APPLICATION_ID = 0x4c505256;
/** The version of these tables. A file with another one is not read: it is rebuilt from the records. */
export const SCHEMA_VERSION = 1;

export const SCHEMA = `
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  product TEXT NOT NULL,
  role TEXT NOT NULL,
  version TEXT NOT NULL,
  identity TEXT NOT NULL,
  vendor TEXT,
  model TEXT,
  firmware TEXT,
  started TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  duration REAL NOT NULL,
  complete INTEGER NOT NULL,
  interrupted TEXT,
  tool TEXT NOT NULL,
  catalogue_revision TEXT NOT NULL,
  catalogue_digest TEXT NOT NULL,
  seed INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  exit_code INTEGER NOT NULL,
  pass INTEGER NOT NULL,
  inconclusive INTEGER NOT NULL,
  fail INTEGER NOT NULL,
  error INTEGER NOT NULL,
  not_applicable INTEGER NOT NULL,
  not_selected INTEGER NOT NULL,
  not_run INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  advisories INTEGER NOT NULL
);
CREATE INDEX run_by_product ON run (product, epoch);
CREATE TABLE test_case (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  block TEXT NOT NULL,
  title TEXT NOT NULL
);
CREATE TABLE verdict (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  test_case INTEGER NOT NULL REFERENCES test_case,
  state TEXT NOT NULL,
  PRIMARY KEY (run, test_case)
) WITHOUT ROWID;
`;
