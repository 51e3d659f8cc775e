import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROOT, tool } from '../house/tools.js';

const { rowsWithoutTest } = await tool<{ rowsWithoutTest(root: string): readonly string[] }>('lib/docs/field.mjs');

test('every kind of fault that products of others taught is held by a test that is named after it', () => {
  assert.deepEqual(rowsWithoutTest(ROOT), []);
});
