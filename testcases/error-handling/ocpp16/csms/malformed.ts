/** Malformed traffic towards a 1.6 central system (OCPP-J 1.6 §4.1.3, §4.2.3). */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';
import { type Malformed, provokeEach } from '../../../helpers/malformed.js';

// There is no table of which error fits which mistake: every code whose description fits is right. 1.6 spells two of
// them in a way of its own; products in the field send the other spelling too.
const FORM = ['FormationViolation', 'FormatViolation'];
const CARDINALITY = ['OccurenceConstraintViolation', 'OccurrenceConstraintViolation', 'ProtocolError', ...FORM];
const TYPE = ['TypeConstraintViolation', ...FORM];
const VALUE = ['PropertyConstraintViolation', ...TYPE];
const FRAME = [...FORM, 'ProtocolError', 'GenericError', 'InternalError'];

/** A CALL whose payload is not as its schema has it: it has to be refused with an error. */
const invalid = (
  id: string,
  action: string,
  payload: unknown,
  reason: string,
  codes: readonly string[],
): Malformed => ({
  id,
  title: `the central system refuses ${reason}`,
  reason,
  text: JSON.stringify([2, `laddprov-${id}`, action, payload]),
  ids: [`laddprov-${id}`],
  codes,
  silence: false,
  mayClose: false,
  requirements: 'OCPP-J 1.6 §4.2.3',
});

/** A frame that is no CALL: it is refused with an error, or ignored. */
const broken = (id: string, text: string, reason: string, ids: readonly string[]): Malformed => ({
  id,
  title: `the central system refuses or ignores ${reason}`,
  reason,
  text,
  ids,
  codes: FRAME,
  silence: true,
  mayClose: true,
  requirements: 'OCPP-J 1.6 §4.2.3',
});

const status = { connectorId: 1, errorCode: 'NoError', status: 'Available' };

const TEXTS: readonly Malformed[] = [
  invalid('missing-field', 'Authorize', {}, 'a request without a field that it must have', CARDINALITY),
  invalid('wrong-type', 'StatusNotification', { ...status, connectorId: 'one' }, 'a text where a number must be', TYPE),
  invalid(
    'unknown-value',
    'StatusNotification',
    { ...status, status: 'Laddprov' },
    'a value that does not exist',
    VALUE,
  ),
  invalid('too-long', 'Authorize', { idTag: 'L'.repeat(21) }, 'a token that is longer than 20 characters', VALUE),
  {
    ...broken('payload-no-object', '[2,"laddprov-no-object","Heartbeat","payload"]', 'a payload that is no object', [
      'laddprov-no-object',
    ]),
    codes: [...FRAME, 'TypeConstraintViolation'],
  },
  broken('too-short', '[2,"laddprov-too-short","Heartbeat"]', 'a CALL without a payload', ['laddprov-too-short']),
  broken('no-json', '[2,"laddprov-no-json","Heartbeat",{', 'a text that is no JSON', ['laddprov-no-json', '-1', '']),
  {
    id: 'unknown-type',
    title: 'the central system ignores a message type that does not exist',
    reason: 'a message type that does not exist',
    text: '[7,"laddprov-unknown-type","Heartbeat",{}]',
    // Whoever gives up at the type has not read the id, and answers with one of its own.
    ids: ['laddprov-unknown-type', '-1', ''],
    codes: [],
    silence: true,
    mayClose: false,
    requirements: 'OCPP-J 1.6 §4.1.3',
  },
  {
    id: 'unasked-result',
    title: 'the central system does not answer an answer that it did not ask for',
    reason: 'a CALLRESULT without a CALL',
    text: '[3,"laddprov-unasked",{}]',
    ids: ['laddprov-unasked', '-1', ''],
    codes: [],
    silence: true,
    mayClose: false,
    requirements: 'OCPP-J 1.6 §4.2.2',
  },
];

export const survivesMalformedTraffic = csmsCase({
  id: 'RPC_16_CSMS_01',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Error handling',
  title: 'A central system refuses or ignores malformed traffic and stays alive',
  purpose:
    'What a faulty charge point sends gets an error that fits or nothing at all, and the next request is served.',
  profiles: {},
  requirements: ['OCPP-J 1.6 §4.1.3', 'OCPP-J 1.6 §4.2.2', 'OCPP-J 1.6 §4.2.3', '1.6 §4.6'],
  steps: [
    'The tester sends requests with a missing field, a wrong type, an unknown value and a text that is too long; each is refused with an error that fits.',
    'The tester sends frames that are no CALL, no JSON, of an unknown type, or an answer to nothing; each is refused or ignored.',
    'After each of them the tester sends Heartbeat; the central system answers.',
  ],
  operator: [],
  run: (context) => provokeEach(context, TEXTS, (id) => context.station.call('Heartbeat', {}, {}, '1.6 §4.6', { id })),
});
