import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { VERSIONS, type Version } from '../../../harness/doors/protocol.js';
import { isSend, senderOf } from '../../../harness/schema/directions.js';
import {
  actionsOf,
  assertPinned,
  isKnownAction,
  type JsonSchema,
  PINS,
  schemaDigest,
  schemaOf,
} from '../../../harness/schema/schemas.js';
import { type Part } from '../../../harness/schema/types.js';
import { validatorOf } from '../../../harness/schema/validate.js';

const PARTS: readonly Part[] = ['request', 'response'];
const messages = VERSIONS.flatMap((version) =>
  actionsOf(version).flatMap((action) => PARTS.map((part) => ({ version, action, part }))),
);

/** A schema with its references inlined and everything that does not judge left out, for comparison by value. */
function canonical(node: unknown, root: JsonSchema): unknown {
  if (Array.isArray(node)) return node.map((item) => canonical(item, root));
  if (typeof node !== 'object' || node === null) return node;
  const schema = node as JsonSchema & Record<string, unknown>;
  if (schema.$ref !== undefined) return canonical(root.definitions?.[schema.$ref.replace('#/definitions/', '')], root);
  const judged = ['type', 'enum', 'format', 'maxLength', 'minimum', 'maximum', 'multipleOf', 'minItems', 'maxItems'];
  const result: Record<string, unknown> = {};
  for (const key of judged) if (schema[key] !== undefined) result[key] = schema[key];
  if (schema.enum !== undefined) result.enum = [...schema.enum].sort();
  if (schema.required !== undefined && schema.required.length > 0) result.required = [...schema.required].sort();
  if (schema.items !== undefined) result.items = canonical(schema.items, root);
  if (schema.type === 'object') {
    result.closed = schema.additionalProperties === false;
    const properties = Object.entries(schema.properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    result.properties = Object.fromEntries(properties.map(([name, child]) => [name, canonical(child, root)]));
  }
  return result;
}

test('every version has its messages: 39, 64 and 91', () => {
  assert.deepEqual(VERSIONS.map((version) => actionsOf(version).length), [39, 64, 91]); // prettier-ignore
  assert.deepEqual(VERSIONS.map((version) => PINS[version].count), [78, 128, 181]); // prettier-ignore
  assert.equal(messages.filter(({ version, action, part }) => schemaOf(version, action, part)).length, 387);
});

test('the three files together have the pinned digest', () => {
  assert.equal(schemaDigest(), '275d4ef3a443a6fc982a7a4a0b30c5652d93ee91b92d88b57e41bafeb6744dd5');
});

test('a file that differs by one byte is refused, with a hint', () => {
  const path = createRequire(import.meta.url).resolve('ocpp-rpc/lib/schemas/ocpp1_6.json');
  const bytes = readFileSync(path);
  assertPinned('1.6', bytes);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  assert.throws(() => assertPinned('1.6', bytes), { code: 'SCHEMAS_CHANGED', hint: /ocpp-rpc 2\.2\.1/ });
  assert.throws(() => assertPinned('2.1', readFileSync(path)), { code: 'SCHEMAS_CHANGED' });
});

test('all 387 schemas compile', () => {
  const compiled = messages.filter(({ version, action, part }) => validatorOf(version, action, part));
  assert.equal(compiled.length, 387);
});

test('only the SEND of 2.1 is without a response', () => {
  const without = messages.filter(({ version, action, part }) => schemaOf(version, action, part) === undefined);
  assert.deepEqual(without, [{ version: '2.1', action: 'NotifyPeriodicEventStream', part: 'response' }]);
  assert.equal(isSend('2.1', 'NotifyPeriodicEventStream'), true);
  assert.equal(isSend('2.1', 'NotifyEvent'), false);
  assert.equal(isSend('2.0.1', 'NotifyPeriodicEventStream'), false);
});

test('a field called like a keyword stays, and the keyword goes', () => {
  const alert = schemaOf('2.0.1', 'SetVariables', 'request');
  assert.ok(alert?.definitions?.CustomDataType);
  assert.equal('description' in alert, false);
  const texts = messages.map(({ version, action, part }) => schemaOf(version, action, part));
  const named = texts.some((schema) =>
    Object.values(schema?.definitions ?? {}).some((type) => type.properties?.description !== undefined),
  );
  assert.equal(named, true, 'types with a field called description keep it');
});

test('an action is known by its exact name in its version', () => {
  assert.equal(isKnownAction('1.6', 'StartTransaction'), true);
  assert.equal(isKnownAction('2.0.1', 'StartTransaction'), false);
  assert.equal(isKnownAction('1.6', 'startTransaction'), false);
  assert.equal(isKnownAction('2.0.1', 'BootNotificationRequest'), false);
  assert.equal(isKnownAction('2.1', 'NotifyPeriodicEventStream'), true);
  for (const name of ['', '__proto__', 'constructor', 'toString']) assert.equal(isKnownAction('2.1', name), false);
});

test('every message has a sender, and nothing else has', () => {
  const count = (version: Version) => {
    const senders = actionsOf(version).map((action) => senderOf(version, action));
    return ['station', 'csms', 'both', undefined].map((sender) => senders.filter((s) => s === sender).length);
  };
  assert.deepEqual(count('1.6'), [13, 25, 1, 0]);
  assert.deepEqual(count('2.0.1'), [24, 39, 1, 0]);
  assert.deepEqual(count('2.1'), [36, 54, 1, 0]);
  assert.equal(senderOf('1.6', 'Nonsense'), undefined);
  assert.equal(senderOf('2.0.1', 'BatterySwap'), undefined);
  assert.equal(senderOf('2.1', 'BatterySwap'), 'station');
});

test('a second publication of the schemas agrees, but for three lengths of 1.6 that it raised', async () => {
  // By path, and not through its main entry, which compiles everything on import.
  const second: Readonly<Record<Version, Promise<Record<string, unknown>>>> = {
    '1.6': import('typed-ocpp/dist/ocpp16/schemas.js'),
    '2.0.1': import('typed-ocpp/dist/ocpp20/schemas.js'),
    '2.1': import('typed-ocpp/dist/ocpp21/schemas.js'),
  };
  const differing: string[] = [];
  let compared = 0;
  for (const { version, action, part } of messages) {
    const ours = schemaOf(version, action, part);
    if (ours === undefined) continue;
    const theirs = await second[version];
    const name = `${action}${part === 'request' ? 'Request' : 'Response'}`;
    const other = (theirs[name] ?? theirs[action]) as JsonSchema | undefined;
    assert.ok(other, `${version} ${name} is missing in the second publication`);
    compared++;
    const [a, b] = [JSON.stringify(canonical(ours, ours)), JSON.stringify(canonical(other, other))];
    if (a !== b) differing.push(`${version} ${name}`);
  }
  assert.equal(compared, 387);
  assert.deepEqual(differing, [
    '1.6 ChangeConfigurationRequest',
    '1.6 GetConfigurationResponse',
    '1.6 StatusNotificationRequest',
  ]);
});
