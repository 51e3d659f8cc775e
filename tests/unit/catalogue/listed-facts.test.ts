import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { everyCase, everyFacts } from '../../../cli/every-case.js';
import { readListedFacts, writeListedFacts } from '../../../cli/listed-facts.js';

describe('the catalogue as the build leaves it for lists', () => {
  const within = (part: (folder: string) => void) => () => {
    const folder = mkdtempSync(join(tmpdir(), 'laddprov-listed-'));
    try {
      part(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test(
    'is what the cases say of themselves',
    within((folder) => {
      const facts = everyFacts(false);
      assert.ok(facts.length > 100 && facts.length < everyCase().length);
      writeListedFacts(facts, folder);
      assert.deepEqual(readListedFacts(folder), JSON.parse(JSON.stringify(facts)));
    }),
  );

  test(
    'is not there before a build left it',
    within((folder) => assert.equal(readListedFacts(folder), undefined)),
  );

  test(
    'is not believed where something was compiled since',
    within((folder) => {
      writeListedFacts(everyFacts(false), folder);
      const notes = join(folder, '.tsbuildinfo');
      writeFileSync(notes, '{}');
      const now = Date.now() / 1000;
      utimesSync(notes, now - 60, now - 60);
      assert.ok(readListedFacts(folder));
      utimesSync(notes, now + 60, now + 60);
      assert.equal(readListedFacts(folder), undefined);
    }),
  );
});
