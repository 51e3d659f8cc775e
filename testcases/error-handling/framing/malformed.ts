/** What a faulty peer sends most: one of each kind of malformed traffic, in requests that every such SUT knows. */
import { type Case } from '../../../harness/peers/case.js';
import { type WrongKind } from '../../../harness/peers/for-cases/wrong.js';
import { type OnEither } from '../../helpers/either.js';
import { type Side, sound } from './side.js';
import { groupCase, type Wrong } from './wrong.js';

type Invalid = readonly [kind: WrongKind, action: string, payload: unknown];

const variable = (component: string) => ({ component: { name: component }, variable: { name: 'AvailabilityState' } });
const STATUS = { connectorStatus: 'Available', evseId: 1, connectorId: 1, timestamp: '2026-01-01T00:00:00Z' };

/** Requests with one place wrong. */
const INVALID: Readonly<Record<string, readonly Invalid[]>> = {
  'station 16': [
    ['missing', 'DataTransfer', { data: 'laddprov' }],
    ['type', 'GetConfiguration', { key: 'NumberOfConnectors' }],
    ['enum', 'ChangeAvailability', { connectorId: 1, type: 'Laddprov' }],
    ['too-long', 'DataTransfer', { vendorId: 'x'.repeat(300) }],
  ],
  'csms 16': [
    ['missing', 'Authorize', {}],
    ['type', 'StatusNotification', { connectorId: 'one', errorCode: 'NoError', status: 'Available' }],
    ['enum', 'StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Laddprov' }],
    ['too-long', 'Authorize', { idTag: 'L'.repeat(21) }],
  ],
  'station 2X': [
    ['missing', 'GetVariables', {}],
    ['type', 'GetVariables', { getVariableData: 'all of them' }],
    ['enum', 'GetBaseReport', { requestId: 1, reportBase: 'LaddprovNoSuchReport' }],
    ['too-long', 'GetVariables', { getVariableData: [variable('x'.repeat(200))] }],
  ],
  'csms 2X': [
    ['missing', 'Authorize', {}],
    ['type', 'StatusNotification', { ...STATUS, evseId: 'one' }],
    ['enum', 'StatusNotification', { ...STATUS, connectorStatus: 'Laddprov' }],
    ['too-long', 'Authorize', { idToken: { idToken: 'L'.repeat(300), type: 'Central' } }],
  ],
};

const NAMES: Readonly<Record<string, readonly [id: string, what: string]>> = {
  missing: ['missing-field', 'a request without a field that it must have'],
  type: ['wrong-type', 'a request with a field of the wrong type'],
  enum: ['unknown-value', 'a request with a value that does not exist'],
  'too-long': ['too-long', 'a request with a text that is too long'],
};

export function malformed(side: Side): Case {
  const { action, payload } = sound(side);
  const call = (name: string, content: unknown) => (id: string) => JSON.stringify([2, id, name, content]);
  const wrong = (id: string, what: string, kind: WrongKind, text: (id: string) => string): Wrong => ({
    id,
    what,
    kind,
    text,
  });
  const invalid = (INVALID[`${side.role} ${side.family}`] ?? []).map(([kind, name, content]): Wrong => {
    const [id = kind, what = kind] = NAMES[kind] ?? [];
    return { ...wrong(id, what, kind, call(name, content)), action: name };
  });
  const list: readonly Wrong[] = [
    wrong('unknown-action', 'an action that does not exist', 'action-unknown', call('LaddprovNoSuchAction', {})),
    ...invalid,
    wrong('payload-no-object', 'a payload that is no object', 'payload-form', call(action, 'payload')),
    wrong('too-short', 'a CALL without a payload', 'elements', (id) => JSON.stringify([2, id, action])),
    wrong('unknown-type', 'a message of a type that does not exist', 'type-unknown', (id) =>
      JSON.stringify([7, id, action, payload]),
    ),
    wrong('unasked-result', 'a CALLRESULT without a CALL', 'unasked', (id) => JSON.stringify([3, id, {}])),
    wrong('no-json', 'a text that is no JSON', 'no-json', (id) => `[2,"${id}","${action}",{"key":[`),
  ];
  return groupCase(side, {
    number: '01',
    title: `A ${side.sut} refuses or drops malformed traffic and goes on`,
    purpose: 'What a faulty peer sends gets an error that fits or nothing at all, and the next request is answered.',
    sends:
      'The tester sends an unknown action, requests with a field missing, of the wrong type, unknown or too long, and frames that are no CALL.',
    list: () => list,
    // A station that takes a value that does not exist for an order to go out of service.
    ...(side.role === 'station' &&
      side.family === '16' && {
        undo: ({ peer }: OnEither) => peer.attempt('ChangeAvailability', { connectorId: 1, type: 'Operative' }),
      }),
  });
}
