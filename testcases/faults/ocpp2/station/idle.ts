/** B01, G01, G03: faults of connectors and of the station while nobody charges; what was before comes back. */
import { idTokenOf, oneOf, stationCase } from '../../../../harness/peers/ocpp2.js';
import { connectorsOf, expectStatuses, followStatuses, lastStatus } from '../../../ocpp2/states/connector-status.js';
import { evConnected, forgetTokens, SESSION_ACTIONS } from '../../../ocpp2/states/sessions.js';
import {
  becomes,
  BLOCK,
  breaks,
  breaksIfPossible,
  chargesAfterwards,
  FAULT_ACTIONS,
  firstPlace,
  STATUS_RESTS,
  VERSIONS,
} from '../breaks.js';

const FACTS = { versions: VERSIONS, block: BLOCK, profiles: {} } as const;
const CODE = 'GroundFailure';

/** With these no station may charge. */
const BLOCKING = ['GroundFailure', 'OverCurrentFailure', 'PowerSwitchFailure', 'InternalError'] as const;

export const tellsBlockingFaults = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_01',
  title: 'A free connector that can no longer charge is told to be Faulted, and to be Available when it can again',
  purpose: 'Each fault that stops charging is told, and so is its end.',
  requirements: STATUS_RESTS,
  steps: [
    'For each of ground fault, overcurrent, power switch and internal error, as far as the operator can bring it about:',
    'The operator brings it about at the first EVSE; the station tells Faulted.',
    'The operator clears it; the station tells Available.',
    'That a status is told more than once without a change is an advisory.',
  ],
  operator: FAULT_ACTIONS,
  async run(context) {
    const { advise, afterwards, csms, stop } = context;
    const place = firstPlace(context);
    const log = followStatuses(csms);
    afterwards(() => Promise.resolve(log.stop()));
    let tried = 0;
    for (const code of BLOCKING) {
      const began = log.total;
      const fault = await breaksIfPossible(context, code, place);
      if (!fault) continue;
      tried++;
      await becomes(context, place, 'Faulted', `faulted-${code}`, { log, since: began });
      const over = log.total;
      await fault.clear();
      await becomes(context, place, 'Available', `recovered-${code}`, { log, since: over });
      const faulted = log
        .since(began)
        .filter(({ payload }) => payload['connectorStatus'] === 'Faulted' && payload['evseId'] === place.evseId)
        .filter(({ payload }) => payload['connectorId'] === place.connectorId);
      if (faulted.length > 1)
        advise(
          `repeated-${code}`,
          `Faulted is told ${faulted.length} times of one fault`,
          'Part 2 G01',
          faulted.map(({ n }) => n),
        );
    }
    if (tried === 0) stop('no fault could be brought about');
  },
});

export const startsNothingWhilePluggedIn = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_03',
  title: 'A connector with a fault while an EV is connected gives no energy, and is Occupied when the fault is over',
  purpose: 'A token in the middle of the fault starts no charging; the EV is still there afterwards.',
  requirements: [...STATUS_RESTS, 'Part 2 B01'],
  from: evConnected,
  steps: [
    'The operator brings about a ground fault; the station tells Faulted.',
    'The operator presents the valid token; no energy flows.',
    'The operator clears the fault; the station tells Occupied. That the token gives no energy then is an advisory.',
  ],
  operator: [...SESSION_ACTIONS, ...FAULT_ACTIONS],
  async run(context, bay) {
    const { csms, parameters } = context;
    const fault = await breaks(context, CODE, bay.place);
    await becomes(context, bay.place, 'Faulted', 'faulted');
    await forgetTokens(context);
    await bay.present(parameters.tokens.valid);
    await csms.forbid('TransactionEvent', Math.min(parameters.limits.action, 10_000), 'Part 2 B01', {
      where: { transactionInfo: { chargingState: 'Charging' } },
      title: 'no energy flows',
      id: 'no-energy',
    });
    const since = bay.statuses.total;
    await fault.clear();
    await becomes(context, bay.place, 'Occupied', 'recovered', { log: bay.statuses, since });
    await chargesAfterwards(context, bay);
  },
});

