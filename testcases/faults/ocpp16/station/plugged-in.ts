/** 1.6 §4.9: faults while an EV is plugged in and nobody charges. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { CONNECTOR, sameTag, statusWithin, watched } from '../../../ocpp16/states/connector.js';
import { pluggedIn } from '../../../ocpp16/states/plugged-in.js';
import { recovers, RESTS, toldFaulted } from '../judge.js';
import { breaks, followStatuses } from '../statuses.js';

const FACTS = { versions: ['1.6'], block: 'Faults', profiles: {} } as const;
const ACTIONS = ['raiseFault', 'clearFault'] as const;
const CODE = 'GroundFailure';

export const comesBackWhilePluggedIn = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_03',
  title: 'A connector with a fault while an EV is plugged in starts nothing, and then does',
  purpose: 'A token in the middle of the fault starts no transaction; afterwards the connector is where it was.',
  requirements: [...RESTS, '1.6 §4.8'],
  from: pluggedIn,
  steps: [
    'The operator brings about a ground fault; the station tells Faulted.',
    'The operator presents the valid token; the station starts no transaction.',
    'The operator clears the fault; the station tells Preparing, or Available where it waits for nobody.',
    'The operator presents the token again; the station starts a transaction.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut', ...ACTIONS],
  async run(context) {
    const { csms, operator, parameters } = context;
    const idTag = parameters.tokens.valid.idToken;
    const log = followStatuses(context);
    const fault = await breaks(context, CONNECTOR, CODE);
    const told = await toldFaulted(context, log, CODE, 0);
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    await csms.forbid('StartTransaction', watched(context), '1.6 §4.9');
    const since = log.total;
    await fault.clear();
    if (told) await recovers(context, log, told, { code: CODE, statuses: ['Preparing', 'Available'], since });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    await csms.expect('StartTransaction', { connectorId: CONNECTOR, idTag: sameTag(idTag) }, '1.6 §4.8', {
      within: statusWithin(context),
    });
  },
});

export const talksToTheEv = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_12',
  title: 'An EV that does not talk is told as a warning, and only where one is waited for',
  purpose: 'The error goes with four statuses, and Faulted is none of them.',
  requirements: ['1.6 §4.9'],
  from: pluggedIn,
  steps: [
    'The operator disturbs the communication with the EV; if the station tells the error, it does so with Preparing, Finishing or a suspended charge.',
    'A station that tells nothing shows nothing: it need not.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut', ...ACTIONS],
  async run(context) {
    const { check, stop } = context;
    const log = followStatuses(context);
    await breaks(context, CONNECTOR, 'EVCommunicationError');
    const told = await log.until(({ errorCode, status }) => errorCode !== 'NoError' || status === 'Faulted', 0);
    if (!told) return stop('the station told nothing of it, as it may');
    const right = ['Preparing', 'SuspendedEV', 'SuspendedEVSE', 'Finishing'];
    check('warning', told.errorCode === 'EVCommunicationError' && right.includes(String(told.status)), {
      title: 'EVCommunicationError is told with a status that it may be told with',
      requirements: '1.6 §4.9',
      frames: [told.n],
      expected: `EVCommunicationError with ${right.join(', ')}`,
      actual: `${String(told.errorCode)} with ${String(told.status)}`,
      action: 'StatusNotification',
      asserts: ['status', 'errorCode'],
    });
  },
});

export const locksOrStartsNothing = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_13',
  title: 'A driver whose cable cannot be locked gets no energy, and gets it when the lock works again',
  purpose: 'A broken lock is told, and stops nothing once it is mended.',
  condition: 'HFS-1 and LockFailure',
  requirements: [...RESTS, '1.6 §4.8'],
  from: pluggedIn,
  steps: [
    'The operator has the lock fail; the station may tell so at once, or when it tries to lock.',
    'The operator presents the valid token; the station has told Faulted with ConnectorLockFailure and starts no transaction.',
    'The operator mends the lock; the station tells so.',
    'The operator presents the token; the station starts a transaction.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut', ...ACTIONS],
  async run(context) {
    const { csms, operator, parameters } = context;
    const code = 'ConnectorLockFailure';
    const idTag = parameters.tokens.valid.idToken;
    const present = () => operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    const log = followStatuses(context);
    const fault = await breaks(context, CONNECTOR, code);
    await present();
    const told = await toldFaulted(context, log, code, 0);
    await csms.forbid('StartTransaction', watched(context), '1.6 §4.9');
    const since = log.total;
    await fault.clear();
    if (told) await recovers(context, log, told, { code, statuses: ['Preparing', 'Available'], since });
    await present();
    await csms.expect('StartTransaction', { connectorId: CONNECTOR, idTag: sameTag(idTag) }, '1.6 §4.8', {
      within: statusWithin(context),
    });
  },
});
