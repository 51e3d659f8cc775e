/** A record on disk that was made by hand: enough for every command that reads records. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SyntheticRun } from '../../unit/reports/synthetic-header.js';
import { syntheticRecord } from '../../unit/reports/synthetic-record.js';

/** Writes the run's record into `folder`, which it makes, and returns the folder. */
export function sampleRecord(folder: string, run: SyntheticRun): string {
  mkdirSync(folder, { recursive: true });
  const lines = syntheticRecord(run).map((event) => `${JSON.stringify(event)}\n`);
  writeFileSync(join(folder, 'record.jsonl'), lines.join(''));
  return folder;
}
