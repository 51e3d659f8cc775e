/** The cases of error handling in numbers, generated or written by hand: by what is wrong, by version and by side. */
import { table } from './markdown.mjs';

const SUTS = [
  ['1.6', 'station'],
  ['1.6', 'csms'],
  ['2.0.1', 'station'],
  ['2.0.1', 'csms'],
  ['2.1', 'station'],
  ['2.1', 'csms'],
];

const COLUMNS = SUTS.map(([version, role]) => `${version} ${role === 'csms' ? 'CSMS' : role}`);

/** What is written by hand, by the beginning of the ids. */
const BY_HAND = [
  ['RPC', 'frames, handshakes, HTTP: `RPC_…`'],
  ['CHAOS', 'a peer that is late, silent, slow or gone: `CHAOS_…`'],
  ['SEQ', 'conversations by chance: `SEQ_…`'],
];

/** One row for each of them, one column for each version and side. */
export function handWrittenCounts({ cases }) {
  const ofSut = ([version, role]) => cases.filter((item) => item.role === role && item.versions.includes(version));
  const lists = SUTS.map(ofSut);
  const count = (list, prefix) => String(list.filter(({ id }) => id.startsWith(`${prefix}_`)).length);
  return table(
    ['what it is about', ...COLUMNS],
    BY_HAND.map(([prefix, says]) => [says, ...lists.map((list) => count(list, prefix))]),
  );
}

/** What a case does, by its id: the word behind the last `_`; errors of all sorts together. */
const kindOf = (id) => id.slice(id.lastIndexOf('_') + 1).replace(/^error-.*/, 'error');

/** One row a kind, one column for each version and side; requests and results apart. */
export function generatedCounts(catalogue) {
  const ids = SUTS.map(([version, role]) => catalogue.generated(role, version).map(({ id }) => id));
  const rowsOf = (what, belongs) => {
    const lists = ids.map((list) => list.filter(belongs));
    const kinds = [...new Set(lists.flat().map(kindOf))].sort();
    const counts = kinds.map((kind) => [
      `${what}: \`${kind}\``,
      ...lists.map((list) => String(list.filter((id) => kindOf(id) === kind).length)),
    ]);
    return [...counts, [`**${what}, all**`, ...lists.map(({ length }) => `**${length}**`)]];
  };
  return table(
    ['what is wrong', ...COLUMNS],
    [...rowsOf('request', (id) => !id.includes('.conf')), ...rowsOf('result', (id) => id.includes('.conf'))],
  );
}
