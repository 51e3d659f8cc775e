import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleToProve } from '../../../cli/prove/sample-to-prove.js';
import { catalogue } from '../../../testcases/index.js';

describe('the generated cases that are proved', () => {
  const kindOf = (id: string) => id.slice(id.lastIndexOf('_') + 1);
  const all = catalogue.generated('station', '2.0.1');

  it('are one of each kind, requests and results apart, and always the same', () => {
    const chosen = sampleToProve(all);
    const families = chosen.map(({ id }) => `${id.includes('.conf')} ${kindOf(id)}`);
    assert.equal(new Set(families).size, families.length);
    assert.deepEqual(new Set(families), new Set(all.map(({ id }) => `${id.includes('.conf')} ${kindOf(id)}`)));
    assert.deepEqual(
      sampleToProve([...all].reverse())
        .map(({ id }) => id)
        .sort(),
      chosen.map(({ id }) => id).sort(),
    );
  });

  it('are all of them where somebody asked for a few', () => {
    assert.equal(sampleToProve(all.slice(0, 12)).length, 12);
  });
});
