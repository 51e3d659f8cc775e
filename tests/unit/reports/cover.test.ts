import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EventOf } from '../../../harness/record/events.js';
import { buildRunModel, renderHtml, summarise } from '../../../reports/index.js';
import { declaredIn, exercised } from '../../../reports/model/declared.js';
import { createTold } from '../../../reports/model/told.js';
import { mixedRun } from './sample-runs.js';
import { syntheticRecord } from './synthetic-record.js';
import { assertTame, HOSTILE, modelOf } from './support.js';

const frame = (text: string, dir: 'rx' | 'tx' = 'rx'): EventOf<'frame'> => ({
  type: 'frame',
  n: 1,
  conn: 1,
  lane: 1,
  t: 0,
  dir,
  text,
});

const boot = (payload: unknown): string => JSON.stringify([2, 'a', 'BootNotification', payload]);

const plan = {
  sut: { role: 'station', version: '2.0.1', identity: 'CS-0042' },
  report: { lab: 'Example Lab AB', tester: 'A. Person', reference: '2026-117', contact: 'lab@example.com' },
  operator: [{ kind: 'http', url: 'http://127.0.0.1' }, { kind: 'terminal' }],
  statement: { profiles: ['Core', 'Smart Charging'], features: ['C-49', 'C-31', { 'HFS-8': 2 }, 'R-2'] },
};

const claim = (kind: 'agreed' | 'over-claim', subject: string, shown: string): EventOf<'claim'> => ({
  type: 'claim',
  lane: 0,
  t: 1,
  subject,
  claimed: 'claimed',
  shown,
  kind,
  frames: [1],
});

/** The mixed run with a plan, and claims before its end. */
const recordWith = (claims: readonly EventOf<'claim'>[]) => {
  const events = syntheticRecord({ ...mixedRun(), start: { plan } });
  return [...events.slice(0, -1), ...claims, ...events.slice(-1)];
};

describe('what a station says of itself', () => {
  it('is read from its registrations, in both shapes, each value once', () => {
    const { told, take } = createTold();
    take(frame(boot({ chargePointVendor: 'Nordladd', chargePointModel: 'S', firmwareVersion: '1' })));
    take(
      frame(boot({ reason: 'PowerUp', chargingStation: { vendorName: 'Nordladd', model: 'S', serialNumber: '7' } })),
    );
    take(frame(boot({ chargePointVendor: 'Nordladd', chargePointModel: 'S', firmwareVersion: '2' })));
    assert.deepEqual(told, { vendor: ['Nordladd'], model: ['S'], firmware: ['1', '2'], serial: ['7'] });
  });

  it('is not what the tester says, nor what is too long, broken or of another shape', () => {
    const { told, take } = createTold();
    take(frame(boot({ chargePointVendor: 'tester' }), 'tx'));
    take(frame(boot({ chargePointVendor: 'x'.repeat(20_000) })));
    take(frame('[2,"a","BootNotification",{'));
    for (const payload of [null, 7, 'x', [], { chargingStation: 3 }, { chargePointVendor: {} }])
      take(frame(boot(payload)));
    assert.deepEqual(told, { vendor: [], model: [], firmware: [], serial: [] });
  });

  it('is kept within bounds', () => {
    const { told, take } = createTold();
    for (let i = 0; i < 50; i++) take(frame(boot({ firmwareVersion: `${i}` })));
    assert.equal(told.firmware.length, 5);
  });
});

