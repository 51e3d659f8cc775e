/** HTTP requests that the plan maps actions to, so that a product with an interface of its own needs no code. */
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../doors/operator.js';
import {
  type ActionMapping,
  type HttpSettings,
  type RequestMapping,
  type Requests,
} from '../plan/schema/operator-schema.js';
import { bounded } from './bounded.js';
import { byStatus, excerpt, withoutAnswer } from './http-answers.js';
import { jsonBody, sendHttp, type HttpResult } from './http-request.js';
import { atPath, fillData, fillText, type Environment } from './template.js';

/** Values that earlier steps kept, by their names. */
type Kept = Readonly<Record<string, unknown>>;

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

const stepsOf = ({ steps, url, ...rest }: Requests): readonly RequestMapping[] =>
  steps ?? (url === undefined ? [] : [{ ...rest, url, keep: {} }]);

/** The requests that an action is mapped to, in order; none where the plan maps none. */
function requestsFor(mapping: ActionMapping | undefined, { args }: OperatorRequest): readonly RequestMapping[] {
  if (mapping === undefined) return [];
  const { byAction, default: rest, ...own } = mapping;
  if (byAction === undefined) return stepsOf(own);
  const asked = (args as { readonly action?: unknown }).action;
  const found = typeof asked === 'string' && Object.hasOwn(byAction, asked) ? byAction[asked] : rest;
  return found === undefined ? [] : stepsOf(found);
}

/** What a step keeps of its answer; a path with nothing at it is the reason why it failed. */
function keptOf({ keep }: RequestMapping, body: string): Kept | string {
  const json = jsonBody(body);
  const kept = Object.entries(keep).map(([name, path]) => [name, atPath(json, path)] as const);
  const missing = kept.find(([, value]) => value === undefined);
  return missing === undefined
    ? Object.fromEntries(kept)
    : `the answer has nothing at ${keep[missing[0]]!} to keep as ${missing[0]}`;
}

/** An operator that sends the requests of `settings.actions`; what they do not name is unavailable. */
export function httpMappingOperator(settings: HttpSettings, env: Environment): Operator {
  const send = (mapping: RequestMapping, request: OperatorRequest, signal: AbortSignal): Promise<HttpResult> => {
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
    const sent = { method: mapping.method, url, headers, signal };
    return sendHttp(body === undefined ? sent : { ...sent, body });
  };

  /** One request after another, as far as each is done; the last one's answer counts. */
  const inOrder = async (
    steps: readonly RequestMapping[],
    request: OperatorRequest,
    signal: AbortSignal,
  ): Promise<OperatorAnswer> => {
    let kept: Kept = {};
    let value: unknown;
    for (const [index, mapping] of steps.entries()) {
      const which = steps.length === 1 ? '' : `request ${index + 1} of ${steps.length}: `;
      const filling: OperatorRequest & { readonly kept: Kept } = { ...request, kept };
      const result = await send(mapping, filling, signal);
      const answer = answerOf(mapping, result);
      if (answer.status !== 'done') {
        const reason = `${which}${answer.reason}`;
        // After a first step something has been done: nobody else may begin anew.
        return index === 0 ? { ...answer, reason } : { status: 'failed', reason };
      }
      if (answer.value !== undefined) value = answer.value;
      const more = result.ok ? keptOf(mapping, result.body) : {};
      if (typeof more === 'string') return { status: 'failed', reason: `${which}${more}` };
      kept = { ...kept, ...more };
    }
    return value === undefined ? { status: 'done' } : { status: 'done', value };
  };

  return {
    name: 'http',
    dictates: forwardsPayload(settings),
    ask(request) {
      const { actions } = settings;
      const mapping = Object.hasOwn(actions, request.action) ? actions[request.action] : undefined;
      const steps = requestsFor(mapping, request);
      if (steps.length === 0) {
        const asked = mapping?.byAction === undefined ? undefined : (request.args as { action?: unknown }).action;
        const what = typeof asked === 'string' ? `${request.action} of ${asked}` : request.action;
        return Promise.resolve({ status: 'unavailable', reason: `the plan maps no request to ${what}` });
      }
      return bounded(request.within, (signal) => inOrder(steps, request, signal));
    },
  };
}
