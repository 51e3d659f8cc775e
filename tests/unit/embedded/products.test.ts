import assert from 'node:assert/strict';
import { test } from 'node:test';
import { divide, productChooser, productsOf, runName } from '../../../cli/embedded/products.js';
import { type Case } from '../../../harness/peers/case.js';
import { catalogue } from '../../../testcases/index.js';

const anyCase = (id: string): Case => catalogue.cases.find((item) => item.id === id)!;

/** A case like another, under another condition. */
const under = (condition: string): Case => ({ ...anyCase('TC_031_CS'), condition, profiles: { Core: 'conditional' } });

test('a case goes to the first product to which it applies', () => {
  const choose = productChooser('station', '1.6');
  assert.equal(choose(anyCase('TC_031_CS'))?.name, 'usual');
  assert.equal(choose(under('HFS-1'))?.name, 'usual');
  assert.equal(choose(under('not HFS-1'))?.name, 'small');
  assert.equal(choose(under('not Reservation'))?.name, 'small');
  assert.equal(choose(under('AuthorizationCacheEnabled and not HFS-1')), undefined);
});

test('what is selected is divided so that each case runs once, and what no product takes is named', () => {
  const cases = [
    anyCase('TC_031_CS'),
    { ...under('not HFS-1'), id: 'X_1_CS' },
    { ...under('BlinkRepeat'), id: 'X_2_CS' },
  ];
  const own = { ...catalogue, cases };
  const { shares, without } = divide(own, 'station', '1.6', []);
  assert.deepEqual(
    shares.map(({ product, select }) => [product.name, select]),
    [
      ['usual', []],
      ['small', ['X_1_CS']],
    ],
  );
  assert.deepEqual(without, ['X_2_CS']);
  assert.deepEqual(
    divide(own, 'station', '1.6', ['X_1*', 'NOTHING_*']).shares.map(({ product }) => product.name),
    ['small'],
  );
  assert.deepEqual(divide(own, 'station', '1.6', ['!X_*', '!NOTHING_*']).shares[0]?.select, ['!X_*']);
  assert.deepEqual(divide(own, 'station', '1.6', ['NOTHING_*']), { shares: [], without: [] });
});

test('the products of a role and version have names of their own, and so do their runs', () => {
  for (const role of ['station', 'csms'] as const) {
    const names = productsOf(role, '1.6').map((product) => runName(role, '1.6', product));
    assert.equal(new Set(names).size, names.length);
    assert.equal(names[0], `${role}-1.6`);
  }
});
