/** 1.6 §4.9, §7.6: a station with a fault starts nothing. */
import { noneOf, oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { CONNECTOR, statusWithin, watched } from '../../states/connector.js';
import { raisesFault } from '../../states/fault.js';
import { waitsAfterRemoteStart } from '../../states/remote-start.js';
import { knownTransaction } from '../../states/transaction.js';

export const startsNothingWithAStuckLock = stationCase({
  id: 'TC_024_CS',
  versions: ['1.6'],
  block: 'Core: faults',
  title: 'A station whose lock fails says so and starts no transaction',
  purpose: 'Without a locked cable there is no energy.',
  profiles: { Core: 'conditional' },
  condition: 'HFS-1 and LockFailure',
  requirements: ['1.6 §4.9', '1.6 §5.11', '1.6 §7.6'],
  steps: [
    'The tester asks the station to start a transaction on connector 1; the station accepts.',
    'The station asks about the token where it has to, and reports Preparing.',
    'The operator has the lock fail, as with a cable that is plugged in halfway.',
    'The station reports Faulted with ConnectorLockFailure, and starts no transaction.',
  ],
  operator: ['raiseFault', 'clearFault'],
  async run(context) {
    const { csms } = context;
    knownTransaction(context);
    await waitsAfterRemoteStart(context);
    await raisesFault(context, 'ConnectorLockFailure');
    await csms.expectAll(
      [
        csms.message('StatusNotification', { errorCode: 'ConnectorLockFailure' }, ['1.6 §4.9', '1.6 §7.6'], {
          where: { connectorId: CONNECTOR, status: 'Faulted' },
          id: 'StatusNotification-Faulted',
        }),
      ],
      { within: statusWithin(context) },
    );
    await csms.forbid('StartTransaction', watched(context), '1.6 §4.9');
  },
});

export const startsNothingWhileFaulted = stationCase({
  id: 'TC_041_CS',
  versions: ['1.6'],
  block: 'Core: faults',
  title: 'A station with a fault starts no transaction',
  purpose: 'It reports the fault, and a driver who comes with cable and token gets nothing.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.9', '1.6 §7.6'],
  steps: [
    'The operator brings about a fault that prevents charging; the station reports Faulted, and with which error.',
    'The operator plugs in and presents the valid token.',
    'The station starts no transaction.',
  ],
  operator: ['raiseFault', 'plugIn', 'presentIdToken', 'plugOut', 'clearFault'],
  async run(context) {
    const { csms, operator, parameters, afterwards } = context;
    knownTransaction(context);
    await raisesFault(context, 'InternalError');
    await csms.expectAll(
      [
        csms.message('StatusNotification', { errorCode: noneOf('NoError') }, ['1.6 §4.9', '1.6 §7.6'], {
          // A fault may concern the connector alone or the whole station.
          where: { connectorId: oneOf(0, CONNECTOR), status: 'Faulted' },
          id: 'StatusNotification-Faulted',
        }),
      ],
      { within: statusWithin(context) },
    );
    afterwards(() => operator.plugOut({ connectorId: CONNECTOR }));
    await operator.plugIn({ connectorId: CONNECTOR });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: parameters.tokens.valid.idToken });
    await csms.forbid('StartTransaction', watched(context), '1.6 §4.9');
  },
});