describe('the cover', () => {
  it('names laboratory, person, reference, contact, operator and statement of the plan', async () => {
    const html = renderHtml(await buildRunModel(recordWith([])));
    for (const text of ['Example Lab AB', 'A. Person', '2026-117', 'lab@example.com', 'HFS-8: 2']) {
      assert.ok(html.includes(text), text);
    }
    assert.match(html, /a program behind HTTP, then a person at the terminal/);
    assert.match(html, /asked \d+ times: \d+ done/);
  });

  it('sets the plan against what the product said, and marks a difference', async () => {
    const model = await modelOf({ ...mixedRun(), start: { plan } });
    const told = { vendor: ['Nordladd'], model: ['Another'], firmware: [], serial: ['77'] };
    const html = renderHtml({ ...model, told });
    assert.match(html, /Another<b class="fail"> differs<\/b>/);
    assert.match(html, /77/);
  });

  it('says how the clocks went where they did not go with the wall', async () => {
    const of = async (speed: number) => renderHtml(await modelOf({ ...mixedRun(), start: { speed } }));
    assert.match(await of(0), /<dt>Clocks<\/dt><dd>skip what would be waited for<\/dd>/);
    assert.match(await of(20), /<dt>Clocks<\/dt><dd>run 20 times faster than the wall<\/dd>/);
    assert.doesNotMatch(await of(1), /<dt>Clocks/);
  });

  it('stays tame with a hostile plan', async () => {
    const evil = { lab: HOSTILE, tester: { a: 1 }, reference: 7, contact: HOSTILE, note: null };
    const operator = [{ kind: HOSTILE }, null, 3];
    const features = [HOSTILE, { [HOSTILE]: HOSTILE }, null];
    const hostile = { ...plan, report: evil, operator, statement: { profiles: [HOSTILE], features } };
    assertTame(renderHtml(await modelOf({ ...mixedRun(), start: { plan: hostile } })));
    assertTame(renderHtml(await modelOf({ ...mixedRun(), start: { plan: { operator: HOSTILE, report: HOSTILE } } })));
  });
});

describe('declared against shown', () => {
  it('lists what was claimed and shown, what differs, what cases bear on and what nothing bears on', async () => {
    const model = await buildRunModel(
      recordWith([claim('agreed', 'C-49', 'AuthCacheCtrlr.Available is "true"'), claim('over-claim', 'R-2', 'no')]),
    );
    assert.ok(!model.claims.some(({ kind }) => kind === 'agreed'));
    const declared = new Map(declaredIn(model).map((each) => [each.claim, each]));
    assert.deepEqual([...declared.keys()], ['Core', 'Smart Charging', 'C-49', 'C-31', 'HFS-8: 2', 'R-2']);
    assert.equal(declared.get('C-49')?.shown?.shown, 'AuthCacheCtrlr.Available is "true"');
    assert.equal(declared.get('R-2')?.differs?.shown, 'no');
    assert.deepEqual([declared.get('Core')?.passed, declared.get('Core')?.ran], [2, 4]);
    assert.equal(exercised(declared.get('C-31')!), false);
    assert.match(renderHtml(model), /Claimed and not exercised: C-31, HFS-8: 2\./);
  });

  it('finds a feature inside a range of a condition', async () => {
    const model = await buildRunModel(recordWith([]));
    const cases = model.cases.map((run) => ({ ...run, facts: { ...run.facts, condition: 'C-30 - C-35 and not R-2' } }));
    const found = declaredIn({ ...model, cases }).find(({ claim: name }) => name === 'C-31');
    assert.equal(found?.ran, cases.length);
  });

  it('stands in the summary', async () => {
    const { agreed, told } = summarise(await buildRunModel(recordWith([claim('agreed', 'C-49', 'yes')])));
    assert.deepEqual(
      agreed.map(({ subject }) => subject),
      ['C-49'],
    );
    assert.ok(Array.isArray(told.vendor));
  });
});

describe('the proof of the checks', () => {
  it('counts the checks that were seen to fail and names the others', async () => {
    const proof = new Map([['TC_B_01_CS/boot', { killed: 2, mutants: ['silent about boots'] }]]);
    const html = renderHtml(await modelOf(mixedRun()), { proof });
    assert.match(html, /1 of the \d+ different checks/);
    assert.match(html, /TC_B_21_CS\/accepted/);
  });

  it('says so when there is none', async () => {
    assert.match(renderHtml(await modelOf(mixedRun())), /No proof of the checks is published/);
  });
});
