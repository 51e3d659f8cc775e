/** Part 4 §4.2.3: what a station makes of traffic that is no OCPP. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';

type Provocation = Parameters<OnStation['csms']['provoke']>[0];
type Kind = Pick<Provocation, 'text' | 'reason' | 'codes' | 'ids'> & { readonly id: string; readonly what: string };

const CLAUSE = 'Part 4 §4.2.3';
/** The id of an answer to something whose own cannot be read. */
const UNREADABLE = '-1';
const PROBE = { component: { name: 'ChargingStation' }, variable: { name: 'AvailabilityState' } };

const call = (id: string, action: string, payload: unknown) => JSON.stringify([2, id, action, payload]);

/** No table of the specification says which code belongs to which fault: each fault has a set of fitting ones. */
function kinds(version: OnStation['version']): readonly Kind[] {
  const id = (name: string) => `laddprov-${name}`;
  const long = `laddprov-${'0123456789'.repeat(4)}`;
  return [
    {
      id: 'unknown-action',
      what: 'an action that does not exist',
      text: call(id('action'), 'LaddprovNoSuchAction', {}),
      reason: 'an action that does not exist',
      ids: [id('action')],
      codes: ['NotImplemented', 'NotSupported'],
    },
    {
      id: 'missing-field',
      what: 'a request without a required field',
      text: call(id('missing'), 'GetVariables', {}),
      reason: 'getVariableData is missing',
      ids: [id('missing')],
      // The spelling of 1.6 is a deviation that products in the field share, no refusal of another kind.
      codes: ['OccurrenceConstraintViolation', 'OccurenceConstraintViolation', 'ProtocolError', 'FormatViolation'],
    },
    {
      id: 'wrong-type',
      what: 'a request with a text where a list belongs',
      text: call(id('type'), 'GetVariables', { getVariableData: 'all of them' }),
      reason: 'getVariableData is a text',
      ids: [id('type')],
      codes: ['TypeConstraintViolation', 'FormatViolation'],
    },
    {
      id: 'unknown-value',
      what: 'a request with a value that its field does not have',
      text: call(id('value'), 'GetBaseReport', { requestId: 1, reportBase: 'LaddprovNoSuchReport' }),
      reason: 'reportBase has no such value',
      ids: [id('value')],
      codes: ['PropertyConstraintViolation', 'FormatViolation', 'TypeConstraintViolation'],
    },
    {
      id: 'too-long',
      what: 'a request with a text that is too long for its field',
      text: call(id('long'), 'GetVariables', {
        getVariableData: [{ component: { name: 'x'.repeat(200) }, variable: { name: 'AvailabilityState' } }],
      }),
      reason: 'a component name has 50 characters at most',
      ids: [id('long')],
      codes: ['PropertyConstraintViolation', 'FormatViolation', 'TypeConstraintViolation'],
    },
    {
      id: 'payload-no-object',
      what: 'a request whose payload is a text',
      text: call(id('payload'), 'GetVariables', 'AvailabilityState'),
      reason: 'the payload is no object',
      ids: [id('payload'), UNREADABLE],
      codes: ['RpcFrameworkError', 'FormatViolation', 'ProtocolError', 'TypeConstraintViolation'],
    },
    {
      id: 'three-elements',
      what: 'a CALL of three elements',
      text: JSON.stringify([2, id('three'), 'GetVariables']),
      reason: 'a CALL has four elements',
      ids: [id('three'), UNREADABLE],
      codes: ['RpcFrameworkError', 'FormatViolation', 'ProtocolError'],
    },
    {
      id: 'five-elements',
      what: 'a CALL of five elements',
      text: JSON.stringify([2, id('five'), 'GetVariables', { getVariableData: [PROBE] }, {}]),
      reason: 'a CALL has four elements',
      ids: [id('five'), UNREADABLE],
      codes: ['RpcFrameworkError', 'FormatViolation', 'ProtocolError'],
    },
    {
      id: 'unreadable',
      what: 'a text that is no JSON',
      text: `[2,"${id('json')}","GetVariables",{"getVariableData":[`,
      reason: 'the JSON ends too early',
      ids: [UNREADABLE, id('json')],
      codes: ['RpcFrameworkError', 'FormatViolation'],
    },
    {
      id: 'no-list',
      what: 'JSON that is no list',
      text: JSON.stringify({ messageTypeId: 2, messageId: id('object'), action: 'GetVariables' }),
      reason: 'a message is a list',
      ids: [UNREADABLE, id('object')],
      codes: ['RpcFrameworkError', 'FormatViolation', 'ProtocolError'],
    },
    {
      id: 'long-message-id',
      what: 'a CALL with an id of more than 36 characters',
      text: call(long, 'GetVariables', { getVariableData: [PROBE] }),
      reason: 'a message id has 36 characters at most',
      ids: [UNREADABLE, long, long.slice(0, 36)],
      codes: ['RpcFrameworkError', 'FormatViolation', 'ProtocolError', 'PropertyConstraintViolation', 'GenericError'],
    },
    {
      id: 'unknown-message-type',
      what: 'a message of type 7',
      text: JSON.stringify([7, id('seven'), 'GetVariables', { getVariableData: [PROBE] }]),
      reason: 'there is no message type 7',
      ids: [id('seven'), UNREADABLE],
      // §4.1.3 has it ignored, §4.4 of 2.0.1 answered; 2.1 says ignored in both.
      codes: version === '2.0.1' ? ['MessageTypeNotSupported'] : [],
    },
  ];
}

export const survivesMalformedTraffic = stationCase({
  id: 'RPC_2X_CS_01',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'Error handling',
  title: 'A station takes malformed traffic for what it is, and goes on',
  purpose: 'Each malformed message is refused with a fitting error or dropped, and the next well-formed one is served.',
  profiles: {},
  requirements: [CLAUSE, 'B06.FR.10'],
  steps: [
    'The tester sends requests of an unknown action, without a field, with fields of wrong type, value or length.',
    'The tester sends frames of wrong length, with an unfit id or type, no JSON, and JSON that is no message.',
    'The station answers each with an error that fits, or not at all.',
    'The station answers a well-formed request, on the same connection.',
  ],
  operator: [],
  async run({ csms, check, version }) {
    const { conversation } = csms;
    const conn = conversation.line?.conn;
    const first = conversation.last;
    for (const { what, ...kind } of kinds(version))
      await csms.provoke({
        ...kind,
        silence: true,
        requirements: CLAUSE,
        title: `the station refuses ${what}, or drops it`,
      });
    check('same-connection', csms.connected && conversation.line?.conn === conn, {
      title: 'the connection is the one from before',
      requirements: CLAUSE,
      frames: [first, conversation.last],
      expected: 'the same connection, open',
      actual: `${conversation.line?.conn === conn ? 'the same' : 'another'} connection, ${csms.connected ? 'open' : 'closed'}`,
      essential: true,
    });
    await csms.call(
      'GetVariables',
      { getVariableData: [PROBE] },
      { getVariableResult: [{ attributeStatus: 'Accepted', ...PROBE }] },
      'B06.FR.10',
    );
  },
});
