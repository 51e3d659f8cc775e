/** The house checks themselves: each takes a file's path and text and gives what is wrong, in words. */
import { posix } from 'node:path';

const MAX_LINES = 300;
const CODE = /\.(?:tsx?|mjs|js)$/;
const TEXT = /(?:^|\/)(?:LICENSE|NOTICE|\.[\w.]+|run)$|\.(?:tsx?|mjs|js|json|md|ya?ml|css|html|txt|csv|svg)$/;

/** Line ends of a text, the one at its very end included once. */
export const lineCount = (text) => (text === '' ? 0 : text.replace(/\n$/, '').split('\n').length);

function tooLong(path, text) {
  const lines = lineCount(text);
  return CODE.test(path) && lines > MAX_LINES ? [`${path}: ${lines} lines, ${MAX_LINES} are the most`] : [];
}

/** Marks of the official JSON schemas, which are CC BY-ND and are read from a package at run time. */
const SCHEMA_MARKS = [/"\$?id"\s*:\s*"urn:(?!laddprov:)/, /"javaType"\s*:/];

const officialSchema = (path, text) =>
  SCHEMA_MARKS.some((mark) => mark.test(text))
    ? [`${path}: looks like an official OCPP schema, which may not be copied`]
    : [];

const SOMEONES_HOME = /(?<![\w.:/~-])(?:\/home\/|\/Users\/|\/root\/|[A-Z]:\\Users\\)[\w.-]+/;

function machinePath(path, text, machine) {
  const own = machine.find((folder) =>
    new RegExp(`${folder.replace(/[.+$^*()[\]{}|?\\]/g, '\\$&')}(?![\\w-])`).test(text),
  );
  const found = own ?? SOMEONES_HOME.exec(text)?.[0];
  return found === undefined ? [] : [`${path}: names a folder of one machine, ${found}`];
}

const withoutCode = (markdown) => markdown.replace(/^(`{3,}|~{3,}).*?^\1/gms, '').replace(/`[^`\n]*`/g, '');

/** The anchors of a Markdown file, by the rules that GitHub follows. */
export function anchors(markdown) {
  const seen = new Map();
  const result = new Set();
  for (const [, heading] of markdown.replace(/^(`{3,}|~{3,}).*?^\1/gms, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const slug = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    result.add(count === 0 ? slug : `${slug}-${count}`);
  }
  for (const [, id] of markdown.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) result.add(id);
  return result;
}

function brokenLinks(path, text, { exists, read }) {
  if (!path.endsWith('.md')) return [];
  const plain = withoutCode(text);
  const inline = [...plain.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const referenced = [...plain.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm)];
  return [...inline, ...referenced].flatMap(([, link]) => {
    if (/^[a-z][a-z\d+.-]*:/i.test(link)) return [];
    const [file, anchor] = link.split('#');
    const target = file === '' ? path : posix.join(posix.dirname(path), decodeURIComponent(file));
    if (target.startsWith('../') || !exists(target)) return [`${path}: the link ${link} leads nowhere`];
    if (!anchor || !target.endsWith('.md')) return [];
    return anchors(read(target) ?? '').has(anchor)
      ? []
      : [`${path}: the link ${link} names a heading that is not there`];
  });
}

/**
 * What is wrong with the tracked file `path`. `exists` and `read` take paths from the repository's root; `machine` lists
 * absolute folders that may not be named.
 */
export function lookAt(path, text, { exists, read, machine }) {
  if (!TEXT.test(path)) return [];
  return [
    ...tooLong(path, text),
    ...officialSchema(path, text),
    ...machinePath(path, text, machine),
    ...brokenLinks(path, text, { exists, read }),
  ];
}
