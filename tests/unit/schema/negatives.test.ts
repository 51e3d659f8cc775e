import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VERSIONS } from '../../../harness/doors/protocol.js';
import { negativesOf, NEGATIVE_KINDS } from '../../../harness/schema/negatives.js';
import { actionsOf } from '../../../harness/schema/schemas.js';
import { validatePayload } from '../../../harness/schema/validate.js';

const PARTS = ['request', 'response'] as const;

const all = VERSIONS.flatMap((version) =>
  actionsOf(version).flatMap((action) =>
    PARTS.flatMap((part) => negativesOf(version, action, part).map((negative) => ({ version, negative }))),
  ),
);

describe('payloads that are wrong in one place', () => {
  it('are thousands, and every kind occurs', () => {
    assert.ok(all.length > 5000, String(all.length));
    const kinds = new Set(all.map(({ negative }) => negative.kind));
    assert.deepEqual(
      NEGATIVE_KINDS.filter((kind) => !kinds.has(kind)),
      [],
    );
  });

  it('are judged by the official schema as they say of themselves', () => {
    const wrong = all.filter(({ version, negative }) => {
      const problems = validatePayload(version, negative.action, negative.part, negative.payload());

      return (problems.length === 0) !== negative.valid;
    });
    assert.deepEqual(
      wrong
        .slice(0, 10)
        .map(({ version, negative: { action, part, path, kind } }) => [version, action, part, path, kind]),
      [],
    );
  });

  it('are wrong at the place that they name, and nowhere else', () => {
    const elsewhere = all.filter(({ version, negative }) => {
      if (negative.valid) return false;
      const problems = validatePayload(version, negative.action, negative.part, negative.payload());
      return problems.some((problem) => !problem.path.startsWith(negative.path));
    });
    assert.deepEqual(
      elsewhere.slice(0, 10).map(({ version, negative: { action, path, kind } }) => [version, action, path, kind]),
      [],
    );
  });

  it('have a name of their own in their message: path and kind', () => {
    const names = all.map(({ version, negative: { action, part, path, kind } }) =>
      [version, action, part, path, kind].join(' '),
    );
    assert.equal(new Set(names).size, names.length);
  });
});
