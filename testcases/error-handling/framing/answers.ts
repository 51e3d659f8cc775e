/** Answers that nobody asked for, and answers of the wrong shape (§4.2.2, §4.2.3). */
import { type Case } from '../../../harness/peers/case.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { type Side } from './side.js';
import { groupCase, type Wrong } from './wrong.js';

export function unaskedAnswers(side: Side): Case {
  const list = (): readonly Wrong[] => {
    const unasked = (id: string, what: string, message: (id: string) => unknown): Wrong => ({
      id,
      what,
      kind: 'unasked',
      text: (given) => JSON.stringify(message(given)),
    });
    const broken = (id: string, what: string, message: (id: string) => unknown): Wrong => ({
      ...unasked(id, what, message),
      kind: 'unasked-broken',
    });
    return [
      unasked('result', 'a CALLRESULT without a CALL', (id) => [3, id, {}]),
      unasked('error', 'a CALLERROR without a CALL', (id) => [4, id, 'GenericError', '', {}]),
      unasked('error-unknown-code', 'a CALLERROR with a code that does not exist', (id) => [4, id, 'Laddprov', '', {}]),
      unasked('error-long', 'a CALLERROR with a description of 5,000 characters', (id) => [
        4,
        id,
        'GenericError',
        'x'.repeat(5_000),
        {},
      ]),
      broken('result-two', 'a CALLRESULT of two elements', (id) => [3, id]),
      broken('result-four', 'a CALLRESULT of four elements', (id) => [3, id, 'Heartbeat', {}]),
      broken('result-null', 'a CALLRESULT whose payload is null', (id) => [3, id, null]),
      broken('result-array', 'a CALLRESULT whose payload is an array', (id) => [3, id, [{}]]),
      broken('result-number', 'a CALLRESULT whose message id is a number', () => [3, 42, {}]),
      broken('error-three', 'a CALLERROR of three elements', (id) => [4, id, 'GenericError']),
      broken('error-code-number', 'a CALLERROR whose code is a number', (id) => [4, id, 500, '', {}]),
      broken('error-description-null', 'a CALLERROR whose description is null', (id) => [
        4,
        id,
        'GenericError',
        null,
        {},
      ]),
      broken('error-details-text', 'a CALLERROR whose details are a text', (id) => [4, id, 'GenericError', '', 'none']),
    ];
  };
  return groupCase(side, {
    number: '05',
    title: `A ${side.sut} answers no answer`,
    purpose: 'Results and errors that belong to no request, or that are no results and errors, set off nothing.',
    sends: 'The tester sends CALLRESULTs and CALLERRORs that nobody asked for, whole and broken ones.',
    list,
  });
}

/** Message type numbers that do not exist, or not here (§4.1.3, 2.x §4.4). */
export function messageTypes(side: Side): Case {
  const list = (version: Version): readonly Wrong[] => {
    const of = (type: number, what = `a message of type ${type}`): Wrong => ({
      id: `type-${String(type).replace('-', 'minus-')}`,
      what,
      kind: 'type-unknown',
      text: (id) => JSON.stringify([type, id, 'Heartbeat', {}]),
    });
    return [
      ...[0, 1, 7, 8, 100, -1, 2.5].map((type) => of(type)),
      ...(version === '2.1'
        ? [
            {
              ...of(5, 'a CALLRESULTERROR without a CALLRESULT'),
              text: (id: string) => JSON.stringify([5, id, 'GenericError', '', {}]),
            },
            of(6, 'a SEND of a request that is none'),
          ]
        : [of(5), of(6)]),
    ];
  };
  return groupCase(side, {
    number: '06',
    title: `A ${side.sut} ignores message types that it does not have`,
    purpose: 'A number that stands for no kind of message makes nothing a request, and harms nothing.',
    sends: 'The tester sends messages of types that do not exist, or not in this version.',
    list,
  });
}
