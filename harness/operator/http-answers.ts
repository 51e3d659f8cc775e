/** What an HTTP result means for a request to an operator. */
import { type OperatorAnswer } from '../doors/operator.js';
import { type HttpResult } from './http-request.js';

/** Long enough for a message, short enough for a report. */
const EXCERPT = 200;

/** The beginning of a body on one line, for people; '' when there is none. */
export function excerpt(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line;
}

/** A request that got no answer: without a connection nothing can have happened, so that another operator may try. */
export function withoutAnswer(result: Extract<HttpResult, { ok: false }>): OperatorAnswer {
  return result.reached
    ? { status: 'failed', reason: `the connection broke (${result.code})` }
    : { status: 'unavailable', reason: `no connection (${result.code})` };
}

/** 2xx is done, `unavailable` codes mean that it is not automated, everything else failed. */
export function byStatus(result: Extract<HttpResult, { ok: true }>, unavailable: readonly number[]): OperatorAnswer {
  const { status, body } = result;
  if (status >= 200 && status < 300) return { status: 'done' };
  const text = excerpt(body);
  const reason = `HTTP ${status}${text === '' ? '' : `: ${text}`}`;
  return { status: unavailable.includes(status) ? 'unavailable' : 'failed', reason };
}
