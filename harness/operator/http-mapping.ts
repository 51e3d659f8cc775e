/** HTTP requests that the plan maps actions to, so that a product with an interface of its own needs no code. */
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../doors/operator.js';
import { type HttpSettings, type RequestMapping } from '../plan/operator-schema.js';
import { bounded } from './bounded.js';
import { byStatus, excerpt, withoutAnswer } from './http-answers.js';
import { jsonBody, sendHttp, type HttpResult } from './http-request.js';
import { atPath, fillData, fillText, type Environment } from './template.js';

function answerOf(mapping: RequestMapping, result: HttpResult): OperatorAnswer {
  if (!result.ok) return withoutAnswer(result);
  const unavailable = mapping.unavailable ?? [501];
  const counts = mapping.done?.status;
  if (counts === undefined || unavailable.includes(result.status)) {
    const answer = byStatus(result, unavailable);
    if (answer.status !== 'done') return answer;
  } else if (!counts.includes(result.status)) {
    const text = excerpt(result.body);
    return { status: 'failed', reason: `HTTP ${result.status}${text === '' ? '' : `: ${text}`}` };
  }
  const json = jsonBody(result.body);
  const path = mapping.done?.path;
  if (path !== undefined) {
    const actual = atPath(json, path);
    const wanted = mapping.done?.equals;
    if (wanted === undefined ? actual === undefined : actual !== wanted) {
      const text = actual === undefined ? 'nothing' : excerpt(JSON.stringify(actual));
      const hoped = wanted === undefined ? 'a value' : JSON.stringify(wanted);
      return { status: 'failed', reason: `the answer has ${text} at ${path}, not ${hoped}` };
    }
  }
  if (mapping.value === undefined) return { status: 'done' };
  const value = atPath(json, mapping.value);
  if (value === undefined) return { status: 'failed', reason: `the answer has nothing at ${mapping.value}` };
  return { status: 'done', value };
}

/** The body and its type: JSON, or the text as it is when the template is a text with more than one placeholder. */
function bodyOf(template: unknown, request: OperatorRequest, env: Environment) {
  if (template === undefined) return {};
  const filled = fillData(template, request, env);
  const isText = typeof template === 'string' && typeof filled === 'string';
  if (isText) return { body: filled, type: 'text/plain; charset=utf-8' };
  return { body: JSON.stringify(filled ?? null), type: 'application/json' };
}

/** Whether the mapping for sendRequest hands the tester's payload on. */
function forwardsPayload(settings: HttpSettings): boolean {
  return JSON.stringify(settings.actions['sendRequest'] ?? null).includes('args.payload');
}

/** An operator that sends the requests of `settings.actions`; what they do not name is unavailable. */
export function httpMappingOperator(settings: HttpSettings, env: Environment): Operator {
  return {
    name: 'http',
    dictates: forwardsPayload(settings),
    ask(request) {
      const mapping = Object.hasOwn(settings.actions, request.action) ? settings.actions[request.action] : undefined;
      if (mapping === undefined) {
        return Promise.resolve({ status: 'unavailable', reason: `the plan maps no request to ${request.action}` });
      }
      const filled = fillText(mapping.url, request, env, encodeURIComponent);
      const url = /^https?:\/\//.test(filled)
        ? filled
        : `${settings.url?.replace(/\/+$/, '')}/${filled.replace(/^\/+/, '')}`;
      const { body, type } = bodyOf(mapping.body, request, env);
      const custom = Object.entries({ ...settings.headers, ...mapping.headers }).map(([name, value]) => {
        return [name, fillText(value, request, env)];
      });
      const headers = {
        ...(type === undefined ? {} : { 'Content-Type': type }),
        ...(Object.fromEntries(custom) as Record<string, string>),
      };
      return bounded(request.within, async (signal) => {
        const sent = { method: mapping.method, url, headers, signal };
        return answerOf(mapping, await sendHttp(body === undefined ? sent : { ...sent, body }));
      });
    },
  };
}
