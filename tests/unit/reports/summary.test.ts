import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { summarise, summaryJsonSchema, summarySchema } from '../../../reports/index.js';
import { longRun, mixedRun } from './sample-runs.js';
import { HOSTILE, modelOf, repositoryFile } from './support.js';

const PUBLISHED = 'docs/schemas/summary.schema.json';
const published = (): Record<string, unknown> => JSON.parse(repositoryFile(PUBLISHED)) as Record<string, unknown>;

describe('the JSON summary', () => {
  it('has a published JSON Schema that is not stale', () => {
    assert.deepEqual(
      published(),
      summaryJsonSchema(),
      `${PUBLISHED} is stale: write JSON.stringify(summaryJsonSchema(), null, 2) from reports/index.js to it`,
    );
  });

  const runs = {
    'every verdict': mixedRun(),
    'hostile strings': { ...mixedRun(), hostile: HOSTILE },
    'no end': { ...mixedRun(), end: false as const },
    'an interruption': { ...mixedRun(), end: { interrupted: 'Ctrl-C' } },
    'no case': { cases: [] },
    'a hundred cases': longRun(100),
  };
  for (const [name, run] of Object.entries(runs)) {
    it(`is valid by the published schema and by its own for a run with ${name}`, async () => {
      const validate = new Ajv2020({ strict: true }).compile(published());
      const summary: unknown = JSON.parse(JSON.stringify(summarise(await modelOf(run))));
      assert.ok(validate(summary), JSON.stringify(validate.errors));
      summarySchema.parse(summary);
    });
  }

  it('holds every case with its checks, and every case that did not run with why', async () => {
    const summary = summarise(await modelOf(mixedRun()));
    assert.equal(summary.cases.length, 5);
    assert.equal(summary.cases[1]!.checks[1]!.actual, 'reason PowerUp');
    assert.equal(summary.cases[0]!.checks[1]!.dictated, true);
    assert.deepEqual(
      summary.notRun.map((each) => each.kind),
      ['not-applicable', 'not-selected', 'not-run'],
    );
    assert.equal(summary.exitCode, 4);
    assert.equal(summary.claims[0]!.kind, 'over-claim');
  });

  it('bounds every string', async () => {
    const text = JSON.stringify(summarise(await modelOf({ ...mixedRun(), hostile: 'x'.repeat(100_000) })));
    assert.doesNotMatch(text, /x{4001}/);
  });

  it('says that a run without its end is not complete', async () => {
    const summary = summarise(await modelOf({ ...mixedRun(), end: false }));
    assert.deepEqual([summary.complete, summary.conclusion, summary.outcome], [false, 'incomplete', 'incomplete']);
  });
});
