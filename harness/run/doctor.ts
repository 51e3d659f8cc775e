/** Finds configuration errors before any case runs: security, port, reachability, handshake, credentials, identity. */
import { SUBPROTOCOL } from '../doors/protocol.js';
import { type OpenResult, type UpgradeRequest, type Wire } from '../doors/wire.js';
import { type Host } from '../doors/host.js';
import { type Plan } from '../plan/plan.js';
import { notReady } from '../plan/readiness.js';
import { checkBasic, identityIn } from './csms-server.js';
import { endpointOf } from './lane-runner.js';
import { parametersOf } from './parameters.js';
import { passwordOf } from './password.js';

/** One thing that was looked at. */
export interface Diagnosis {
  readonly subject: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly hint?: string;
}

const HINTS: Readonly<Record<string, string>> = {
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
async function diagnoseCsms(plan: Plan, wire: Wire): Promise<readonly Diagnosis[]> {
  const { version, identities } = plan.sut;
  const found: Diagnosis[] = [];
  for (const identity of identities) {
    const url = endpointOf(plan.url ?? '', encodeURIComponent(identity));
    const password = passwordOf(plan, identity);
    const result = await wire.open({
      url,
      protocols: [SUBPROTOCOL[version]],
      timeout: parametersOf(plan).limits.message,
      ...(password && { basic: { user: identity, password } }),
    });
    found.push(diagnosisOf(identity, url, result, SUBPROTOCOL[version]));
  }
  return found;
}

/** What one handshake of a station tells. */
function diagnoseHandshake(plan: Plan, request: UpgradeRequest): Diagnosis {
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
        hint: 'Security profile 1 needs Basic authentication with the identity as user name and the password of the plan.',
      };
  }
  return {
    subject,
    ok: true,
    detail: `${identity} with ${SUBPROTOCOL[version]}${password ? ' and the right credentials' : ''}`,
  };
}

/** Listens where the plan says and looks at the first handshakes, for `wait` milliseconds at most. */
async function diagnoseStation(plan: Plan, wire: Wire, host: Host, wait: number): Promise<readonly Diagnosis[]> {
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
      if (seen.length < 20) seen.push(diagnoseHandshake(plan, request));
      if (seen.at(-1)?.ok) enough();
      // Nothing is started: the station is sent away and comes back for the run.
      return { accept: false, status: 503, reason: 'Doctor' };
    },
    onConnection: (connection) => connection.terminate(),
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
    detail: `no station connected within ${wait / 1000} s`,
    hint: 'Point the station at this host, port and path; a station elsewhere needs listen.host 0.0.0.0.',
  };
  return [listening, ...(seen.length > 0 ? seen : [none])];
}

function diagnoseSecurity(plan: Plan): readonly Diagnosis[] {
  const problem = notReady(plan);
  return problem ? [{ subject: 'security', ok: false, detail: problem.headline, hint: problem.hint }] : [];
}

/** Everything that can be found without starting a case. Rejects when the port cannot be had. */
export async function diagnose(plan: Plan, wire: Wire, host: Host, wait: number): Promise<readonly Diagnosis[]> {
  const security = diagnoseSecurity(plan);
  if (security.length > 0) return security;
  return plan.sut.role === 'csms' ? diagnoseCsms(plan, wire) : diagnoseStation(plan, wire, host, wait);
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
 * Throws UNREACHABLE when the plan cannot be run: a CSMS does not let the tester in, or TLS is asked for. Rejects with
 * the system's error when the port for a station cannot be had.
 */
export async function requireReachable(plan: Plan, wire: Wire): Promise<void> {
  const security = diagnoseSecurity(plan);
  const station = plan.sut.role === 'station';
  if (station && security.length === 0) await requirePort(plan, wire);
  const all = security.length > 0 || station ? security : await diagnoseCsms(plan, wire);
  const [bad] = all.filter((diagnosis) => !diagnosis.ok);
  if (!bad) return;
  throw Object.assign(new Error(`${bad.subject}: ${bad.detail}`), {
    code: 'UNREACHABLE',
    headline: bad.detail,
    hint: bad.hint ?? 'laddprov doctor looks closer.',
  });
}
