import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { meetRpcStation } from './encounters.js';
import { casesOf, shownOf, verdictsOf } from './known.js';
import { RPC_CLIENT_16, RPC_CLIENT_201 } from './known-rpc.js';

describe('a station on the RPCClient of ocpp-rpc', { concurrency: true }, () => {
  for (const known of [RPC_CLIENT_16, RPC_CLIENT_201])
    test(`gets wrong in ${known.version} what is known of it, and nothing else`, async () => {
      const { verdicts, shown } = await meetRpcStation(known.version, casesOf(known));
      assert.deepEqual(shown, shownOf(known));
      assert.deepEqual(verdicts, verdictsOf(known));
    });
});
