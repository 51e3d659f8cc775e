/** Writes what a probe read into the text of a plan; what stands there otherwise, with its comments, stays. */
import { isMap, isScalar, type Pair, parseDocument, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { group, list } from '../contradictions/loose.js';
import { type Plan } from '../plan.js';
import { type ProbeFound } from './probe-found.js';
import { probedParameters } from './probed-parameters.js';
import { type Entry, probedStatement } from './probed-statement.js';
import { profileNamed } from '../statement/profiles.js';

/** A text of a product inside a comment: one line, of what can be printed. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e\xa0-\u024f]/g, '?').slice(0, 400);
const comment = (text: string): string => ` ${printable(text)}`;

type Document = ReturnType<typeof parseDocument>;

/** The map at a path, made where there is none. */
function mapAt(document: Document, path: readonly string[]): YAMLMap {
  const found: unknown = document.getIn(path, true);
  if (isMap(found)) return found;
  const made = new YAMLMap(document.schema);
  document.setIn(path, made);
  return made;
}

/** Sets a value with a comment behind it, and lines of comments before its key. */
function put(document: Document, path: readonly string[], node: unknown, before: readonly string[] = []): void {
  const parent = mapAt(document, path.slice(0, -1));
  const key: Scalar = new Scalar(path.at(-1)!);
  if (before.length > 0) key.commentBefore = before.map(comment).join('\n');
  const at = parent.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === path.at(-1));
  const pair: Pair = document.createPair(key, node);
  if (at < 0) parent.items.push(pair);
  else parent.items[at] = pair;
}

function withComment(document: Document, value: unknown, source: string): unknown {
  const flow = typeof value === 'object' && value !== null;
  const node = document.createNode(value, { flow });
  node.comment = comment(source);
  return node;
}

function sequence(document: Document, entries: readonly Entry[]): YAMLSeq {
  const items = new YAMLSeq(document.schema);
  for (const { id, value, source } of entries)
    items.items.push(withComment(document, value === undefined ? id : { [id]: value }, source));
  if (entries.length === 0) items.flow = true;
  return items;
}

/**
 * A comment that stands before a part of the plan belongs to the part before it by the library's reading, when that part
 * ends in comments of its own: what comes after the last empty line is put where it was written.
 */
function returnComments(document: Document): void {
  const { contents } = document;
  if (!isMap(contents)) return;
  for (const [index, { value }] of contents.items.entries()) {
    const next = contents.items[index + 1]?.key;
    if (!isMap(value) || typeof value.comment !== 'string' || !isScalar(next)) continue;
    const at = value.comment.lastIndexOf('\n\n');
    if (at < 0) continue;
    next.commentBefore = [value.comment.slice(at + 2), next.commentBefore]
      .filter((text) => typeof text === 'string')
      .join('\n');
    next.spaceBefore = true;
    value.comment = value.comment.slice(0, at);
  }
}

/** What the plan claims already, by id. */
function claimedIn(document: Document): ReadonlyMap<string, Entry> {
  const statement = group(group(document.toJS({ maxAliasCount: 50 }))['statement']);
  const entries = [...list(statement['profiles']), ...list(statement['features'])].flatMap((entry): Entry[] => {
    const source = 'from the plan; the probe could not read it';
    if (typeof entry === 'string') return [{ id: entry, source }];
    return Object.entries(group(entry)).flatMap(([id, value]) =>
      typeof value === 'number' || typeof value === 'string' ? [{ id, value, source }] : [{ id, source }],
    );
  });
  return new Map(entries.map((entry) => [entry.id, entry]));
}

export interface WriteOptions {
  /** The text of the plan that the probe was made with. */
  readonly text: string;
  readonly plan: Plan;
  readonly found: ProbeFound;
  /** The file with the frames, as the comments are to name it. */
  readonly record: string;
  /** Whether the statement of `text` is somebody's: then what was not read stays claimed. */
  readonly keep: boolean;
}

/** The text of a plan with everything that the probe read, each with the frame that it was read from. */
export function writeProbed({ text, plan, found, record, keep }: WriteOptions): string {
  const document = parseDocument(text);
  returnComments(document);
  const { role, version } = plan.sut;
  const { profiles, features, open } = probedStatement(found, role, version);
  const before = keep ? claimedIn(document) : new Map<string, Entry>();
  const read = new Set([...profiles, ...features].map(({ id }) => id));
  const isProfile = (id: string) => profileNamed(id, version) !== undefined;
  const kept = [...before.values()].filter(({ id }) => {
    const name = profileNamed(id, version) ?? id;
    return !read.has(name) && !(open.get(name)?.startsWith('not there') ?? false);
  });
  const denied = (id: string) => (before.has(id) ? ' (the plan claimed it)' : '');
  const keptIds = new Set(kept.map(({ id }) => profileNamed(id, version) ?? id));
  const lines = (profile: boolean) =>
    [...open]
      .filter(([id]) => isProfile(id) === profile && !keptIds.has(id))
      .map(([id, why]) => `- ${id} # ${why}${denied(id)}`);
  const ofKind = (entries: readonly Entry[], profile: boolean) =>
    sequence(document, [...entries, ...kept.filter(({ id }) => isProfile(id) === profile)]);
  put(document, ['statement', 'profiles'], ofKind(profiles, true), lines(true));
  put(document, ['statement', 'features'], ofKind(features, false), lines(false));
  const parameters = probedParameters(found, plan, role);
  for (const { path, value, source } of parameters.values) put(document, path, withComment(document, value, source));
  const map = mapAt(document, ['parameters']);
  const asides = [...parameters.open, ...found.trouble.map((line) => `could not be read: ${line}`)];
  if (asides.length > 0)
    map.comment = [map.comment, ...asides.map(comment)].filter((line) => typeof line === 'string').join('\n');
  const head = [
    ` A probe has asked the product, and its frames are in ${printable(record)}.`,
    ' What was read names its frame; what was not is a comment. Look through it and confirm it: the statement is yours.',
  ];
  document.commentBefore = [
    ...head,
    ...(typeof document.commentBefore === 'string' ? [document.commentBefore] : []),
  ].join('\n');
  return document.toString({ lineWidth: 0 });
}
