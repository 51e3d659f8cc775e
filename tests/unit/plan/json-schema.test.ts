import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { planJsonSchema } from '../../../harness/plan/schema/json-schema.js';

const FILE = 'docs/schemas/plan.schema.json';

test('the published JSON Schema of a plan is the one that the code has', async () => {
  assert.equal(await readFile(FILE, 'utf8'), planJsonSchema());
});

test('the example plans are valid by the JSON Schema, and a misspelt key is not', async () => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(planJsonSchema()) as object);
  for (const name of await readdir('fixtures/plans')) {
    const plan = parse(await readFile(`fixtures/plans/${name}`, 'utf8')) as Record<string, unknown>;
    assert.ok(validate(plan), `${name}: ${JSON.stringify(validate.errors)}`);
    assert.ok(!validate({ ...plan, operater: {} }));
  }
});
