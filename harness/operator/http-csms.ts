/**
 * The trigger API of a CSMS. An answer says that the CSMS was asked and nothing more, so that it is not waited for
 * longer than `patience`: some servers answer only after the station did. A status other than 2xx, or the result
 * "timeout", means that the request could not be triggered.
 */
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../doors/operator.js';
import { type Version } from '../doors/protocol.js';
import { type HttpSettings } from '../plan/schema/operator-schema.js';
import { bounded } from './bounded.js';
import { csmsEndpoints, type CsmsEndpoint } from './http-csms-endpoints.js';
import { byStatus, withoutAnswer } from './http-answers.js';
import { jsonBody, sendHttp, type HttpResult } from './http-request.js';
import { atPath, fillText, type Environment } from './template.js';

/** Codes by which a server says that it has no such endpoint. */
const NOT_THERE = [404, 405, 501];

function judge(result: HttpResult): OperatorAnswer {
  if (!result.ok) return withoutAnswer(result);
  const answer = byStatus(result, NOT_THERE);
  if (answer.status === 'done' && atPath(jsonBody(result.body), 'result') === 'timeout') {
    return { status: 'failed', reason: 'the CSMS answered with the result "timeout"' };
  }
  return answer;
}

/** An operator that posts to `{url}/api/octt/…`. 2.1 has the paths of 2.0.1 with its own number. */
export function httpCsmsOperator(
  settings: HttpSettings & { readonly url: string },
  version: Version,
  env: Environment,
): Operator {
  const pending = new Set<AbortController>();

  const post = async (
    endpoint: CsmsEndpoint,
    request: OperatorRequest,
    signal: AbortSignal,
  ): Promise<OperatorAnswer> => {
    // Its own control: an answer that comes late must not be cut off, or the server may drop the action.
    const control = new AbortController();
    pending.add(control);
    let patience: NodeJS.Timeout | undefined;
    const sent = new Promise<OperatorAnswer>((resolve) => {
      const onSent = () => {
        patience = setTimeout(
          () => resolve({ status: 'done', note: 'the trigger API has not answered yet' }),
          settings.patience * 1000,
        );
      };
      const custom = Object.entries(settings.headers ?? {}).map(([name, value]) => [
        name,
        fillText(value, request, env),
      ]);
      const headers = { 'Content-Type': 'application/json', ...(Object.fromEntries(custom) as Record<string, string>) };
      const body = endpoint.body === undefined ? '' : JSON.stringify(endpoint.body);
      signal.addEventListener('abort', () => {
        if (patience === undefined) control.abort();
      });
      void sendHttp({ method: 'POST', url: endpoint.url, headers, body, signal: control.signal, onSent }).then(
        (result) => {
          pending.delete(control);
          resolve(judge(result));
        },
      );
    });
    const answer = await sent;
    clearTimeout(patience);
    return answer;
  };

  return {
    name: 'http',
    dictates: true,
    ask(request) {
      const endpoints = csmsEndpoints(settings.url, version, request);
      if (endpoints.length === 0) {
        return Promise.resolve({
          status: 'unavailable',
          reason: `the trigger API has nothing for ${request.action} in OCPP ${version}`,
        });
      }
      return bounded(request.within, async (signal) => {
        let answer: OperatorAnswer = { status: 'unavailable', reason: '' };
        for (const endpoint of endpoints) {
          answer = await post(endpoint, request, signal);
          if (answer.status !== 'unavailable' || signal.aborted) break;
        }
        return answer;
      });
    },
    close() {
      for (const control of pending) control.abort();
      return Promise.resolve();
    },
  };
}
