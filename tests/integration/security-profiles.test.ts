import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test, type TestContext } from 'node:test';
import { PASSWORD } from '../../harness/cli/embedded/plan.js';
import {
  type EmbeddedOptions,
  embeddedPki,
  runInVirtualTime,
  runOverWebSockets,
} from '../../harness/cli/embedded/run-embedded.js';
import { type Case } from '../../harness/peers/case.js';
import { csmsCase, type OnCsms, type OnStation, stationCase } from '../../harness/peers/ocpp16.js';
import { type HandshakeSecurity, type TlsConnect } from '../../harness/peers/security.js';
import { type Pki } from '../../harness/pki/authority.js';
import { type EventOf, type RecordEvent } from '../../harness/record/events.js';
import { createFileRecorder, createMemoryRecorder } from '../../harness/record/recorder.js';
import { createRedaction } from '../../harness/record/redact.js';
import { verifyRecord } from '../../harness/run/verify.js';
import { catalogue } from '../../testcases/index.js';

const DATA = {
  versions: ['1.6'] as const,
  block: 'Security',
  title: 'a case of this test alone',
  purpose: 'It shows what becomes of handshakes.',
  profiles: {},
  requirements: ['A00.FR.002'],
  steps: ['look at the handshake'],
  operator: [],
};
const only = (item: Case) => ({ ...catalogue, cases: [item], generated: () => [], sanity: () => undefined });

let live: Pki;
let simulated: Pki;
before(async () => {
  [live, simulated] = await Promise.all([embeddedPki(Date.now()), embeddedPki()]);
});

const base = { version: '1.6', lanes: 1, tool: { name: 'laddprov', version: 'test' }, seed: 1, select: [] } as const;
type Choice = Pick<EmbeddedOptions, 'role' | 'catalogue'> & Partial<EmbeddedOptions>;

async function onSockets(choice: Choice): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  await runOverWebSockets({ ...base, pki: live, recorder, ...choice }, 20);
  return recorder.events;
}

async function inMemory(choice: Choice): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  await runInVirtualTime({ ...base, pki: simulated, recorder, ...choice });
  return recorder.events;
}

const handshakesIn = (events: readonly RecordEvent[]): readonly EventOf<'connection'>[] =>
  events.filter((event) => event.type === 'connection').filter(({ event }) => event !== 'closed');

/** `tls-failed by tester CERTIFICATE_EXPIRED`, `refused by tester 403`, `open by sut`. */
const inWords = ({ event, by, code, status }: EventOf<'connection'>): string =>
  [`${event} by ${by}`, status ?? code].filter((part) => part !== undefined).join(' ');

const verdictsIn = (events: readonly RecordEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'case-end' ? [`${event.case} ${event.verdict}`] : []));

