/** `laddprov reference station|csms`: a reference peer by itself, to try things against. */
import { newSeed } from '../../harness/doors/machine.js';
import { serveControlApi } from '../../fixtures/control-api/control-api.js';
import { createReferenceCsms } from '../../fixtures/reference-csms/reference-csms.js';
import { createReferenceStation } from '../../fixtures/reference-station/station.js';
import { createEntropy } from '../../harness/doors/entropy.js';
import { createLiveHost } from '../../harness/doors/host.js';
import { type Operator } from '../../harness/doors/operator.js';
import { type Version, VERSIONS } from '../../harness/doors/protocol.js';
import { createFileClient } from '../../harness/files/client.js';
import { webSocketWire } from '../../harness/wire/websocket.js';
import { interruptible } from '../interrupt.js';

interface ReferenceOptions {
  readonly ocpp: Version;
  readonly url: string;
  readonly identity: string;
  readonly port: number;
  readonly controlPort?: number;
  readonly password?: string;
}

interface Started {
  readonly operator: Operator;
  stop(): Promise<void>;
}

const say = (text: string) => void process.stdout.write(`${text}\n`);

function startStation({ ocpp, url, identity, password }: ReferenceOptions): Started {
  const clock = createLiveHost();
  const station = createReferenceStation({
    version: ocpp,
    identity,
    url,
    wire: webSocketWire,
    clock,
    files: createFileClient(clock),
    entropy: createEntropy(newSeed(), 'reference'),
    onEvent: say,
    ...(password !== undefined && { password }),
  });
  say(`reference station ${identity}, OCPP ${ocpp}, connects to ${url}/${encodeURIComponent(identity)}`);
  station.start();
  return { operator: station.operator, stop: () => station.stop() };
}

async function startCsms({ ocpp, port, identity, password }: ReferenceOptions): Promise<Started> {
  const clock = createLiveHost();
  const versions = [ocpp, ...VERSIONS.filter((version) => version !== ocpp)];
  const csms = createReferenceCsms({
    versions,
    port,
    wire: webSocketWire,
    clock,
    entropy: createEntropy(newSeed(), 'reference'),
    onEvent: say,
    ...(password !== undefined && { passwords: { [identity]: password } }),
  });
  const { url } = await csms.start();
  say(`reference CSMS, OCPP ${versions.join(', ')}, listens on ${url}/<identity>`);
  return { operator: csms.operator, stop: () => csms.stop() };
}

export async function referenceCommand(options: ReferenceOptions, role: string): Promise<number> {
  const started = role === 'station' ? startStation(options) : await startCsms(options);
  const control =
    options.controlPort === undefined
      ? undefined
      : await serveControlApi(role === 'station' ? 'station' : 'csms', started.operator, options.controlPort);
  if (control)
    say(
      role === 'station'
        ? `acts on http://127.0.0.1:${control.port}/plugin, /plugout, /end, /authorize?id=TOKEN&connector_id=1, /reboot`
        : `acts on POST http://127.0.0.1:${control.port}/api/octt/…`,
    );
  const { signal, release } = interruptible();
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  release();
  await control?.close();
  await started.stop();
  return 0;
}
