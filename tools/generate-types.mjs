/**
 * Writes harness/schema/generated/{ocpp16,ocpp201,ocpp21}.ts: the TypeScript types of every OCPP message, made from the
 * official JSON schemas that the package ocpp-rpc carries. The output is types only, stays out of the repository, and
 * has none of the schemas' prose. A digest of all inputs in the first line lets an unchanged output stand.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const OUTPUT = new URL('../harness/schema/generated/', import.meta.url);
const SETS = { ocpp16: 'ocpp1_6.json', ocpp201: 'ocpp2_0_1.json', ocpp21: 'ocpp2_1.json' };
/** Annotations; none of them changes a type. `additionalItems` would widen every array. */
const DROPPED = new Set([
  '$schema',
  '$id',
  'comment',
  'javaType',
  'description',
  'default',
  'additionalItems',
  'format',
]);

/** A schema without annotations; `properties` and `definitions` hold names, which are kept whatever they are. */
function clean(node) {
  if (Array.isArray(node)) return node.map(clean);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !DROPPED.has(key))
      .map(([key, value]) => [
        key,
        key === 'properties' || key === 'definitions'
          ? Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, clean(schema)]))
          : clean(value),
      ]),
  );
}

/** The action and the part that an `$id` stands for: urn:Reset.req, urn:ResetRequest, or the SEND without a suffix. */
function messageOf(id) {
  const [, action, suffix] = /^urn:(\w+?)(\.req|\.conf|Request|Response)?$/.exec(id);
  return { action, part: suffix === '.conf' || suffix === 'Response' ? 'Response' : 'Request' };
}

const refTo = (name) => ({ $ref: `#/definitions/${name}` });

/** One schema with all messages and all shared definitions of a version, so that nothing is declared twice. */
function merge(schemas, set) {
  const definitions = {};
  const define = (name, schema) => {
    const known = definitions[name];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`${set}: two different definitions are called ${name}`);
    }
    definitions[name] = schema;
  };
  const parts = { Request: {}, Response: {} };
  for (const schema of schemas) {
    const { action, part } = messageOf(schema.$id);
    const { definitions: shared = {}, ...message } = clean(schema);
    for (const [name, definition] of Object.entries(shared)) define(name, definition);
    define(action + part, message);
    parts[part][action] = refTo(action + part);
  }
  const map = (properties) => ({
    type: 'object',
    additionalProperties: false,
    properties,
    required: Object.keys(properties),
  });
  define('Requests', map(parts.Request));
  define('Responses', map(parts.Response));
  return { ...map({ requests: refTo('Requests'), responses: refTo('Responses') }), definitions };
}

const self = readFileSync(fileURLToPath(import.meta.url));
const compilerVersion = require('json-schema-to-typescript/package.json').version;
mkdirSync(OUTPUT, { recursive: true });

for (const [set, file] of Object.entries(SETS)) {
  const input = readFileSync(require.resolve(`ocpp-rpc/lib/schemas/${file}`));
  const digest = createHash('sha256').update(self).update(compilerVersion).update(input).digest('hex');
  const stamp = `// inputs ${digest}`;
  const target = new URL(`${set}.ts`, OUTPUT);
  let present = '';
  try {
    present = readFileSync(target, 'utf8');
  } catch {
    // Not generated yet.
  }
  if (present.startsWith(`${stamp}\n`)) continue;
  const { compile } = await import('json-schema-to-typescript');
  const schema = merge(JSON.parse(input.toString('utf8')), set);
  const types = await compile(structuredClone(schema), 'Messages', {
    additionalProperties: true,
    bannerComment: stamp,
    format: false,
    ignoreMinAndMaxItems: true,
  });
  // A definition keeps its name; the compiler would number those that clash.
  for (const [, name] of types.matchAll(/^export (?:interface|type) (\w+)/gm)) {
    if (name !== 'Messages' && !(name in schema.definitions)) throw new Error(`${set}: unexpected type ${name}`);
  }
  writeFileSync(
    target,
    types.replace(/\n \* (?:This interface|via the `definition`)[^\n]*/g, '').replace(/\/\*\*\n \*\/\n/g, ''),
  );
}
