import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EventOf, type Verdict } from '../../../harness/record/events.js';
import { officialFor } from '../../../reports/facts/official.js';
import { renderMarkdown, renderText, type RunModel } from '../../../reports/index.js';
import { certify } from '../../../reports/model/certification.js';
import { type SyntheticRun } from './synthetic-header.js';
import { modelOf } from './support.js';

type Start = Partial<EventOf<'run-start'>>;

const start = (version: '1.6' | '2.0.1' | '2.1', profiles: readonly string[]): Start => ({
  sut: { role: 'station', version, identity: 'CS001' },
  plan: { statement: { profiles, features: [] } },
});

/** The ids of the official cases of a profile. */
const idsOf = (version: '1.6' | '2.0.1' | '2.1', profile: string) =>
  officialFor('station', version)
    .filter((each) => each.profiles[profile] !== undefined)
    .map(({ id }) => id);

const unassignedIn21 = officialFor('station', '2.1')
  .filter((each) => Object.keys(each.profiles).length === 0)
  .map(({ id }) => id);

/** A run in which each of the cases has the verdict. */
const ranAll = (ids: readonly string[], verdictOf: (id: string) => Verdict = () => 'pass') =>
  ids.map((id) => ({ id, verdict: verdictOf(id), checks: [{ id: 'one', verdict: verdictOf(id) }] }));

const profile = ({ certification }: RunModel, name: string) => {
  const found = certification.profiles.find((each) => each.name === name);
  assert.ok(found, name);
  return found;
};

const RESERVATION = idsOf('2.0.1', 'Reservation');
const whole: SyntheticRun = { start: start('2.0.1', ['Reservation']), cases: ranAll(RESERVATION) };

