import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type JsonSchema } from '../../../harness/schema/schemas.js';
import { isPlainUtc, readTime } from '../../../harness/schema/times.js';
import { plan, type Site, walk } from '../../../harness/schema/visit.js';

const ROOT: JsonSchema = {
  type: 'object',
  required: ['a'],
  properties: {
    a: { type: 'integer' },
    list: { type: 'array', items: { $ref: '#/definitions/ItemType' } },
    quiet: { type: 'object', properties: { b: { type: 'string' } } },
  },
  definitions: { ItemType: { type: 'object', properties: { n: { type: 'integer' }, s: { type: 'string' } } } },
};
const INTEGERS = plan(ROOT, 'SomeRequest', (site) => (site.schema.type === 'integer' ? [site] : []));

function visited(payload: unknown, stopAt = Infinity) {
  const seen: { readonly site: Site; readonly path: string; readonly value: unknown; readonly holder: unknown }[] = [];
  walk(INTEGERS, payload, (site, { value, holder, path }) => {
    seen.push({ site, path: path(), value, holder });
    return seen.length < stopAt;
  });
  return seen;
}

test('a walk shows each value that has a judge, with its place, its object and what the schema says of it', () => {
  const payload = { list: [{ n: 1, s: 'x' }, { s: 'y' }, { n: 'wrong' }], a: 7, quiet: { b: 'z' } };
  const seen = visited(payload);
  assert.deepEqual(
    seen.map(({ path, value }) => [path, value]),
    [
      ['a', 7],
      ['list[0].n', 1],
      ['list[2].n', 'wrong'],
    ],
  );
  assert.deepEqual(
    seen.map(({ site: { trail, field, owner, optional } }) => [trail, field, owner, optional]),
    [
      ['a', 'a', 'SomeRequest', false],
      ['list[].n', 'n', 'ItemType', true],
      ['list[].n', 'n', 'ItemType', true],
    ],
  );
  assert.equal(seen[1]?.holder, payload.list[0]);
});

test('places without a judge below them are not part of the walk', () => {
  assert.deepEqual(
    INTEGERS.fields.map(([field]) => field),
    ['a', 'list'],
  );
});

test('a walk does not enter values of the wrong type, nor fields that are inherited', () => {
  for (const payload of [null, 5, 'x', [], { list: { 0: { n: 1 } } }, { list: [[{ n: 1 }], null, 'n'] }])
    assert.deepEqual(visited(payload), []);
  assert.deepEqual(visited(Object.create({ a: 1 })), []);
});

test('a walk ends when a visit says so, and before a payload of too many values is through', () => {
  assert.equal(visited({ a: 1, list: [{ n: 1 }, { n: 2 }] }, 2).length, 2);
  const many = Array.from({ length: 120_000 }, () => ({ n: 1 }));
  assert.ok(visited({ list: many }).length < 100_000);
});

test('whatever is plain UTC is a time of RFC 3339 in UTC with three decimals at most', () => {
  const digits = (max: number) => fc.nat(max).map((n) => String(n).padStart(2, '0'));
  const text = fc
    .tuple(
      fc.nat(9999),
      digits(19),
      digits(39),
      digits(29),
      digits(69),
      digits(69),
      fc.constantFrom('', '.1', '.123', '.1234'),
      fc.constantFrom('Z', 'z', '+00:00'),
    ) // prettier-ignore
    .map(
      ([y, mo, d, h, mi, s, part, zone]) => `${String(y).padStart(4, '0')}-${mo}-${d}T${h}:${mi}:${s}${part}${zone}`,
    );
  fc.assert(
    fc.property(text, (time) => {
      if (!isPlainUtc(time)) return;
      const reading = readTime(time);
      assert.deepEqual([reading?.form, reading?.offset, reading?.leap], ['rfc3339', 0, 'none']);
      assert.ok((reading?.fraction ?? 9) <= 3);
    }),
    { numRuns: 5_000 },
  );
  assert.ok(isPlainUtc('2026-02-28T23:59:59.999Z') && !isPlainUtc('2026-02-29T00:00:00Z'));
});