export const staysUnavailable = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_10',
  title: 'An EVSE that is out of service is so again when its fault is over',
  purpose: 'The end of a fault puts nothing into service.',
  requirements: [...STATUS_RESTS, 'G03.FR.01'],
  steps: [
    'The tester takes the first EVSE out of service; the station tells Unavailable.',
    'The operator brings about a ground fault; the station tells Faulted.',
    'The operator clears it; the station tells Unavailable.',
    'The tester puts the EVSE into service; the station tells Available.',
  ],
  operator: FAULT_ACTIONS,
  async run(context) {
    const { afterwards, csms } = context;
    const place = firstPlace(context);
    const change = (operationalStatus: 'Operative' | 'Inoperative') =>
      csms.call(
        'ChangeAvailability',
        { operationalStatus, evse: { id: place.evseId } },
        { status: 'Accepted' },
        'G03.FR.01',
        { id: `ChangeAvailability-${operationalStatus}` },
      );
    let back = false;
    afterwards(async () => {
      if (!back)
        await csms.attempt('ChangeAvailability', { operationalStatus: 'Operative', evse: { id: place.evseId } });
    });
    await change('Inoperative');
    await becomes(context, place, 'Unavailable', 'unavailable');
    const fault = await breaks(context, CODE, place);
    await becomes(context, place, 'Faulted', 'faulted');
    await fault.clear();
    await becomes(context, place, 'Unavailable', 'recovered');
    back = true;
    await change('Operative');
    await becomes(context, place, 'Available', 'available');
  },
});

export const obeysWhileFaulted = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_09',
  title: 'A faulted EVSE refuses to start, answers every command, and remembers what it was told',
  purpose: 'Commands during a fault get an answer that fits, and a change of availability holds when it is over.',
  requirements: [...STATUS_RESTS, 'F01.FR.23', 'F05.FR.01', 'G03.FR.01', 'G03.FR.04'],
  steps: [
    'The operator brings about a ground fault at the first EVSE; the station tells Faulted.',
    'The tester asks for a start there; the station answers Rejected.',
    'The tester asks to unlock the connector; an answer that knows the connector is right.',
    'The tester takes the EVSE out of service; the station accepts or refuses, and schedules nothing.',
    'The operator clears the fault; the station tells Unavailable if it had accepted, else Available.',
  ],
  operator: FAULT_ACTIONS,
  async run(context) {
    const { afterwards, csms, parameters } = context;
    const place = firstPlace(context);
    const { evseId } = place;
    const fault = await breaks(context, CODE, place);
    await becomes(context, place, 'Faulted', 'faulted');
    const start = { evseId, remoteStartId: 1, idToken: idTokenOf(parameters.tokens.valid) };
    await csms.call('RequestStartTransaction', start, { status: 'Rejected' }, 'F01.FR.23', { goOn: true });
    await csms.call('UnlockConnector', place, { status: oneOf('Unlocked', 'UnlockFailed') }, 'F05.FR.01', {
      goOn: true,
    });
    afterwards(() => csms.attempt('ChangeAvailability', { operationalStatus: 'Operative', evse: { id: evseId } }));
    const { status } = await csms.call(
      'ChangeAvailability',
      { operationalStatus: 'Inoperative', evse: { id: evseId } },
      { status: oneOf('Accepted', 'Rejected') },
      'G03.FR.01',
    );
    await fault.clear();
    const after = status === 'Accepted' ? 'Unavailable' : 'Available';
    await expectStatuses(context, [{ ...place, status: after }], [...STATUS_RESTS, 'G03.FR.04'], { id: 'recovered' });
  },
});

