import assert from 'node:assert/strict';
import { test } from 'node:test';
import { always, calls, once } from '../../../fixtures/mutants/faults.js';
import { NAMED_MUTANTS } from '../../../fixtures/mutants/index.js';
import { type NamedMutant } from '../../../fixtures/mutants/named-mutant.js';
import { mutantWire } from '../../../fixtures/mutants/on-the-wire.js';
import { ALL_RULES } from '../../../harness/rules/index.js';
import { heardBy, meet, type Meeting, type Sides } from './wires.js';

const mutant = (start: NamedMutant['start']): NamedMutant => ({
  id: 'test',
  says: 'is a test',
  roles: ['station'],
  versions: ['1.6'],
  rule: 'framing',
  severity: 'fail',
  finds: '',
  cases: [],
  start,
});
const with_ = (start: NamedMutant['start'], script: (sides: Sides) => void): Promise<Meeting> =>
  meet((wire, clock) => mutantWire(wire, clock, 'station', '1.6', mutant(start)), script);
const text = (frame: readonly unknown[]) => JSON.stringify(frame);

test('every mutant has a name of its own, says what it does, and names a rule and cases that there are', () => {
  const ids = NAMED_MUTANTS.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, says, rule, finds, cases, also = [] } of NAMED_MUTANTS) {
    assert.ok(says.length > 10 && finds.length > 2 && cases.length > 0, id);
    for (const name of [rule, ...also.map((other) => other.rule)])
      assert.ok(
        ALL_RULES.some((known) => known.id === name),
        `${id} names ${name}`,
      );
  }
});

test('a mutant changes the frames that it is about and leaves all others alone', async () => {
  const { tester } = await with_(
    once(calls('Heartbeat'), ({ id }) => [[2, id, 'Coffee', {}]], 2),
    ({ sut }) => {
      for (const id of ['1', '2', '3']) sut.send(text([2, id, 'Heartbeat', {}]));
      sut.send('no frame');
    },
  );
  assert.deepEqual(
    tester.map((message) => message.text),
    [text([2, '1', 'Heartbeat', {}]), text([2, '2', 'Coffee', {}]), text([2, '3', 'Heartbeat', {}]), 'no frame'],
  );
});

test('the answer to a CALL that was shown under another id finds back', async () => {
  const renamed = always(calls(), ({ id, action, payload }, line) => {
    line.rename(id, 'shown');
    return [[2, 'shown', action, payload]];
  });
  const { sut } = await with_(renamed, (sides) => {
    sides.sut.send(text([2, 'own', 'Heartbeat', {}]));
    sides.tester.send(text([3, 'other', {}]));
    sides.clock.at(sides.clock.now() + 100, () => sides.tester.send(text([3, 'shown', { currentTime: 'now' }])));
  });
  assert.deepEqual(sut, [text([3, 'other', {}]), text([3, 'own', { currentTime: 'now' }])]);
});

test('the answer to a CALL of the mutant goes nowhere', async () => {
  const own = once(calls(), (_, line) => {
    line.call('Authorize', { idTag: 'X' }, 10);
    return [];
  });
  const { tester, sut } = await with_(own, (sides) => {
    sides.sut.send(text([2, 'own', 'Heartbeat', {}]));
    sides.clock.at(sides.clock.now() + 100, () => sides.tester.send(text([3, 'mutant-1', {}])));
  });
  assert.deepEqual(heardBy(tester), [[2, 'mutant-1', 'Authorize', { idTag: 'X' }]]);
  assert.deepEqual(sut, []);
});

test('an answer is known by what it answers', async () => {
  const heard: unknown[] = [];
  const listening = always(
    () => true,
    ({ kind, action, asked, payload, connection }) => {
      heard.push([kind, action, asked, payload, connection]);
      return undefined;
    },
  );
  await with_(listening, (sides) => {
    sides.tester.send(text([2, 'q', 'Reset', { type: 'Soft' }]));
    sides.clock.at(sides.clock.now() + 100, () => sides.sut.send(text([3, 'q', { status: 'Accepted' }])));
  });
  assert.deepEqual(heard, [['result', 'Reset', { type: 'Soft' }, { status: 'Accepted' }, 1]]);
});
