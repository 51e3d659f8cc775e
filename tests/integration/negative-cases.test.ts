/** The generated cases on the command line: listed, shown, named wrongly. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { cli } from './support/cli.js';

const listed = async (t: TestContext, ...args: string[]) => {
  const { code, stdout, stderr } = await cli(t, ['list', ...args]);
  assert.equal(code, 0, stderr);
  return stdout.split('\n').filter((line) => line.startsWith('NEG_'));
};

test('list shows the generated cases with --all, and those that a pattern names', { timeout: 60_000 }, async (t) => {
  assert.deepEqual(await listed(t, '--ocpp', '1.6'), []);
  const all = await listed(t, '--ocpp', '1.6', '--all');
  assert.ok(all.length > 500, String(all.length));
  const some = await listed(t, '--ocpp', '1.6', '-s', 'NEG_16_CS_Reset*');
  assert.ok(some.length > 2 && some.every((line) => all.some((other) => other.split(' ')[0] === line.split(' ')[0])));
});

test('show tells of a generated case what is wrong and what may come of it', { timeout: 60_000 }, async (t) => {
  const { code, stdout } = await cli(t, ['show', 'neg_16_cs_changeavailability.connectorid_missing']);
  assert.equal(code, 0);
  for (const words of [/^NEG_16_CS_ChangeAvailability\.connectorId_missing: /, /left out/, /OCPP-J 1\.6 §4\.2\.3/])
    assert.match(stdout, words);
});

test(
  'a generated case that there is not is an error of the call, with the nearest one',
  { timeout: 60_000 },
  async (t) => {
    const { code, stderr } = await cli(t, ['show', 'NEG_16_CS_ChangeAvailability.conectorId_missing']);
    assert.equal(code, 2);
    assert.match(stderr, /NEG_16_CS_ChangeAvailability\.connectorId_missing/);
  },
);
