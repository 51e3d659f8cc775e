/** The operator section against the role: actions that exist, and settings that lead somewhere. */
import { type Role, type Version } from '../../doors/protocol.js';
import { environmentNames } from '../reading/environment.js';
import { group, list, textOf, unfit, type Loose } from './loose.js';
import { mappingContradictions } from './mapping-contradictions.js';
import { hintFor } from '../reading/nearest.js';
import { ACTION_NAMES } from '../schema/operator-schema.js';
import { type KeyPath, type Problem } from '../reading/problems.js';

type Environment = Readonly<Record<string, string | undefined>>;

function* ofEnvironment(value: unknown, path: KeyPath, env: Environment): Iterable<Problem> {
  if (typeof value === 'string') {
    for (const name of environmentNames(value)) {
      if ((env[name] ?? '') !== '') continue;
      yield {
        path,
        message: `uses the environment variable ${name}, which is not set`,
        hint: 'Set it before the run.',
      };
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield* ofEnvironment(inner, [...path, Array.isArray(value) ? Number(key) : key], env);
    }
  }
}

function* ofOne(
  settings: Loose,
  path: KeyPath,
  role: Role | undefined,
  version: Version | undefined,
): Iterable<Problem> {
  const actions = Object.keys(group(settings['actions']));
  if (settings['kind'] === 'http' && settings['url'] === undefined && actions.length === 0) {
    yield unfit(path, 'has neither url nor actions', 'Give the base URL of the interface, or a request per action.');
  }
  if (settings['kind'] === 'command' && settings['run'] === undefined && actions.length === 0) {
    yield unfit(path, 'has neither run nor actions', 'Give the command, or one per action.');
  }
  if (role === undefined) return;
  for (const name of actions.filter((action) => !ACTION_NAMES[role].includes(action))) {
    const hint = hintFor(name, ACTION_NAMES[role]);
    yield unfit([...path, 'actions', name], `is not an action at a ${role}`, hint);
  }
  for (const [name, action] of Object.entries(group(settings['actions']))) {
    if (settings['kind'] !== 'http') continue;
    const base = settings['url'] !== undefined;
    yield* mappingContradictions(name, group(action), [...path, 'actions', name], base, role, version);
  }
}

export function* operatorContradictions(
  plan: Loose,
  role: Role | undefined,
  version: Version | undefined,
  env: Environment,
): Iterable<Problem> {
  const operator = plan['operator'];
  const many = Array.isArray(operator);
  for (const [index, entry] of (many ? list(operator) : [operator]).entries()) {
    const path: KeyPath = many ? ['operator', index] : ['operator'];
    const settings = group(entry);
    yield* ofOne(settings, path, role, version);
    yield* ofEnvironment(entry, path, env);
    const url = textOf(settings['url']);
    if (url !== undefined && URL.canParse(url) && (new URL(url).username !== '' || new URL(url).password !== '')) {
      const hint = 'Use headers: { Authorization: "{{env.NAME}}" }.';
      yield { path: [...path, 'url'], message: 'must not hold a user name or password', hint };
    }
  }
}
