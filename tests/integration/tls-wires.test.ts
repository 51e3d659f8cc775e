import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { createVirtualHost } from '../../harness/doors/host.js';
import { type ClientTls, type ServerTls, type TlsFailure } from '../../harness/doors/tls.js';
import { type Listener, type OpenResult, type Wire } from '../../harness/doors/wire.js';
import { type CertificateFault, createPki, type Pki } from '../../harness/pki/authority.js';
import { createMemoryWire } from '../../harness/wire/memory.js';
import { webSocketWire } from '../../harness/wire/websocket.js';

const MODERN = ['TLSv1.2', 'TLSv1.3'] as const;
const FOUR = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
];

interface Ends {
  readonly server: Partial<ServerTls>;
  readonly client: Partial<ClientTls>;
}

/** What either side saw, in so far as it is the same on every wire. */
interface Outcome {
  readonly client: string;
  readonly server: string | undefined;
  readonly agreed: string | undefined;
}

let pki: Pki;
const now = Date.now();
before(async () => {
  pki = await createPki({ now, organisation: 'Operator' });
});

async function attempt(wire: Wire, { server, client }: Ends): Promise<Outcome> {
  const failures: TlsFailure[] = [];
  let agreed: string | undefined;
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const listener = await wire.listen({
    host: '127.0.0.1',
    port: 0,
    tls: () => ({ identities: pki.server(['127.0.0.1']), versions: MODERN, ...server }),
    decide({ tls, protocols }) {
      agreed = `${tls?.version} ${tls?.suite} ${tls?.peer?.subject ?? 'nobody'}`;
      tell();
      return { accept: true, subprotocol: protocols[0]! };
    },
    onConnection: (connection) => connection.onMessage(() => undefined),
    onTlsFailure(failure) {
      failures.push(failure);
      tell();
    },
  });
  const result = await wire.open({
    url: `wss://127.0.0.1:${listener.port}/CS001`,
    protocols: ['ocpp1.6'],
    timeout: 5000,
    tls: { roots: pki.csmsRoots(), versions: MODERN, ...client },
  });
  if (result.ok) result.connection.terminate();
  await told;
  await listener.close();
  const [failure] = failures;
  return {
    client: result.ok ? 'ok' : result.code,
    server: failure && `${failure.by} ${failure.code}`,
    agreed,
  };
}

const onSockets = (ends: Ends): Promise<Outcome> => attempt(webSocketWire, ends);

function inMemory(ends: Ends): Promise<Outcome> {
  const host = createVirtualHost(now);
  return host.run(attempt(createMemoryWire(host), ends));
}

/** On both wires, and the same on both. */
async function onBoth(ends: Ends): Promise<Outcome> {
  const [real, simulated] = [await onSockets(ends), await inMemory(ends)];
  assert.deepEqual(simulated, real);
  return real;
}

