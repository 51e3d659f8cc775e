import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { meetCliStation } from './encounters.js';
import { casesOf, shownOf, steadyOf, verdictsOf } from './known.js';
import { CLI_16, CLI_201 } from './known-cli.js';

describe('the simulator of ocpp-ws-cli on a terminal', { concurrency: true }, () => {
  for (const known of [CLI_16, CLI_201])
    test(`gets wrong in ${known.version} what is known of it, and nothing else`, async () => {
      const { verdicts, shown } = await meetCliStation(known.version, casesOf(known));
      assert.deepEqual(steadyOf(known, shown), shownOf(known));
      assert.deepEqual(verdicts, verdictsOf(known));
    });
});
