/** The keys of a plan as tables, from its JSON Schema and from what an almost empty plan becomes. */
import { code, codes, table } from './markdown.mjs';

/** What the schema leaves unsaid because the key says it. */
const WORDS = {
  'sut.vendor': 'For reports.',
  'sut.model': 'For reports.',
  'sut.firmware': 'For reports.',
  'security.tls': 'Files for profiles 2 and 3.',
  'parameters.evses[].id': 'The EVSE id.',
  'parameters.evses[].connectors': 'How many connectors it has.',
  'parameters.sensors[].name': 'The component of the device model, by its standard name.',
  'parameters.sensors[].evseId': 'Where it is (2.x).',
  'parameters.sensors[].connectorId': 'Where it is.',
  'parameters.sensors[].instance': 'Which one, where there are several.',
  'parameters.sensors[].unit': 'The unit of its values.',
  'parameters.chargingRateUnit': 'The unit of charging profiles.',
  'operator[http].actions.*.method': 'The method of the request.',
  'operator[http].actions.*.done': 'When the action counts as carried out.',
  'operator[command].args': 'Its arguments; {{args.x}}, {{action}} and {{why}} are filled in.',
  'operator[command].actions': 'Executables for single actions, each with run and args.',
  selection: 'Which cases to run; see the patterns below.',
};
const SAID_ELSEWHERE = /^(?:\$schema|parameters\.idTokens\.\w+\.|security\.passwords\.\*|statement\..*\[\]|operator\[)/;
/** Defaults that no plan shows, and values of the smallest plans that are none. */
const DEPENDS = {
  'sut.identity': 'required of a station',
  'sut.identities': 'required of a CSMS',
  listen: 'required of a station',
  url: 'required of a CSMS',
  'security.password': '',
  lanes: 'one per identity',
};

/** The requests inside a mapping have the keys of the mapping itself. */
const OF_INNER_REQUESTS = /\.actions\.\*\.(?:(?:byAction|default)\.|steps\[\]\.(?!keep$))/;

const alternativesOf = (node) => [...(node.anyOf ?? []), ...(node.oneOf ?? [])];

/** Every key below a node of the schema, as `{ path, node, required }`, in the order of the schema. */
function* keysBelow(node, path) {
  for (const [key, inner] of Object.entries(node.properties ?? {})) {
    const at = path === '' ? key : `${path}.${key}`;
    yield { path: at, node: inner, required: (node.required ?? []).includes(key) && inner.default === undefined };
    yield* keysBelow(inner, at);
    if (inner.items?.properties) yield* keysBelow(inner.items, `${at}[]`);
    if (inner.additionalProperties?.properties) yield* keysBelow(inner.additionalProperties, `${at}.*`);
  }
}

function valueAt(plan, path) {
  return path.split('.').reduce((inner, part) => inner?.[part], plan);
}

const shown = (value) => (value === undefined ? '' : code(typeof value === 'string' ? value : JSON.stringify(value)));

function defaultOf({ path, node, required }, plans) {
  if (required) return 'required';
  if (DEPENDS[path] !== undefined) return DEPENDS[path];
  if (path.startsWith('operator')) return shown(node.default);
  const [first, second] = plans.map((plan) => shown(node.default ?? leaf(valueAt(plan, path))));
  return first === second ? first : '';
}

/** Defaults of whole groups stand beside their members; a token is its text. */
function leaf(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return value.idToken;
}

function meaning({ path, node }) {
  const words = node.description ?? WORDS[path] ?? '';
  if (words === '') throw new Error(`docs: the key ${path} of the plan has no description`);
  const known = node.enum ?? (node.const === undefined ? undefined : [node.const]);
  const texts = known?.filter((value) => typeof value === 'string' || typeof value === 'number');
  const choices =
    texts && new Set(texts.map(String)).size <= 9 ? ` One of ${codes([...new Set(texts.map(String))])}.` : '';
  return `${words.replace(/[^.…]$/, '$&.')}${choices}`;
}

const rowsOf = (keys, plans, prefix) =>
  keys
    .filter(({ path }) => path.slice(prefix.length) !== 'kind')
    .map((key) => [code(key.path.slice(prefix.length)), meaning(key), defaultOf(key, plans)]);

const HEAD = ['key', 'what', 'default'];

/**
 * The tables: `plan-keys` for all but the operator, `operator-keys` for the kinds of operators. `plans` are plans of a
 * station and of a CSMS with nothing in them that may be left out.
 */
export function planKeys(schema, plans) {
  const keys = [...keysBelow(schema, '')].filter(({ path }) => !SAID_ELSEWHERE.test(path) && path !== 'operator');
  const operators = alternativesOf(alternativesOf(schema.properties.operator)[0]);
  const kinds = operators.flatMap((node) => {
    const kind = node.properties.kind.const;
    const prefix = `operator[${kind}].`;
    const own = [...keysBelow(node, prefix.slice(0, -1))].filter(
      ({ path }) => !path.startsWith('operator[command].actions.') && !OF_INNER_REQUESTS.test(path),
    );
    const rows = rowsOf(own, plans, prefix);
    return rows.length === 0 ? [] : [`\`kind: ${kind}\``, table(HEAD, rows)];
  });
  return new Map([
    ['plan-keys', table(HEAD, rowsOf(keys, plans, ''))],
    ['operator-keys', kinds.join('\n\n')],
  ]);
}
