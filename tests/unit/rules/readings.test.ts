import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fell, readingOf16, readingOf2x } from '../../../harness/rules/readings.js';
import { instantOf } from '../../../harness/rules/values.js';

test('a reading has the register, the value in Wh and what its last digit stands for', () => {
  assert.deepEqual(readingOf16({ value: '12.50', unit: 'kWh', phase: 'L1' }), {
    register: 'Energy.Active.Import.Register L1 Outlet',
    value: 12_500,
    step: 10,
  });
  assert.deepEqual(readingOf2x({ value: 3, unitOfMeasure: { unit: 'Wh', multiplier: 3 } }), {
    register: 'Energy.Active.Import.Register  Outlet',
    value: 3_000,
    step: 1_000,
  });
});

test('what is no plain register reading is none', () => {
  for (const sample of [
    undefined,
    {},
    { value: 5 },
    { value: 'x' },
    { value: '5', unit: 'W' },
    { value: '5', unit: 'constructor' },
  ]) {
    assert.equal(readingOf16(sample), undefined);
  }
  assert.equal(readingOf2x({ value: '5' }), undefined);
  assert.equal(readingOf2x({ value: 5, measurand: 'Power.Active.Import' }), undefined);
  assert.equal(readingOf2x({ value: 5, unitOfMeasure: { unit: 'Wh', multiplier: 400 } }), undefined);
});

test('readings of one meter that rises are never seen to fall, however each is rounded', () => {
  const written = fc.record({ digits: fc.integer({ min: 0, max: 3 }), kilo: fc.boolean() });
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.nat(1_000), written, written, (milli, rise, first, second) => {
      const write = (wh: number, { digits, kilo }: { digits: number; kilo: boolean }) =>
        readingOf16({ value: (kilo ? wh / 1_000 : wh).toFixed(digits), unit: kilo ? 'kWh' : 'Wh' });
      const [one, two] = [write(milli / 1_000, first), write((milli + rise) / 1_000, second)];
      assert.ok(one !== undefined && two !== undefined);
      assert.equal(fell(one, two), false);
    }),
  );
});

test('a fall of more than the last digit is seen, and of the last digit where both have as many', () => {
  const wh = (value: string) => readingOf16({ value }) ?? assert.fail();
  assert.equal(fell(wh('100.1'), wh('100.0')), true);
  assert.equal(fell(wh('100.1'), wh('100')), false);
  assert.equal(fell(wh('102.1'), wh('101')), true);
});

test('times are read with any zone, and without one as UTC', () => {
  const noon = Date.UTC(2025, 0, 1, 12);
  for (const text of [
    '2025-01-01T12:00:00Z',
    '2025-01-01T12:00:00.000',
    '2025-01-01T13:00:00+01:00',
    '2025-01-01 13:00:00+01',
    '2025-01-01T12:00Z',
    '2025-01-01T07:30:00-0430',
  ]) {
    assert.equal(instantOf({ timestamp: text }), noon, text);
  }
  for (const text of ['', 'noon', '2025-13-01T12:00:00Z', 5, null])
    assert.equal(instantOf({ timestamp: text }), undefined);
});
