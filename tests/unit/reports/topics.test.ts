import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ALL_RULES } from '../../../harness/rules/index.js';
import { renderHtml } from '../../../reports/index.js';
import { topicsOf } from '../../../reports/model/topics.js';
import { catalogue } from '../../../testcases/index.js';
import { mixedRun } from './sample-runs.js';
import { modelOf } from './support.js';

const rules = ALL_RULES.map(({ id, title, clauses }) => ({ id, title, clauses: { ...clauses } }));

const topic = async (id: string, run: Parameters<typeof modelOf>[0] = mixedRun()) => {
  const found = topicsOf(await modelOf({ ...run, start: { rules, ...run.start } })).find((each) => each.id === id);
  assert.ok(found);
  return found;
};

describe('the subjects of a report', () => {
  it('have every rule that there is, each in one subject', async () => {
    const model = await modelOf({
      ...mixedRun(),
      start: { rules: rules.map((rule) => ({ ...rule, clauses: { '2.0.1': 'x' } })) },
    });
    const listed = topicsOf(model).flatMap((each) => each.rules.map(({ id }) => id));
    assert.deepEqual([...listed].sort(), rules.map(({ id }) => id).sort());
  });

  it('have every case of the blocks that no other suite has', async () => {
    const own = /^(ENV|INFO|FAULT|RPC|NEG|CHAOS|SEQ)_/;
    const blocks = new Map(
      [...catalogue.cases, ...catalogue.generated('csms', '1.6')]
        .filter(({ id }) => own.test(id))
        .map(({ id, block }) => [block, id]),
    );
    const cases = [...blocks].map(([block, id]) => ({ id, block, verdict: 'pass' as const }));
    const model = await modelOf({ cases });
    const counted = topicsOf(model).reduce((sum, { tally }) => sum + tally.pass, 0);
    assert.ok(cases.length >= 5);
    assert.equal(counted, cases.length, `of ${[...blocks.keys()].join(', ')}`);
  });

  it('have the rules that judge the version of the run, and no others', async () => {
    const ids = (await topic('status')).rules.map(({ id }) => id);
    assert.ok(ids.includes('transactions-2x'));
    assert.ok(!ids.includes('status-16'));
  });

  it('count the cases of their blocks and name those that did not pass', async () => {
    const cases = (['pass', 'fail'] as const).map((verdict, i) => ({ id: `ENV_${i}`, verdict, block: 'Environment' }));
    const found = await topic('environment', { cases });
    assert.deepEqual([found.tally.pass, found.tally.fail, found.red, found.standing], [1, 1, ['ENV_1'], 'fail']);
  });

  it('are not good by rules alone where they have cases, and incomplete where some of those did not run', async () => {
    assert.equal((await topic('environment')).standing, 'none');
    const cases = [{ id: 'ENV_1', verdict: 'pass', block: 'Environment' } as const];
    assert.equal((await topic('environment', { cases })).standing, 'pass');
    const notRun = [{ id: 'ENV_2', reason: 'not selected: x', block: 'Environment' }];
    assert.equal((await topic('environment', { cases, notRun })).standing, 'incomplete');
  });

  it('are shown as nothing where no message was seen and no case ran', async () => {
    const model = await modelOf({ cases: [], end: {}, start: { rules } });
    for (const each of topicsOf({ ...model, counts: { ...model.counts, frames: 0 } }))
      assert.equal(each.standing, 'none');
  });

  it('stand on the page with links to the rules', async () => {
    const html = renderHtml(await modelOf({ ...mixedRun(), start: { rules } }));
    for (const id of ['validity', 'status', 'errors', 'environment', 'information']) {
      assert.ok(html.includes(`id="topic-${id}"`), id);
    }
  });
});
