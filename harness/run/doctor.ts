/** Finds configuration errors before any case runs: security, port, reachability, handshake, credentials, identity. */
import { SUBPROTOCOL } from '../doors/protocol.js';
import { type OpenOptions, type OpenResult, type UpgradeRequest, type Wire } from '../doors/wire.js';
import { type Host } from '../doors/host.js';
import { type Plan } from '../plan/plan.js';
import { readName, valuesOf } from '../pki/names.js';
import { checkBasic, identityIn } from './csms-server.js';
import { diagnoseFailure, diagnoseTls, TLS_HINTS } from './doctor-tls.js';
import { endpointOf } from './lane-runner.js';
import { parametersOf } from './parameters.js';
import { passwordOf } from './password.js';
import { loadSecurity, type RunSecurity } from './security.js';
import { limitText } from '../doors/durations.js';
import { type Diagnosis } from './diagnosis.js';

const HINTS: Readonly<Record<string, string>> = {
  ...TLS_HINTS,
  ECONNREFUSED: 'Nothing listens there: start the CSMS, or mend host and port of url in the plan.',
  ENOTFOUND: 'The host name of url is not known here.',
  ETIMEDOUT: 'No answer: look at the host of url and at firewalls in between.',
  HANDSHAKE: 'The server answered no WebSocket handshake, or not in time: is url the OCPP endpoint?',
  SUBPROTOCOL:
    'The CSMS took none of the offered subprotocols: is sut.version right, and does the CSMS serve it at this url?',
  HTTP_401:
    'The CSMS refuses the credentials: look at security.password, and whether the CSMS knows this identity with it.',
  HTTP_403: 'The CSMS knows the identity and does not let it in.',
  HTTP_404: 'The CSMS does not know this identity, or url has the wrong path: the identity is appended to it.',
};

function diagnosisOf(identity: string, url: string, result: OpenResult, wanted: string): Diagnosis {
  const subject = `${identity} at ${url}`;
  if (!result.ok) {
    const hint = HINTS[result.code];
    return { subject, ok: false, detail: `${result.code}: ${result.reason}`, ...(hint !== undefined && { hint }) };
  }
  // What a server sends until it has hung up is of no interest, and must not be kept.
  result.connection.onMessage(() => undefined);
  result.connection.close();
  if (result.connection.subprotocol === wanted)
    return { subject, ok: true, detail: `connected, subprotocol ${wanted}` };
  return {
    subject,
    ok: false,
    detail: `connected with subprotocol "${result.connection.subprotocol}" instead of ${wanted}`,
    ...(HINTS['SUBPROTOCOL'] !== undefined && { hint: HINTS['SUBPROTOCOL'] }),
  };
}

/** Connects once with each identity that the plan grants, and hangs up. */
async function diagnoseCsms(
  plan: Plan,
  wire: Wire,
  host: Host,
  security: RunSecurity,
  closely: boolean,
): Promise<readonly Diagnosis[]> {
  const { version, identities } = plan.sut;
  const { profile } = plan.security;
  const found: Diagnosis[] = [];
  for (const identity of identities) {
    const url = endpointOf(plan.url ?? '', encodeURIComponent(identity));
    const password = passwordOf(plan, identity);
    const options: OpenOptions = {
      url,
      ...(profile >= 2 && { tls: security.client(identity, profile) }),
      protocols: [SUBPROTOCOL[version]],
      timeout: parametersOf(plan).limits.message,
      ...(password && { basic: { user: identity, password } }),
    };
    const result = await wire.open(options);
    found.push(diagnosisOf(identity, url, result, SUBPROTOCOL[version]));
    // Of the server it is enough to hear once.
    if (closely && found.length === 1) found.push(...(await diagnoseTls(wire, options, result, host.now())));
  }
  return found;
}

