/**
 * Links into a report that is one page lead on from the index to the page that has it: `#case-…`, `#first-…` and, for a
 * message, `#f…`. What comes from the address is looked up among the rows of the table, and is a fragment ever after.
 */
export const LEAD = `(() => {
'use strict';
const numbers = (row) => row.dataset.f.split(' ').filter(Boolean).map((run) => run.split('-').map(Number));
const has = (row, n) => numbers(row).some(([from, to = from]) => from <= n && n <= to);
const rowOf = (id) => {
  if (/^(case|first)-/.test(id)) return document.getElementById(id.replace(/^first-/, 'case-'));
  if (/^f[0-9]{1,9}$/.test(id)) return [...document.querySelectorAll('tr.case')].find((row) => has(row, Number(id.slice(1))));
};
const lead = () => {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { return; }
  const row = rowOf(id);
  const link = row && row.tagName === 'TR' && row.querySelector('a');
  if (link) location.replace(link.getAttribute('href').split('#')[0] + '#' + encodeURIComponent(id));
};
addEventListener('hashchange', lead);
lead();
})();`;
