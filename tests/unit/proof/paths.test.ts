import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leafPaths, valueAt, withValueAt } from '../../../harness/proof/paths.js';

const payload = { idTagInfo: { status: 'Accepted' }, meterValue: [{ timestamp: 'now' }, { timestamp: 'later' }] };

test('a path leads through fields and list items', () => {
  assert.equal(valueAt(payload, 'idTagInfo.status'), 'Accepted');
  assert.equal(valueAt(payload, 'meterValue[1].timestamp'), 'later');
});

test('a path that leads nowhere finds nothing', () => {
  assert.equal(valueAt(payload, 'idTagInfo.status.more'), undefined);
  assert.equal(valueAt(payload, 'meterValue[2].timestamp'), undefined);
  assert.equal(valueAt(null, 'anything'), undefined);
});

test('the empty path is the value itself', () => {
  assert.equal(valueAt(payload, ''), payload);
  assert.equal(withValueAt(payload, '', 7), 7);
});

test('a changed value is in a copy, and the original is as it was', () => {
  const changed = withValueAt(payload, 'meterValue[0].timestamp', 'never');
  assert.equal(valueAt(changed, 'meterValue[0].timestamp'), 'never');
  assert.equal(payload.meterValue[0]?.timestamp, 'now');
});

test('undefined takes a field out, and an item out of its list', () => {
  assert.deepEqual(withValueAt(payload, 'idTagInfo.status', undefined), { ...payload, idTagInfo: {} });
  assert.deepEqual(withValueAt(payload, 'meterValue[0]', undefined), {
    ...payload,
    meterValue: [{ timestamp: 'later' }],
  });
});

test('parents that are missing are made: lists where the path has an index, objects elsewhere', () => {
  assert.deepEqual(withValueAt({}, 'a[0].b.c', 1), { a: [{ b: { c: 1 } }] });
});

test('the leaves of a value are all that is no list and no object', () => {
  assert.deepEqual(leafPaths(payload), ['idTagInfo.status', 'meterValue[0].timestamp', 'meterValue[1].timestamp']);
  assert.deepEqual(leafPaths('text'), []);
});

test('the leaves are bounded', () => {
  assert.equal(leafPaths(Array.from({ length: 500 }, (_, index) => index)).length, 60);
});
