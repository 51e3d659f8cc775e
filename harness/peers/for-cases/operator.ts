/**
 * The operator as a case sees it: one function per action of the role. What was asked and what was answered stand in
 * the record. An action that could not be carried out ends the case as inconclusive: there is no evidence either way.
 */
import { type CsmsActions, type OperatorRole, type StationActions } from '../../doors/operator.js';
import { type Conversation } from '../conversation/conversation.js';
import { type Judge } from '../judge.js';
import { showValue } from '../matchers.js';

type Functions<Actions> = { readonly [Name in keyof Actions]: (args: Actions[Name]) => Promise<unknown> };

/** What a case for a station can have done to it. */
export type StationOperator = Functions<StationActions>;
/** What a case for a CSMS can have it do. The identity is the lane's own. */
export type CsmsOperator = {
  readonly [Name in keyof CsmsActions]: (args: Omit<CsmsActions[Name], 'station'>) => Promise<unknown>;
};

export interface OperatorOptions {
  readonly conversation: Conversation;
  readonly judge: Judge;
  readonly role: OperatorRole;
  /** Milliseconds. */
  readonly within: number;
  readonly why: string;
  /** Arguments that every request of this role carries. */
  readonly constant: Readonly<Record<string, unknown>>;
  /** Told before each request. */
  readonly onAsk?: (action: string, args: Readonly<Record<string, unknown>>) => void;
}

/** Makes the operator of a case; any action that the role has can be called as a function. */
export function createCaseOperator<Actions>({
  conversation,
  judge,
  role,
  within,
  why,
  constant,
  onAsk,
}: OperatorOptions): Functions<Actions> {
  const ask = async (action: string, args: Readonly<Record<string, unknown>>) => {
    const all = { ...constant, ...args };
    onAsk?.(action, all);
    conversation.mark();
    const answer = await conversation.lane.ask({ role, action: action as never, args: all, why, within });
    if (answer.status === 'done') return answer.value;
    judge.judge({
      id: `operator-${action}`,
      title: `the operator carries out ${action}`,
      kind: 'operator',
      verdict: 'inconclusive',
      blame: 'operator',
      expected: `${action} ${showValue(args)} is carried out`,
      actual: `${answer.status}: ${answer.reason}`,
      frames: [],
    });
    return undefined;
  };
  return new Proxy({} as Functions<Actions>, {
    get: (_target, name) =>
      typeof name === 'string' ? (args: Readonly<Record<string, unknown>> = {}) => ask(name, args) : undefined,
  });
}
