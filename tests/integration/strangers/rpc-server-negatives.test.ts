/** A sample of the generated cases against a CSMS on the RPCServer of ocpp-rpc: what is known of it, and nothing else. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type RecordEvent } from '../../../harness/record/events.js';
import { sampleGenerated } from '../../../harness/run/sample-generated.js';
import { catalogue } from '../../../testcases/index.js';
import { meetRpcCsms } from './encounters.js';

/** The code that it uses where an occurrence is wrong, which is that of the other version (docs/strangers.md). */
const SWAPPED = { '1.6': 'OccurrenceConstraintViolation', '2.0.1': 'OccurenceConstraintViolation' } as const;
/** A fault of the product, found once for each station that the tester plays and that meets it; no case is red by it. */
const MOST_RED = { '1.6': 3, '2.0.1': 0 } as const;
/** Messages that the small CSMS lacks are not asked about in detail. */
const JUDGED = { '1.6': 180, '2.0.1': 110 } as const;

const isOdd = (event: RecordEvent) => event.type === 'advisory' || event.type === 'finding';
const isRed = (event: RecordEvent) =>
  (event.type === 'check' && event.verdict !== 'pass') || (event.type === 'finding' && event.severity === 'fail');

describe('a CSMS on the RPCServer of ocpp-rpc, sent what is wrong in one place', { concurrency: true }, () => {
  for (const version of ['1.6', '2.0.1'] as const)
    test(`takes none of it in ${version}, and mixes up the spelling of one code`, { timeout: 120_000 }, async () => {
      const ids = catalogue.generated('csms', version).map(({ id }) => id);
      const { verdicts, events } = await meetRpcCsms(version, [...sampleGenerated(ids, 1)]);
      const count = (verdict: string) => Object.values(verdicts).filter((one) => one === verdict).length;
      assert.ok(count('pass') >= JUDGED[version]);
      assert.equal(count('pass') + count('not-applicable'), Object.keys(verdicts).length);
      const red = events.filter(isRed);
      const found = red.length;
      assert.ok(found >= Math.min(1, MOST_RED[version]) && found <= MOST_RED[version], `${found} are red`);
      assert.deepEqual(
        red.map((event) => event.type === 'finding' && event.rule),
        Array.from({ length: found }, () => 'framing'),
      );
      const messages = events.filter(isOdd).map((event) => ('message' in event ? event.message : ''));
      assert.ok(messages.length > red.length);
      for (const message of messages)
        assert.equal(message, `error code ${SWAPPED[version]} is spelt as another version spells it`);
    });
});
