/** `npm run bench`: what the project promises of its own speed, measured; never a test. */
import { measureCases } from './cases.js';
import { measureColdStart } from './cold-start.js';
import { measureHtml } from './html.js';
import { measureNegatives } from './negatives.js';
import { measureRoundTrip } from './round-trip.js';
import { type Row } from './row.js';
import { measureStations } from './stations.js';

const rows: Row[] = [];
for (const measure of [
  measureColdStart,
  measureRoundTrip,
  measureCases,
  measureNegatives,
  measureStations,
  measureHtml,
])
  rows.push(...(await measure()));
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
