import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  conditionIds,
  evaluateCondition,
  parseCondition,
  unmet,
  type Condition,
} from '../../../harness/plan/statement/condition.js';

const features = (...ids: (string | [string, number | string])[]) =>
  new Map<string, string | number | true>(ids.map((id) => (typeof id === 'string' ? [id, true] : id)));
const meets = (text: string, ...ids: (string | [string, number | string])[]) =>
  evaluateCondition(parseCondition(text), features(...ids));

test('and, or and not combine features, and brackets group them', () => {
  const text = 'C-49 and (C-30 or C-31) and NOT AQ-2';
  assert.equal(meets(text, 'C-49', 'C-31'), true);
  assert.equal(meets(text, 'C-49', 'C-31', 'AQ-2'), false);
  assert.equal(meets(text, 'C-30', 'C-31'), false);
});

test('not binds more tightly than and, and more tightly than or', () => {
  assert.equal(meets('C-01 or C-02 and C-03', 'C-01'), true);
  assert.equal(meets('not C-01 and C-02', 'C-02'), true);
  assert.equal(meets('not C-01 and C-02', 'C-01', 'C-02'), false);
});

test('a comparison looks at the value of a feature', () => {
  assert.equal(meets('HFS-8 > 1', ['HFS-8', 2]), true);
  assert.equal(meets('HFS-8 > 1', ['HFS-8', 1]), false);
  assert.equal(meets('HFS-8 >= 1', ['HFS-8', 1]), true);
  assert.equal(meets('HFS-8 > 1', 'HFS-8'), false);
  assert.equal(meets('HFS-8 > 1'), false);
  assert.equal(meets('SecurityProfile >= 1', ['SecurityProfile', 0]), false);
});

test('a range means any of its features, and profiles count by their names', () => {
  const text = 'NOT AQ-2 and (C-30 - C-35 or ISO 15118 support)';
  assert.equal(meets(text, 'C-33'), true);
  assert.equal(meets(text, 'ISO 15118 Support'), true);
  assert.equal(meets(text, 'C-36'), false);
  assert.equal(meets('C-48.1 and (C-36-(or) C-39)', 'C-48.1', 'C-38'), true);
  assert.equal(meets('NOT Product Subtype "Mode 1/2-only Charging Station"', 'Mode 1/2-only Charging Station'), false);
  assert.deepEqual(conditionIds(parseCondition('C35 or C.06.1 or ISO15118 support')), [
    'C-35',
    'C-06.1',
    'ISO 15118 Support',
  ]);
});

test('a feature whose value is 0 is not there', () => {
  assert.equal(meets('HFS-10', ['HFS-10', 0]), false);
});

test('what is missing is said in the words of the condition', () => {
  const text = (condition: string, ...ids: string[]) => unmet(parseCondition(condition), features(...ids));
  assert.equal(text('C-49 and (C-30 or C-31) and NOT AQ-2', 'C-49', 'AQ-2'), '(C-30 or C-31) and not AQ-2');
  assert.equal(text('HFS-8 > 1'), 'HFS-8 > 1');
  assert.equal(text('not (C-01 or C-02)', 'C-02'), 'not C-02');
  assert.equal(text('C-01', 'C-01'), '');
});

test('an id that nobody has is an error, and so is what cannot be read', () => {
  assert.throws(() => meets('C-49 and C-99'), {
    code: 'CONDITION_UNKNOWN_ID',
    headline: 'No feature or profile is called "C-99"',
  });
  for (const text of ['', 'C-49 and', '(C-49', 'C-49 C-30', 'C-49)', 'HFS-8 >', 'and', 'C-30 - AQ-2', 'C-49 ; C-30']) {
    assert.throws(() => parseCondition(text), { code: 'CONDITION_INVALID' }, text);
  }
  assert.throws(() => parseCondition('(C-49 or C-30'), { headline: 'Condition "(C-49 or C-30" ends too early' });
});

test('nothing is missing exactly where a condition is met, whatever the condition', () => {
  const ids = ['C-01', 'C-02', 'C-03', 'C-13'];
  const leaf: fc.Arbitrary<Condition> = fc.constantFrom(...ids).map((id) => ({ kind: 'feature', id }));
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie('tree').map((of): Condition => ({ kind: 'not', of })),
      fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of): Condition => ({ kind: 'and', of })),
      fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of): Condition => ({ kind: 'or', of })),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.subarray(ids), (condition, claimed) => {
      const map = features(...claimed);
      assert.equal(unmet(condition, map) === '', evaluateCondition(condition, map));
    }),
  );
});
