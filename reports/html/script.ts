/**
 * The page's only script: it opens what a link leads to, filters the cases, and opens what a print needs. The page
 * reads without it. It holds no data and takes none in but the address's fragment, which it only looks up as an id, and
 * what the reader had filtered by before he went to another page and came back.
 */
export const SCRIPT = `(() => {
'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const reveal = (hash) => {
  let id = hash.slice(1);
  try { id = decodeURIComponent(id); } catch { return; }
  const target = id && byId(id);
  if (!target) return;
  let opened = false;
  for (let at = target; at; at = at.parentElement) {
    if (at.tagName === 'DETAILS' && !at.open) opened = at.open = true;
    if (at.hidden) { at.hidden = false; opened = true; }
  }
  if (opened) target.scrollIntoView();
};
addEventListener('hashchange', () => reveal(location.hash));
document.addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#"]');
  if (link) reveal(link.getAttribute('href'));
});
reveal(location.hash);

const form = byId('filter');
if (form) {
  const cases = all('.case').map((element) => ({ element, text: element.firstElementChild.textContent.toLowerCase() }));
  const filter = () => {
    const words = byId('find').value.toLowerCase().split(/\\s+/).filter(Boolean);
    const verdicts = byId('verdict').value.split(' ').filter(Boolean);
    let shown = 0;
    for (const { element, text } of cases) {
      const match = words.every((word) => text.includes(word)) && (!verdicts.length || verdicts.includes(element.dataset.v));
      element.hidden = !match;
      if (match) shown++;
    }
    for (const block of all('.block')) block.hidden = !block.querySelector('.case:not([hidden])');
    byId('shown').textContent = shown + ' of ' + cases.length + ' cases shown';
    history.replaceState({ find: byId('find').value, verdict: byId('verdict').value }, '');
  };
  const kept = history.state;
  for (const name of ['find', 'verdict']) if (kept && typeof kept[name] === 'string') byId(name).value = kept[name];
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('expand')?.addEventListener('click', () => all('.case:not([hidden])').forEach((each) => (each.open = true)));
  byId('collapse')?.addEventListener('click', () => all('.case').forEach((each) => (each.open = false)));
  filter();
}

let closed = [];
addEventListener('beforeprint', () => {
  closed = all('details:not(.fr):not(.pf):not([open])');
  closed.forEach((each) => (each.open = true));
});
addEventListener('afterprint', () => closed.forEach((each) => (each.open = false)));
})();`;
