/** 1.6 §4.9: faults of connectors and of the station while nobody charges; what was before comes back. */
import { matching, noneOf, oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { putsBackIntoService, takesOutOfService } from '../../../ocpp16/states/availability.js';
import { CONNECTOR, statusWithin, watched } from '../../../ocpp16/states/connector.js';
import { comesBack, cutsOff, unseen } from '../../../ocpp16/states/offline.js';
import { reserved } from '../../../ocpp16/states/reservation.js';
import { knownTransaction } from '../../../ocpp16/states/transaction.js';
import { recovers, RESTS, toldFaulted } from '../judge.js';
import { breaks, type Fault, followStatuses } from '../statuses.js';

const FACTS = { versions: ['1.6'], block: 'Faults', profiles: {} } as const;
const ACTIONS = ['raiseFault', 'clearFault'] as const;
const CODE = 'GroundFailure';

export const endsTheReservation = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_07',
  title: 'A fault of a reserved connector puts an end to its reservation',
  purpose: 'The connector is free when the fault is over, and the reservation cannot be cancelled any more.',
  condition: 'Reservation',
  requirements: [...RESTS, '1.6 §5.1', '1.6 §5.13'],
  from: reserved,
  steps: [
    'The operator brings about a ground fault of the reserved connector; the station tells Faulted.',
    'The operator clears it; the station tells Available.',
    'The tester cancels the reservation; the station answers Rejected. If it tells Reserved it has to accept: the specification also says that a connector comes back to what it was.',
  ],
  operator: [...ACTIONS],
  async run(context, { reservationId }) {
    const { advise, check, csms } = context;
    const log = followStatuses(context);
    const fault = await breaks(context, CONNECTOR, CODE);
    const told = await toldFaulted(context, log, CODE, 0);
    const since = log.total;
    await fault.clear();
    if (!told) return;
    const back = await recovers(context, log, told, { code: CODE, statuses: ['Available', 'Reserved'], since });
    const kept = back?.connectorId === CONNECTOR && back.status === 'Reserved';
    const answer = await csms.call('CancelReservation', { reservationId }, { status: oneOf('Accepted', 'Rejected') }, [
      '1.6 §5.1',
    ]);
    const n = csms.conversation.last;
    check('reservation', answer.status === (kept ? 'Accepted' : 'Rejected'), {
      title: 'the reservation is over, as the status of the connector says',
      requirements: '1.6 §5.13',
      frames: [n],
      expected: kept ? 'Accepted, since the connector is told to be Reserved' : 'Rejected',
      actual: answer.status,
      action: 'CancelReservation',
      asserts: ['status'],
    });
    if (kept) advise('reservation-kept', 'the reservation outlives the fault', '1.6 §5.13', back ? [back.n, n] : [n]);
  },
});

export const staysUnavailable = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_08',
  title: 'A connector that is out of service is so again when its fault is over',
  purpose: 'The end of a fault puts nothing into service.',
  requirements: [...RESTS, '1.6 §5.2'],
  steps: [
    'The tester takes connector 1 out of service.',
    'The operator brings about a ground fault; the station tells Faulted.',
    'The operator clears it; the station tells Unavailable.',
    'The tester puts the connector into service; the station tells Available.',
  ],
  operator: [...ACTIONS],
  async run(context) {
    await takesOutOfService(context, CONNECTOR);
    const log = followStatuses(context);
    const fault = await breaks(context, CONNECTOR, CODE);
    const told = await toldFaulted(context, log, CODE, 0);
    const since = log.total;
    await fault.clear();
    if (told) await recovers(context, log, told, { code: CODE, statuses: ['Unavailable'], since });
    await putsBackIntoService(context, CONNECTOR);
  },
});

