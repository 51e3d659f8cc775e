import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEntropy } from '../../../harness/doors/entropy.js';
import { VERSIONS } from '../../../harness/doors/protocol.js';
import { actionsOf, schemaOf } from '../../../harness/schema/schemas.js';
import { alternatives, minimalSample, randomSample } from '../../../harness/schema/sample.js';
import { semanticProblems } from '../../../harness/schema/semantics/index.js';
import { type Part } from '../../../harness/schema/types.js';
import { validatePayload } from '../../../harness/schema/validate.js';

const PARTS: readonly Part[] = ['request', 'response'];
const messages = VERSIONS.flatMap((version) =>
  actionsOf(version).flatMap((action) =>
    PARTS.filter((part) => schemaOf(version, action, part)).map((part) => ({ version, action, part })),
  ),
);
const NOW = Date.UTC(2025, 5, 1);

test('the least payload of every message is valid, in form and in meaning', () => {
  assert.equal(messages.length, 387);
  for (const { version, action, part } of messages) {
    const payload = minimalSample(version, action, part);
    assert.deepEqual(validatePayload(version, action, part, payload), [], `${version} ${action} ${part}`);
    assert.deepEqual(semanticProblems(version, action, part, payload), [], `${version} ${action} ${part}`);
  }
});

test('random payloads of every message are valid', () => {
  const entropy = createEntropy(1, 'samples');
  for (const { version, action, part } of messages) {
    for (let round = 0; round < 10; round++) {
      const payload = randomSample(version, action, part, entropy, NOW);
      assert.deepEqual(
        validatePayload(version, action, part, payload),
        [],
        `${version} ${action} ${part} ${JSON.stringify(payload)}`,
      );
    }
  }
});

test('random payloads have optional fields now and then, and the same seed makes the same ones', () => {
  const make = () => {
    const entropy = createEntropy(5);
    return Array.from({ length: 40 }, () => randomSample('2.0.1', 'StatusNotification', 'request', entropy, NOW));
  };
  const optional = make().filter((payload) => 'customData' in payload).length;
  assert.ok(optional > 0 && optional < 40);
  assert.deepEqual(make(), make());
});

test('the choices of a minimal payload can be made', () => {
  assert.deepEqual(minimalSample('2.0.1', 'StatusNotification', 'request'), {
    timestamp: '2025-01-01T00:00:00Z',
    connectorStatus: 'Available',
    evseId: 1,
    connectorId: 1,
  });
  const chosen = minimalSample('2.0.1', 'StatusNotification', 'request', {
    now: '2030-01-01T00:00:00Z',
    member: (members) => members.at(-1)!,
    number: (path) => (path === 'evseId' ? 3 : 1),
  });
  assert.deepEqual(chosen, {
    timestamp: '2030-01-01T00:00:00Z',
    connectorStatus: 'Faulted',
    evseId: 3,
    connectorId: 1,
  });
  const cut = minimalSample('1.6', 'Authorize', 'request', { text: () => 'T'.repeat(50) });
  assert.deepEqual(cut, { idTag: 'T'.repeat(20) });
});

test('a message that the version does not have has no sample', () => {
  assert.throws(() => minimalSample('1.6', 'TransactionEvent', 'request'), { code: 'SCHEMA_UNKNOWN' });
  assert.throws(() => randomSample('2.1', 'NotifyPeriodicEventStream', 'response', createEntropy(1), NOW), {
    code: 'SCHEMA_UNKNOWN',
  });
});

/** Each leaf of a payload with its path, as checks name them. */
function leavesOf(
  value: unknown,
  path = '',
): { path: string; value: unknown; set: (root: unknown, next: unknown) => void }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const set = (root: unknown, next: unknown) => {
      const holder = root as Record<string, unknown>;
      if (next === undefined) Reflect.deleteProperty(holder, key);
      else holder[key] = next;
    };
    const deeper = leavesOf(child, at).map((leaf) => ({
      ...leaf,
      set: (root: unknown, next: unknown) => leaf.set((root as Record<string, unknown>)[key], next),
    }));
    return [{ path: at, value: child, set }, ...deeper];
  });
}

test('every alternative of every field keeps the payload valid and differs from what was there', () => {
  const entropy = createEntropy(3, 'alternatives');
  let tried = 0;
  for (const { version, action, part } of messages) {
    const payload = randomSample(version, action, part, entropy, NOW);
    for (const { path, value, set } of leavesOf(payload)) {
      for (const other of alternatives(version, action, part, path, value)) {
        const mutant: unknown = structuredClone(payload);
        set(mutant, other);
        tried++;
        assert.notDeepEqual(mutant, payload);
        assert.deepEqual(
          validatePayload(version, action, part, mutant),
          [],
          `${version} ${action} ${path} ${JSON.stringify(other)}`,
        );
      }
    }
  }
  assert.ok(tried > 1000, `${tried} alternatives tried`);
});

test('alternatives are the other members, shifted values, and leaving out what is optional', () => {
  assert.deepEqual(alternatives('1.6', 'BootNotification', 'response', 'status', 'Accepted'), ['Pending', 'Rejected']);
  assert.deepEqual(alternatives('2.0.1', 'GetTransactionStatus', 'response', 'ongoingIndicator', true), [
    false,
    undefined,
  ]);
  assert.deepEqual(alternatives('2.0.1', 'GetTransactionStatus', 'response', 'messagesInQueue', true), [false]);
  assert.ok(
    alternatives('2.1', 'SetChargingProfile', 'request', 'chargingProfile.stackLevel', 0).every(
      (n) => (n as number) > 0,
    ),
  );
  const ids = alternatives('1.6', 'Authorize', 'request', 'idTag', 'A'.repeat(20)) as string[];
  assert.ok(ids.length >= 5 && ids.every((id) => id.length <= 20 && id !== 'A'.repeat(20)));
  const times = alternatives('1.6', 'Heartbeat', 'response', 'currentTime', '2024-01-01T00:00:00Z');
  assert.ok(times.includes('2024-01-01T00:00:01.000Z') && !times.includes('2024-01-01T00:00:00.000Z'));
});

test('indices may be left out of a path, and a path that leads nowhere has no alternatives', () => {
  const unit = (path: string) => alternatives('1.6', 'MeterValues', 'request', path, 'Wh');
  assert.deepEqual(unit('meterValue.sampledValue.unit'), unit('meterValue[0].sampledValue[3].unit'));
  assert.ok(unit('meterValue.sampledValue.unit').includes('kWh'));
  for (const path of ['nonsense', 'meterValue[0].nonsense', 'connectorId[0]', 'a..b', '__proto__'])
    assert.deepEqual(unit(path), [], path);
});
