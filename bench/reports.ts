/**
 * What each report of a long run costs, and `verify`: time, against reading the same record and parsing its lines and
 * no more, and the most memory of the process, at the whole length and at a fifth of it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FORMATS } from '../reports/index.js';
import { type LongRecord, writeLongRecord, writeVerifiableRecord } from './long-record.js';
import { type ReportCost } from './report-child.js';
import { type Row } from './row.js';

const CASES = 5_000;
const FIFTH = CASES / 5;
const CHILD = fileURLToPath(new URL('./report-child.js', import.meta.url));
/** What a page may weigh that a browser is to open at once, in bytes. */
const PAGE = 5e6;

function cost(what: string, record: string, folder: string): ReportCost {
  const text = execFileSync(process.execPath, [CHILD, what, record, folder], { encoding: 'utf8' });
  return JSON.parse(text) as ReportCost;
}

const AIMS: Readonly<Record<string, { readonly seconds: number; readonly megabytes: number }>> = {
  html: { seconds: 2, megabytes: 300 },
};

interface Lengths {
  readonly whole: string;
  readonly fifth: string;
  readonly folder: string;
  readonly size: LongRecord;
}

function rowOf(what: string, { whole, fifth, folder, size }: Lengths, bare: ReportCost): Row {
  const { seconds, megabytes } = cost(what, whole, folder);
  const short = cost(what, fifth, folder);
  const aim = AIMS[what];
  return {
    what: `${what} of ${size.cases} cases (${size.events} events)`,
    value: `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
    ratio: `${(seconds / bare.seconds).toFixed(1)} times reading it (${bare.seconds.toFixed(1)} s, ${bare.megabytes.toFixed(0)} MB); at a fifth ${short.seconds.toFixed(1)} s, ${short.megabytes.toFixed(0)} MB`,
    ...(aim && {
      aim: `under ${aim.seconds} s and ${aim.megabytes} MB`,
      met: seconds < aim.seconds && megabytes < aim.megabytes,
    }),
  };
}

export async function measureReports(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-bench-'));
  try {
    const at = (name: string) => join(folder, name);
    const long = { whole: at('whole.jsonl'), fifth: at('fifth.jsonl'), folder };
    const { cases } = await writeLongRecord(long.fifth, FIFTH);
    const reported = { ...long, size: await writeLongRecord(long.whole, CASES) };
    const bare = cost('read', long.whole, folder);
    const all = Object.keys(FORMATS);
    const rows = [...all, ['html', 'junit', 'json'].join(',')].map((what) => rowOf(what, reported, bare));
    cost('html,html-pages', long.fifth, folder);
    const pages = readdirSync(at('report-pages')).map((name) => at(join('report-pages', name)));
    const sizeRow = (what: string, page: number): Row => ({
      what: `${what} of ${cases} cases: size`,
      value: `${(page / 1e6).toFixed(1)} MB`,
      aim: `under ${PAGE / 1e6} MB`,
      met: page < PAGE,
    });
    rows.push(
      sizeRow('html', statSync(at('report.html')).size),
      sizeRow(`the largest of ${pages.length} html-pages`, Math.max(...pages.map((path) => statSync(path).size))),
    );
    const verified = { whole: at('verified.jsonl'), fifth: at('verified-fifth.jsonl'), folder };
    await writeVerifiableRecord(verified.fifth, FIFTH);
    const size = await writeVerifiableRecord(verified.whole, CASES);
    rows.push(rowOf('verify', { ...verified, size }, cost('read', verified.whole, folder)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
