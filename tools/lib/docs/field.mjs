/**
 * What was learned from products of other makers, with the tests that hold it: `docs/from-the-field.md`. The tests are
 * found by their names, which begin with the row that they hold.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesUnder } from '../setup.mjs';
import { table } from './markdown.mjs';

const ROWS = {
  T1: 'One flaw of content ends no run: sanity asks only whether a request is answered under its id.',
  T2: 'What an earlier case left behind decides nothing of the sanity case; only what passed after the last answer is doubted.',
  T3: 'The form of an answer is judged, also where it answers a message that was wrong on purpose.',
  T4: 'An answer under another id, or a malformed one, is told as what it is, not as silence.',
  T5: 'What a case left is put back; what cannot be put back makes later cases inconclusive, with the case that left it.',
  T6: 'A finding belongs to the case whose traffic caused it, or to a span that is named.',
  T7: 'The same bytes give the same verdict: what lies in the sockets is read before an answer goes out.',
  T8: 'What may not be sent before the boot is answered is a fail on every boot.',
  T9: 'Alive is an answer with the right id, whatever it says.',
  T10: 'A new session within the same second is no repetition of the one before.',
  T11: 'Nothing is undone that is over; an interrupted run puts back what it can.',
  T12: 'Where it is not known when a station ends a transaction, both is right.',
  T13: 'A case judges its subject; what else it needs is a precondition.',
  T14: 'One odd value is one red; cases on other subjects work with it.',
  T15: 'Generated messages rest on a sound one, which the product is first seen to take.',
  T16: 'What is not implemented is not applicable, and the sample goes to what is there.',
  T17: 'What may answer which wrong message stands in one table, used by all.',
  T18: 'The answer to a trigger comes before what it triggers.',
  T19: 'EVSE 0, units that change, reports of another case, values that are not told.',
  T20: 'Each setting is tried with what its type refuses, and what the product does then is watched.',
  T21: 'A large message is waited for as long as its case allows.',
  T22: 'What needs a sensor, a connector or a message that is not there is not applicable.',
  T23: 'A crash, a restart, a wedge is named within one case; the operator brings the product back once; the run goes on.',
  T24: 'A case that was interrupted did not run, and all counts agree.',
  T25: 'Limits and reasons are words that a person would say.',
  U1: 'The impersonated station connects at the pace of a station, and tries again.',
  U2: 'Each lane has tokens of its own.',
  U3: 'The tester stays legal whatever the CSMS does; no exit code hides a fail.',
  U4: 'A message that every product must have and that is refused is one red.',
  U5: 'Who hangs up on an unknown path, or takes every identity, gets an advisory.',
  U6: 'A second connection may be refused, let in and closed, or replace the first.',
  U7: 'What one lane did to a CSMS is no fault of the case on another: suspects run again, one at a time.',
  U9: 'What the tester dictates is a whole, valid request.',
  U10: 'A mapping of requests chooses its address by the OCPP action, with several steps.',
  U11: 'No case waits for what is not there; a dead product is said aloud.',
  U12: 'The tester varies its traffic within what is legal.',
  U13: 'No id of the tester is given twice.',
  U14: 'A CSMS that lets everybody charge says so, and what needs a refusal is not applicable.',
  U15: 'Reds are grouped by their cause.',
  U16: 'A large message that a CSMS hangs up on late is what the case allows.',
};

/** Names of tests that begin with a row, by row. */
export function testsByRow(root) {
  const found = new Map();
  const name = /(['"`])((?:T\d{1,2}|U\d{1,2}|FIELD-\d{2})): (.+?)\1/g;
  const row = /row: '(T\d{1,2}|U\d{1,2})',\s*name:\s*(['"`])(.+?)\2/gs;
  for (const path of filesUnder(join(root, 'tests'), (file) => file.endsWith('.ts'))) {
    const text = readFileSync(path, 'utf8');
    const add = (key, says) => {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push({ file: relative(root, path), says: says.replaceAll('\n', ' ') });
    };
    for (const [, , key, says] of text.matchAll(name)) add(key, says);
    for (const [, key, , says] of text.matchAll(row)) add(key, says);
  }
  return found;
}

const cell = (tests) => tests.map(({ file, says }) => `${says} (\`${file}\`)`).join('<br>');

/** The table of rows with their tests. */
export function fieldRows(root) {
  const tests = testsByRow(root);
  return table(
    ['row', 'what is so', 'held by'],
    Object.entries(ROWS).map(([row, says]) => [row, says, cell(tests.get(row) ?? [])]),
  );
}

/** Rows that no test is named after. */
export const rowsWithoutTest = (root) => {
  const tests = testsByRow(root);
  return Object.keys(ROWS).filter((row) => !tests.has(row));
};
