/**
 * Circles of imports, of types too: files that name each other can only be read, moved and tested together. Linters
 * look at what is left at run time, where an import of a type is nothing.
 */
import { posix } from 'node:path';
import ts from 'typescript';

/** What a file names by a relative path: import, export from, import(), import('…') in a type; with the line of each. */
function importsOf(text) {
  const lineOf = (position) => text.slice(0, position).split('\n').length;
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName, pos }) => ({ specifier: fileName, line: lineOf(pos) }));
}

/** For each file the files that it imports, and the line of the first import of each. */
function graphOf(files) {
  // A module is named by what the compiler makes of it.
  const sourceOf = (target) =>
    [target, target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')].find((path) => files.has(path));
  const graph = new Map();
  for (const [path, text] of files) {
    const targets = new Map();
    for (const { specifier, line } of importsOf(text)) {
      const target = sourceOf(posix.join(posix.dirname(path), specifier));
      if (target !== undefined && !targets.has(target)) targets.set(target, line);
    }
    graph.set(path, targets);
  }
  return graph;
}

/** The strongly connected components of a graph, by Tarjan: files of which each leads to every other. */
function components(graph) {
  const met = new Map();
  /** The earliest file that is reached from a file and has no component yet. */
  const lowest = new Map();
  const open = [];
  const found = [];
  const visit = (path) => {
    met.set(path, met.size);
    lowest.set(path, met.get(path));
    open.push(path);
    for (const target of graph.get(path).keys()) {
      if (!met.has(target)) visit(target);
      if (open.includes(target)) lowest.set(path, Math.min(lowest.get(path), lowest.get(target)));
    }
    if (lowest.get(path) === met.get(path)) found.push(open.splice(open.indexOf(path)));
  };
  for (const path of graph.keys()) if (!met.has(path)) visit(path);
  return found;
}

/**
 * What goes round in circles among `files`, texts by their paths from the repository's root: one problem for all files
 * that hang together, with every import between them.
 */
export function circles(files) {
  const graph = graphOf(files);
  return components(graph)
    .filter(([path, another]) => another !== undefined || graph.get(path).has(path))
    .map((members) => members.sort())
    .map((members) => {
      const imports = members.flatMap((path) =>
        [...graph.get(path)]
          .filter(([target]) => members.includes(target))
          .map(([target, line]) => `\n  ${path}:${line} imports ${target}`),
      );
      return `${members[0]}: a circle of imports of ${members.length} files; what they share belongs into a file below them${imports.join('')}`;
    });
}
