import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VERSIONS } from '../../../harness/doors/protocol.js';
import { embeddedPlan } from '../../../cli/embedded/plan.js';
import { NEGATIVE_KINDS } from '../../../harness/peers/for-cases/negatives.js';
import { chooseCases } from '../../../harness/run/choose.js';
import { kindOf, SAMPLE, sampleGenerated } from '../../../harness/run/sample-generated.js';
import { actionsOf } from '../../../harness/schema/schemas.js';
import { catalogue } from '../../../testcases/index.js';

const ROLES = ['station', 'csms'] as const;
const suts = ROLES.flatMap((role) => VERSIONS.map((version) => ({ role, version })));
const idsFor = (role: (typeof ROLES)[number], version: (typeof VERSIONS)[number]) =>
  catalogue.generated(role, version).map(({ id }) => id);

describe('the ids of the negative cases', () => {
  it('are there once each, over all versions and sides, and no other case begins as they do', () => {
    const all = suts.flatMap(({ role, version }) => idsFor(role, version));
    assert.equal(new Set(all).size, all.length);
    assert.ok(all.length > 10_000, String(all.length));
    assert.deepEqual(
      catalogue.cases.filter(({ id }) => id.startsWith('NEG_')).map(({ id }) => id),
      [],
    );
  });

  for (const { role, version } of suts) {
    it(`are made of message, path and kind alone, for a ${role} of ${version}`, () => {
      const family = { '1.6': '16', '2.0.1': '201', '2.1': '21' }[version];
      const side = role === 'station' ? 'CS' : 'CSMS';
      const known = new Set(actionsOf(version));
      for (const id of idsFor(role, version)) {
        const [, names = '', kind = ''] = new RegExp(`^NEG_${family}_${side}_(.+)_([a-z-]+)$`).exec(id) ?? [];
        const [action = '', ...path] = names.split('.');
        assert.ok(known.has(action), id);
        assert.ok(
          path.every((step) => /^\w+$/.test(step)),
          id,
        );
        const kinds: readonly string[] = path[0] === 'conf' ? [...NEGATIVE_KINDS, 'error'] : NEGATIVE_KINDS;
        assert.ok(
          kinds.some((name) => kind === name || kind.startsWith(`${name}-`)),
          id,
        );
      }
    });
  }
});

describe('the sample of generated cases', () => {
  const ids = idsFor('csms', '2.1');

  it('is the same for the same seed and another for another, in the order of the catalogue', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => [...sampleGenerated(ids, seed)]);
    assert.deepEqual(first, again);
    assert.notDeepEqual(first, other);
    assert.equal(first!.length, SAMPLE);
    assert.deepEqual(
      first,
      ids.filter((id) => first!.includes(id)),
    );
  });

  it('has every kind as often as every other, as far as there are so many', () => {
    const chosen = [...sampleGenerated(ids, 7)].map(kindOf);
    const count = (list: readonly string[], kind: string) => list.filter((each) => each === kind).length;
    const kinds = [...new Set(ids.map(kindOf))];
    const most = Math.max(...kinds.map((kind) => count(chosen, kind)));
    for (const kind of kinds) assert.ok(count(chosen, kind) >= Math.min(most - 1, count(ids.map(kindOf), kind)), kind);
  });

  it('hardly changes when the schemas gain a field', () => {
    const more = ids.flatMap((id, index) => (index === 100 ? ['NEG_21_CSMS_Heartbeat.newField_type', id] : [id]));
    const [before, after] = [sampleGenerated(ids, 3), sampleGenerated(more, 3)];
    assert.ok([...before].filter((id) => !after.has(id)).length <= 1);
  });

  it('is everything where there are few', () => {
    assert.deepEqual([...sampleGenerated(ids.slice(0, 5), 1)], ids.slice(0, 5));
    assert.equal(sampleGenerated(ids, 1, 0).size, 0);
  });
});

describe('choosing cases, of which some are generated', () => {
  const { plan } = embeddedPlan({ role: 'csms', version: '2.0.1', port: 1, lanes: 1 });
  const negative = (chosen: { readonly cases: readonly { readonly id: string }[] }) =>
    chosen.cases.filter(({ id }) => id.startsWith('NEG_'));

  it('takes a sample without a pattern, says how many there were, and records the decision for those alone', () => {
    const chosen = chooseCases(catalogue, plan, [], { seed: 4 });
    assert.equal(negative(chosen).length, SAMPLE);
    assert.deepEqual(chosen.generated, {
      available: catalogue.generated('csms', '2.0.1').length,
      chosen: SAMPLE,
    });
    assert.equal(chosen.decisions.filter(({ id }) => id.startsWith('NEG_')).length, SAMPLE);
  });

  it('takes all of them with --all, those that a pattern names, and one by its id', () => {
    const all = chooseCases(catalogue, plan, [], { all: true });
    assert.equal(negative(all).length, catalogue.generated('csms', '2.0.1').length);
    const some = chooseCases(catalogue, plan, ['NEG_*_Heartbeat*']);
    assert.deepEqual([some.cases.length, some.generated.chosen], [negative(some).length, negative(some).length]);
    const id = catalogue.generated('csms', '2.0.1')[0]!.id;
    assert.deepEqual(
      chooseCases(catalogue, plan, [id]).cases.map((item) => item.id),
      [id],
    );
  });

  it('takes none where the patterns name none', () => {
    const chosen = chooseCases(catalogue, plan, ['TC_B_*']);
    assert.deepEqual([negative(chosen).length, chosen.generated], [0, { available: 0, chosen: 0 }]);
    assert.equal(negative(chooseCases(catalogue, plan, ['!NEG_*'])).length, 0);
  });

  it('says what is near when a pattern names a negative case that is not there', () => {
    assert.throws(
      () => chooseCases(catalogue, plan, ['NEG_201_CSMS_Heartbeat_xtra']),
      (error: { code?: string; hint?: string }) =>
        error.code === 'SELECTION_EMPTY' && /NEG_201_CSMS_Heartbeat_extra/.test(error.hint ?? ''),
    );
  });
});
