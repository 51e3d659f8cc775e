/**
 * One report of one record in a process of its own, so that its memory is its own: `report-child.js FORMAT RECORD
 * FOLDER`. FORMAT is a report's, `verify`, `read` (every line parsed as JSON and no more) or `nothing`. Answers with
 * seconds, seconds of processor time, and the most memory that the process ever had, in megabytes.
 */
import { createReadStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { writeFormats } from '../cli/write-reports.js';
import { verifyRecord } from '../harness/run/verify.js';
import { type FormatName } from '../reports/index.js';
import { catalogue } from '../testcases/index.js';

export interface ReportCost {
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
}

async function read(record: string): Promise<void> {
  let types = 0;
  for await (const line of createInterface({ input: createReadStream(record, 'utf8'), crlfDelay: Infinity }))
    types += (JSON.parse(line) as { type: string }).type.length;
  if (types === 0) throw new Error('an empty record');
}

async function verify(record: string): Promise<void> {
  const { verified, problems, divergences } = await verifyRecord(record, catalogue);
  if (!verified) throw new Error(`not verified: ${problems.join(', ')} ${JSON.stringify(divergences[0])}`);
}

const [what = '', record = '', folder = ''] = process.argv.slice(2);
const [start, before] = [performance.now(), process.cpuUsage()];
if (what === 'read') await read(record);
else if (what === 'verify') await verify(record);
else if (what !== 'nothing') await writeFormats(record, folder, what.split(',') as FormatName[], () => undefined);
const { user, system } = process.cpuUsage(before);
const cost: ReportCost = {
  seconds: (performance.now() - start) / 1000,
  cpu: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(cost));
