/** A SUT that dies or hangs fails one case; what comes after it counts again, once it is back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { type Role, type Version } from '../../../harness/doors/protocol.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { catalogue } from '../../../testcases/index.js';
import { fragile, type Weakness } from './fragile.js';

const LABEL = { station: 'CS', csms: 'CSMS' } as const;
const MB = 1024 * 1024;

async function runAgainst(role: Role, version: Version, weakness: Weakness): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  const family = version === '1.6' ? '16' : '2X';
  await runInVirtualTime({
    role,
    version,
    catalogue,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select: ['02', '10', '12', '16'].map((number) => `RPC_${family}_${LABEL[role]}_${number}`),
    impostor: fragile(weakness),
  });
  return recorder.events;
}

const ends = (events: readonly RecordEvent[]) =>
  events
    .filter((event): event is EventOf<'case-end'> => event.type === 'case-end' && !event.case.startsWith('SANITY'))
    .map(({ case: id, verdict }) => `${id.slice(-2)} ${verdict}`);
const incidents = (events: readonly RecordEvent[]) =>
  events.flatMap((event) => (event.type === 'incident' ? [event.text] : []));
const sanity = (events: readonly RecordEvent[]) =>
  events.flatMap((event) => (event.type === 'case-end' && event.case.startsWith('SANITY') ? [event.verdict] : []));

for (const [role, version] of [
  ['station', '1.6'],
  ['station', '2.0.1'],
  ['csms', '1.6'],
  ['csms', '2.1'],
] as const) {
  for (const does of ['die', 'hang'] as const) {
    test(`a ${version} ${role} that a large message makes ${does} for 20 s fails that case alone`, async () => {
      const events = await runAgainst(role, version, { of: MB, does, downFor: 20_000 });
      assert.deepEqual(ends(events), ['02 pass', '10 fail', '12 pass', '16 pass']);
      assert.deepEqual(sanity(events), ['pass', 'pass']);
      const outside = events.filter((event) => event.type === 'finding' && event.case === undefined);
      assert.deepEqual(outside, []);
    });
  }

  test(`a ${version} ${role} that stays dead leaves no verdict on what comes after it, and no case waits in full`, async () => {
    const events = await runAgainst(role, version, { of: MB, does: 'die' });
    assert.deepEqual(ends(events), ['02 pass', '10 fail', '12 inconclusive', '16 inconclusive']);
    assert.match(incidents(events).join(), /did not answer any more; the tester waited \d+ s/);
    const last = events.at(-1);
    assert.ok(last?.type === 'run-end' && last.t < 5 * 60_000, 'the run goes on without long waits');
  });
}

test('T23: a station that dies for good is brought back by the operator once, and the run says so', async () => {
  const events = await runAgainst('station', '1.6', { of: MB, does: 'die', untilPowerCycle: true });
  assert.deepEqual(ends(events), ['02 pass', '10 fail', '12 pass', '16 pass']);
  const asked = events.filter((event) => event.type === 'operator-ask' && event.action === 'powerCycle');
  assert.equal(asked.length, 1);
  assert.match(incidents(events).join('\n'), /the station hung up .* after a message that was wrong on purpose/);
  assert.match(incidents(events).join('\n'), /answered again \d+ s later, once the operator had brought it back/);
});

test('U11: what is gone costs the cases after it no time, and each says since when', async () => {
  const events = await runAgainst('csms', '2.1', { of: MB, does: 'hang' });
  const later = events.filter(
    (event): event is EventOf<'case-end'> => event.type === 'case-end' && / is gone since /.test(event.reason),
  );
  assert.deepEqual(
    later.map(({ case: id, verdict }) => `${id} ${verdict}`),
    ['RPC_2X_CSMS_12 inconclusive', 'RPC_2X_CSMS_16 inconclusive', 'SANITY_2X_CSMS inconclusive'],
  );
});