export const theWholeStation = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_11',
  title: 'A fault of the station as a whole is told of every connector, and nothing starts',
  purpose: 'A connector that cannot give energy is Faulted, whatever part of the station is to blame.',
  requirements: [...STATUS_RESTS, 'F01.FR.23'],
  steps: [
    'The operator brings about an internal error of the station; every connector is told to be Faulted.',
    'The tester asks for a start on the first EVSE; the station answers Rejected.',
    'The operator clears it; every connector is told to be Available.',
  ],
  operator: FAULT_ACTIONS,
  async run(context) {
    const { csms, parameters } = context;
    const { evseId } = firstPlace(context);
    const all = (status: string) => connectorsOf(parameters).map((place) => ({ ...place, status }));
    const fault = await breaks(context, 'InternalError', {});
    await expectStatuses(context, all('Faulted'), STATUS_RESTS);
    const start = { evseId, remoteStartId: 1, idToken: idTokenOf(parameters.tokens.valid) };
    await csms.call('RequestStartTransaction', start, { status: 'Rejected' }, 'F01.FR.23', { goOn: true });
    await fault.clear();
    await expectStatuses(context, all('Available'), STATUS_RESTS);
  },
});

export const tellsNoMoreThanChanges = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_12',
  title: 'A fault that comes and goes leaves the right word behind, and not more words than changes',
  purpose: 'Flapping may be told or left out; what is told last is the truth.',
  requirements: STATUS_RESTS,
  steps: [
    'Four times in a row, the operator brings about a fault at the first EVSE and clears it at once.',
    'The device model reads Available, and so does what was told last, if anything was.',
    'It tells at most one status for each change; that it tells more is an advisory.',
  ],
  operator: FAULT_ACTIONS,
  async run(context) {
    const { advise, afterwards, check, csms, parameters, pass, stop } = context;
    const place = firstPlace(context);
    const log = followStatuses(csms);
    afterwards(() => Promise.resolve(log.stop()));
    const times = 4;
    for (let i = 0; i < times; i++) {
      const fault = await breaks(context, 'OverCurrentFailure', place);
      await fault.clear();
    }
    await pass(parameters.limits.action);
    const status = lastStatus(log, place, 0);
    const last = log.entries.findLast((entry) => entry.payload['evseId'] === place.evseId) ?? log.entries.at(-1);
    if (status === undefined || !last) return stop('the station told nothing of faults that were so short');
    check('last-word', status.toLowerCase() === 'available', {
      title: 'what the station told last is that the connector is available',
      requirements: STATUS_RESTS,
      frames: [last.n],
      expected: 'Available',
      actual: status,
      action: last.action,
      asserts: [last.action === 'StatusNotification' ? 'connectorStatus' : 'eventData[0].actualValue'],
    });
    const told = log.entries.filter((entry) => entry.payload['evseId'] === place.evseId);
    if (told.length > 2 * times)
      advise(
        'more-than-changes',
        `${told.length} statuses are told of at most ${2 * times} changes`,
        'Part 2 G01',
        told.map(({ n }) => n),
      );
  },
});

export const staysFaultedAfterABoot = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_13',
  title: 'A fault that is still there after a restart is told again',
  purpose: 'A restart mends nothing, and what is reported after it is the present.',
  requirements: [...STATUS_RESTS, 'B01.FR.01', 'B01.FR.05'],
  steps: [
    'The operator brings about a fault of the power switch; the station tells Faulted.',
    'The operator restarts the station; when it has been accepted it tells Faulted again.',
    'The operator clears the fault; the station tells Available.',
  ],
  operator: ['reboot', ...FAULT_ACTIONS],
  async run(context) {
    const { csms, operator, parameters } = context;
    const place = firstPlace(context);
    const fault = await breaks(context, 'PowerSwitchFailure', place);
    await becomes(context, place, 'Faulted', 'faulted');
    await operator.reboot({});
    await csms.expect('BootNotification', {}, 'B01.FR.01', { within: parameters.limits.reboot });
    await expectStatuses(context, [{ ...place, status: 'Faulted' }], ['B01.FR.05', 'Part 2 B01'], {
      id: 'faulted-after-boot',
    });
    await fault.clear();
    await becomes(context, place, 'Available', 'recovered');
  },
});