describe('TLS on real sockets and in memory', () => {
  for (const version of MODERN)
    test(`agrees on ${version} and tells who the client is`, async () => {
      const server = { clientRoots: pki.csmsRoots(), revoked: pki.revocationLists, versions: [version] };
      const found = await onBoth({ server, client: { identity: pki.station('CS001') } });
      assert.equal(found.client, 'ok');
      assert.match(found.agreed ?? '', new RegExp(`^${version} .*CN=CS001$`));
    });

  for (const suite of FOUR)
    test(`has ${suite}`, async () => {
      const found = await onBoth({ server: {}, client: { suites: [suite] } });
      assert.deepEqual(found, { client: 'ok', server: undefined, agreed: `TLSv1.2 ${suite} nobody` });
    });

  test('keeps to the suites of both', async () => {
    const found = await onBoth({ server: { suites: [FOUR[2]!] }, client: { suites: [FOUR[0]!] } });
    assert.deepEqual(found, { client: 'HANDSHAKE_FAILURE', server: 'self NO_SHARED_CIPHER', agreed: undefined });
  });

  test('has no suite for which there is no certificate', async () => {
    const server = { identities: pki.server(['127.0.0.1'], { kind: 'rsa' }) };
    const found = await onBoth({ server, client: { suites: [FOUR[0]!] } });
    assert.equal(found.server, 'self NO_SHARED_CIPHER');
  });

  for (const old of ['TLSv1', 'TLSv1.1'] as const)
    test(`refuses a client of ${old}, and a server of it`, async () => {
      const expected = { client: 'PROTOCOL_VERSION', server: 'self PROTOCOL_VERSION', agreed: undefined };
      assert.deepEqual(await onBoth({ server: {}, client: { versions: [old] } }), expected);
      assert.deepEqual(await onBoth({ server: { versions: [old] }, client: {} }), expected);
    });

  test('speaks TLS 1.1 where both are told to', async () => {
    const suites = ['TLS_RSA_WITH_AES_128_CBC_SHA'];
    const both = { versions: ['TLSv1.1'], suites } as const;
    const found = await onBoth({ server: both, client: both });
    assert.equal(found.agreed, 'TLSv1.1 TLS_RSA_WITH_AES_128_CBC_SHA nobody');
  });

  const WRONG: readonly (readonly [CertificateFault, string])[] = [
    ['expired', 'CERTIFICATE_EXPIRED'],
    ['not-yet-valid', 'CERTIFICATE_NOT_YET_VALID'],
    ['revoked', 'CERTIFICATE_REVOKED'],
    ['small-key', 'KEY_TOO_SMALL'],
    ['wrong-ca', 'UNKNOWN_CA'],
  ];
  for (const version of MODERN) {
    for (const [fault, code] of [...WRONG, ['wrong-name', 'CERTIFICATE_NAME'] as const])
      test(`a client of ${version} refuses a server certificate that is wrong: ${fault}`, async () => {
        const server = { identities: pki.server(['127.0.0.1'], { fault }), versions: [version] };
        const found = await onBoth({ server, client: { revoked: pki.revocationLists } });
        assert.deepEqual(found, { client: code, server: 'peer HANG_UP', agreed: undefined });
      });
    for (const [fault, code] of WRONG)
      test(`a server of ${version} refuses a client certificate that is wrong: ${fault}`, async () => {
        const server = { clientRoots: pki.csmsRoots(), revoked: pki.revocationLists, versions: [version] };
        const found = await onBoth({ server, client: { identity: pki.station('CS001', { fault }) } });
        assert.deepEqual(found, { client: 'HANG_UP', server: `self ${code}`, agreed: undefined });
      });
    test(`a server of ${version} refuses a client without a certificate where it asks for one`, async () => {
      const found = await onBoth({ server: { clientRoots: pki.csmsRoots(), versions: [version] }, client: {} });
      assert.deepEqual(found, { client: 'HANG_UP', server: 'self CERTIFICATE_MISSING', agreed: undefined });
    });
  }

  test('takes a pinned certificate whatever its chain', async () => {
    const identities = pki.server(['127.0.0.1'], { fault: 'wrong-ca', kind: 'ec' });
    const refused = await onBoth({ server: { identities }, client: {} });
    assert.equal(refused.client, 'UNKNOWN_CA');
    const { readCertificates } = await import('../../harness/pki/inspect.js');
    const pin = readCertificates(identities[0]!.chain)![0]!.facts.sha256;
    assert.equal((await onBoth({ server: { identities }, client: { pins: [pin] } })).client, 'ok');
  });
});

