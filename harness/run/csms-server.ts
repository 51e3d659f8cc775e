/**
 * The impersonated CSMS's front door: serves many stations at once on one port, told apart by the identity in the path,
 * and checks the handshake: path encoding, subprotocol, Basic authentication (OCPP-J §3, security profile 1).
 */
import { timingSafeEqual } from 'node:crypto';
import { SUBPROTOCOL, type Version } from '../doors/protocol.js';
import { type Listener, type UpgradeDecision, type UpgradeRequest, type Wire } from '../doors/wire.js';
import { type LaneRunner } from './lane-runner.js';

export interface CsmsServerOptions {
  readonly wire: Wire;
  readonly host: string;
  readonly port: number;
  /** The path before the identity. */
  readonly path: string;
  readonly version: Version;
  readonly runners: ReadonlyMap<string, LaneRunner>;
  /** The password that an identity must show; undefined for security profile 0. */
  readonly passwordOf: (identity: string) => Buffer | undefined;
  /** Told of handshakes that belong to no lane. */
  readonly onStranger: (request: UpgradeRequest, reason: string) => void;
}

/** The identity that a request path names, or undefined where it is not under `base` or not decodable. */
export function identityIn(path: string, base: string): string | undefined {
  const [plain = ''] = path.split(/[?#]/);
  const prefix = base.endsWith('/') ? base : `${base}/`;
  if (!plain.startsWith(prefix)) return undefined;
  const segment = plain.slice(prefix.length).replace(/\/$/, '');
  if (segment === '' || segment.includes('/')) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** What Basic credentials are worth for this identity: user name and password must both be right (A00.FR.204/.207). */
export function checkBasic(
  authorization: string | undefined,
  identity: string,
  password: Buffer,
): 'none' | 'valid' | 'wrong' {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return authorization === undefined ? 'none' : 'wrong';
  const given = Buffer.from(encoded, 'base64');
  const expected = Buffer.concat([Buffer.from(`${identity}:`, 'utf8'), password]);
  return given.length === expected.length && timingSafeEqual(given, expected) ? 'valid' : 'wrong';
}

/** Listens for stations; rejects when the port cannot be had. */
export function listenForStations(options: CsmsServerOptions): Promise<Listener> {
  const { version, runners, passwordOf, onStranger } = options;
  const facts = (request: UpgradeRequest) => {
    const identity = identityIn(request.path, options.path);
    const runner = identity === undefined ? undefined : runners.get(identity);
    const password = identity === undefined ? undefined : passwordOf(identity);
    const auth =
      identity !== undefined && password ? checkBasic(request.authorization, identity, password) : ('none' as const);
    return { identity, runner, password, auth };
  };
  const decide = (request: UpgradeRequest): UpgradeDecision => {
    const { identity, runner, password, auth } = facts(request);
    if (!runner) {
      onStranger(
        request,
        identity === undefined
          ? `the path is not ${options.path} followed by one station identity`
          : `the plan has no station "${identity}"`,
      );
      return { accept: false, status: 404, reason: 'Not Found' };
    }
    const refuse = (status: number, reason: string): UpgradeDecision => {
      runner.refused({ path: request.path, offered: request.protocols, auth, status });
      return { accept: false, status, reason };
    };
    if (password && auth !== 'valid') return refuse(401, 'Unauthorized');
    const { policy } = runner.gate;
    if (!policy.accept) return refuse(policy.status, 'Refused');
    // No subprotocol in common: the handshake is completed without the header and the connection closed (§3.2, Part 4).
    return request.protocols.includes(SUBPROTOCOL[version])
      ? { accept: true, subprotocol: SUBPROTOCOL[version] }
      : { accept: true };
  };
  return options.wire.listen({
    host: options.host,
    port: options.port,
    decide,
    onConnection(connection, request) {
      const { runner, auth } = facts(request);
      if (runner) runner.arrive(connection, { path: request.path, offered: request.protocols, auth });
      else connection.terminate();
    },
  });
}
