/** Malformed traffic towards a 1.6 station: each is refused in a right way, and the station goes on. */
import { containing, matching, type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';

interface Malformed {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  /** The frame, for a message id. */
  readonly text: (id: string) => string;
  /** The error codes that fit; 1.6 has no table, so each set is what the words of the codes allow. */
  readonly codes: readonly string[];
  /** Whether it may also be left unanswered. */
  readonly silence: boolean;
  /** Whether the connection may be closed for it. */
  readonly mayClose?: boolean;
  /** Whether a station may give up before it has read the id, and answer with one of its own. */
  readonly anyId?: boolean;
}

const call = (action: string, payload: unknown) => (id: string) => JSON.stringify([2, id, action, payload]);
/** 1.6 spells two codes in its own way; many products write them as 2.x does. The rules advise on that. */
const FORMATION = ['FormationViolation', 'FormatViolation'];
const OCCURRENCE = ['OccurenceConstraintViolation', 'OccurrenceConstraintViolation'];
const PROPERTY = ['PropertyConstraintViolation', ...FORMATION, 'TypeConstraintViolation'];

const MALFORMED: readonly Malformed[] = [
  {
    id: 'unknown-action',
    title: 'an action that does not exist is refused',
    reason: 'an action that does not exist',
    text: call('LaddprovNoSuchAction', {}),
    codes: ['NotImplemented', 'NotSupported'],
    silence: false,
  },
  {
    id: 'missing-field',
    title: 'a request without a required field is refused',
    reason: 'vendorId, which is required, is missing',
    text: call('DataTransfer', { data: 'laddprov' }),
    codes: [...OCCURRENCE, 'ProtocolError', ...FORMATION],
    silence: false,
  },
  {
    id: 'wrong-type',
    title: 'a request with a field of the wrong type is refused',
    reason: 'key is a text instead of a list',
    text: call('GetConfiguration', { key: 'NumberOfConnectors' }),
    codes: ['TypeConstraintViolation', ...FORMATION],
    silence: false,
  },
  {
    id: 'bad-enum',
    title: 'a request with a value outside its list is refused',
    reason: 'type is not one of the values that it can have',
    text: call('ChangeAvailability', { connectorId: 1, type: 'Laddprov' }),
    codes: PROPERTY,
    silence: false,
  },
  {
    id: 'too-long',
    title: 'a request with a text that is too long is refused',
    reason: 'vendorId has 300 characters where 255 are allowed',
    text: call('DataTransfer', { vendorId: 'x'.repeat(300) }),
    codes: PROPERTY,
    silence: false,
  },
  {
    id: 'payload-no-object',
    title: 'a request whose payload is no object is not accepted',
    reason: 'the payload is a text',
    text: call('GetConfiguration', 'NumberOfConnectors'),
    codes: [...FORMATION, 'ProtocolError', 'TypeConstraintViolation', 'GenericError'],
    silence: true,
  },
  {
    id: 'too-short',
    title: 'a request with too few elements is not accepted',
    reason: 'the payload is missing from the array',
    text: (id) => JSON.stringify([2, id, 'GetConfiguration']),
    codes: [...FORMATION, 'ProtocolError', 'GenericError'],
    silence: true,
  },
  {
    id: 'message-type',
    title: 'a message of a type that does not exist is ignored',
    reason: 'message type 7 does not exist',
    text: (id) => JSON.stringify([7, id, 'GetConfiguration', {}]),
    codes: [],
    silence: true,
    anyId: true,
  },
  {
    id: 'invalid-json',
    title: 'a text that is no JSON is not accepted',
    reason: 'the text ends before it is complete',
    text: (id) => `[2,"${id}","GetConfiguration",{"key":[`,
    codes: [...FORMATION, 'GenericError', 'InternalError'],
    silence: true,
    mayClose: true,
    anyId: true,
  },
];

const RESTS = ['OCPP-J 1.6 §4.1.3', 'OCPP-J 1.6 §4.2.3'] as const;

/** The station is there and answers in a sane way. */
async function isAlive({ csms }: OnStation, after: string): Promise<void> {
  const name = matching('"NumberOfConnectors" in any letter case', (value) =>
    /^NumberOfConnectors$/i.test(String(value)),
  );
  const value = matching('a number', (text) => typeof text === 'string' && /^\d+$/.test(text));
  await csms.call(
    'GetConfiguration',
    { key: ['NumberOfConnectors'] },
    { configurationKey: containing({ key: name, value }) },
    'OCPP-J 1.6 §4.2.3',
    { id: `alive-after-${after}`, title: `the station answers a sound request after ${after}` },
  );
}

export const survivesMalformedTraffic = stationCase({
  id: 'RPC_16_CS_01',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Error handling',
  title: 'A station refuses malformed traffic and goes on',
  purpose: 'Nothing malformed is taken for a request, each error code fits, and the station answers afterwards.',
  profiles: {},
  requirements: RESTS,
  steps: [
    'The tester sends nine malformed frames, one after another; the station refuses each with a code that fits, or drops it where that is allowed.',
    'After each of them the tester sends a sound request; the station answers it.',
  ],
  operator: [],
  async run(context) {
    const { csms, afterwards } = context;
    // A station that takes a wrong type for an order to go out of service is put back.
    afterwards(() => csms.attempt('ChangeAvailability', { connectorId: 1, type: 'Operative' }));
    // Message ids are new in every run: a station may remember those that it has seen (§4.1.4).
    const run = Math.trunc(context.now()).toString(36);
    for (const { text, mayClose = false, anyId = false, ...rest } of MALFORMED) {
      const id = `${run}-${rest.id}`;
      await csms.provoke({
        ...rest,
        text: text(id),
        ids: anyId ? [id, '-1', ''] : [id],
        requirements: rest.codes.length === 0 ? RESTS[0] : RESTS[1],
      });
      if (mayClose && !csms.connected) await csms.expectConnection(RESTS[1], { id: `connection-after-${rest.id}` });
      await isAlive(context, rest.id);
    }
  },
});
