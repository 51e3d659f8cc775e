import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { meetRpcCsms } from './encounters.js';
import { casesOf, shownOf, verdictsOf } from './known.js';
import { RPC_SERVER_16, RPC_SERVER_201 } from './known-rpc.js';

describe('a CSMS on the RPCServer of ocpp-rpc', { concurrency: true }, () => {
  for (const known of [RPC_SERVER_16, RPC_SERVER_201])
    test(`gets wrong in ${known.version} what is known of it, and nothing else`, async () => {
      const { verdicts, shown } = await meetRpcCsms(known.version, casesOf(known));
      assert.deepEqual(shown, shownOf(known));
      assert.deepEqual(verdicts, verdictsOf(known));
    });
});
