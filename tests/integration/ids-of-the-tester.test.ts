/** The ids that the tester gives as a station are those of one station's life: none of them comes twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embeddedPki, runInVirtualTime } from '../../cli/embedded/run-embedded.js';
import { VERSIONS, type Version } from '../../harness/doors/protocol.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { catalogue } from '../../testcases/index.js';

const pki = embeddedPki();
const HOUR = 3_600_000;

/** Every id that the tester gave in a run, with the case in which it did; what is wrong on purpose is left out. */
async function idsOf(version: Version, seed: number, start: number): Promise<readonly (readonly [string, string])[]> {
  const recorder = createMemoryRecorder();
  const options = { role: 'csms', version, catalogue, lanes: 1, recorder, seed, select: ['!NEG_*'] } as const;
  await runInVirtualTime({ ...options, tool: { name: 'laddprov', version: '0' }, pki: await pki }, start);
  const ids: (readonly [string, string])[] = [];
  let at = '';
  for (const event of recorder.events) {
    if (event.type === 'case-start') at = `${event.case} (seed ${seed})`;
    if (event.type !== 'frame' || event.dir !== 'tx' || event.deliberate !== undefined) continue;
    const [type, messageId, action, payload] = JSON.parse(event.text) as [number, string, string, unknown];
    if (type !== 2) continue;
    ids.push([`message ${messageId}`, at]);
    if (action === 'NotifyEvent')
      for (const { eventId } of (payload as { eventData: { eventId: number }[] }).eventData)
        ids.push([`event ${eventId}`, at]);
    if (action === 'TransactionEvent' && (payload as { eventType: string }).eventType === 'Started')
      ids.push([
        `transaction ${(payload as { transactionInfo: { transactionId: string } }).transactionInfo.transactionId}`,
        at,
      ]);
  }
  return ids;
}

for (const version of VERSIONS)
  test(`U13: in OCPP ${version} no id of the tester comes twice, from case to case and from run to run`, async () => {
    const start = Date.UTC(2026, 0, 5, 12);
    const all = [...(await idsOf(version, 7, start)), ...(await idsOf(version, 8, start + HOUR))];
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [id, where] of all) {
      const before = seen.get(id);
      // The start of a transaction whose answer was lost is sent again as it was.
      const again = id.startsWith('transaction') && before === where;
      if (before !== undefined && !again) twice.push(`${id} in ${before} and in ${where}`);
      seen.set(id, where);
    }
    assert.deepEqual(twice, []);
    assert.ok(seen.size > 300, `${seen.size} ids`);
  });
