/** A sample of the generated cases against a CSMS on the RPCServer of ocpp-rpc: what is known of it, and nothing else. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type RecordEvent } from '../../../harness/record/events.js';
import { sampleGenerated } from '../../../harness/run/sample-generated.js';
import { catalogue } from '../../../testcases/index.js';
import { meetRpcCsms } from './encounters.js';

/** The code that it uses where an occurrence is wrong, which is that of the other version (docs/strangers.md). */
const SWAPPED = { '1.6': 'OccurrenceConstraintViolation', '2.0.1': 'OccurenceConstraintViolation' } as const;

const isOdd = (event: RecordEvent) => event.type === 'advisory' || event.type === 'finding';

describe('a CSMS on the RPCServer of ocpp-rpc, sent what is wrong in one place', { concurrency: true }, () => {
  for (const version of ['1.6', '2.0.1'] as const)
    test(`takes none of it in ${version}, and mixes up the spelling of one code`, { timeout: 120_000 }, async () => {
      const ids = catalogue.generated('csms', version).map(({ id }) => id);
      const { verdicts, events } = await meetRpcCsms(version, [...sampleGenerated(ids, 1)]);
      const red = Object.entries(verdicts).filter(([, verdict]) => verdict !== 'pass');
      assert.deepEqual(red, []);
      assert.ok(Object.keys(verdicts).length >= 200);
      const messages = events.filter(isOdd).map((event) => ('message' in event ? event.message : ''));
      assert.ok(messages.length > 0);
      for (const message of messages) assert.ok(message.startsWith(`${SWAPPED[version]} says less`), message);
    });
});
