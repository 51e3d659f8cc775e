import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  absent,
  absentOr,
  assertedPaths,
  between,
  containing,
  describeShape,
  mismatches,
  near,
  noneOf,
  oneOf,
  present,
} from '../../../harness/peers/matchers.js';

const fits = (value: unknown, shape: unknown) => mismatches(value, shape).length === 0;

test('a shape speaks of some fields, and what it does not name may be anything', () => {
  assert.ok(fits({ status: 'Accepted', extra: 1 }, { status: 'Accepted' }));
  assert.ok(!fits({ status: 'Rejected' }, { status: 'Accepted' }));
  assert.ok(fits({ a: { b: [{ c: 1 }, { c: 2 }] } }, { a: { b: [{}, { c: 2 }] } }));
  assert.ok(!fits({ a: null }, { a: { b: 1 } }));
  assert.ok(!fits(undefined, { a: 1 }));
});

test('a field that only the prototype has is absent', () => {
  assert.ok(!fits({}, { toString: present }));
  assert.ok(fits({}, { constructor: absent }));
});

test('each matcher accepts what it says and refuses the rest', () => {
  assert.ok(fits({ a: 2 }, { a: oneOf(1, 2) }) && !fits({ a: 3 }, { a: oneOf(1, 2) }));
  assert.ok(fits({ a: 0 }, { a: present }) && !fits({ a: null }, { a: present }) && !fits({}, { a: present }));
  assert.ok(fits({}, { a: absent }) && !fits({ a: null }, { a: absent }));
  assert.ok(
    fits({}, { a: absentOr('x') }) && fits({ a: 'x' }, { a: absentOr('x') }) && !fits({ a: 'y' }, { a: absentOr('x') }),
  );
  assert.ok(
    fits({ a: 5 }, { a: between(5, 6) }) &&
      !fits({ a: 4.99 }, { a: between(5, 6) }) &&
      !fits({ a: '5' }, { a: between(5, 6) }),
  );
  assert.ok(
    fits({ a: 'y' }, { a: noneOf('x') }) && !fits({ a: 'x' }, { a: noneOf('x') }) && !fits({}, { a: noneOf('x') }),
  );
  const noon = Date.UTC(2026, 0, 5, 12);
  assert.ok(
    fits({ a: '2026-01-05T13:00:00.500+01:00' }, { a: near(noon, 1000) }) &&
      !fits({ a: '2026-01-05T12:00:02Z' }, { a: near(noon, 1000) }) &&
      !fits({ a: 'soon' }, { a: near(noon, 1000) }),
  );
  assert.ok(
    fits({ a: [{ k: 1 }, { k: 2, v: 3 }] }, { a: containing({ k: 2 }) }) &&
      !fits({ a: [{ k: 1 }] }, { a: containing({ k: 2 }) }),
  );
});

test('a mismatch says where, what was expected and what is there', () => {
  assert.deepEqual(mismatches({ idTagInfo: { status: 'Blocked' } }, { idTagInfo: { status: 'Accepted' } }), [
    { path: 'idTagInfo.status', expected: '"Accepted"', actual: '"Blocked"' },
  ]);
});

test('the asserted paths are the leaves, with indices', () => {
  assert.deepEqual(assertedPaths({ a: { b: 1 }, c: [{ d: present }], e: undefined }), ['a.b', 'c[0].d']);
  assert.equal(describeShape({ a: { b: 1 }, c: present }), 'a.b is 1, c is present');
});
