import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tool } from './tools.js';

const { circles } = await tool<{ circles(files: ReadonlyMap<string, string>): string[] }>('lib/circles.mjs');

const look = (files: Record<string, string>) => circles(new Map(Object.entries(files)));

/** What b.ts may say so that a circle is closed with an a.ts that imports it. */
const ways: [string, string][] = [
  ['a type', "import { type Whole } from '../whole/a.js';\nexport type Part = Whole;\n"],
  ['nothing but types', "import type { Whole } from '../whole/a.js';\nexport type Part = Whole;\n"],
  ['a value', "import { whole } from '../whole/a.js';\nexport const part = () => whole;\n"],
  ['an import for its effect', "import '../whole/a.js';\n"],
  ['an export from', "export { whole } from '../whole/a.js';\n"],
  ['an export of all', "export * from '../whole/a.js';\n"],
  ['an import() of a type', "export type Part = import('../whole/a.js').Whole;\n"],
  ['an import() of a value', "export const part = () => import('../whole/a.js');\n"],
  ['an import over several lines', "import {\n  type Whole,\n} from '../whole/a.js';\nexport type Part = Whole;\n"],
];

describe('imports go round in no circle', () => {
  for (const [what, text] of ways) {
    test(`a circle is found that is closed by ${what}`, () => {
      const found = look({
        'whole/a.ts': "import { part } from '../part/b.js';\nexport const whole = part;\n",
        'part/b.ts': text,
      });
      assert.equal(found.length, 1);
      assert.match(found[0]!, /^part\/b\.ts: a circle of imports of 2 files/);
      assert.match(found[0]!, /\n {2}whole\/a\.ts:1 imports part\/b\.ts$/);
    });
  }

  test('a circle is told with every import in it, by file and line', () => {
    const found = look({
      'a.ts': "/** A. */\nimport { b } from './b.js';\nexport const a = b;\n",
      'b.ts': "import { type C } from './c.js';\nexport const b: C = 1;\n",
      'c.tsx': "\n\nexport type C = import('./a.js').A;\n",
      'main.ts': "import { a } from './a.js';\nconsole.log(a);\n",
    });
    assert.deepEqual(
      found.map((problem) => problem.split('\n').slice(1)),
      [['  a.ts:2 imports b.ts', '  b.ts:1 imports c.tsx', '  c.tsx:3 imports a.ts']],
    );
  });

  test('two circles are two problems, and circles that share a file are one', () => {
    const pair = (one: string, other: string) => ({
      [`${one}.ts`]: `import './${other}.js';\n`,
      [`${other}.ts`]: `import './${one}.js';\n`,
    });
    assert.equal(look({ ...pair('a', 'b'), ...pair('c', 'd') }).length, 2);
    const [shared, ...others] = look({
      'a.ts': "import './b.js';\nimport './c.js';\n",
      'b.ts': "import './a.js';\n",
      'c.ts': "import './a.js';\n",
    });
    assert.deepEqual(others, []);
    assert.match(shared!, /of 3 files/);
  });

  test('a file that imports itself is a circle', () => {
    assert.equal(look({ 'a.ts': "import { type A } from './a.js';\nexport type A2 = A;\n" }).length, 1);
  });

  test('a tree is none, nor is a file that is reached on two ways', () => {
    assert.deepEqual(
      look({
        'main.ts':
          "import { left } from './left.js';\nimport { right } from './right.js';\nexport const it = [left, right];\n",
        'left.ts': "import { part } from './part.js';\nexport const left = part;\n",
        'right.ts': "import { type Part, part } from './part.js';\nexport const right: Part = part;\n",
        'part.ts': 'export const part = 1;\nexport type Part = number;\n',
      }),
      [],
    );
  });

  test('packages, files that are not there, and what stands in comments and texts close no circle', () => {
    assert.deepEqual(
      look({
        'a.ts':
          "import { part } from './b.js';\nimport { join } from 'node:path';\nimport './gone.js';\nexport const a = join(part);\n",
        'b.ts': `// import './a.js';\n/* import { a } from './a.js'; */\nexport const part = "import { a } from './a.js';";\nexport const other = \`import './a.js';\`;\n`,
      }),
      [],
    );
  });
});
