/**
 * Lays JSON out for reading without reading it as values: every key, number and string stays as it was sent, repeated
 * keys and `1.50` too, because a report must show what was on the wire.
 */

interface Node {
  /** One line. */
  readonly flat: string;
  /** The members of an array or object, each with its key as it was written. */
  readonly items?: readonly { readonly key: string; readonly value: Node }[];
}

const DEPTH = 40;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,:[\]{}"]+/y;
const SPACE = /\s*/y;

/** A cursor over the text; every method returns undefined where the text is not what it looks for. */
function createScanner(text: string) {
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const skip = (): void => void match(SPACE);
  const take = (char: string): boolean => {
    skip();
    if (text[at] !== char) return false;
    at++;
    return true;
  };
  return { match, take, skip, ended: () => (skip(), at === text.length) };
}

type Scanner = ReturnType<typeof createScanner>;

function readContainer(scanner: Scanner, depth: number, close: ']' | '}'): Node | undefined {
  const items: { key: string; value: Node }[] = [];
  const open = close === ']' ? '[' : '{';
  while (!scanner.take(close)) {
    if (items.length > 0 && !scanner.take(',')) return undefined;
    let key = '';
    if (close === '}') {
      scanner.skip();
      const name = scanner.match(STRING);
      if (name === undefined || !scanner.take(':')) return undefined;
      key = `${name}: `;
    }
    const value = readNode(scanner, depth + 1);
    if (value === undefined) return undefined;
    items.push({ key, value });
  }
  const flat = items.map(({ key, value }) => key + value.flat).join(', ');
  return { flat: `${open}${flat}${close}`, items };
}

function readNode(scanner: Scanner, depth: number): Node | undefined {
  if (depth > DEPTH) return undefined;
  if (scanner.take('[')) return readContainer(scanner, depth, ']');
  if (scanner.take('{')) return readContainer(scanner, depth, '}');
  const scalar = scanner.match(STRING) ?? scanner.match(SCALAR);
  return scalar === undefined ? undefined : { flat: scalar };
}

/** A container with a line per member. */
function spread(node: Node, indent: string, width: number): string {
  const inner = (node.items ?? []).map((item) => write(item.value, item.key, `${indent} `, width)).join(',\n');
  return `${node.flat[0]}\n${inner}\n${indent}${node.flat.at(-1)}`;
}

function write(node: Node, key: string, indent: string, width: number): string {
  const { items } = node;
  if (items === undefined || indent.length + key.length + node.flat.length <= width) return indent + key + node.flat;
  const last = items.at(-1)?.value;
  if (node.flat.startsWith('[') && last?.items && last.items.length > 0) {
    // A message, or a list of one: what comes before the last member stays on the first line.
    const first = `${indent}${key}[${items
      .slice(0, -1)
      .map(({ value }) => `${value.flat}, `)
      .join('')}`;
    if (first.length <= width) return `${first}${spread(last, indent, width)}]`;
  }
  return `${indent}${key}${spread(node, indent, width)}`;
}

/** The text laid out in lines of about `width` characters; as it came where it is not JSON or nests too deep. */
export function prettyJson(text: string, width = 90): string {
  const scanner = createScanner(text);
  const node = readNode(scanner, 0);
  return node !== undefined && scanner.ended() ? write(node, '', '', width) : text;
}
