/** Reads from a PDF that Chromium printed on which page each of its named destinations is. */

const OBJECT = /(?:^|\n)(\d+) 0 obj\n(<<[^]*?)\nendobj/g;

/** The page of each destination by its name, from 1. What cannot be understood is left out. */
export function pagesOfDestinations(pdf: Uint8Array): ReadonlyMap<string, number> {
  const objects = new Map<string, string>();
  for (const [, id, body] of Buffer.from(pdf).toString('latin1').matchAll(OBJECT)) objects.set(id!, body!);
  const reference = (body: string, key: string) => new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1];
  const catalog = [...objects.values()].find((body) => body.includes('/Type /Catalog'));
  const order = new Map<string, number>();
  const walk = (id: string, depth: number): void => {
    const body = objects.get(id) ?? '';
    const kids = /\/Kids \[([^\]]*)\]/.exec(body)?.[1];
    if (kids === undefined) order.set(id, order.size + 1);
    else if (depth < 20) for (const [, kid] of kids.matchAll(/(\d+) 0 R/g)) walk(kid!, depth + 1);
  };
  const root = catalog && reference(catalog, 'Pages');
  if (catalog === undefined || root === undefined) return new Map();
  walk(root, 0);
  const destinations = objects.get(reference(catalog, 'Dests') ?? '') ?? '';
  const pages = new Map<string, number>();
  for (const [, name, page] of destinations.matchAll(/\/([\w-]+)\s*\[(\d+) 0 R/g)) {
    const number = order.get(page!);
    if (number !== undefined) pages.set(name!, number);
  }
  return pages;
}
