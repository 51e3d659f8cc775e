/** Which endpoint of the trigger API carries a request, and with which body. */
import { type CsmsActions, type OperatorRequest } from '../doors/operator.js';
import { is2x, type Version } from '../doors/protocol.js';

export interface CsmsEndpoint {
  readonly url: string;
  /** Undefined for an endpoint without a body. */
  readonly body?: unknown;
}

/** Where the API begins: `{base}/api/octt`, which the plan may have named itself. */
function apiBase(url: string): string {
  const base = url.replace(/\/+$/, '');
  return base.endsWith('/api/octt') ? base : `${base}/api/octt`;
}

/** RemoteStartTransaction → remote-start-transaction. */
function kebabCase(action: string): string {
  return action.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** Actions with an endpoint of their own in 2.x, which sends in parts where the CSMS limits the items per message. */
const OWN_ENDPOINT: Readonly<Record<string, { readonly path: string; readonly only: readonly string[] }>> = {
  TriggerMessage: { path: 'trigger-message', only: ['requestedMessage'] },
  GetVariables: { path: 'get-variables', only: ['getVariableData'] },
  SetVariables: { path: 'set-variables', only: ['setVariableData'] },
};

/** An endpoint of its own is of use only when its body says all that the payload does. */
function ownEndpoint(action: string, payload: unknown): string | undefined {
  const own = Object.hasOwn(OWN_ENDPOINT, action) ? OWN_ENDPOINT[action] : undefined;
  if (own === undefined || typeof payload !== 'object' || payload === null) return undefined;
  return Object.keys(payload).every((key) => own.only.includes(key)) ? own.path : undefined;
}

function sendRequest(of: (path: string) => string, version: Version, args: CsmsActions['sendRequest']): CsmsEndpoint[] {
  const { action, payload } = args;
  if (!is2x(version)) return [{ url: of(kebabCase(action)), body: payload }];
  const own = ownEndpoint(action, payload);
  const call = { url: of(`call/${encodeURIComponent(action)}`), body: payload };
  return own === undefined ? [call] : [{ url: of(own), body: payload }, call];
}

/** The endpoints to try in order; none when the API has nothing for the request in this version. */
export function csmsEndpoints(base: string, version: Version, request: OperatorRequest): readonly CsmsEndpoint[] {
  const api = apiBase(base);
  const args = request.args as Readonly<Record<string, never>>;
  const ofStation = (path: string) => `${api}/${version}/${encodeURIComponent(String(args['station']))}/${path}`;
  if (request.action === 'sendRequest')
    return sendRequest(ofStation, version, request.args as unknown as CsmsActions['sendRequest']);
  if (request.action === 'createToken') {
    return [{ url: `${api}/create-token`, body: { token_id: args['idToken'], status: args['status'] } }];
  }
  if (request.action === 'setBasicAuthPassword') {
    return [
      { url: `${api}/set-basic-auth-password`, body: { station_id: args['station'], password: args['password'] } },
    ];
  }
  if (!is2x(version)) return [];
  switch (request.action) {
    case 'setPendingBoot':
      return [{ url: ofStation('set-pending-boot'), body: { pending: args['pending'] } }];
    case 'setItemsPerMessage':
      return [
        {
          url: ofStation('set-items-per-message'),
          body: {
            get_variables: args['getVariables'],
            set_variables: args['setVariables'],
            get_report: args['getReport'],
          },
        },
      ];
    case 'updateBasicAuthPassword':
      return [{ url: ofStation('update-basic-auth-password') }];
    case 'setSecurityProfile':
      return [{ url: ofStation('set-security-profile'), body: { security_profile: args['securityProfile'] } }];
    default:
      return [];
  }
}
