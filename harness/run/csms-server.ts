/**
 * The impersonated CSMS's front door: serves many stations at once on one port, told apart by the identity in the path,
 * and checks the handshake: path encoding, subprotocol (OCPP-J §3), and what the security profile in force asks for.
 */
import { timingSafeEqual } from 'node:crypto';
import { SUBPROTOCOL, type Version } from '../doors/protocol.js';
import { type Listener, type UpgradeDecision, type UpgradeRequest, type Wire } from '../doors/wire.js';
import { readName, valuesOf } from '../pki/names.js';
import { type HandshakeSecurity, type SecurityProfile } from '../peers/for-cases/security.js';
import { type LaneRunner } from './lane-runner.js';
import { type RunSecurity } from './security.js';

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
  readonly security: RunSecurity;
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

/** What a handshake shows of who the station is. */
interface Shown {
  readonly identity: string | undefined;
  readonly runner: LaneRunner | undefined;
  readonly profile: SecurityProfile;
  readonly auth: 'none' | 'valid' | 'wrong';
}

const OVER = ['over a plain connection', 'over TLS'] as const;

/** Why the security of a handshake is not that of the profile in force (A00.FR.002); undefined where it is. */
function securityProblem(
  { tls }: UpgradeRequest,
  { identity = '', profile, auth }: Shown,
  { commonName, pki }: RunSecurity,
): { readonly status: number; readonly reason: string } | undefined {
  const secure = profile >= 2;
  if ((tls !== undefined) !== secure) {
    const reason = `security profile ${profile} is in force, and it came ${OVER[tls ? 1 : 0]}`;
    return { status: 403, reason };
  }
  if ((profile === 1 || profile === 2) && auth !== 'valid')
    return { status: 401, reason: auth === 'none' ? 'no credentials' : 'wrong credentials' };
  if (profile !== 3) return undefined;
  const subject = readName(tls?.peer?.subject ?? '');
  if (!valuesOf(subject, 'CN').includes(commonName(identity)))
    return { status: 403, reason: `the client certificate is not for CN=${commonName(identity)} (A00.FR.405)` };
  return pki && !valuesOf(subject, 'O').includes(pki.organisation)
    ? { status: 403, reason: `the client certificate is not of O=${pki.organisation} (A00.FR.404)` }
    : undefined;
}

/** Listens for stations; rejects when the port cannot be had. */
export function listenForStations(options: CsmsServerOptions): Promise<Listener> {
  const { version, runners, passwordOf, onStranger, security } = options;
  const [first] = runners.values();
  const inForce = (runner: LaneRunner | undefined): HandshakeSecurity => ({
    ...runner?.gate.lasting,
    ...runner?.gate.security,
  });
  const shownBy = (request: UpgradeRequest): Shown => {
    const identity = identityIn(request.path, options.path);
    const runner = identity === undefined ? undefined : runners.get(identity);
    const { profile = security.profile, password = identity === undefined ? undefined : passwordOf(identity) } =
      inForce(runner);
    const expected = password === undefined ? undefined : Buffer.from(password);
    // Where there is nothing to compare with, nothing is right.
    const unknown = request.authorization === undefined ? ('none' as const) : ('wrong' as const);
    const auth =
      profile !== 1 && profile !== 2
        ? ('none' as const)
        : identity !== undefined && expected
          ? checkBasic(request.authorization, identity, expected)
          : unknown;
    return { identity, runner, profile, auth };
  };
  const decide = (request: UpgradeRequest): UpgradeDecision => {
    const shown = shownBy(request);
    const { identity, runner, auth } = shown;
    if (!runner) {
      onStranger(
        request,
        identity === undefined
          ? `the path is not ${options.path} followed by one station identity`
          : `the plan has no station "${identity}"`,
      );
      return { accept: false, status: 404, reason: 'Not Found' };
    }
    const { path, protocols: offered, tls } = request;
    const refuse = (status: number, text: string, reason?: string): UpgradeDecision => {
      runner.refused({ path, offered, auth, status, ...(reason !== undefined && { reason }), ...(tls && { tls }) });
      return { accept: false, status, reason: text };
    };
    const problem = securityProblem(request, shown, security);
    if (problem) return refuse(problem.status, problem.status === 401 ? 'Unauthorized' : 'Forbidden', problem.reason);
    const { policy } = runner.gate;
    if (!policy.accept) return refuse(policy.status, 'Refused');
    // No subprotocol in common: the handshake is completed without the header and the connection closed (§3.2, Part 4).
    return request.protocols.includes(SUBPROTOCOL[version])
      ? { accept: true, subprotocol: SUBPROTOCOL[version], compression: runner.gate.compression }
      : { accept: true };
  };
  return options.wire.listen({
    host: options.host,
    port: options.port,
    decide,
    // The identity comes after the TLS handshake: with several stations the first one's case decides.
    tls: () => security.server(inForce(first)),
    onTlsFailure: (failure) => first?.tlsFailed(failure),
    onNoHandshake(request, { status, reason }) {
      const { runner = request.path === '' ? first : undefined, auth } = shownBy(request);
      const { path, protocols: offered, tls } = request;
      if (runner) runner.refused({ path, offered, auth, status, reason, ...(tls && { tls }) });
      else onStranger(request, reason);
    },
    onConnection(connection, request) {
      const { runner, auth } = shownBy(request);
      const { path, protocols: offered, tls } = request;
      if (runner) runner.arrive(connection, { path, offered, auth, ...(tls && { tls }) });
      else connection.terminate();
    },
  });
}
