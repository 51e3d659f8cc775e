/** Actions in other letters, of the other side, of another version, and of nobody (§4.2.1, §4.2.3). */
import { type Case } from '../../../harness/peers/case.js';
import { type WrongKind } from '../../../harness/peers/for-cases/wrong.js';
import { type Side, sound } from './side.js';
import { groupCase, type Wrong } from './wrong.js';

const absent = (kind: WrongKind, id: string, what: string, action: string, payload: object = {}): Wrong => ({
  id,
  what,
  kind,
  text: (given) => JSON.stringify([2, given, action, payload]),
});

export function names(side: Side): Case {
  const { action, payload } = sound(side);
  const of = (id: string, what: string, name: string) => absent('action-unknown', id, what, name, payload);
  const list = [
    of('lower-case', 'an action in small letters', action.toLowerCase()),
    of('upper-case', 'an action in capitals', action.toUpperCase()),
    of('first-lower', 'an action that begins with a small letter', action.charAt(0).toLowerCase() + action.slice(1)),
    of('suffix-request', 'an action with Request behind it', `${action}Request`),
    of('suffix-req', 'an action with .req behind it', `${action}.req`),
    of('spaces', 'an action with a space before it', ` ${action}`),
    of('nul', 'an action with a NUL behind it', `${action}\u0000`),
    of('unknown', 'an action that does not exist', 'LaddprovNoSuchAction'),
    of('long', 'an action of 5,000 letters', 'Laddprov'.repeat(625)),
    of('prototype', 'an action with a name that some languages know', '__proto__'),
    of('constructor', 'an action with a name that every object has', 'constructor'),
    of('path', 'an action that is a path', '../../Heartbeat'),
  ];
  return groupCase(side, {
    number: '12',
    title: `A ${side.sut} knows its actions by their exact names`,
    purpose: 'In other letters, with something before or behind, or unknown altogether, an action is none.',
    sends: 'The tester sends CALLs whose actions are close to real ones, and far from them.',
    list: () => list,
  });
}

const TIME = '2026-01-05T12:00:00Z';

/** What the other side would be sent, whole and valid. */
const OTHER_SIDE: Readonly<Record<string, readonly (readonly [string, object])[]>> = {
  'station 16': [
    ['BootNotification', { chargePointVendor: 'laddprov', chargePointModel: 'impersonated' }],
    ['Heartbeat', {}],
    ['StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available' }],
    ['StartTransaction', { connectorId: 1, idTag: 'LADDPROV', meterStart: 0, timestamp: TIME }],
  ],
  'csms 16': [
    ['GetConfiguration', {}],
    ['Reset', { type: 'Soft' }],
    ['RemoteStartTransaction', { idTag: 'LADDPROV' }],
    ['UnlockConnector', { connectorId: 1 }],
  ],
  'station 2X': [
    ['BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'laddprov', model: 'impersonated' } }],
    ['Heartbeat', {}],
    ['StatusNotification', { timestamp: TIME, connectorStatus: 'Available', evseId: 1, connectorId: 1 }],
    ['Authorize', { idToken: { idToken: 'LADDPROV', type: 'Central' } }],
  ],
  'csms 2X': [
    ['GetBaseReport', { requestId: 1, reportBase: 'FullInventory' }],
    ['Reset', { type: 'OnIdle' }],
    ['RequestStartTransaction', { remoteStartId: 1, idToken: { idToken: 'LADDPROV', type: 'Central' } }],
    ['UnlockConnector', { evseId: 1, connectorId: 1 }],
  ],
};

export function directions(side: Side): Case {
  const list = (OTHER_SIDE[`${side.role} ${side.family}`] ?? []).map(([action, payload]) =>
    absent('action-other-side', action.toLowerCase(), `${action}, which is for the other side`, action, payload),
  );
  return groupCase(side, {
    number: '13',
    title: `A ${side.sut} serves no request that is for the other side`,
    purpose: 'What only the other side receives is refused, whole and valid as it is.',
    sends: 'The tester sends four valid requests of the direction that is its own to receive.',
    list: () => list,
  });
}

/** Traffic of the other family on the connection (Part 4 §3.1.2: the subprotocol alone says which it is). */
export function otherVersion(side: Side): Case {
  const { role, family } = side;
  const foreign = (action: string, payload: object) =>
    absent('action-other-version', action.toLowerCase(), `${action}, which is of another version`, action, payload);
  const shaped = (action: string, payload: object): Wrong => ({
    ...foreign(action, payload),
    id: `${action.toLowerCase()}-shape`,
    what: `${action} as another version has it`,
    kind: 'payload-other-version',
  });
  const lists: Readonly<Record<string, readonly Wrong[]>> = {
    'station 16': [
      foreign('GetVariables', {
        getVariableData: [{ component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } }],
      }),
      foreign('GetBaseReport', { requestId: 1, reportBase: 'FullInventory' }),
      foreign('RequestStopTransaction', { transactionId: 'laddprov' }),
      shaped('ChangeAvailability', { operationalStatus: 'Operative' }),
    ],
    'csms 16': [
      foreign('TransactionEvent', {
        ...{ eventType: 'Started', timestamp: TIME, triggerReason: 'Authorized', seqNo: 0 },
        transactionInfo: { transactionId: 'laddprov' },
      }),
      foreign('NotifyReport', { requestId: 1, generatedAt: TIME, seqNo: 0 }),
      shaped('StatusNotification', { timestamp: TIME, connectorStatus: 'Available', evseId: 1, connectorId: 1 }),
      shaped('Authorize', { idToken: { idToken: 'LADDPROV', type: 'Central' } }),
    ],
    'station 2X': [
      foreign('GetConfiguration', {}),
      foreign('ChangeConfiguration', { key: 'HeartbeatInterval', value: '60' }),
      foreign('RemoteStopTransaction', { transactionId: 1 }),
      shaped('ChangeAvailability', { connectorId: 1, type: 'Operative' }),
    ],
    'csms 2X': [
      foreign('StartTransaction', { connectorId: 1, idTag: 'LADDPROV', meterStart: 0, timestamp: TIME }),
      foreign('StopTransaction', { transactionId: 1, meterStop: 0, timestamp: TIME }),
      shaped('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available' }),
      shaped('Authorize', { idTag: 'LADDPROV' }),
    ],
  };
  return groupCase(side, {
    number: '14',
    title: `A ${side.sut} serves no request of another version`,
    purpose: 'The subprotocol says which version is spoken: actions and payloads of another one are refused.',
    sends: 'The tester sends requests, and forms of requests, that only the other family of versions has.',
    list: () => lists[`${role} ${family}`] ?? [],
  });
}
