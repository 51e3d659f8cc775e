/** YAML with its positions: the data of a plan, and where each key and value stands. */
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { type KeyPath, type LocatedProblem } from './problems.js';

export interface Source {
  readonly data: unknown;
  /** Errors of the YAML itself; with one of them `data` may be incomplete. */
  readonly problems: readonly LocatedProblem[];
  /** Line and column (from 1) of what is at the path, or of the nearest thing around it that exists. */
  position(path: KeyPath, atKey?: boolean): { readonly line: number; readonly column: number };
}

interface Found {
  readonly key?: Node;
  readonly value?: Node;
}

function child(node: Node | undefined, part: string | number): Found | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(part)];
    return isNode(item) ? { value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  if (pair === undefined) return undefined;
  return { key: pair.key as Node, ...(isNode(pair.value) ? { value: pair.value } : {}) };
}

function offsetOf(document: Document, path: KeyPath, atKey: boolean): number {
  let node = document.contents as Node | undefined;
  let offset = 0;
  for (const [index, part] of path.entries()) {
    const found = child(node, part);
    if (found === undefined) return offset;
    const last = index === path.length - 1;
    const at = last && !atKey ? (found.value ?? found.key) : (found.key ?? found.value);
    offset = at?.range?.[0] ?? offset;
    node = found.value;
  }
  return offset;
}

/** The first line of a message of the YAML library, which never quotes more than a key or an alias. */
function syntaxMessage(message: string): string {
  const text = message
    .split('\n')[0]!
    .trim()
    .replace(/[.:]+$/, '');
  return `YAML: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

export function parseSource(text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = document.errors.map((error) => ({
    ...at(error.pos[0]),
    key: '',
    message: syntaxMessage(error.message),
    hint: error.code === 'DUPLICATE_KEY' ? 'Each key may stand once.' : 'Check indentation, quotes and colons.',
  }));
  let data: unknown;
  if (problems.length === 0) {
    try {
      data = document.toJS({ maxAliasCount: 50 });
    } catch {
      problems.push({ line: 1, column: 1, key: '', message: 'YAML: too many aliases', hint: 'Write the values out.' });
    }
  }
  return { data, problems, position: (path, atKey = false) => at(offsetOf(document, path, atKey)) };
}
