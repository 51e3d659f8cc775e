import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { embeddedPlan, PASSWORD } from '../../../cli/embedded/plan.js';
import { embeddedPki } from '../../../cli/embedded/run-embedded.js';
import { createVirtualHost } from '../../../harness/doors/host.js';
import { type ClientTls } from '../../../harness/doors/tls.js';
import { type HandshakeSecurity } from '../../../harness/peers/for-cases/security.js';
import { type IssueOptions, type Pki } from '../../../harness/pki/authority.js';
import { listenForStations } from '../../../harness/run/csms-server.js';
import { type LaneRunner } from '../../../harness/run/lane-runner.js';
import { loadSecurity } from '../../../harness/run/security.js';
import { createMemoryWire } from '../../../harness/wire/memory.js';
import { referenceStationFacts } from '../../../fixtures/reference-station/facts.js';

const START = Date.UTC(2026, 0, 5, 12);
const { identity, serialNumber } = referenceStationFacts;

interface Attempt {
  readonly plan: 1 | 2 | 3;
  /** What the case at hand expects instead. */
  readonly security?: HandshakeSecurity;
  readonly secure: boolean;
  readonly password?: string;
  readonly shows?: IssueOptions & { readonly name?: string };
}

describe("the tester's front door", () => {
  let pki: Pki;
  before(async () => {
    pki = await embeddedPki(START);
  });

  /** What the lane is told of one attempt of a station. */
  async function told({ plan: profile, security: changed = {}, secure, password, shows }: Attempt): Promise<string> {
    const host = createVirtualHost(START);
    const wire = createMemoryWire(host);
    const { plan } = embeddedPlan({
      role: 'station',
      version: '1.6',
      port: 0,
      lanes: 1,
      security: profile,
      authority: true,
    });
    const security = await loadSecurity(plan, START, pki);
    const notes: string[] = [];
    const runner = {
      gate: { policy: { accept: true }, security: changed, lasting: {} },
      arrive: (_connection: unknown, { auth }: { auth: string }) => notes.push(`arrived, credentials ${auth}`),
      refused: ({ status, reason = '' }: { status: number; reason?: string }) => notes.push(`${status} ${reason}`),
      tlsFailed: ({ by, code }: { by: string; code: string }) => notes.push(`${by} ${code}`),
    } as unknown as LaneRunner;
    const listener = await listenForStations({
      wire,
      host: '127.0.0.1',
      port: 0,
      path: '/ocpp',
      version: '1.6',
      runners: new Map([[identity, runner]]),
      passwordOf: () => (profile === 3 ? undefined : Buffer.from(PASSWORD)),
      security,
      onStranger: () => notes.push('stranger'),
    });
    const { name = serialNumber, ...wish } = shows ?? {};
    const tls: ClientTls = {
      roots: pki.csmsRoots(),
      versions: ['TLSv1.2', 'TLSv1.3'],
      ...(shows && { identity: pki.station(name, wish) }),
    };
    await host.run(
      wire.open({
        url: `${secure ? 'wss' : 'ws'}://127.0.0.1:${listener.port}/ocpp/${identity}`,
        protocols: ['ocpp1.6'],
        timeout: 1000,
        ...(secure && { tls }),
        ...(password !== undefined && { basic: { user: identity, password } }),
      }),
    );
    return notes.join('; ');
  }

  const WAYS: readonly (readonly [words: string, attempt: Attempt, expected: RegExp])[] = [
    ['the right password', { plan: 1, secure: false, password: PASSWORD }, /^arrived, credentials valid$/],
    ['no password', { plan: 1, secure: false }, /^401 no credentials$/],
    ['TLS in profile 1', { plan: 1, secure: true, password: PASSWORD }, /^self NO_TLS$/],
    ['TLS and the right password', { plan: 2, secure: true, password: PASSWORD }, /^arrived, credentials valid$/],
    ['TLS and a wrong password', { plan: 2, secure: true, password: 'wrong' }, /^401 wrong credentials$/],
    ['no TLS in profile 2', { plan: 2, secure: false, password: PASSWORD }, /^403 .*profile 2.*plain/],
    ['its certificate', { plan: 3, secure: true, shows: {} }, /^arrived, credentials none$/],
    ['its certificate with an RSA key', { plan: 3, secure: true, shows: { kind: 'rsa' } }, /^arrived/],
    ['no certificate', { plan: 3, secure: true }, /^self CERTIFICATE_MISSING$/],
    ['no TLS in profile 3', { plan: 3, secure: false, password: PASSWORD }, /^403 .*profile 3.*plain/],
    ['an expired certificate', { plan: 3, secure: true, shows: { fault: 'expired' } }, /^self CERTIFICATE_EXPIRED$/],
    ['a future one', { plan: 3, secure: true, shows: { fault: 'not-yet-valid' } }, /^self CERTIFICATE_NOT_YET_VALID$/],
    ['a revoked one', { plan: 3, secure: true, shows: { fault: 'revoked' } }, /^self CERTIFICATE_REVOKED$/],
    ['a weak one', { plan: 3, secure: true, shows: { fault: 'small-key' } }, /^self KEY_TOO_SMALL$/],
    ['one of somebody else', { plan: 3, secure: true, shows: { fault: 'wrong-ca' } }, /^self UNKNOWN_CA$/],
    ['one for another station', { plan: 3, secure: true, shows: { name: 'OTHER' } }, /^403 .*A00\.FR\.405/],
    [
      'one of another operator',
      { plan: 3, secure: true, shows: { fault: 'wrong-organisation' } },
      /^403 .*A00\.FR\.404/,
    ],
    [
      'a password that a case has set',
      { plan: 1, security: { password: 'set-by-the-case' }, secure: false, password: 'set-by-the-case' },
      /^arrived, credentials valid$/,
    ],
    [
      'the password of the plan, where a case has set another',
      { plan: 1, security: { password: 'set-by-the-case' }, secure: false, password: PASSWORD },
      /^401 wrong credentials$/,
    ],
    [
      'a certificate, where a case has raised the profile',
      { plan: 1, security: { profile: 3 }, secure: true, shows: {} },
      /^arrived, credentials none$/,
    ],
  ];
  for (const [words, attempt, expected] of WAYS)
    test(`tells the lane of a station with ${words}: ${expected.source}`, async () => {
      assert.match(await told(attempt), expected);
    });
});