export const theWholeStation = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_10',
  title: 'A fault of the station as a whole is told of connector 0, and no connector starts anything',
  purpose: 'A station that cannot work says so of itself, takes nobody in, and says when it works again.',
  requirements: [...RESTS, '1.6 §5.11'],
  steps: [
    'The operator brings about an internal error of the station; it tells Faulted of connector 0.',
    'The tester asks for a start on connector 1; whatever is answered, the station starts nothing.',
    'The operator clears it; the station tells of connector 0 that it is Available.',
  ],
  operator: [...ACTIONS],
  async run(context) {
    const { advise, csms, parameters } = context;
    const code = 'InternalError';
    knownTransaction(context);
    const log = followStatuses(context);
    const fault = await breaks(context, 0, code);
    const told = await toldFaulted(context, log, code, 0, 0);
    const idTag = parameters.tokens.valid.idToken;
    const start = { connectorId: CONNECTOR, idTag };
    const { status } = await csms.call('RemoteStartTransaction', start, { status: oneOf('Accepted', 'Rejected') }, [
      '1.6 §5.11',
    ]);
    if (status === 'Accepted')
      advise('start-accepted', 'a start is accepted that cannot come about', '1.6 §5.11', [csms.conversation.last]);
    await csms.forbid('StartTransaction', watched(context), '1.6 §4.9');
    const since = log.total;
    await fault.clear();
    if (told) await recovers(context, log, told, { code, statuses: ['Available'], since });
  },
});

export const staysFaultedAfterABoot = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_15',
  title: 'A fault that is still there after a restart is told again',
  purpose: 'A restart mends nothing, and what is reported after it is the present.',
  requirements: [...RESTS, '1.6 §4.2'],
  steps: [
    'The operator brings about an internal error; the station tells Faulted.',
    'The operator restarts the station; when it has been accepted it tells Faulted with an error again.',
    'The operator clears the fault; the station tells Available.',
  ],
  operator: ['reboot', ...ACTIONS],
  async run(context) {
    const { csms, operator, parameters } = context;
    const code = 'PowerSwitchFailure';
    const log = followStatuses(context);
    const fault = await breaks(context, CONNECTOR, code);
    const told = await toldFaulted(context, log, code, 0);
    await operator.reboot({});
    await csms.expect('BootNotification', {}, '1.6 §4.2', { within: parameters.limits.reboot });
    const place = told?.connectorId === 0 ? 0 : CONNECTOR;
    await csms.expect('StatusNotification', { status: 'Faulted', errorCode: noneOf('NoError') }, RESTS, {
      where: { connectorId: place },
      id: 'StatusNotification-after-boot',
      within: statusWithin(context),
    });
    const since = log.total;
    await fault.clear();
    if (told) await recovers(context, log, told, { code, statuses: ['Available'], since });
  },
});

export const tellsNoMoreThanChanges = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_11',
  title: 'A fault that comes and goes leaves the right word behind, and not more words than changes',
  purpose: 'Flapping may be told or left out; what is told last is the truth.',
  requirements: ['1.6 §4.9'],
  steps: [
    'Four times in a row, the operator brings about a fault of connector 1 and clears it at once.',
    'What the station tells last is Available without an error.',
    'It tells at most one status for each change; that it tells more is an advisory. If it tells none, it tells a fault that lasts.',
  ],
  operator: [...ACTIONS],
  async run(context) {
    const { advise, check, csms, pass } = context;
    const log = followStatuses(context);
    const times = 4;
    for (let i = 0; i < times; i++) {
      const fault = await breaks(context, CONNECTOR, 'OverCurrentFailure');
      await fault.clear();
    }
    await pass(statusWithin(context));
    const told = log.since(0).filter(({ connectorId }) => connectorId === CONNECTOR);
    const last = told.at(-1);
    if (!last) {
      // §4.9: what is too short need not be told. What lasts has to be.
      const fault = await breaks(context, CONNECTOR, CODE);
      const since = log.total;
      const faulted = await toldFaulted(context, log, CODE, 0);
      await fault.clear();
      if (faulted) await recovers(context, log, faulted, { code: CODE, statuses: ['Available'], since });
      return;
    }
    check('last-word', last.status === 'Available' && last.errorCode === 'NoError', {
      title: 'what the station told last is that the connector is available, without an error',
      requirements: '1.6 §4.9',
      frames: [last.n],
      expected: 'Available with NoError',
      actual: `${String(last.status)} with ${String(last.errorCode)}`,
      action: 'StatusNotification',
      asserts: ['status', 'errorCode'],
    });
    const changes = 2 * times;
    if (told.length > changes)
      advise(
        'more-than-changes',
        `${told.length} statuses are told of at most ${changes} changes`,
        '1.6 §4.9',
        told.map(({ n }) => n).concat(csms.conversation.last),
      );
  },
});

