import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stepsOf } from '../../../harness/schema/path.js';
import { readTime } from '../../../harness/schema/times.js';

const form = (text: string) => readTime(text)?.form;

test('what JavaScript writes is read as RFC 3339', () => {
  const when = fc.date({ min: new Date(0), max: new Date(253_402_300_799_999), noInvalidDate: true });
  fc.assert(
    fc.property(when, (date) => {
      assert.deepEqual(readTime(date.toISOString()), { form: 'rfc3339', offset: 0, fraction: 3, leap: 'none' });
    }),
  );
});

test('any text is read without an error and within its length', () => {
  fc.assert(fc.property(fc.string({ maxLength: 100 }), (text) => void readTime(text)));
  assert.equal(readTime('1'.repeat(1_000_000)), undefined);
});

test('the calendar counts: leap years, months, weeks and days of the year', () => {
  for (const date of ['2024-02-29', '2000-02-29', '2024-366', '2020-W53-7', '2024-12-31'])
    assert.ok(readTime(`${date}T00:00:00Z`), date);
  for (const date of [
    '2023-02-29',
    '1900-02-29',
    '2023-366',
    '2021-W53-1',
    '2024-04-31',
    '2024-00-10',
    '2024-W00-1',
    '2024-W01-8',
  ])
    assert.equal(readTime(`${date}T00:00:00Z`), undefined, date);
});

test('second 60 is possible at the end of a month in UTC alone, whatever the zone', () => {
  const leap = (text: string) => readTime(text)?.leap;
  for (const text of [
    '2016-12-31T23:59:60Z',
    '2017-01-01T00:59:60+01:00',
    '2016-12-31T15:59:60-08:00',
    '2015-06-30T23:59:60.5Z',
  ])
    assert.equal(leap(text), 'possible', text);
  for (const text of ['2016-12-30T23:59:60Z', '2016-12-31T12:00:60Z', '2017-01-01T23:59:60+01:00'])
    assert.equal(leap(text), 'impossible', text);
  assert.equal(leap('2016-12-31T23:59:61Z'), undefined);
});

test('basic and extended form do not mix', () => {
  assert.equal(form('20240101T000000Z'), 'iso8601');
  assert.equal(form('20240101T00:00:00Z'), undefined);
  assert.equal(form('2024-01-01T000000Z'), undefined);
  assert.equal(form('2024-01-01T00:0000Z'), undefined);
});

test('zones have hours to 23 and minutes to 59', () => {
  assert.equal(readTime('2024-01-01T00:00:00-08:30')?.offset, -510);
  assert.equal(readTime('2024-01-01T00:00:00-00:00')?.offset, 0);
  assert.equal(readTime('2024-01-01T00:00:00')?.offset, undefined);
  for (const zone of ['+24:00', '+01:60', '+1:00', 'CET', 'ZZ', '+'])
    assert.equal(readTime(`2024-01-01T00:00:00${zone}`), undefined, zone);
});

test('a path is taken apart into names and indices', () => {
  assert.deepEqual(stepsOf('meterValue[0].sampledValue[12].unit'), ['meterValue', 0, 'sampledValue', 12, 'unit']);
  assert.deepEqual(stepsOf(''), []);
  for (const path of ['a..b', 'a[', '[x]', 'a b', '.a', 'a[0]b']) assert.equal(stepsOf(path), undefined, path);
});