/** What one handshake of a station tells. */
function diagnoseHandshake(plan: Plan, request: UpgradeRequest, security: RunSecurity): Diagnosis {
  const { version, identity: wanted } = plan.sut;
  const identity = identityIn(request.path, plan.listen?.path ?? '/');
  const subject = `handshake from ${request.remote}`;
  if (identity === undefined)
    return {
      subject,
      ok: false,
      detail: `path ${JSON.stringify(request.path.slice(0, 200))}`,
      hint: `The station has to connect to ${plan.listen?.path ?? '/'} followed by its identity, percent-encoded.`,
    };
  if (identity !== wanted)
    return {
      subject,
      ok: false,
      detail: `identity ${JSON.stringify(identity.slice(0, 60))}`,
      hint: `The plan's sut.identity is ${JSON.stringify(wanted)}: mend it, or the station's.`,
    };
  if (!request.protocols.includes(SUBPROTOCOL[version]))
    return {
      subject,
      ok: false,
      detail: `offers ${request.protocols.join(', ') || 'no subprotocol'}`,
      hint: `OCPP ${version} needs ${SUBPROTOCOL[version]}: look at sut.version, or at the station's settings.`,
    };
  const password = passwordOf(plan, identity);
  if (password) {
    const auth = checkBasic(request.authorization, identity, password);
    if (auth !== 'valid')
      return {
        subject,
        ok: false,
        detail: auth === 'none' ? 'no credentials' : 'wrong credentials',
        hint: `Security profile ${plan.security.profile} needs Basic authentication with the identity as user name and the password of the plan.`,
      };
  }
  const { profile } = plan.security;
  if ((request.tls !== undefined) !== profile >= 2)
    return {
      subject,
      ok: false,
      detail: request.tls ? 'over TLS' : 'without TLS',
      hint: `Security profile ${profile} ${profile >= 2 ? 'needs' : 'has no'} TLS: look at the URL in the station.`,
    };
  const subjectName = request.tls?.peer?.subject ?? 'no client certificate';
  if (profile === 3 && !valuesOf(readName(subjectName), 'CN').includes(security.commonName(identity)))
    return {
      subject,
      ok: false,
      detail: subjectName,
      hint: `The client certificate has to be for CN=${security.commonName(identity)}: mend it, or security.tls.commonName.`,
    };
  return {
    subject,
    ok: true,
    detail: `${identity} with ${SUBPROTOCOL[version]}${password ? ' and the right credentials' : ''}`,
  };
}

/** Listens where the plan says and looks at the first handshakes, for `wait` milliseconds at most. */
async function diagnoseStation(
  plan: Plan,
  wire: Wire,
  host: Host,
  security: RunSecurity,
  wait: number,
): Promise<readonly Diagnosis[]> {
  const { listen } = plan;
  const seen: Diagnosis[] = [];
  let enough = (): void => undefined;
  let cancel = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    enough = resolve;
    cancel = host.at(host.now() + wait, resolve);
  });
  const listener = await wire.listen({
    host: listen?.host ?? '127.0.0.1',
    port: listen?.port ?? 0,
    decide(request) {
      if (seen.length < 20) seen.push(diagnoseHandshake(plan, request, security));
      if (seen.at(-1)?.ok) enough();
      // Nothing is started: the station is sent away and comes back for the run.
      return { accept: false, status: 503, reason: 'Doctor' };
    },
    onConnection: (connection) => connection.terminate(),
    tls: () => security.server({}),
    onTlsFailure(failure) {
      if (seen.length < 20) seen.push(diagnoseFailure(failure));
    },
  });
  const listening: Diagnosis = {
    subject: 'port',
    ok: true,
    detail: `listened on ${listen?.host ?? '127.0.0.1'}:${listener.port}`,
  };
  await first;
  // The process would not end before the time was up.
  cancel();
  await listener.close();
  const none: Diagnosis = {
    subject: 'station',
    ok: false,
    detail: `no station connected within ${limitText(wait)}`,
    hint: 'Point the station at this host, port and path; a station elsewhere needs listen.host 0.0.0.0.',
  };
  return [listening, ...(seen.length > 0 ? seen : [none])];
}

/** Reads the files of the plan. Rejects with a code and a hint where they are no good. */
const securityOf = (plan: Plan, host: Host): Promise<RunSecurity> => loadSecurity(plan, host.now());

/** Everything that can be found without starting a case. Rejects when the port cannot be had, or TLS files be read. */
export async function diagnose(plan: Plan, wire: Wire, host: Host, wait: number): Promise<readonly Diagnosis[]> {
  const security = await securityOf(plan, host);
  return plan.sut.role === 'csms'
    ? diagnoseCsms(plan, wire, host, security, true)
    : diagnoseStation(plan, wire, host, security, wait);
}

/** Listens where the plan says for a moment. Rejects when the port cannot be had. */
async function requirePort({ listen }: Plan, wire: Wire): Promise<void> {
  const listener = await wire.listen({
    host: listen?.host ?? '127.0.0.1',
    port: listen?.port ?? 0,
    decide: () => ({ accept: false, status: 503, reason: 'Not yet' }),
    onConnection: (connection) => connection.terminate(),
  });
  await listener.close();
}

/**
 * Throws UNREACHABLE when the plan cannot be run because a CSMS does not let the tester in. Rejects with the system's
 * error when the port for a station cannot be had, and with a hint where the files for TLS are no good.
 */
export async function requireReachable(plan: Plan, wire: Wire, host: Host): Promise<void> {
  const security = await securityOf(plan, host);
  if (plan.sut.role === 'station') return requirePort(plan, wire);
  const [bad] = (await diagnoseCsms(plan, wire, host, security, false)).filter((diagnosis) => !diagnosis.ok);
  if (!bad) return;
  throw Object.assign(new Error(`${bad.subject}: ${bad.detail}`), {
    code: 'UNREACHABLE',
    headline: bad.detail,
    hint: bad.hint ?? 'laddprov doctor looks closer.',
  });
}
