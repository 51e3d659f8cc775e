/** Requests that actions are mapped to: one way of saying it, names that exist, and values that an earlier step keeps. */
import { requestsOf } from '../../doors/directions.js';
import { type Role, VERSIONS, type Version } from '../../doors/protocol.js';
import { group, list, textOf, unfit, type Loose } from './loose.js';
import { hintFor } from '../reading/nearest.js';
import { type KeyPath, type Problem } from '../reading/problems.js';

/** Keys that belong to one request. */
const OF_A_REQUEST = ['method', 'url', 'headers', 'body', 'done', 'unavailable', 'value'] as const;
const KEPT = /\{\{\s*kept\.(\w+)[\w.[\]-]*\s*\}\}/g;

/** The names of kept values that a template uses, wherever in it. */
function keptIn(template: unknown): readonly string[] {
  if (typeof template === 'string') return [...template.matchAll(KEPT)].map((match) => match[1]!);
  if (typeof template !== 'object' || template === null) return [];
  return Object.values(template).flatMap(keptIn);
}

function* ofRequest(request: Loose, path: KeyPath, kept: ReadonlySet<string>, base: boolean): Iterable<Problem> {
  const url = textOf(request['url']);
  if (url !== undefined && !base && !/^https?:\/\//.test(url)) {
    const hint = 'Begin it with http:// or https://, or give the operator a url.';
    yield { path: [...path, 'url'], message: 'is relative to nothing', hint };
  }
  for (const key of OF_A_REQUEST) {
    for (const name of keptIn(request[key])) {
      if (kept.has(name)) continue;
      const hint =
        kept.size === 0
          ? `A step before it has to keep it: keep: { ${name}: path.in.the.answer }.`
          : hintFor(name, [...kept]);
      yield { path: [...path, key], message: `uses {{kept.${name}}}, which no step before it keeps`, hint };
    }
  }
}

/** A mapping that is a request or has steps. */
function* ofRequests(mapping: Loose, path: KeyPath, base: boolean): Iterable<Problem> {
  if (mapping['steps'] === undefined) {
    if (mapping['url'] === undefined && mapping['byAction'] === undefined)
      yield unfit(path, 'has neither url nor steps', 'Give the url of one request, or steps: with several.');
    yield* ofRequest(mapping, path, new Set(), base);
    return;
  }
  for (const key of OF_A_REQUEST.filter((name) => mapping[name] !== undefined))
    yield unfit([...path, key], 'does not go with steps', 'Put it into the step that it is for.');
  const kept = new Set<string>();
  for (const [index, entry] of list(mapping['steps']).entries()) {
    const request = group(entry);
    yield* ofRequest(request, [...path, 'steps', index], kept, base);
    for (const name of Object.keys(group(request['keep']))) kept.add(name);
  }
}

/** The mapping of one action of an operator; `base` says whether the operator has a url that paths are relative to. */
export function* mappingContradictions(
  name: string,
  mapping: Loose,
  path: KeyPath,
  base: boolean,
  role: Role,
  version: Version | undefined,
): Iterable<Problem> {
  const { byAction, default: rest } = mapping;
  for (const key of ['byAction', 'default'] as const) {
    if (mapping[key] !== undefined && !(role === 'csms' && name === 'sendRequest'))
      yield unfit([...path, key], 'is for sendRequest at a csms', 'Other actions have url or steps.');
  }
  if (byAction === undefined) {
    if (rest !== undefined)
      yield unfit([...path, 'default'], 'is for what byAction does not name', 'Give byAction, or url or steps alone.');
    yield* ofRequests(mapping, path, base);
    return;
  }
  for (const key of [...OF_A_REQUEST, 'steps'].filter((one) => mapping[one] !== undefined))
    yield unfit(
      [...path, key],
      'does not go with byAction',
      'Put it under the request that it is for, or under default.',
    );
  const known = (version === undefined ? VERSIONS : [version]).flatMap((one) => requestsOf(one, 'csms'));
  for (const [request, inner] of Object.entries(group(byAction))) {
    const at: KeyPath = [...path, 'byAction', request];
    if (!known.includes(request))
      yield unfit(at, `is no request of a csms in OCPP ${version ?? ''}`.trim(), hintFor(request, known));
    yield* ofRequests(group(inner), at, base);
  }
  if (rest !== undefined) yield* ofRequests(group(rest), [...path, 'default'], base);
}
