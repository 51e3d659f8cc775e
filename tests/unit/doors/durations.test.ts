import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { limitText, measuredText } from '../../../harness/doors/durations.js';

test('T25: a time limit is said as a person says it', () => {
  const said: readonly (readonly [number, string])[] = [
    [0, '0 ms'],
    [40, '40 ms'],
    [999.6, '1000 ms'],
    [1_000, '1 s'],
    [1_500, '1.5 s'],
    [1_250, '1.25 s'],
    [12_500, '12.5 s'],
    [30_000, '30 s'],
    [100_376.495, '100 s'],
    [900_000, '900 s'],
  ];
  for (const [ms, text] of said) assert.equal(limitText(ms), text);
});

test('T25: what was measured can be held against its limit', () => {
  assert.deepEqual([59_960.4, 60_000, 26_996.2, 12.4, -1_500].map(measuredText), [
    '59.96 s',
    '60 s',
    '27 s',
    '12 ms',
    '-1.5 s',
  ]);
});

test('T25: no check writes seconds by itself', () => {
  const files = execFileSync('git', ['ls-files', '-z', 'testcases', 'harness/peers', 'harness/rules'], {
    encoding: 'utf8',
  });
  const own = files
    .split('\0')
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /\$\{(?!Math\.round)[^{}]*\/ 1_?000\)?(?:\.toFixed\(\d\))?\} s/.test(readFileSync(path, 'utf8')));
  assert.deepEqual(own, []);
});
