import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readPlan } from '../../../harness/plan/reading/load.js';
import { planFileSchema } from '../../../harness/plan/plan.js';
import { ROOT, tool } from '../house/tools.js';

const { readPages } = await tool<{ readPages(root: string): readonly { path: string; text: string }[] }>(
  'lib/docs/pages.mjs',
);

const REST = { security: { profile: 1, password: 'a-password' }, statement: { profiles: ['Core'], features: [] } };
const BASES = ['1.6', '2.0.1', '2.1'].flatMap((version) => [
  { ...REST, sut: { role: 'station', version, identity: 'CS001' }, listen: { port: 9000 } },
  { ...REST, sut: { role: 'csms', version, identities: ['CS001'] }, url: 'ws://127.0.0.1:9000' },
]);
const KEYS = Object.keys(planFileSchema.shape);
/** Any variable that an example reads is set. */
const ENVIRONMENT = new Proxy({}, { get: () => 'a-secret' });

/** What the plan loader says against a plan, or against a piece of one in any of the smallest plans. */
function problem(piece: Record<string, unknown>): string | undefined {
  const tried = BASES.map((base) => {
    try {
      readPlan(JSON.stringify('sut' in piece ? piece : { ...base, ...piece }), 'example.yaml', ENVIRONMENT);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  });
  return tried.includes(undefined) ? undefined : tried[0];
}

test('every plan in the documentation, and every piece of one, is valid', () => {
  const pieces = readPages(ROOT).flatMap(({ path, text }) =>
    [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].flatMap(([, block]) => {
      const piece: unknown = parse(block!);
      const isPlan =
        typeof piece === 'object' && piece !== null && Object.keys(piece).every((key) => KEYS.includes(key));
      return isPlan ? [{ path, piece: piece as Record<string, unknown> }] : [];
    }),
  );
  assert.ok(pieces.length >= 8, 'there are plans to look at');
  for (const { path, piece } of pieces) assert.equal(problem(piece), undefined, path);
});

test('a piece of a plan with a key that does not exist is found', () => {
  assert.match(problem({ operator: { kind: 'http', uri: 'http://127.0.0.1' } }) ?? '', /uri/);
});