describe('the conclusion on a certification profile', () => {
  it('is conformant when every official case of it ran and passed', async () => {
    const { conclusion, passed, official, missing } = profile(await modelOf(whole), 'Reservation');
    assert.equal(conclusion, 'conformant');
    assert.equal(passed, official);
    assert.deepEqual(missing, []);
  });

  it('is incomplete as long as one official case of it is not in the catalogue, and names that case', async () => {
    const model = await modelOf({ ...whole, cases: ranAll(RESERVATION.slice(1)) });
    const { conclusion, missing } = profile(model, 'Reservation');
    assert.equal(model.outcome, 'conformant');
    assert.equal(conclusion, 'incomplete');
    assert.deepEqual(
      missing.map(({ id, lack }) => [id, lack]),
      [[RESERVATION[0], 'not in the catalogue']],
    );
  });

  it('is not conformant when one failed, whatever is missing beside it', async () => {
    const model = await modelOf({
      ...whole,
      cases: ranAll(RESERVATION.slice(0, 2), (id) => (id === RESERVATION[0] ? 'fail' : 'pass')),
    });
    const { conclusion, failed } = profile(model, 'Reservation');
    assert.equal(conclusion, 'not-conformant');
    assert.deepEqual(failed, [RESERVATION[0]]);
  });

  for (const verdict of ['inconclusive', 'error'] as const) {
    it(`is incomplete when one is in ${verdict}`, async () => {
      const cases = ranAll(RESERVATION, (id) => (id === RESERVATION[3] ? verdict : 'pass'));
      const { conclusion, missing } = profile(await modelOf({ ...whole, cases }), 'Reservation');
      assert.equal(conclusion, 'incomplete');
      assert.deepEqual(
        missing.map(({ id, lack }) => [id, lack]),
        [[RESERVATION[3], verdict]],
      );
    });
  }

  it('misses what was not selected and what did not run, and not what does not apply', async () => {
    const conditional = officialFor('station', '2.0.1').filter(
      (each) => each.profiles['Reservation'] === 'conditional',
    );
    const [notSelected, notRun] = RESERVATION.filter((id) => !conditional.some((each) => each.id === id));
    const [notApplicable] = conditional.map(({ id }) => id);
    assert.ok(notSelected && notRun && notApplicable);
    const left = [notSelected, notRun, notApplicable];
    const model = await modelOf({
      ...whole,
      cases: ranAll(RESERVATION.filter((id) => !left.includes(id))),
      notRun: [
        { id: notSelected, reason: 'not selected: --select' },
        { id: notRun, chosen: true },
        { id: notApplicable, reason: 'the statement does not claim R-2' },
      ],
    });
    const of = profile(model, 'Reservation');
    assert.deepEqual(
      of.missing.map(({ id, lack }) => [id, lack]),
      [
        [notSelected, 'not selected'],
        [notRun, 'not run'],
      ],
    );
    assert.deepEqual(of.notApplicable, [{ id: notApplicable, reason: 'the statement does not claim R-2' }]);
  });

  it('does not let a run call a mandatory case not applicable', async () => {
    const [mandatory] = officialFor('station', '2.0.1').filter((each) => each.profiles['Reservation'] === 'mandatory');
    assert.ok(mandatory);
    const model = await modelOf({
      ...whole,
      cases: ranAll(RESERVATION.filter((id) => id !== mandatory.id)),
      notRun: [{ id: mandatory.id, reason: 'the statement does not claim it' }],
    });
    const of = profile(model, 'Reservation');
    assert.equal(of.conclusion, 'incomplete');
    assert.equal(of.missing[0]?.lack, 'left out');
  });

  it('does not take the security profile of one run for that of the product, unless the statement gives it', async () => {
    const ids = idsOf('1.6', 'Security');
    const begin = start('1.6', ['Security']);
    const model = await modelOf({ start: begin, cases: ranAll(ids.slice(1)), notRun: [{ id: ids[0]!, reason: 'no' }] });
    const withTls = model.notRun.map((each) => ({
      ...each,
      facts: { ...each.facts, condition: 'SecurityProfile >= 2' },
    }));
    const of = (features: readonly unknown[]) =>
      certify({
        ...model,
        notRun: withTls,
        run: { ...model.run, plan: { statement: { profiles: ['Security'], features } } },
      }).profiles.find(({ name }) => name === 'Security');
    assert.equal(of([])?.conclusion, 'incomplete');
    assert.equal(of([])?.missing[0]?.lack, 'left out');
    assert.equal(of([{ SecurityProfile: 1 }])?.conclusion, 'conformant');
  });

  it('counts a case that ran twice with the worse of its verdicts', async () => {
    const twice = [...ranAll(RESERVATION), ...ranAll([RESERVATION[5]!], () => 'inconclusive')];
    assert.equal(profile(await modelOf({ ...whole, cases: twice }), 'Reservation').conclusion, 'incomplete');
    const turned = [...ranAll([RESERVATION[5]!], () => 'fail'), ...ranAll(RESERVATION)];
    assert.equal(profile(await modelOf({ ...whole, cases: turned }), 'Reservation').conclusion, 'not-conformant');
  });

  it('is never conformant on a record that was cut off, interrupted or in doubt', async () => {
    for (const end of [false, { interrupted: 'Ctrl-C' }, { doubt: 'the sanity case failed at the end' }] as const) {
      const { certification } = await modelOf({ ...whole, end });
      assert.ok(certification.open.length > 0);
      assert.notEqual(certification.profiles.find(({ name }) => name === 'Reservation')?.conclusion, 'conformant');
    }
  });

  it('is drawn for no profile that the statement does not claim, and for none whose official cases nobody knows', async () => {
    const model = await modelOf({ ...whole, start: start('2.0.1', ['Core', 'A profile of my own']) });
    assert.equal(profile(model, 'Reservation').conclusion, 'not-claimed');
    assert.equal(profile(model, 'A profile of my own').conclusion, 'incomplete');
  });

  it('takes the spelling of a profile as loosely as the plan does', async () => {
    const model = await modelOf({ ...whole, start: start('2.0.1', ['reser vation']) });
    assert.equal(profile(model, 'Reservation').conclusion, 'conformant');
    assert.equal(model.certification.profiles.filter(({ name }) => /reser/i.test(name)).length, 1);
  });

  it('is open for 2.1 as long as a case that is new there did not pass: it may belong to any profile', async () => {
    const ids = idsOf('2.1', 'Reservation');
    const open = await modelOf({ start: start('2.1', ['Reservation']), cases: ranAll(ids) });
    assert.equal(profile(open, 'Reservation').conclusion, 'incomplete');
    assert.match(open.certification.open.join(), /new in 2\.1/);
    const all = await modelOf({ start: start('2.1', ['Reservation']), cases: ranAll([...ids, ...unassignedIn21]) });
    assert.equal(profile(all, 'Reservation').conclusion, 'conformant');
  });

  it('survives a plan of any shape', async () => {
    for (const plan of [
      null,
      7,
      'x',
      [],
      { statement: 3 },
      { statement: { profiles: 'Core', features: [1, null, [2]] } },
    ]) {
      const { certification } = await modelOf({ ...whole, start: { ...start('2.0.1', []), plan } });
      assert.ok(certification.profiles.every(({ conclusion }) => conclusion === 'not-claimed'));
    }
  });

  it('stands in the text and the Markdown, and no headline says more than it', async () => {
    const model = await modelOf({ ...whole, cases: ranAll(RESERVATION.slice(1)) });
    assert.match(renderText(model), /profiles +incomplete: Reservation/);
    assert.match(renderText(model), /result +Conformant in what ran\./);
    assert.match(renderMarkdown(model), /\| Reservation \| incomplete \| \d+ \| 0 \| 1 not in the catalogue \|/);
  });
});