describe('every security profile, over real sockets', () => {
  for (const security of [1, 2, 3] as const)
    for (const role of ['station', 'csms'] as const)
      test(`a ${role} passes in profile ${security}, and the record of it verifies and holds no secret`, async (t: TestContext) => {
        const folder = mkdtempSync(join(tmpdir(), 'laddprov-'));
        t.after(() => rmSync(folder, { recursive: true }));
        const file = join(folder, 'record.jsonl');
        const recorder = createFileRecorder(file, createRedaction([PASSWORD]));
        const select = role === 'station' ? ['TC_001_CS', 'TC_003_CS'] : ['TC_001_CSMS', 'TC_003_CSMS'];
        const conclusion = await runOverWebSockets(
          { ...base, role, catalogue, select, security, pki: live, recorder },
          20,
        );
        assert.equal(conclusion.exitCode, 0, conclusion.conclusion);
        assert.ok(conclusion.counts.pass >= 2, conclusion.conclusion);
        const verification = await verifyRecord(file, catalogue);
        assert.deepEqual([...verification.problems, ...verification.divergences], []);
        const text = readFileSync(file, 'utf8');
        assert.doesNotMatch(text, /PRIVATE KEY/);
        assert.ok(!text.includes(PASSWORD) && !text.includes(Buffer.from(PASSWORD).toString('hex')));
        const versions = new Set([...text.matchAll(/"tls":\{"version":"([^"]+)"/g)].map(([, version]) => version));
        assert.deepEqual([...versions], security >= 2 ? ['TLSv1.3'] : []);
        assert.equal(
          /"peer":\{"subject":"O=laddprov, CN=/.test(text),
          security === 3 || (security === 2 && role === 'csms'),
        );
      });
});

describe('what a station is shown or expected to show', () => {
  const WAYS: readonly (readonly [words: string, settings: HandshakeSecurity, expected: string])[] = [
    ['another password', { password: 'another-password-1' }, 'refused by tester 401'],
    ['a plain connection', { profile: 1 }, 'tls-failed by tester NO_TLS'],
    ['TLS 1.1', { versions: ['TLSv1.1'] }, 'tls-failed by tester PROTOCOL_VERSION'],
    [
      'a suite that it has not',
      { suites: ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'] },
      'tls-failed by tester NO_SHARED_CIPHER',
    ],
    ...(['expired', 'not-yet-valid', 'wrong-name', 'wrong-ca', 'small-key'] as const).map(
      (fault) =>
        [`a server certificate that is wrong: ${fault}`, { server: { fault } }, 'tls-failed by sut HANG_UP'] as const,
    ),
    ['a client certificate', { profile: 3 }, 'open by sut'],
  ];
  for (const [words, settings, expected] of WAYS)
    test(`${words}: ${expected}`, async () => {
      let seen = '';
      const item = stationCase({
        ...DATA,
        id: 'SECURITY_OF_A_STATION_CS',
        async run({ csms, check, afterwards }: OnStation) {
          csms.security(settings);
          csms.drop();
          const found = await csms.nextHandshake();
          seen = found ? inWords(found as EventOf<'connection'>) : 'nothing';
          afterwards(() => csms.nextHandshake());
          const connections = found ? [found.conn] : [];
          check('seen', true, { requirements: 'A00.FR.002', frames: [], connections, expected, actual: seen });
        },
      });
      // A station that shows no certificate in profile 2 has one for profile 3; its own profile decides what it shows.
      const security = settings.profile === 3 ? 3 : 2;
      const choice: Choice = { role: 'station', catalogue: only(item), security };
      for (const events of [await onSockets(choice), await inMemory(choice)]) {
        assert.equal(seen, expected);
        assert.deepEqual(verdictsIn(events), ['SECURITY_OF_A_STATION_CS pass']);
        assert.equal(inWords(handshakesIn(events)[1]!), expected);
      }
    });
});

describe('how a CSMS is met', () => {
  interface Way {
    readonly words: string;
    readonly security?: 2 | 3;
    readonly options: { readonly tls?: TlsConnect; readonly profile?: 1 | 2 | 3; readonly password?: string | null };
    readonly expected: string;
  }
  const fault = (identity: NonNullable<TlsConnect['identity']>): Way => ({
    words: `a client certificate: ${typeof identity === 'string' ? identity : ''}`,
    security: 3,
    options: { tls: { identity } },
    expected: 'refused by sut HANG_UP',
  });
  const WAYS: readonly Way[] = [
    { words: 'the right password', options: {}, expected: 'open by tester' },
    { words: 'another password', options: { password: 'another-password-1' }, expected: 'refused by sut 401' },
    { words: 'no password', options: { password: null }, expected: 'refused by sut 401' },
    { words: 'a plain connection', options: { profile: 1 }, expected: 'refused by sut 403' },
    { words: 'TLS 1.1', options: { tls: { versions: ['TLSv1.1'] } }, expected: 'refused by sut PROTOCOL_VERSION' },
    { words: 'the right certificate', security: 3, options: {}, expected: 'open by tester' },
    ...(['expired', 'not-yet-valid', 'wrong-ca', 'revoked', 'small-key'] as const).map(fault),
    { ...fault('none'), expected: 'refused by sut' },
    { ...fault('wrong-name'), expected: 'refused by sut 403' },
  ];
  for (const { words, options, expected, security = 2 } of WAYS)
    test(`${words} in profile ${security}: ${expected}`, async () => {
      const item = csmsCase({
        ...DATA,
        id: 'SECURITY_OF_A_CSMS_CSMS',
        connect: 'not-connected',
        async run({ station, check }: OnCsms) {
          const found = await station.tryToConnect(options);
          const conn = found.ok ? found.line.conn : found.conn;
          check('seen', true, { requirements: 'A00.FR.002', frames: [], connections: [conn], expected, actual: '' });
        },
      });
      const choice: Choice = { role: 'csms', catalogue: only(item), security };
      const [real, virtual] = [await onSockets(choice), await inMemory(choice)].map((events) =>
        inWords(handshakesIn(events)[0]!),
      );
      assert.ok(real?.startsWith(expected), `${real}: ${expected} was expected`);
      assert.equal(virtual, real);
    });
});
