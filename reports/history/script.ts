/** Filters and sorts the cases of every product. The page reads without it. */
export const HISTORY_SCRIPT = `(() => {
'use strict';
const byId = (id) => document.getElementById(id);
const form = byId('cases');
if (!form) return;
const bodies = [...document.querySelectorAll('.cs tbody')].map((body) => ({
  body,
  rows: [...body.rows].map((element, place) => ({
    element, place, text: element.cells[0].textContent.toLowerCase(), last: element.dataset.v,
    changes: Number(element.dataset.c), failed: Number(element.dataset.f), latest: Number(element.dataset.l),
  })),
}));
const WHICH = {
  '': () => true,
  changed: (row) => row.changes > 0,
  red: (row) => row.last !== 'pass',
  failed: (row) => row.failed > 0,
};
const ORDER = {
  id: (a, b) => a.place - b.place,
  change: (a, b) => b.latest - a.latest || a.place - b.place,
  failed: (a, b) => b.failed - a.failed || a.place - b.place,
};
const filter = () => {
  const words = byId('case-words').value.toLowerCase().split(/\\s+/).filter(Boolean);
  const which = WHICH[byId('case-which').value];
  let shown = 0;
  let all = 0;
  for (const { rows } of bodies)
    for (const row of rows) {
      const match = words.every((word) => row.text.includes(word)) && which(row);
      row.element.hidden = !match;
      all++;
      if (match) shown++;
    }
  byId('case-count').textContent = shown + ' of ' + all + ' cases shown';
};
const sort = () => {
  for (const { body, rows } of bodies) body.append(...[...rows].sort(ORDER[byId('case-order').value]).map((row) => row.element));
};
form.hidden = false;
form.addEventListener('input', filter);
byId('case-order').addEventListener('input', sort);
form.addEventListener('submit', (event) => event.preventDefault());
filter();
})();`;
