/** Each stranger in each version: how it is started, what the plan says of it, and which cases it meets. */
import { createLiveHost } from '../../../harness/doors/host.js';
import { type Version } from '../../../harness/doors/protocol.js';
import { createCliStation } from './cli-station.js';
import { meet, type Outcome } from './meet.js';
import { createRpcCsms } from './rpc-csms.js';
import { createRpcStation16 } from './rpc-station-16.js';
import { createRpcStation2 } from './rpc-station-2.js';

const PASSWORD = 'stranger-password';
/** The small peers on ocpp-rpc run on the tester's clock, and both faster than the wall. */
const SPEED = 5;

const profiles = (version: Version) => (version === '1.6' ? ['Core', 'RemoteTrigger'] : ['Core']);

/** laddprov as CSMS, and a small station on the RPCClient of ocpp-rpc. Its identity has a space: it has to be encoded. */
export async function meetRpcStation(version: Version, cases: readonly string[]): Promise<Outcome> {
  const identity = 'RPC 0001';
  const host = createLiveHost(SPEED);
  const options = { identity, password: PASSWORD, clock: host };
  const station = version === '1.6' ? createRpcStation16(options) : createRpcStation2(options);
  try {
    return await meet({
      plan: {
        role: 'station',
        version,
        identities: [identity],
        password: PASSWORD,
        profiles: profiles(version),
        timeouts: { message: 20, action: 60, reboot: 60 },
        heartbeatInterval: 10,
        connectors: 1,
      },
      operator: station.operator,
      cases,
      host,
      speed: SPEED,
      onListening: (url) => station.connect(url),
    });
  } finally {
    await station.stop();
  }
}

/** laddprov as three stations at once, and a small CSMS on the RPCServer of ocpp-rpc. */
export async function meetRpcCsms(version: Version, cases: readonly string[]): Promise<Outcome> {
  const identities = ['RPC 0001', 'RPC 0002', 'RPC/0003'];
  const host = createLiveHost(SPEED);
  const csms = await createRpcCsms({ version, identities, password: PASSWORD, clock: host });
  try {
    return await meet({
      plan: {
        role: 'csms',
        version,
        identities,
        url: csms.url,
        password: PASSWORD,
        profiles: profiles(version),
        timeouts: { message: 20, action: 30, reboot: 60 },
        heartbeatInterval: 10,
        connectors: 1,
      },
      operator: csms.operator,
      cases,
      host,
      speed: SPEED,
    });
  } finally {
    await csms.stop();
  }
}

/** laddprov as CSMS, and the simulator of ocpp-ws-cli in real time. */
export async function meetCliStation(version: Version, cases: readonly string[]): Promise<Outcome> {
  const identity = 'CLI-0001';
  const station = createCliStation(identity, version, PASSWORD);
  try {
    return await meet({
      plan: {
        role: 'station',
        version,
        identities: [identity],
        password: PASSWORD,
        profiles: ['Core'],
        // It runs in real time, whatever else the machine has to do: what is late on a busy one is not missing.
        timeouts: { message: 8, action: 5, reboot: 30 },
        heartbeatInterval: 3,
        connectors: 1,
      },
      operator: station.operator,
      cases,
      host: createLiveHost(),
      speed: 1,
      onListening: (url) => station.connect(url),
    });
  } finally {
    await station.stop();
  }
}
