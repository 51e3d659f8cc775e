import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runAlone, START } from '../../../cli/prove/run-alone.js';
import { embeddedPki } from '../../../cli/embedded/run-embedded.js';
import { type Case } from '../../../harness/peers/case.js';
import { csmsCase, type OnCsms, type OnStation, stationCase } from '../../../harness/peers/ocpp16.js';
import { faultyWire } from '../../../harness/proof/between.js';
import { proveCase } from '../../../harness/proof/prove-case.js';

const DATA = {
  versions: ['1.6'] as const,
  block: 'Security',
  title: 'a case of this test alone',
  purpose: 'It shows that checks of handshakes are proved.',
  profiles: {},
  requirements: ['A00.FR.312'],
  steps: ['see the handshake'],
  operator: [],
};

const stationOnly = (id: string, run: (context: OnStation) => Promise<void>): Case => stationCase({ ...DATA, id, run });
const csmsOnly = (id: string, run: (context: OnCsms) => Promise<void>): Case =>
  csmsCase({ ...DATA, id, connect: 'not-connected', run });

const offers = stationOnly('TLS_OFFERS_CS', async ({ csms, check }) => {
  csms.drop();
  const shown = await csms.nextHandshake();
  const { hello, version = 'none', peer } = shown?.tls ?? {};
  const base = { requirements: 'A00.FR.318', frames: [], connections: shown ? [shown.conn] : [] };
  const has = (suite: string) => hello?.suites.includes(suite) === true;
  const pairs = [
    ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
    ['TLS_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_AES_256_GCM_SHA384'],
  ];
  const some = pairs.some((pair) => pair.every(has));
  check('suites', some, {
    ...base,
    expected: 'one pair',
    actual: hello?.suites.join() ?? '',
    asserts: ['hello.suites'],
  });
  const modern = version === 'TLSv1.2' || version === 'TLSv1.3';
  check('version', modern, { ...base, expected: 'TLS 1.2 or above', actual: version, asserts: ['version'] });
  const strong = peer !== undefined && ['EC P-256', 'RSA 2048'].includes(peer.key);
  check('key', strong, { ...base, expected: 'a strong key', actual: peer?.key ?? 'none', asserts: ['peer.key'] });
});

const distrusts = stationOnly('TLS_DISTRUSTS_CS', async ({ csms, afterwards }) => {
  afterwards(() => csms.nextHandshake());
  csms.security({ server: { fault: 'expired' } });
  csms.drop();
  await csms.expectHandshakeFailure('A00.FR.310');
  csms.security({ server: {} });
});

const refuses = csmsOnly('TLS_REFUSES_CSMS', async ({ station, check }) => {
  await station.expectRefused({ tls: { identity: 'none' } }, 'A00.FR.407', { id: 'none' });
  await station.expectRefused({ tls: { identity: 'expired' } }, 'A00.FR.407', { id: 'expired' });
  await station.expectRefused({ tls: { versions: ['TLSv1.1'] } }, 'A00.FR.418', { id: 'old' });
  const suites = ['TLS_RSA_WITH_AES_128_GCM_SHA256'];
  const found = await station.expectAccepted({ tls: { suites } }, 'A00.FR.421', { id: 'suite' });
  if (!found.ok) return;
  const { suite = 'none' } = found.tls ?? {};
  const { conn } = found.line;
  check('its-suite', suite === suites[0], {
    requirements: 'A00.FR.421',
    frames: [],
    connections: [conn],
    expected: suites[0]!,
    actual: suite,
    asserts: ['suite'],
  });
});

describe('checks of TLS handshakes', () => {
  const pki = embeddedPki();
  for (const [item, checks] of [
    [offers, 3],
    [distrusts, 1],
    [refuses, 5],
  ] as const)
    test(`each of ${item.id} is seen to fail against a product that is wrong in that one way`, async () => {
      const options = { role: item.role, version: '1.6', cases: [item], revision: 'test' } as const;
      const extra = { security: 3, pki: await pki } as const;
      const proof = await proveCase(item.id, '1.6', item.role, (mutant, answers) =>
        runAlone(options, {
          ...extra,
          ...(mutant && { between: (wire, host) => faultyWire(wire, host, START, mutant.fault, answers) }),
        }),
      );
      assert.equal(proof.reference, 'pass', proof.reason);
      assert.equal(proof.checks.length, checks);
      for (const check of proof.checks) {
        assert.deepEqual(check.survivors, [], `${check.check}: ${check.survivors.join('; ')}`);
        assert.ok(check.killed.length > 0, check.check);
      }
    });
});
