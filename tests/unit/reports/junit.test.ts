import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { renderJunit } from '../../../reports/index.js';
import { longRun, mixedRun } from './sample-runs.js';
import { type SyntheticRun } from './synthetic-header.js';
import { HOSTILE, modelOf } from './support.js';

interface TestCase {
  name: string;
  classname: string;
  time: string;
  failure?: { message: string; type: string; '#text': string };
  error?: { message: string; type: string; '#text': string };
  skipped?: { message: string };
}
interface Counts {
  tests: string;
  failures: string;
  errors: string;
  skipped: string;
  time: string;
}
interface Suite extends Counts {
  name: string;
  timestamp: string;
  testcase: TestCase[];
  properties: { property: { name: string; value: string }[] };
}

async function parse(run: SyntheticRun): Promise<{ xml: string; root: Counts; suites: Suite[]; cases: TestCase[] }> {
  const xml = renderJunit(await modelOf(run));
  assert.equal(XMLValidator.validate(xml), true);
  const options = { ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false, htmlEntities: true };
  const isArray = (name: string) => ['testsuite', 'testcase', 'property'].includes(name);
  const parsed = new XMLParser({ ...options, isArray }).parse(xml) as { testsuites: Counts & { testsuite: Suite[] } };
  const suites = parsed.testsuites.testsuite;
  return { xml, root: parsed.testsuites, suites, cases: suites.flatMap((suite) => suite.testcase) };
}

/** The counts that the elements themselves give must be the counts that the attributes claim. */
function assertCounted(of: Counts, cases: readonly TestCase[]): void {
  assert.equal(of.tests, String(cases.length));
  assert.equal(of.failures, String(cases.filter((each) => each.failure !== undefined).length));
  assert.equal(of.errors, String(cases.filter((each) => each.error !== undefined).length));
  assert.equal(of.skipped, String(cases.filter((each) => each.skipped !== undefined).length));
}

describe('the JUnit report', () => {
  it('counts tests, failures, errors and skipped as its elements do, per suite and in all', async () => {
    const { root, suites, cases } = await parse(mixedRun());
    assertCounted(root, cases);
    for (const suite of suites) assertCounted(suite, suite.testcase);
    assert.deepEqual([root.tests, root.failures, root.errors, root.skipped], ['8', '1', '2', '3']);
  });

  it('has a suite per block, and names each case by role, version and block', async () => {
    const { suites } = await parse(mixedRun());
    assert.deepEqual(
      suites.map((suite) => suite.name),
      ['B Provisioning', 'C Authorization', 'E Transactions', 'J Meter values', 'N Diagnostics', 'O Display messages'],
    );
    assert.equal(suites[0]!.testcase[0]!.classname, 'laddprov.station.2.0.1.B Provisioning');
    assert.match(suites[0]!.testcase[0]!.name, /^TC_B_01_CS /);
  });

  it('makes fail a failure, and error and inconclusive errors with their type', async () => {
    const { cases } = await parse(mixedRun());
    const of = (id: string) => cases.find((each) => each.name.startsWith(id))!;
    assert.equal(of('TC_B_21_CS').failure?.type, 'fail');
    assert.match(of('TC_B_21_CS').failure!.message, /expected BootNotification.*received reason PowerUp/);
    assert.match(of('TC_B_21_CS').failure!['#text'], /rule message-ids-unique/);
    assert.equal(of('TC_J_01_CS').error?.type, 'error');
    assert.equal(of('TC_E_03_CS').error?.type, 'inconclusive');
    assert.equal(of('TC_B_01_CS').failure ?? of('TC_B_01_CS').error ?? of('TC_B_01_CS').skipped, undefined);
  });

  it('says why a case was skipped', async () => {
    const { cases } = await parse(mixedRun());
    const messages = cases.flatMap((each) => (each.skipped ? [each.skipped.message] : []));
    assert.deepEqual(messages, [
      'not applicable: the statement does not claim C-01 (local authorization list)',
      'not selected: --select TC_B*',
      'not run: The run ended before it.',
    ]);
  });

  it('gives times in seconds and the SUT and the tool as properties', async () => {
    const { suites } = await parse(mixedRun());
    assert.match(suites[0]!.testcase[0]!.time, /^\d+\.\d{3}$/);
    assert.ok(Number(suites[0]!.testcase[0]!.time) < 60);
    const properties = Object.fromEntries(suites[0]!.properties.property.map(({ name, value }) => [name, value]));
    assert.equal(properties['sut.identity'], 'CS-0042');
    assert.equal(properties['tool'], 'laddprov 0.1.0');
    assert.equal(properties['seed'], '4711');
  });

  it('is red for an incomplete run even when every case that ran passed', async () => {
    const passed = { cases: [{ id: 'TC_B_01_CS', verdict: 'pass' as const }] };
    assert.equal((await parse(passed)).root.errors, '0');
    for (const run of [
      { ...passed, end: false as const },
      { ...passed, end: { interrupted: 'Ctrl-C' } },
      { cases: [] },
    ]) {
      const { root, cases } = await parse(run);
      assert.equal(root.errors, '1');
      assertCounted(root, cases);
    }
  });

  it('stays well-formed under hostile strings and holds no character that XML forbids', async () => {
    const { xml, root, cases } = await parse({ ...mixedRun(), hostile: HOSTILE });
    assertCounted(root, cases);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(xml, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
    assert.doesNotMatch(xml, /<script|<img|<svg/);
  });

  it('counts a thousand cases right', async () => {
    const { root, cases } = await parse(longRun(1000));
    assertCounted(root, cases);
    assert.equal(root.failures, '40');
  });
});