describe('one port for both', () => {
  let listener: Listener;
  const seen: TlsFailure[] = [];
  before(async () => {
    listener = await webSocketWire.listen({
      host: '127.0.0.1',
      port: 0,
      tls: () => ({ identities: pki.server(['localhost', '127.0.0.1']), versions: MODERN }),
      decide: ({ protocols }) => ({ accept: true, subprotocol: protocols[0]! }),
      onConnection: (connection) => connection.onMessage(({ text }) => connection.send(text)),
      onTlsFailure: (failure) => seen.push(failure),
    });
  });
  after(() => listener.close());
  const open = (url: string, tls?: ClientTls): Promise<OpenResult> =>
    webSocketWire.open({ url, protocols: ['ocpp1.6'], timeout: 5000, ...(tls && { tls }) });

  test('takes plain and TLS connections, and echoes on both', async () => {
    for (const scheme of ['ws', 'wss']) {
      const result = await open(`${scheme}://localhost:${listener.port}/x`, {
        roots: pki.csmsRoots(),
        versions: MODERN,
      });
      assert.ok(result.ok, result.ok ? '' : result.reason);
      const echoed = new Promise((resolve) => result.connection.onMessage(({ text }) => resolve(text)));
      result.connection.send('hello');
      assert.equal(await echoed, 'hello');
      result.connection.terminate();
    }
  });

  test('tells a client that speaks TLS to a plain port what is wrong', async () => {
    const plain = await webSocketWire.listen({
      host: '127.0.0.1',
      port: 0,
      decide: () => ({ accept: true }),
      onConnection: (connection) => connection.terminate(),
    });
    const result = await open(`wss://127.0.0.1:${plain.port}/x`, { roots: [], versions: MODERN });
    assert.equal(result.ok ? 'ok' : result.code, 'NOT_TLS');
    await plain.close();
  });

  test('does without the TLS of a client that sends garbage instead', async () => {
    const { connect } = await import('node:net');
    const before = seen.length;
    await new Promise((resolve) => {
      const socket = connect(listener.port, '127.0.0.1', () =>
        socket.write(Buffer.from([0x16, 3, 1, 0, 4, 9, 9, 9, 9])),
      );
      socket.on('error', () => undefined);
      socket.on('close', resolve);
      socket.resume();
    });
    assert.equal(seen.length, before + 1);
    assert.equal(seen.at(-1)?.by, 'self');
  });

  const there = spawnSync('openssl', ['version']).status === 0;
  const skip = there ? false : 'openssl is not installed here: nobody else confirms what the listener offers';
  const sClient = (args: readonly string[]): Promise<string> =>
    new Promise((resolve) => {
      const child = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${listener.port}`, ...args]);
      let text = '';
      child.stdout.on('data', (data: Buffer) => (text += data.toString()));
      child.stderr.on('data', (data: Buffer) => (text += data.toString()));
      child.on('close', () => resolve(text));
      child.stdin.end();
    });
  const OPENSSL = [
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'AES128-GCM-SHA256',
    'AES256-GCM-SHA384',
  ];
  for (const cipher of OPENSSL)
    test(`OpenSSL agrees with the listener on ${cipher}`, { skip }, async () => {
      const text = await sClient(['-tls1_2', '-cipher', cipher]);
      assert.match(text, new RegExp(`Cipher is ${cipher}\\b`));
      assert.match(text, cipher.includes('ECDSA') ? /EC Intermediate/ : /RSA Intermediate/);
    });
  test('OpenSSL agrees with the listener on TLS 1.3 with RSA and with ECDSA', { skip }, async () => {
    for (const [algorithms, shown] of [
      ['ECDSA+SHA256', /EC Intermediate/],
      ['RSA-PSS+SHA256', /RSA Intermediate/],
    ] as const) {
      const text = await sClient(['-tls1_3', '-sigalgs', algorithms]);
      assert.match(text, /TLSv1\.3/);
      assert.match(text, shown);
    }
  });
  test('OpenSSL is refused with TLS 1.0 and 1.1', { skip }, async () => {
    for (const version of ['-tls1', '-tls1_1']) {
      const text = await sClient([version, '-cipher', 'ALL:@SECLEVEL=0']);
      assert.match(text, /Cipher is \(NONE\)|alert protocol version/);
      assert.equal(seen.at(-1)?.code, 'PROTOCOL_VERSION');
    }
  });
});
