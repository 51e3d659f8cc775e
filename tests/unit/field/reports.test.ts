import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Role } from '../../../harness/doors/protocol.js';
import { ALL_RULES } from '../../../harness/rules/index.js';
import { type RuleFinding } from '../../../harness/rules/observe.js';
import { play } from '../rules/scene.js';
import { fieldRows, type Row } from './rows.js';

const otherOf = (role: Role): Role => (role === 'station' ? 'csms' : 'station');

/** What all rules find in the frame in question. */
function judge({ version, sut, frames, judged, pauses }: Row): readonly RuleFinding[] {
  const { findings } = play(version, ALL_RULES, (scene) => {
    frames.forEach(([direction, text], i) => {
      scene[direction === 'in' ? sut : otherOf(sut)](text);
      if (pauses.includes(i)) scene.wait(60);
    });
    scene.wait(120);
  });
  // Frames count from 1 in a record.
  return findings.filter((finding) => finding.frames.includes(judged + 1));
}

function verdictOf({ sut }: Row, findings: readonly RuleFinding[]): Row['right'] {
  const of = findings.filter(({ by }) => by === sut);
  if (of.some(({ severity }) => severity === 'fail')) return 'fail';
  return of.length > 0 ? 'advisory' : 'pass';
}

/** A word about what passes is no harm. */
const isRight = (row: Row, verdict: Row['right']): boolean =>
  verdict === row.right || (row.right === 'pass' && verdict === 'advisory');

describe('what products in the field did', () => {
  for (const row of fieldRows()) {
    const how = row.right === 'pass' ? 'is let be' : row.right === 'fail' ? `is the ${row.sut}'s fail` : 'gets a word';
    it(`${row.id}: ${row.what} This ${how}.`, () => {
      const findings = judge(row);
      const verdict = verdictOf(row, findings);
      const said = JSON.stringify(findings.map(({ rule, severity, by, message }) => [rule, severity, by, message]));
      assert.ok(isRight(row, verdict), `${verdict}, not ${row.right} (${row.clause}): ${said}`);
    });
  }

  it('FIELD-25: a CSMS that refuses an event without a trigger reason is right', () => {
    const row = fieldRows().find(({ id }) => id === 'FIELD-25');
    assert.ok(row);
    assert.deepEqual(
      judge(row).filter(({ by, severity }) => by === 'csms' && severity === 'fail'),
      [],
    );
  });

  it('is there in 26 rows, each with a name of its own', () => {
    const ids = fieldRows().map(({ id }) => id);
    assert.equal(new Set(ids).size, 26);
    assert.equal(ids.length, 26);
  });
});
