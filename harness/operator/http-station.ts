/**
 * The endpoints that the official tool calls at a station's side instead of prompting a person: /plugin, /plugout,
 * /end, /authorize?id=…&connector_id=…, /reboot; and one more, /sensor?sensor=…&variable=…&value=…&unit=…. Any 2xx means
 * done, 501 means that a person has to do it.
 */
import { type Operator, type OperatorRequest } from '../doors/operator.js';
import { type HttpSettings } from '../plan/schema/operator-schema.js';
import { bounded } from './bounded.js';
import { byStatus, withoutAnswer } from './http-answers.js';
import { sendHttp } from './http-request.js';
import { fillText, type Environment } from './template.js';

const ENDPOINTS: Readonly<Record<string, string>> = {
  plugIn: 'plugin',
  plugOut: 'plugout',
  evStopsCharging: 'end',
  presentIdToken: 'authorize',
  reboot: 'reboot',
  powerCycle: 'reboot',
  setSensor: 'sensor',
};

/** What the official tool has no endpoint for is asked for at one of ours; where there is none, somebody else does it. */
const OURS: ReadonlySet<string> = new Set(['setSensor']);

/** The endpoint of a request; the place is added where the case names one, for stations with several connectors. */
function stationEndpoint(base: string, request: OperatorRequest): string | undefined {
  const path = Object.hasOwn(ENDPOINTS, request.action) ? ENDPOINTS[request.action] : undefined;
  if (path === undefined) return undefined;
  const { idToken, connectorId, evseId, sensor, variable, value, unit } = request.args;
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
  const set = (name: string, value: unknown) => {
    if (['string', 'number', 'boolean'].includes(typeof value)) url.searchParams.set(name, String(value));
  };
  set('id', request.action === 'presentIdToken' ? idToken : undefined);
  if (request.action === 'setSensor') {
    set('sensor', sensor);
    set('variable', variable);
    set('value', value);
    set('unit', unit);
  }
  set('connector_id', connectorId ?? evseId);
  set('evse_id', connectorId === undefined ? undefined : evseId);
  return url.href;
}

/** An operator that calls those endpoints below `settings.url`. */
export function httpStationOperator(settings: HttpSettings & { readonly url: string }, env: Environment): Operator {
  return {
    name: 'http',
    ask(request) {
      const url = stationEndpoint(settings.url, request);
      if (url === undefined) {
        return Promise.resolve({ status: 'unavailable', reason: `there is no endpoint for ${request.action}` });
      }
      const headers = Object.fromEntries(
        Object.entries(settings.headers ?? {}).map(([name, value]) => [name, fillText(value, request, env)]),
      );
      return bounded(request.within, async (signal) => {
        const result = await sendHttp({ method: settings.method, url, headers, signal });
        const answer = result.ok
          ? byStatus(result, OURS.has(request.action) ? [404, 501] : [501])
          : withoutAnswer(result);
        // There is one endpoint for every restart: whether the supply was cut, nobody here knows.
        return answer.status === 'done' && request.action === 'powerCycle' ? { ...answer, value: 'restarted' } : answer;
      });
    },
  };
}
