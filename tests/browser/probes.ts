/** Expressions for the page to evaluate; texts, because this project compiles without the DOM's types. */

/** Opens everything that can be opened. */
export const OPEN_ALL = `document.querySelectorAll('details').forEach((each) => (each.open = true))`;

/** The page's width, how far it scrolls sideways, and what sticks out. */
export const SIDEWAYS = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;

/** Heading levels in the order of the page. */
export const HEADINGS = `[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((each) => Number(each.tagName[1]))`;

/** What a screen reader would miss: each entry names an element and what it lacks. */
export const UNLABELLED = `(() => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const name = (each) => each.outerHTML.slice(0, 80);
  for (const table of all('table')) {
    if (!table.caption || table.caption.textContent.trim() === '') found.push('no caption: ' + name(table));
    for (const row of table.tBodies[0].rows) {
      if (row.cells.length !== table.tHead.rows[0].cells.length) found.push('row of another length: ' + name(row));
    }
  }
  for (const th of all('th')) if (!['row', 'col'].includes(th.scope)) found.push('no scope: ' + name(th));
  for (const each of all('input,select,textarea')) if (!each.labels || each.labels.length === 0) found.push('no label: ' + name(each));
  for (const each of all('a,button,summary')) if (each.textContent.trim() === '') found.push('no name: ' + name(each));
  for (const each of all('nav,form,[role=region]')) if (!each.getAttribute('aria-label')) found.push('no label: ' + name(each));
  for (const each of all('section')) {
    const heading = document.getElementById(each.getAttribute('aria-labelledby'));
    if (!heading || !each.contains(heading)) found.push('no heading: ' + name(each));
  }
  for (const svg of all('svg')) {
    if (svg.getAttribute('role') !== 'img' || !svg.querySelector(':scope > title') || !svg.querySelector(':scope > desc')) found.push('no name: ' + name(svg));
  }
  for (const details of all('details')) if (details.firstElementChild.tagName !== 'SUMMARY') found.push('no summary: ' + name(details));
  return found;
})()`;

/** Verdicts that would be told by colour alone: no word, or no symbol before it. */
export const COLOUR_ALONE = `[...document.querySelectorAll('b.pass,b.fail,b.error,b.inconclusive,b.incomplete,b.none')]
  .filter((each) => each.textContent.trim() === '' || !/[✓✕!?◐–]/.test(getComputedStyle(each, '::before').content))
  .map((each) => each.outerHTML)`;

/** Texts whose contrast with what is behind them is under WCAG's AA: 4.5, or 3 for large text. */
export const LOW_CONTRAST = `(() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const channel = (value) => ((value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Map();
  let seen = 0;
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!own || ['SCRIPT', 'STYLE', 'title', 'desc'].includes(element.tagName)) continue;
    if (element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const colour = parse(element instanceof SVGElement ? style.fill : style.color);
    const [high, low] = [luminance(colour), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    seen++;
    if (ratio < (large ? 3 : 4.5)) found.set(element.tagName + '.' + element.className, ratio);
  }
  return { seen, low: [...found] };
})()`;
