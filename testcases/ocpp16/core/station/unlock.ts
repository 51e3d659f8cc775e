/** 1.6 §5.18 UnlockConnector, for a station. */
import { type OnStation, oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/charging.js';
import { becomes, CONNECTOR, register, statusWithin } from '../../states/connector.js';
import { raisesFault } from '../../states/fault.js';

const STATUSES = ['1.6 §5.18', '1.6 §7.46'] as const;

/** Asks to unlock a detachable cable; returns whether there was a lock to open. */
async function unlocks({ csms, advise }: OnStation, connectorId: number): Promise<boolean> {
  const status = oneOf('Unlocked', 'NotSupported');
  const answer = await csms.call('UnlockConnector', { connectorId }, { status }, STATUSES);
  if (answer.status === 'NotSupported')
    advise(
      'no-lock',
      'the station has no lock at its connector, although the cable is detachable: legal, but the official tool refuses it',
      '1.6 §7.46',
      [csms.conversation.last],
    );
  return answer.status === 'Unlocked';
}

export const unlocksAnIdleConnector = stationCase({
  id: 'TC_017_1_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: unlock',
  title: 'A station with detachable cables unlocks a connector that nobody uses',
  purpose: 'A driver whose cable is stuck can be helped from afar.',
  profiles: { Core: 'conditional' },
  condition: 'HFS-1',
  requirements: STATUSES,
  steps: ['The tester asks to unlock connector 1; the station unlocks it, or has no lock.'],
  operator: [],
  async run(context) {
    await unlocks(context, CONNECTOR);
  },
});

export const hasNothingToUnlock = stationCase({
  id: 'TC_017_2_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: unlock',
  title: 'A station with a fixed cable says that it cannot unlock it',
  purpose: 'NotSupported, not a failure: there is no lock.',
  profiles: { Core: 'conditional' },
  condition: 'HFS-2 and not HFS-1',
  requirements: STATUSES,
  steps: ['The tester asks to unlock connector 1; the station answers NotSupported.'],
  operator: [],
  async run({ csms }) {
    await csms.call('UnlockConnector', { connectorId: CONNECTOR }, { status: 'NotSupported' }, STATUSES);
  },
});

export const endsTheTransactionToUnlock = stationCase({
  id: 'TC_018_1_CS',
  versions: ['1.6'],
  block: 'Core: unlock',
  title: 'A station that unlocks a connector in use ends the transaction there',
  purpose: 'The end is told with reason UnlockCommand, and the driver can take the cable out.',
  profiles: { Core: 'conditional' },
  condition: 'HFS-1',
  requirements: ['1.6 §5.18', '1.6 §7.46', '1.6 §4.9', '1.6 §4.10'],
  from: charging,
  steps: [
    'The tester asks to unlock the connector; the station unlocks it. One without a lock says so, and the case is over.',
    'The station stops the transaction with reason UnlockCommand, before or after its answer.',
    'The connector becomes Finishing; the report may come before or after the end of the transaction.',
    'The operator takes the cable out; the connector becomes Available.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId, meterStart }) {
    const { csms, operator } = context;
    if (!(await unlocks(context, connectorId))) return;
    await csms.expectAll(
      [
        csms.message('StopTransaction', { transactionId, reason: 'UnlockCommand', meterStop: register(meterStart) }, [
          '1.6 §5.18',
          '1.6 §4.10',
        ]),
        becomes(context, connectorId, ['Finishing']),
      ],
      { within: statusWithin(context) },
    );
    await operator.plugOut({ connectorId });
    await csms.expectAll([becomes(context, connectorId, ['Available'])], { within: statusWithin(context) });
  },
});

export const hasNothingToUnlockInUse = stationCase({
  id: 'TC_018_2_CS',
  versions: ['1.6'],
  block: 'Core: unlock',
  title: 'A station with a fixed cable says also during a transaction that it cannot unlock it',
  purpose: 'NotSupported, whatever the connector is doing.',
  profiles: { Core: 'conditional' },
  condition: 'HFS-2 and not HFS-1',
  requirements: STATUSES,
  from: charging,
  steps: ['The tester asks to unlock the connector that is in use; the station answers NotSupported.'],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run({ csms }, { connectorId }) {
    await csms.call('UnlockConnector', { connectorId }, { status: 'NotSupported' }, STATUSES);
  },
});

export const saysThatTheLockIsStuck = stationCase({
  id: 'TC_030_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: unlock',
  title: 'A station says when it could not unlock a connector',
  purpose: 'A lock that is stuck is told apart from one that opened and from none at all.',
  profiles: { Core: 'conditional' },
  condition: 'LockFailure',
  requirements: STATUSES,
  steps: [
    'The operator brings about a failure of the lock of connector 1.',
    'The tester asks to unlock the connector; the station answers UnlockFailed.',
  ],
  operator: ['raiseFault', 'clearFault'],
  async run(context) {
    await raisesFault(context, 'ConnectorLockFailure');
    await context.csms.call('UnlockConnector', { connectorId: CONNECTOR }, { status: 'UnlockFailed' }, STATUSES);
  },
});

export const doesNotUnlockWhatItDoesNotHave = stationCase({
  id: 'TC_031_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: unlock',
  title: 'A station does not unlock a connector that it does not have',
  purpose: 'An unknown connector is answered with NotSupported, which 1.6 has for it.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.18', 'errata 3.85'],
  steps: ['The tester asks to unlock a connector beyond the last; the station answers NotSupported.'],
  operator: [],
  async run({ csms, parameters }) {
    const connectorId = parameters.connectors + 100;
    await csms.call('UnlockConnector', { connectorId }, { status: 'NotSupported' }, ['1.6 §5.18', 'errata 3.85']);
  },
});
