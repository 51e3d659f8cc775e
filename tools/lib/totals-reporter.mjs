/** A node:test reporter that writes the run's closing totals as one JSON object. */
export default async function* totals(source) {
  const found = {};
  for await (const { type, data } of source) {
    if (type !== 'test:diagnostic' || data.nesting !== 0) continue;
    const total = /^(tests|suites|pass|fail|cancelled|skipped|todo) (\d+)$/.exec(data.message);
    if (total !== null) found[total[1]] = Number(total[2]);
  }
  yield JSON.stringify(found);
}
