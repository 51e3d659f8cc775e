/** The records of all shards of one run: read, and refused where they do not belong together. */
import { type EventOf } from '../record/events.js';
import { type NumberedKind } from '../record/numbering.js';
import { checkDigest, readRecord, RecordError } from '../record/read.js';

export interface ShardRecord {
  readonly path: string;
  readonly shard: number;
  readonly start: EventOf<'run-start'>;
  readonly end: EventOf<'run-end'>;
  /** Its lanes, in the order in which they began. */
  readonly lanes: readonly number[];
  /** The highest number of each kind. */
  readonly last: Readonly<Record<NumberedKind, number>>;
}

const refused = (headline: string, hint: string) =>
  Object.assign(new Error(headline), { code: 'MERGE_REFUSED' as const, headline, hint });

/** Where two values differ first: the path to it, with what is there. */
function difference(a: unknown, b: unknown, path: string): readonly [string, unknown, unknown] | undefined {
  if (Object.is(a, b)) return undefined;
  const deep = [a, b].every((value) => typeof value === 'object' && value !== null);
  if (!deep || Array.isArray(a) !== Array.isArray(b)) return [path, a, b];
  const [one, two] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  for (const key of new Set([...Object.keys(one!), ...Object.keys(two!)])) {
    const found = difference(one![key], two![key], path === '' ? key : `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

/** The header without what may differ from shard to shard: when and where it ran, and which cases are its own. */
function common(start: EventOf<'run-start'>): unknown {
  const { started: _s, epoch: _e, files: _f, environment, shard, cases, ...rest } = start;
  return {
    ...rest,
    environment: { schemas: environment.schemas },
    shard: { of: shard?.of },
    cases: Object.fromEntries(
      cases.map((item) => [item.id, item.shard === undefined ? item : { ...item, run: true, reason: undefined }]),
    ),
  };
}

const shown = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value).slice(0, 120));

async function readShard(path: string): Promise<ShardRecord> {
  const digest = await checkDigest(path);
  if (digest === 'missing')
    throw refused(`${path}: run-end is missing: the run was cut off`, 'Run this shard again, with the same seed.');
  if (digest === 'wrong')
    throw refused(
      `${path}: run-end.digest is not that of the bytes before it: the record was changed`,
      'Take the record as the run left it.',
    );
  let start: EventOf<'run-start'> | undefined;
  let end: EventOf<'run-end'> | undefined;
  const lanes = new Set<number>();
  const last = { frame: 0, conn: 0, ask: 0, material: 0, transfer: 0 };
  const seen = (kind: NumberedKind, number: number) => void (last[kind] = Math.max(last[kind], number));
  try {
    for await (const event of readRecord(path)) {
      if ('lane' in event && event.lane !== 0) lanes.add(event.lane);
      if (event.type === 'run-start') start ??= event;
      else if (event.type === 'run-end') end = event;
      else if (event.type === 'frame') seen('frame', event.n);
      else if (event.type === 'connection') seen('conn', event.conn);
      else if (event.type === 'operator-ask') seen('ask', event.ask);
      else if (event.type === 'material') seen('material', event.material);
      else if (event.type === 'transfer') seen('transfer', event.transfer);
    }
  } catch (error) {
    if (error instanceof RecordError) throw refused(`${path}: ${error.message}`, 'Take the record as the run left it.');
    throw error;
  }
  if (!start || !end) throw refused(`${path}: run-start is missing`, 'Name records, or the folders of runs.');
  if (start.merged) throw refused(`${path}: merged: it is a merged record already`, 'Name the shards themselves.');
  if (!start.shard)
    throw refused(`${path}: shard is missing: it is the record of a whole run`, 'A shard is run with --shard i/n.');
  return { path, shard: start.shard.index, start, end, lanes: [...lanes], last };
}

/**
 * Reads the records, in the order of their shards. Rejects with MERGE_REFUSED, naming the file and the key, when one is
 * not whole, when they are not of the same run, or when a shard is missing or there twice.
 */
export async function readShards(paths: readonly string[]): Promise<readonly ShardRecord[]> {
  const records: ShardRecord[] = [];
  for (const path of paths) records.push(await readShard(path));
  const [first] = records;
  if (!first) throw refused('there is nothing to merge', 'Name the folders of all shards.');
  for (const record of records.slice(1)) {
    const found = difference(common(record.start), common(first.start), '');
    if (found)
      throw refused(
        `${record.path}: ${found[0]} is ${shown(found[1])}, and in ${first.path} it is ${shown(found[2])}`,
        'All shards need the same plan, selection, seed and laddprov.',
      );
  }
  const byShard = new Map<number, ShardRecord>();
  for (const record of records) {
    const other = byShard.get(record.shard);
    if (other)
      throw refused(
        `${record.path}: shard.index is ${record.shard}, as in ${other.path}`,
        'Name one record of each shard.',
      );
    byShard.set(record.shard, record);
  }
  const of = first.start.shard!.of;
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((shard) => !byShard.has(shard));
  if (missing.length > 0)
    throw refused(
      `shard.of is ${of} in ${first.path}, and ${missing.map((shard) => `${shard}/${of}`).join(', ')} is missing`,
      'Name the folders of all shards.',
    );
  return records.sort((a, b) => a.shard - b.shard);
}
