/** The impersonated CSMS serves several stations at once on one port, each on a lane of its own. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLiveHost } from '../../harness/doors/host.js';
import { readPlan } from '../../harness/plan/reading/load.js';
import { createFileRecorder } from '../../harness/record/recorder.js';
import { run } from '../../harness/run/run.js';
import { verifyRecord } from '../../harness/run/verify.js';
import { webSocketWire } from '../../harness/wire/websocket.js';
import { catalogue } from '../../testcases/index.js';
import { folderOf } from './support/cli.js';
import { readEvents } from './support/outcome.js';
import { connectStation, type RawStation } from './support/raw-station.js';

const PLAN = JSON.stringify({
  sut: { role: 'station', version: '1.6', identity: 'CP 1' },
  listen: { port: 0, path: '/ocpp' },
  security: { profile: 1, password: 'password-of-one' },
  statement: { profiles: ['Core'], features: [] },
  parameters: { timeouts: { message: 2, action: 2, operator: 2, reboot: 5 } },
  selection: { include: ['TC_062_CS', 'TC_040_1_CS', 'TC_040_2_CS', 'TC_031_CS'] },
});

test('two stations on one port each get cases of their own at the same time, with their own password', async (t) => {
  const folder = folderOf(t);
  const record = join(folder, 'record.jsonl');
  const loaded = readPlan(PLAN, 'several.yaml');
  const identities = ['CP 1', 'CP/2'];
  // A plan is about one station; the server behind it is not.
  const { plan } = loaded;
  const several = {
    ...loaded,
    plan: {
      ...plan,
      sut: { ...plan.sut, identities },
      security: { ...plan.security, passwords: { 'CP/2': 'password-of-two' } },
      lanes: 2,
    },
  };
  const wrong: string[] = [];
  // Both are asked before either answers: the cases of two stations are under way at once.
  const asked = new Map<string, () => void>();
  const onCall = (who: string) => (call: { id: string; action: string }, station: RawStation) => {
    if (!['ChangeConfiguration', 'DataTransfer'].includes(call.action) || asked.size === 2) return undefined;
    const status = call.action === 'DataTransfer' ? 'UnknownVendorId' : 'NotSupported';
    asked.set(who, () => station.answer(call.id, { status }));
    if (asked.size === 2) for (const answer of asked.values()) answer();
    return 'taken' as const;
  };
  const conclusion = await run({
    loaded: several,
    catalogue,
    select: ['TC_062_CS', 'TC_040_1_CS'],
    wire: webSocketWire,
    wireKind: 'websocket',
    host: createLiveHost(),
    speed: 1,
    operator: { name: 'none', ask: () => Promise.resolve({ status: 'unavailable', reason: 'nobody' }) },
    seed: 1,
    recorder: createFileRecorder(record, (event) => event),
    tool: { name: 'laddprov', version: 'test' },
    onStranger: (path) => void wrong.push(path),
    async onListening(url) {
      // The password of the one does not open the door of the other.
      const stolen = connectStation(t, { url, segment: 'CP%2F2', credentials: 'CP/2:password-of-one' });
      await assert.rejects(stolen, /401/);
      await assert.rejects(connectStation(t, { url, segment: 'CP3', credentials: 'CP3:password-of-one' }), /404/);
      await connectStation(t, { url, segment: 'CP%201', credentials: 'CP 1:password-of-one', onCall: onCall('1') });
      await connectStation(t, { url, segment: 'CP%2F2', credentials: 'CP/2:password-of-two', onCall: onCall('2') });
    },
  });
  assert.equal(conclusion.exitCode, 0, conclusion.conclusion);
  assert.equal(asked.size, 2);
  assert.deepEqual(wrong, ['/ocpp/CP3']);
  const events = await readEvents(folder);
  const cases = events.flatMap((event) => (event.type === 'case-start' ? [[event.identity, event.case] as const] : []));
  for (const identity of identities)
    assert.ok(
      cases.some(([of, id]) => of === identity && id.startsWith('TC_')),
      `${identity}: ${cases.join(' ')}`,
    );
  for (const event of events) {
    if (event.type === 'connection') assert.equal(event.identity, identities[event.lane - 1]);
  }
  const { verified, problems, divergences, lanes } = await verifyRecord(record, catalogue);
  assert.deepEqual([verified, problems, divergences, lanes], [true, [], [], 2]);
});
