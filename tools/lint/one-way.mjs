/** Lint rule `house/one-way`: imports point one way, as the table says. */
import { importVisitors, placeOf, targetOf } from './sources.mjs';

const MACHINERY = [
  'doors',
  'pki',
  'wire',
  'files',
  'schema',
  'charging',
  'record',
  'rules',
  'lane',
  'plan',
  'operator',
  'peers',
  'run',
  'proof',
].map((name) => `harness/${name}`);

/**
 * What each folder may import besides itself. `values`: anything; `types`: nothing but types; `packages: false`: no
 * package and no module of Node either; `computed`: import() of what is known only at run time.
 */
const LAYERS = {
  'harness/doors': { values: [], types: [] },
  'harness/pki': { values: ['harness/doors'], types: [] },
  'harness/wire': { values: ['harness/doors', 'harness/pki'], types: [] },
  'harness/files': { values: ['harness/doors'], types: [] },
  'harness/schema': { values: ['harness/doors'], types: [] },
  'harness/charging': { values: [], types: ['harness/schema'] },
  'harness/record': { values: ['harness/doors', 'harness/wire'], types: [] },
  'harness/rules': { values: ['harness/doors', 'harness/wire', 'harness/schema'], types: ['harness/record'] },
  'harness/proof': { values: ['harness/doors', 'harness/schema'], types: ['harness/record'] },
  'harness/lane': { values: ['harness/doors', 'harness/wire', 'harness/record', 'harness/rules'], types: [] },
  'harness/plan': { values: ['harness/doors'], types: ['harness/record'] },
  'harness/operator': { values: ['harness/doors', 'harness/plan'], types: ['harness/record'], computed: true },
  'harness/peers': {
    values: ['harness/doors', 'harness/pki', 'harness/wire', 'harness/schema', 'harness/charging', 'harness/lane'],
    types: ['harness/record'],
  },
  'harness/run': { values: MACHINERY, types: [] },
  'harness/history': { values: ['harness/doors', 'harness/record'], types: [] },
  cli: {
    values: [...MACHINERY, 'harness/history', 'testcases', 'reports', 'fixtures'],
    types: [],
    computed: true,
  },
  testcases: { values: ['harness/peers'], types: ['harness/doors/protocol'], packages: false },
  reports: { values: ['harness/record'], types: ['harness/history'] },
  fixtures: { values: ['harness/doors'], types: [] },
};

const within = (path, folder) => path.startsWith(`${folder}/`) || path.replace(/\.[cm]?[jt]sx?$/, '') === folder;
const layerOf = (path) => Object.keys(LAYERS).find((folder) => within(path, folder));

export const oneWay = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      homeless: '{{place}} lies in no layer of tools/lint/one-way.mjs; put it into one of the folders named there.',
      direction: '{{from}} may not import {{target}}. It may import {{allowed}}.',
      typesOnly: '{{from}} may import nothing but types from {{target}}.',
      package: '{{from}} may not import {{target}}: no package and no module of Node. It may import {{allowed}}.',
      computed: '{{from}} may not import what is known only at run time: the direction cannot be checked.',
    },
  },
  create(context) {
    const place = placeOf(context);
    if (place === undefined || !/^(?:cli|harness|testcases|reports|fixtures)\//.test(place)) return {};
    const from = layerOf(place);
    if (from === undefined)
      return { Program: (node) => context.report({ node, messageId: 'homeless', data: { place } }) };
    const layer = LAYERS[from];
    const allowed =
      [...layer.values, ...layer.types.map((folder) => `types of ${folder}`)].join(', ') || 'nothing else';
    return importVisitors(({ node, specifier, types }) => {
      const report = (messageId, target) => context.report({ node, messageId, data: { from, target, allowed } });
      if (specifier === undefined) {
        if (!layer.computed) report('computed', '');
        return;
      }
      if (!specifier.startsWith('.')) {
        if (layer.packages === false) report('package', specifier);
        return;
      }
      const target = targetOf(place, specifier);
      if (within(target, from) || layer.values.some((folder) => within(target, folder))) return;
      if (!layer.types.some((folder) => within(target, folder))) report('direction', target);
      else if (!types) report('typesOnly', target);
    });
  },
};
