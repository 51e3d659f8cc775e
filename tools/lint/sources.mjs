/** What both house rules need to know of a file: where it stands, and what it imports by which kind of import. */
import { isAbsolute, posix, relative, sep } from 'node:path';

/** The file's path from the repository's root, with forward slashes; undefined for a file outside of it. */
export function placeOf(context) {
  const path = relative(context.cwd, context.filename);
  return path.startsWith('..') || isAbsolute(path) ? undefined : path.split(sep).join('/');
}

/** The path from the root that a relative specifier in `place` stands for. */
export const targetOf = (place, specifier) => posix.join(posix.dirname(place), specifier);

/** Whether nothing but types comes in: `import type …`, or every specifier is a type. */
function typesOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const { specifiers = [] } = node;
  return specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type');
}

const literal = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined);

/**
 * Visitors that call `onImport({ node, specifier, types })` for every way to name a module: import, export from,
 * import(), import('…') in a type, require(). The specifier is undefined where it is not a literal.
 */
export function importVisitors(onImport) {
  const declared = (node) => {
    if (node.source) onImport({ node, specifier: literal(node.source), types: typesOnly(node) });
  };
  return {
    ImportDeclaration: declared,
    ExportNamedDeclaration: declared,
    ExportAllDeclaration: declared,
    ImportExpression: (node) => onImport({ node, specifier: literal(node.source), types: false }),
    TSImportType: (node) => onImport({ node, specifier: literal(node.source ?? node.argument?.literal), types: true }),
    'CallExpression[callee.name="require"]': (node) =>
      onImport({ node, specifier: literal(node.arguments[0]), types: false }),
  };
}
