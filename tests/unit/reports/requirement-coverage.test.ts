import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { senderOf } from '../../../harness/schema/directions.js';
import { requirementsOf } from '../../../reports/facts/requirements.js';
import { untestable, UNTESTABLE_WHY } from '../../../reports/facts/untestable.js';
import { renderHtml } from '../../../reports/index.js';
import { createActionsSeen } from '../../../reports/model/actions-seen.js';
import { countCoverage, coverRequirements } from '../../../reports/model/requirement-coverage.js';
import { type SyntheticRun } from './synthetic-header.js';
import { modelOf } from './support.js';

const VERSIONS = ['2.0.1', '2.1'] as const;

const station = (version: '1.6' | '2.0.1' | '2.1'): SyntheticRun['start'] => ({
  sut: { role: 'station', version, identity: 'CS001' },
});

const coverageOf = async (run: SyntheticRun) => {
  const coverage = coverRequirements(await modelOf(run));
  const all = coverage.blocks.flatMap(({ requirements }) => requirements);
  return { ...coverage, all, of: (id: string) => all.find(({ requirement }) => requirement.id === id) };
};

const resting = (...requirements: readonly string[]): SyntheticRun => ({
  start: station('2.0.1'),
  cases: [{ id: 'TC_B_01_CS', verdict: 'fail', checks: [{ id: 'one', verdict: 'fail', requirements }] }],
});

describe('the requirements of the specifications', () => {
  it('are all there, each once, in chapters that have names', () => {
    assert.deepEqual(
      VERSIONS.map((version) => requirementsOf(version).length),
      [1255, 1705],
    );
    for (const version of VERSIONS) {
      const all = requirementsOf(version);
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      for (const { id, block } of all) {
        assert.match(id, /^[A-S]\d\d\.FR\.\d{2,3}$/);
        assert.match(block, /^[A-S] \w/);
      }
    }
    assert.ok(requirementsOf('1.6').some(({ id, name }) => id === '1.6 §4.2' && name === 'BootNotification'));
  });

  it('name no message that the version does not have', () => {
    for (const version of ['1.6', ...VERSIONS] as const) {
      const strange = requirementsOf(version).flatMap(({ messages }) =>
        messages.filter((message) => senderOf(version, message) === undefined),
      );
      assert.deepEqual(strange, []);
    }
  });

  it('are called untestable only where they exist, and for a reason that has words', () => {
    const known = new Set(VERSIONS.flatMap((version) => requirementsOf(version).map(({ id }) => id)));
    for (const [id, code] of untestable) {
      assert.ok(known.has(id), id);
      assert.ok(UNTESTABLE_WHY[code].length > 0);
    }
  });
});

describe('the coverage of requirements', () => {
  it('has every requirement of the specification exactly once', async () => {
    for (const version of VERSIONS) {
      const { all } = await coverageOf({ ...resting('B01.FR.01'), start: station(version) });
      assert.equal(all.length, requirementsOf(version).length);
      assert.equal(
        Object.values(countCoverage(all)).reduce((sum, n) => sum + n, 0),
        all.length,
      );
    }
  });

  it('calls checked what a check rests on, whatever came of it', async () => {
    const { of } = await coverageOf(resting('B01.FR.01'));
    assert.equal(of('B01.FR.01')?.status, 'checked');
    assert.equal(of('B01.FR.01')?.group?.standing, 'fail');
  });

  it('calls seen only what every named message of was exchanged, and what no case names', async () => {
    const model = await modelOf(resting('B01.FR.01'));
    const seen = coverRequirements({ ...model, actions: new Set(['SetVariables']) });
    const status = (id: string, coverage = seen) =>
      coverage.blocks.flatMap(({ requirements }) => requirements).find((each) => each.requirement.id === id)?.status;
    assert.equal(status('B05.FR.02'), 'seen');
    assert.equal(status('B05.FR.02', coverRequirements({ ...model, actions: new Set() })), 'no case');
  });

  it('says whose duty it is, what allows only, and what no message shows', async () => {
    const { of } = await coverageOf(resting('B01.FR.01'));
    assert.equal(of('G02.FR.03')?.status, 'other side');
    assert.equal(of('A03.FR.01')?.status, 'permission');
    assert.deepEqual([of('A02.FR.05')?.status, of('A02.FR.05')?.why], ['untestable', 'inside']);
    assert.deepEqual([of('L03.FR.04')?.status, of('L03.FR.04')?.why], ['untestable', 'elsewhere']);
  });

  it('tells a case that did not run from none', async () => {
    const { of } = await coverageOf({
      ...resting('B01.FR.01'),
      notRun: [{ id: 'TC_C_08_CS', reason: 'not selected: x' }],
    });
    assert.equal(of('C01.FR.01')?.status, 'not run');
    assert.deepEqual(of('C01.FR.01')?.group?.notRun, ['TC_C_08_CS']);
  });

  it('counts a subsection of 1.6 for its section, and keeps clauses of other documents apart', async () => {
    const { of, others, all } = await coverageOf({
      ...resting('1.6 §5.16.2', '1.6 §5.16', 'OCPP-J 1.6 §4.1.1'),
      start: station('1.6'),
    });
    assert.equal(of('1.6 §5.16')?.status, 'checked');
    assert.equal(of('1.6 §5.16')?.group?.checks.length, 2);
    assert.ok(others.some(({ id }) => id === 'OCPP-J 1.6 §4.1.1'));
    assert.equal(all.length, requirementsOf('1.6').length);
  });

  it('does not count as exchanged what the tester made wrong on purpose, nor names without end', () => {
    const { seen, take } = createActionsSeen();
    const frame = { type: 'frame', n: 1, conn: 1, lane: 1, t: 0, dir: 'rx' } as const;
    take({ ...frame, text: '[2,"1","Heartbeat",{}]', deliberate: 'a wrong message' });
    take({ ...frame, text: '[3,"1",{"Authorize":1}]' });
    take({ ...frame, text: 'no message' });
    assert.equal(seen.size, 0);
    take({ ...frame, text: '[2,"1","Heartbeat",{}]' });
    assert.deepEqual([...seen], ['Heartbeat']);
    for (let i = 0; i < 2000; i++) take({ ...frame, text: `[2,"1","Made${i}",{}]` });
    assert.equal(seen.size, 500);
  });

  it('lists every requirement on the page, in less than 150 kB', async () => {
    const html = renderHtml(await modelOf({ ...resting('B01.FR.01'), start: station('2.1') }));
    const section = html.slice(html.indexOf('id="requirements"'), html.indexOf('id="rules"'));
    assert.ok(section.length < 150_000, `${section.length}`);
    for (const { id } of requirementsOf('2.1')) assert.ok(section.includes(id), id);
  });
});
