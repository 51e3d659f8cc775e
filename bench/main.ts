/**
 * `npm run bench`: what the project promises of its own speed, measured; never a test. With names behind it
 * (`npm run bench -- reports negatives`) it measures only these.
 */
import { measureCases } from './cases.js';
import { measureColdStart } from './cold-start.js';
import { measureNegatives } from './negatives.js';
import { measureProof } from './proof.js';
import { measureReports } from './reports.js';
import { measureRoundTrip } from './round-trip.js';
import { type Row } from './row.js';
import { measureStations } from './stations.js';

const MEASURES: Readonly<Record<string, () => readonly Row[] | Promise<readonly Row[]>>> = {
  'cold-start': measureColdStart,
  'round-trip': measureRoundTrip,
  cases: measureCases,
  negatives: measureNegatives,
  stations: measureStations,
  reports: measureReports,
  proof: measureProof,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => MEASURES[name] === undefined);
if (unknown.length > 0) {
  console.error(`there is no measure "${unknown.join('", "')}"; there are ${Object.keys(MEASURES).join(', ')}`);
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, measure] of Object.entries(MEASURES))
  if (asked.length === 0 || asked.includes(name)) rows.push(...(await measure()));
const columns = (['what', 'value', 'ratio', 'aim'] as const).map((name) => ({
  name,
  width: Math.max(name.length, ...rows.map((row) => (row[name] ?? '').length)),
}));
console.log(columns.map(({ name, width }) => name.padEnd(width)).join('  '));
for (const row of rows) {
  const verdict = row.met === undefined ? '' : row.met ? '  met' : '  MISSED';
  console.log(`${columns.map(({ name, width }) => (row[name] ?? '').padEnd(width)).join('  ')}${verdict}`);
}
process.exit(0);