export const obeysWhileFaulted = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_06',
  title: 'A faulted connector answers every command, starts nothing, and remembers what it was told',
  purpose: 'Commands during a fault get an answer that fits, and a change of availability holds when it is over.',
  requirements: [...RESTS, '1.6 §5.2', '1.6 §5.11', '1.6 §5.18'],
  steps: [
    'The operator brings about a ground fault of connector 1; the station tells Faulted.',
    'The tester asks for a start on it; whatever is answered, the station starts nothing.',
    'The tester asks to unlock it; every answer that the request has is right.',
    'The tester takes it out of service; the station accepts or refuses, and schedules nothing.',
    'The operator clears the fault; the station tells Unavailable if it had accepted, else Available.',
  ],
  operator: [...ACTIONS],
  async run(context) {
    const { advise, afterwards, csms, parameters } = context;
    knownTransaction(context);
    const log = followStatuses(context);
    const fault = await breaks(context, CONNECTOR, CODE);
    const told = await toldFaulted(context, log, CODE, 0);
    const idTag = parameters.tokens.valid.idToken;
    const remote = await csms.call(
      'RemoteStartTransaction',
      { connectorId: CONNECTOR, idTag },
      { status: oneOf('Accepted', 'Rejected') },
      '1.6 §5.11',
    );
    if (remote.status === 'Accepted')
      advise('start-accepted', 'a start is accepted that cannot come about', '1.6 §5.11', [csms.conversation.last]);
    await csms.forbid('StartTransaction', watched(context), '1.6 §4.9');
    const unlocked = matching('an answer of UnlockConnector', (value) =>
      ['Unlocked', 'UnlockFailed', 'NotSupported'].includes(String(value)),
    );
    await csms.call('UnlockConnector', { connectorId: CONNECTOR }, { status: unlocked }, '1.6 §5.18');
    afterwards(async () => {
      await csms.attempt('ChangeAvailability', { connectorId: CONNECTOR, type: 'Operative' });
      await csms.next('StatusNotification', {
        where: { connectorId: CONNECTOR, status: 'Available' },
        within: parameters.limits.message,
      });
    });
    const { status } = await csms.call(
      'ChangeAvailability',
      { connectorId: CONNECTOR, type: 'Inoperative' },
      { status: oneOf('Accepted', 'Rejected') },
      '1.6 §5.2',
    );
    const since = log.total;
    await fault.clear();
    const statuses = [status === 'Accepted' ? 'Unavailable' : 'Available'];
    if (told) await recovers(context, log, told, { code: CODE, statuses, since });
  },
});

export const tellsItAfterwards = stationCase({
  ...FACTS,
  id: 'FAULT_16_CS_16',
  title: 'A fault that came while the station was offline holds when it is back',
  purpose: 'Nothing starts, whether the fault was told by itself or not, and its end is told.',
  requirements: [...RESTS, '1.6 §3.7', '1.6 §5.11', 'OCPP-J 1.6 §5.4'],
  steps: [
    'The tester cuts the station off; the operator brings about a ground fault of connector 1; the tester lets it in again.',
    'That the station does not tell Faulted by itself is an advisory; it does when it is asked, if it can be asked.',
    'The tester asks for a start on the connector; whatever is answered, nothing starts.',
    'The operator clears the fault; if Faulted was told, the station tells Available.',
  ],
  operator: [...ACTIONS],
  async run(context) {
    const { advise, csms, parameters } = context;
    knownTransaction(context);
    const log = followStatuses(context);
    const cut = await cutsOff(context);
    let fault: Fault | undefined;
    await unseen(context, async () => {
      fault = await breaks(context, CONNECTOR, CODE);
    });
    await comesBack(context, cut);
    const told = await log.until(({ connectorId, status }) => connectorId === CONNECTOR && status === 'Faulted', 0);
    if (!told) {
      advise('untold', 'a fault that came offline is not told', '1.6 §4.9', [csms.conversation.last]);
      const asked = { requestedMessage: 'StatusNotification', connectorId: CONNECTOR } as const;
      const outcome = await csms.attempt('TriggerMessage', asked);
      if (outcome.kind === 'result' && outcome.payload['status'] === 'Accepted')
        await toldFaulted(context, log, CODE, 0);
    }
    const start = { connectorId: CONNECTOR, idTag: parameters.tokens.valid.idToken };
    await csms.call('RemoteStartTransaction', start, { status: oneOf('Accepted', 'Rejected') }, '1.6 §5.11');
    await csms.forbid('StartTransaction', watched(context), '1.6 §4.9');
    const since = log.total;
    await fault?.clear();
    if (told) await recovers(context, log, told, { code: CODE, statuses: ['Available'], since });
  },
});
