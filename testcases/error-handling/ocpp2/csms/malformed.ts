/** Malformed traffic towards a 2.x CSMS (Part 4 §4.1.3, §4.2.3). */
import { csmsCase, type Version } from '../../../../harness/peers/ocpp2.js';
import { type Malformed, provokeEach } from '../../../helpers/malformed.js';

// There is no table of which error fits which mistake: every code whose description fits is right, and a receiver may
// drop what it cannot use.
const CARDINALITY = [
  'OccurrenceConstraintViolation',
  'OccurenceConstraintViolation',
  'ProtocolError',
  'FormatViolation',
];
const TYPE = ['TypeConstraintViolation', 'FormatViolation', 'ProtocolError'];
const VALUE = ['PropertyConstraintViolation', ...TYPE];
const FRAME = ['RpcFrameworkError', 'FormatViolation', 'ProtocolError', 'GenericError'];

const provocation = (
  id: string,
  text: string,
  reason: string,
  codes: readonly string[],
  more: Partial<Malformed> = {},
): Malformed => ({
  id,
  title: `the CSMS refuses or drops ${reason}`,
  reason,
  text,
  ids: [`laddprov-${id}`],
  codes,
  silence: true,
  mayClose: false,
  requirements: 'Part 4 §4.2.3',
  ...more,
});

/** A CALL whose payload is not as its schema has it. */
const invalid = (id: string, action: string, payload: unknown, reason: string, codes: readonly string[]) =>
  provocation(id, JSON.stringify([2, `laddprov-${id}`, action, payload]), reason, codes);

const status = { evseId: 1, connectorId: 1, connectorStatus: 'Available', timestamp: '2026-01-01T00:00:00Z' };

function textsOf(version: Version): readonly Malformed[] {
  const long = 'L'.repeat(300);
  return [
    invalid('missing-field', 'Authorize', {}, 'a request without a field that it must have', CARDINALITY),
    invalid('wrong-type', 'StatusNotification', { ...status, evseId: 'one' }, 'a text where a number must be', TYPE),
    invalid(
      'unknown-value',
      'StatusNotification',
      { ...status, connectorStatus: 'Laddprov' },
      'a value that does not exist',
      VALUE,
    ),
    invalid(
      'too-long',
      'Authorize',
      { idToken: { idToken: long, type: 'Central' } },
      'a token that is too long',
      VALUE,
    ),
    provocation('no-object', '[2,"laddprov-no-object","Heartbeat","payload"]', 'a payload that is no object', [
      ...FRAME,
      ...TYPE,
    ]),
    provocation('too-short', '[2,"laddprov-too-short","Heartbeat"]', 'a CALL without a payload', FRAME),
    provocation(
      'no-json',
      '[2,"laddprov-no-json","Heartbeat",{',
      'a text that is no JSON',
      [...FRAME, 'InternalError'],
      {
        ids: ['-1', 'laddprov-no-json', ''],
        mayClose: true,
      },
    ),
    provocation(
      'unknown-type',
      '[7,"laddprov-unknown-type","Heartbeat",{}]',
      'a message type that does not exist',
      [
        // 2.0.1 says both that it is ignored and that it is refused with this error; 2.1 that it is ignored.
        ...(version === '2.0.1' ? ['MessageTypeNotSupported'] : []),
      ],
      // Whoever gives up at the type has not read the id (§4.2.3).
      { requirements: 'Part 4 §4.1.3', ids: ['laddprov-unknown-type', '-1'] },
    ),
    ...(version === '2.0.1'
      ? [
          provocation('unasked', '[3,"laddprov-unasked",{}]', 'a CALLRESULT without a CALL', [], {
            title: 'the CSMS does not answer an answer that it did not ask for',
            requirements: 'Part 4 §4.2.2',
          }),
        ]
      : []),
  ];
}

export const survivesMalformedTraffic = csmsCase({
  id: 'RPC_2X_CSMS_01',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'Error handling',
  title: 'A CSMS refuses or drops malformed traffic and stays alive',
  purpose: 'What a faulty station sends gets an error that fits or nothing at all, and the next request is served.',
  profiles: {},
  requirements: ['Part 4 §4.1.3', 'Part 4 §4.2.3', 'G02.FR.03'],
  steps: [
    'The tester sends requests with a missing field, a wrong type, an unknown value and a text that is too long; each is refused with an error that fits, or dropped.',
    'The tester sends frames that are no CALL, no JSON or of an unknown type; each is refused or dropped.',
    'After each of them the tester sends Heartbeat; the CSMS answers.',
  ],
  operator: [],
  run: (context) =>
    provokeEach(context, textsOf(context.version), (id) =>
      context.station.call('Heartbeat', {}, {}, 'G02.FR.03', { id }),
    ),
});
