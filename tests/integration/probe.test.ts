/** `laddprov init --probe`: what a station answers becomes its statement. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { embeddedStation, type PeerOptions } from '../../cli/embedded/peer.js';
import { PASSWORD } from '../../cli/embedded/plan.js';
import { createLiveHost } from '../../harness/doors/host.js';
import { VERSIONS } from '../../harness/doors/protocol.js';
import { readPlan } from '../../harness/plan/reading/load.js';
import { webSocketWire } from '../../harness/wire/websocket.js';
import { referenceStationFacts } from '../../fixtures/reference-station/facts.js';
import { folderOf, start } from './support/cli.js';
import { stationPlan } from './support/plans.js';
import { framesOf, judgeSources } from './support/probed.js';
import { freePort } from './support/port.js';
import { connectStation, type StationOptions } from './support/raw-station.js';

const { identity } = referenceStationFacts;
const env = { PROBE_PASSWORD: PASSWORD };

async function probeStation(t: TestContext, version: PeerOptions['version'], variant: PeerOptions['variant'] = {}) {
  const cwd = folderOf(t);
  const port = await freePort();
  const where = [
    '--identity',
    identity,
    '--port',
    String(port),
    '--path',
    '/ocpp',
    '--password-from-env',
    'PROBE_PASSWORD',
  ];
  const command = ['init', '--probe', '--role', 'station', '--ocpp', version, ...where, '--out', 'plan.yaml'];
  const init = start(t, command, { cwd, env });
  const [, url = ''] = await init.shows(/listening on (\S+);/);
  const station = embeddedStation({ version, wire: webSocketWire, clock: createLiveHost(), seed: 1, variant });
  t.after(() => station.stop());
  station.connect(url);
  const { code, stdout, stderr } = await init.ended;
  assert.equal(code, 0, stdout + stderr);
  const file = join(cwd, 'plan.yaml');
  const text = readFileSync(file, 'utf8');
  judgeSources(text, join(cwd, 'plan.probe.jsonl'));
  return { text, plan: readPlan(text, file, env).plan, stdout, cwd };
}

describe('a probe of a station', { concurrency: 3, timeout: 500_000 }, () => {
  for (const version of VERSIONS) {
    test(`reads from a ${version} station what it is, and names the frame of each thing`, async (t) => {
      const { plan, text } = await probeStation(t, version);
      const features = plan.statement.features.flatMap((entry) =>
        typeof entry === 'string' ? [entry] : Object.keys(entry),
      );
      const { profiles } = referenceStationFacts;
      assert.deepEqual(new Set(plan.statement.profiles), new Set(profiles[version]));
      const known: readonly string[] = referenceStationFacts.features;
      if (version !== '1.6') {
        const wrong = features.filter((id) => !known.includes(id) && !id.startsWith('HFS-'));
        assert.deepEqual(wrong, [], 'nothing is claimed that the station does not have');
        assert.ok(features.includes('C-56') && features.includes('C-10.4') && features.includes('C-29.1'));
        assert.deepEqual(plan.parameters.evses, [
          { id: 1, connectors: 1 },
          { id: 2, connectors: 1 },
        ]);
        assert.match(text, /# - \{ name: "TemperatureSensor".*evseId: 1.*normal: \?/);
      } else {
        assert.ok(features.includes('ConnectorSwitch3to1PhaseSupported'));
        assert.deepEqual(
          plan.statement.features.find((entry) => typeof entry !== 'string'),
          {
            ChargeProfileMaxStackLevel: 5,
          },
        );
        assert.equal(plan.parameters.connectors, 2);
      }
      assert.equal(plan.sut.vendor, referenceStationFacts.vendor);
      assert.match(text, /# - HFS-1 # could not be read, say it: detachable cable/);
    });

    test(`reads that a ${version} station has one connector and no sensors`, async (t) => {
      const { plan, text } = await probeStation(t, version, { evses: 1, sensors: false });
      assert.equal(plan.parameters.connectors, 1);
      assert.deepEqual(plan.parameters.sensors, []);
      assert.match(text, version === '1.6' ? /# sensors cannot be read in 1\.6/ : /# sensors: none was shown/);
    });
  }

  test('sends nothing that could change the station', async (t) => {
    const { cwd } = await probeStation(t, '2.0.1');
    const sent = [...framesOf(join(cwd, 'plan.probe.jsonl')).values()].filter(
      ({ dir, text }) => dir === 'tx' && /^\[2,/.test(text),
    );
    const actions = new Set(sent.map(({ text }) => (JSON.parse(text) as [number, string, string])[2]));
    for (const action of actions) assert.match(action, /^(?:Get\w+|TriggerMessage)$/);
  });

  const raw = async (
    t: TestContext,
    options: Partial<StationOptions>,
    parts: Parameters<typeof stationPlan>[1] = {},
  ) => {
    const cwd = folderOf(t);
    const port = await freePort();
    const plan = stationPlan(cwd, {
      listen: { port },
      ...parts,
      parameters: { timeouts: { message: 1, action: 1, operator: 1, reboot: 5 } },
    });
    const out = join(cwd, 'probed.yaml');
    const init = start(t, ['init', '--probe', '--plan', plan, '--out', out, '--wait', '10'], { cwd });
    const [, url = ''] = await init.shows(/listening on (\S+);/);
    await connectStation(t, { url, ...options });
    return { ...(await init.ended), out };
  };

  test('of a station that is mute writes no plan, and says so', async (t) => {
    const { code, stderr, out } = await raw(t, { onCall: () => 'taken' });
    assert.equal(code, 2);
    assert.match(stderr, /the product told nothing:.*GetConfiguration got no answer[^]*hint: .*probe\.jsonl/);
    assert.ok(!existsSync(out));
    assert.ok(existsSync(out.replace('.yaml', '.probe.jsonl')));
  });

  test('of a station that answers everything with an error leaves everything to say', async (t) => {
    const onCall: StationOptions['onCall'] = ({ id }, station) => (station.refuse(id, 'InternalError'), 'taken');
    const { code, stdout, stderr, out } = await raw(t, { onCall });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /note the configuration could not be read: GetConfiguration/);
    const text = readFileSync(out, 'utf8');
    assert.match(text, /# could not be read: the configuration could not be read/);
    assert.deepEqual(readPlan(text, out).plan.statement.profiles, ['Core']);
  });

  test('lets nothing of a hostile station become part of the plan but as a value', async (t) => {
    const evil = 'x\nstatement: {}\n# "\u0007';
    const onCall: StationOptions['onCall'] = ({ id, action }, station) => {
      if (action !== 'GetConfiguration') return (station.answer(id, { status: evil }), 'taken');
      const many = Array.from({ length: 2000 }, (_, n) => ({ key: `K${n}`, readonly: false, value: evil }));
      const configurationKey = [
        ...many,
        null,
        { key: 7 },
        { key: 'NumberOfConnectors', readonly: true, value: evil },
        { key: 'SupportedFeatureProfiles', readonly: true, value: `Core,${evil},RemoteTrigger` },
        { key: 'ChargeProfileMaxStackLevel', readonly: true, value: '-1e9' },
      ];
      return (station.answer(id, { configurationKey, unknownKey: {} }), 'taken');
    };
    const { code, stderr, out } = await raw(t, { onCall, vendor: evil });
    assert.equal(code, 0, stderr);
    const text = readFileSync(out, 'utf8');
    const { plan } = readPlan(text, out);
    assert.deepEqual(plan.statement.profiles, ['Core', 'RemoteTrigger']);
    assert.equal(plan.sut.vendor, evil);
    assert.ok(!text.includes('\u0007'));
  });

  test('names the reason why a station was not let in', async (t) => {
    const cwd = folderOf(t);
    const port = await freePort();
    const plan = stationPlan(cwd, { listen: { port }, security: { profile: 1, password: 'a-password-of-16+' } });
    const init = start(t, ['init', '--probe', '--plan', plan, '--out', join(cwd, 'o.yaml'), '--wait', '2'], { cwd });
    const [, url = ''] = await init.shows(/listening on (\S+);/);
    await assert.rejects(connectStation(t, { url }));
    const { code, stderr } = await init.ended;
    assert.equal(code, 2);
    assert.match(stderr, /the station is not connected; the tester refused a handshake, 401, no credentials/);
  });
});
