/** Whom a CSMS lets in: products that look at one half of the credentials only, and products that refuse otherwise. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runAlone } from '../../cli/prove/run-alone.js';
import { type Clock } from '../../harness/doors/clock.js';
import { type Version, VERSIONS } from '../../harness/doors/protocol.js';
import { type OpenOptions, type OpenResult, type Wire } from '../../harness/doors/wire.js';
import { catalogue } from '../../testcases/index.js';

const idOf = (version: Version) => `RPC_${version === '1.6' ? '16' : '2X'}_CSMS_21`;
const identityIn = ({ url }: OpenOptions) => decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');

/** A CSMS that lets in as `instead` says, where it says anything. */
const lettingIn =
  (instead: (options: OpenOptions, wire: Wire, clock: Clock) => Promise<OpenResult> | undefined) =>
  (wire: Wire, clock: Clock): Wire => ({
    ...wire,
    open: (options) => instead(options, wire, clock) ?? wire.open(options),
  });

async function meet(version: Version, between: (wire: Wire, clock: Clock) => Wire) {
  const cases = catalogue.cases.filter(({ id, versions }) => id === idOf(version) && versions.includes(version));
  const events = await runAlone({ role: 'csms', version, cases, revision: catalogue.revision }, { between });
  return {
    red: events.flatMap((event) => (event.type === 'check' && event.verdict !== 'pass' ? [event.id] : [])),
    advisories: events.flatMap((event) => (event.type === 'advisory' ? [event.id] : [])),
    verdict: events.find((event) => event.type === 'case-end')?.verdict,
  };
}

/** Right credentials for the path, in the place of those that came. */
const asItself = (options: OpenOptions, wire: Wire): Promise<OpenResult> =>
  wire.open({ ...options, ...(options.basic && { basic: { ...options.basic, user: identityIn(options) } }) });

/** What shows of a CSMS that lets in with user names or paths that do not fit: 1.6 does not oblige it to compare them. */
const found = (version: Version, ways: readonly string[]) =>
  version === '1.6'
    ? { red: [], verdict: 'pass', letIn: ways.map((way) => `let-in-${way}`) }
    : { red: ways, verdict: 'fail', letIn: [] };
const shown = ({ red, verdict, advisories }: Awaited<ReturnType<typeof meet>>) => ({
  red,
  verdict,
  letIn: advisories.filter((id) => id.startsWith('let-in-')),
});

for (const version of VERSIONS)
  describe(`${version}: a CSMS`, () => {
    test('that looks at the password alone is found out by the user names', async () => {
      // All stations of the reference CSMS have the same password.
      const ways = ['no-such-user', 'of-another', 'as-another'];
      assert.deepEqual(shown(await meet(version, lettingIn(asItself))), found(version, ways));
    });

    test('that goes by the user name and not by the path is found out by the credentials of another', async () => {
      const byUser = lettingIn((options, wire) => {
        const { basic, url } = options;
        if (!basic || basic.user === identityIn(options)) return undefined;
        const path = new URL(url);
        path.pathname = path.pathname.replace(/[^/]+$/, encodeURIComponent(basic.user));
        return /-\d{4}$/.test(basic.user) ? wire.open({ ...options, url: path.toString() }) : undefined;
      });
      assert.deepEqual(shown(await meet(version, byUser)), found(version, ['of-another', 'as-another']));
    });

    test('that completes the handshake and hangs up at once passes, with an advisory each time', async () => {
      const hangsUp = lettingIn(async (options, wire, clock) => {
        const result = await wire.open(options);
        if (result.ok || !options.basic) return result;
        const welcome = await asItself(
          { ...options, basic: { ...options.basic, password: 'laddprov-reference' } },
          wire,
        );
        if (welcome.ok) clock.at(clock.now() + 50, () => welcome.connection.terminate());
        return welcome;
      });
      const { red, advisories, verdict } = await meet(version, hangsUp);
      assert.deepEqual([red, verdict], [[], 'pass']);
      const judged = ['wrong-password', 'empty-password'];
      const ways = version === '1.6' ? judged : [...judged, 'no-such-user', 'of-another', 'as-another'];
      assert.deepEqual(
        advisories.filter((id) => id.startsWith('late-')),
        ways.map((way) => `late-${way}`),
      );
    });

    test('that lets nobody in for a while after that passes', async () => {
      let until = 0;
      const careful = lettingIn(async (options, wire, clock) => {
        if (clock.now() < until) return { ok: false, status: 429, code: 'HTTP_429', reason: 'Too Many Requests' };
        const result = await wire.open(options);
        if (!result.ok) until = clock.now() + 30_000;
        return result;
      });
      const { red, verdict } = await meet(version, careful);
      assert.deepEqual([red, verdict], [[], 'pass']);
    });
  });
