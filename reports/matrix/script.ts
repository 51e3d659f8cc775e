/** Filters the rows by words, by verdict and by whether the products differ. The page reads without it. */
export const MATRIX_SCRIPT = `(() => {
'use strict';
const byId = (id) => document.getElementById(id);
const form = byId('rows');
if (!form) return;
const rows = [...document.querySelectorAll('.mx tbody tr')].map((element) => ({ element, text: element.cells[0].textContent.toLowerCase() }));
const filter = () => {
  const words = byId('row-words').value.toLowerCase().split(/\\s+/).filter(Boolean);
  const verdict = byId('row-verdict').value;
  const differ = byId('row-differ').checked;
  let shown = 0;
  for (const { element, text } of rows) {
    const match = words.every((word) => text.includes(word)) && (!verdict || element.dataset.v.split(' ').includes(verdict)) && (!differ || element.dataset.d === '1');
    element.hidden = !match;
    if (match) shown++;
  }
  byId('row-count').textContent = shown + ' of ' + rows.length + ' cases shown';
};
form.hidden = false;
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
filter();
})();`;
