/** Runs the catalogue against the embedded reference peer: over real WebSockets, or in virtual time. */
import { type FileClient, type FileServer } from '../../harness/doors/files.js';
import { createLiveHost, createVirtualHost, type Host } from '../../harness/doors/host.js';
import { wallClock } from '../../harness/doors/machine.js';
import { type Operator } from '../../harness/doors/operator.js';
import { type Role, type Version } from '../../harness/doors/protocol.js';
import { type Wire } from '../../harness/doors/wire.js';
import { createPki, type Pki } from '../../harness/pki/authority.js';
import { type SecurityProfile } from '../../harness/peers/for-cases/security.js';
import { type FirmwareImage } from '../../harness/peers/csms-side/csms-files.js';
import { type Catalogue } from '../../harness/run/catalogue.js';
import { type Conclusion } from '../../harness/run/conclude.js';
import { run } from '../../harness/run/run.js';
import { type RunOptions } from '../../harness/run/run-options.js';
import { createFileClient } from '../../harness/files/client.js';
import { createMemoryFiles } from '../../harness/files/memory.js';
import { startFileServer } from '../../harness/files/servers.js';
import { type ShelfOptions } from '../../harness/files/shelf.js';
import { createMemoryWire } from '../../harness/wire/memory.js';
import { watchTraffic } from '../../harness/wire/traffic.js';
import { createWebSocketWire } from '../../harness/wire/websocket.js';
import { nextFirmware } from '../../fixtures/reference-station/maker.js';
import { type EmbeddedPeer, embeddedCsms, embeddedStation, type PeerOptions } from './peer.js';
import { embeddedPlan } from './plan.js';

export interface EmbeddedOptions extends Pick<
  RunOptions,
  'recorder' | 'tool' | 'seed' | 'select' | 'all' | 'onEvent' | 'signal' | 'strict' | 'only' | 'shard' | 'retries'
> {
  readonly role: Role;
  readonly version: Version;
  readonly catalogue: Catalogue;
  /** Lanes against a CSMS. */
  readonly lanes: number;
  readonly variant?: PeerOptions['variant'];
  /** 1 by default; 2 and 3 need certificates: those of `pki`, or new ones. */
  readonly security?: SecurityProfile;
  /** The certificate authority of both sides, made once for many runs by `embeddedPki`. */
  readonly pki?: Pki;
  /** Puts something between the SUT and the tester: a mutant. */
  readonly between?: (wire: Wire, host: Host) => Wire;
  /** Changes what the tester is told of file transfers. */
  readonly betweenFiles?: (files: FileServer) => FileServer;
  /** What the station is updated to; by default what its maker signed. */
  readonly firmware?: FirmwareImage;
  /** Keeps what the station uploads. */
  readonly keep?: ShelfOptions['keep'];
  /** Changes what the operator does. */
  readonly aroundOperator?: (operator: Operator) => Operator;
  /** Replaces the reference peer, for impostors; the wire is the SUT's. */
  readonly impostor?: (
    options: PeerOptions & { readonly lanes: number; readonly role: Role },
  ) => Promise<EmbeddedPeer & { readonly port: number }>;
}

interface Surroundings {
  readonly host: Host;
  readonly wire: Wire;
  readonly wireKind: RunOptions['wireKind'];
  readonly speed: number;
  readonly files: (options: ShelfOptions) => Promise<{ readonly server: FileServer; readonly client: FileClient }>;
}

async function runOn(options: EmbeddedOptions, surroundings: Surroundings): Promise<Conclusion> {
  const { host, wire, wireKind, speed } = surroundings;
  const { role, version, lanes, seed, variant, keep, security, pki } = options;
  const { server, client } = await surroundings.files(keep ? { keep } : {});
  const peerOptions: PeerOptions = {
    version,
    wire,
    clock: host,
    seed,
    files: client,
    ...(variant && { variant }),
    ...(security !== undefined && { security }),
    ...(pki && { pki }),
  };
  const peer = options.impostor
    ? await options.impostor({ ...peerOptions, lanes, role })
    : role === 'station'
      ? { ...embeddedStation(peerOptions), port: 0 }
      : await embeddedCsms({ ...peerOptions, lanes, port: 0 });
  try {
    return await run({
      ...options,
      loaded: embeddedPlan({
        role,
        version,
        port: role === 'station' ? 0 : peer.port,
        lanes,
        ...(variant && { variant }),
        ...(security !== undefined && { security }),
        authority: pki !== undefined,
      }),
      wire: options.between?.(wire, host) ?? wire,
      wireKind,
      host,
      speed,
      operator: options.aroundOperator?.(peer.operator) ?? peer.operator,
      lanes,
      ...(role === 'station' && {
        files: { server: options.betweenFiles?.(server) ?? server, firmware: options.firmware ?? nextFirmware() },
      }),
      onListening: (url) => peer.connect(url),
    });
  } finally {
    await peer.stop();
    await server.close();
  }
}

/** The speed of clocks that skip, in a record. */
export const SKIPPING = 0;
/** The moment at which simulated runs begin. */
const START = Date.UTC(2026, 0, 5, 12);

/** A certificate authority for both sides of embedded runs; `now` is when they begin. Takes a second or two. */
export const embeddedPki = (now = START): Promise<Pki> => createPki({ now, organisation: 'laddprov' });

async function withPki(options: EmbeddedOptions, now: number): Promise<EmbeddedOptions> {
  const needed = (options.security ?? 1) >= 2 && !options.pki;
  return needed ? { ...options, pki: await embeddedPki(now) } : options;
}

/** Real file servers and clients on loopback. */
const filesOn = (host: Host) => async (shelf: ShelfOptions) => ({
  server: await startFileServer({ host: '127.0.0.1', ports: { http: 0, ftp: 0 }, ...shelf }),
  client: createFileClient(host),
});

/** Over real WebSockets on loopback; with `speed` 10 the clocks of both sides run ten times faster than the wall. */
export async function runOverWebSockets(options: EmbeddedOptions, speed: number): Promise<Conclusion> {
  const host = createLiveHost(speed);
  const secured = await withPki(options, host.now());
  const wire = createWebSocketWire({ clock: host });
  return runOn(secured, { host, wire, wireKind: 'websocket', speed, files: filesOn(host) });
}

/**
 * Over real WebSockets, TLS, HTTP and FTP on loopback, with clocks that skip: where both sides are at rest and nothing is
 * under way between them, it is at once as late as the next of their timers.
 */
export async function runSkipping(options: EmbeddedOptions, start = wallClock()): Promise<Conclusion> {
  const secured = await withPki(options, start);
  const traffic = watchTraffic();
  const host = createVirtualHost(start, traffic.underWay);
  const wire = createWebSocketWire({ clock: host, traffic });
  try {
    return await host.run(runOn(secured, { host, wire, wireKind: 'websocket', speed: SKIPPING, files: filesOn(host) }));
  } finally {
    traffic.close();
  }
}

/** As a simulation: nothing waits, and the same seed gives the same record. */
export async function runInVirtualTime(options: EmbeddedOptions, start = START): Promise<Conclusion> {
  // Keys are made before time begins to pass.
  const secured = await withPki(options, start);
  const host = createVirtualHost(start);
  const files = (shelf: ShelfOptions) => Promise.resolve(createMemoryFiles(host, shelf));
  return host.run(runOn(secured, { host, wire: createMemoryWire(host), wireKind: 'memory', speed: 1, files }));
}
