/** 1.6 §4.9, §7.6: what a central system makes of faults; it takes every one of them, and believes the last word. */
import { csmsCase, type OnCsms, type Request } from '../../../../harness/peers/ocpp16.js';
import { agreesIfReadable } from '../../../helpers/read-back.js';
import { charging } from '../../../ocpp16/states/csms-charging.js';
import { CONNECTOR, playChargePoint } from '../../../ocpp16/states/csms-session.js';

type ErrorCode = Request<'StatusNotification'>['errorCode'];

const FACTS = { versions: ['1.6'], block: 'Faults', profiles: {} } as const;
const RESTS = ['1.6 §4.9', '1.6 §7.6'] as const;

/** Errors that a connector may be Faulted with. */
const FAULTS: readonly ErrorCode[] = [
  ...(['ConnectorLockFailure', 'GroundFailure', 'HighTemperature', 'InternalError', 'OtherError'] as const),
  ...(['OverCurrentFailure', 'OverVoltage', 'PowerMeterFailure', 'PowerSwitchFailure', 'ReaderFailure'] as const),
  ...(['ResetFailure', 'UnderVoltage'] as const),
];

/** Errors with which a station goes on. */
const WARNINGS: readonly ErrorCode[] = ['HighTemperature', 'LocalListConflict', 'ReaderFailure', 'WeakSignal'];

/** How a central system may word it for people. */
const LOOKS = {
  Faulted: /fault|out of order|defect|error/i,
  Available: /^(?!.*(un|not )avail)(?!.*fault).*(avail|free|idle|ready)/i,
} as const;

/** Judges what the central system shows of a connector, where that can be seen. */
const shows = (
  { station, ...context }: OnCsms,
  id: string,
  status: 'Faulted' | 'Available',
  connectorId: number = CONNECTOR,
) =>
  agreesIfReadable(
    { station, ...context },
    {
      id,
      title: `the central system shows connector ${connectorId} as it was told last: ${status}`,
      what: 'connectorStatus',
      place: { connectorId },
      requirements: '1.6 §4.9',
      frames: [station.conversation.last],
      action: 'StatusNotification',
      asserts: ['status'],
      expected: status,
      agrees: (value) => typeof value === 'string' && LOOKS[status].test(value),
    },
  );

export const takesEveryFault = csmsCase({
  ...FACTS,
  id: 'FAULT_16_CSMS_01',
  restsOn: 'right-from-wrong',
  title: 'A central system takes every error that a connector can be faulted with, and its end',
  purpose: 'None of them is answered with an error, and a faulted connector is shown as one.',
  requirements: RESTS,
  steps: [
    'For each error, the tester reports connector 1 as Faulted with it, and then as Available; the central system answers both.',
    'Where its operator can see it, the connector is shown as faulted after the first, and as available after the last.',
  ],
  operator: [],
  async run(context) {
    const point = playChargePoint(context, { subject: true });
    for (const [index, errorCode] of FAULTS.entries()) {
      await point.report('Faulted', { errorCode, id: `faulted-${errorCode}`, requirements: RESTS });
      if (index === 0) await shows(context, 'shown-faulted', 'Faulted');
      await point.report('Available', { id: `recovered-${errorCode}` });
    }
    await shows(context, 'shown-available', 'Available');
  },
});

export const takesWarnings = csmsCase({
  ...FACTS,
  id: 'FAULT_16_CSMS_02',
  restsOn: 'right-from-wrong',
  title: 'A central system takes warnings for what they are: the connector can be used',
  purpose: 'An error with another status than Faulted is answered, and the connector is not shown as faulted.',
  requirements: RESTS,
  steps: [
    'The tester reports connector 1 as Available with errors that are warnings; the central system answers each.',
    'The tester plugs in and reports that the EV does not talk; the central system answers.',
    'Where its operator can see it, the connector is not shown as faulted.',
  ],
  operator: [],
  async run(context) {
    const point = playChargePoint(context, { subject: true });
    for (const errorCode of WARNINGS)
      await point.report('Available', { errorCode, id: `warning-${errorCode}`, requirements: RESTS });
    await shows(context, 'shown-available', 'Available');
    await point.report('Preparing');
    await point.report('Preparing', { errorCode: 'EVCommunicationError', id: 'warning-EVCommunicationError' });
    await point.report('Available', { id: 'recovered' });
  },
});

export const takesAFaultOfTheStation = csmsCase({
  ...FACTS,
  id: 'FAULT_16_CSMS_03',
  restsOn: 'right-from-wrong',
  title: 'A central system takes a fault of the station with all that its maker has to say',
  purpose: 'Connector 0, and vendor fields as long as they may be and in any script, are answered.',
  requirements: ['1.6 §4.9', '1.6 §6.47'],
  steps: [
    'The tester reports connector 0 as Faulted, with an info, a vendor and an error of its own that are as long as they may be.',
    'Where its operator can see it, the station is shown as faulted.',
    'The tester reports connector 0 as Available; the central system answers.',
  ],
  operator: [],
  async run(context) {
    const { station } = context;
    const point = playChargePoint(context, { subject: true });
    await point.report('Faulted', { connectorId: 0, errorCode: 'InternalError', id: 'station-faulted' });
    await shows(context, 'shown-faulted', 'Faulted', 0);
    const full: Request<'StatusNotification'> = {
      connectorId: 0,
      status: 'Faulted',
      errorCode: 'OtherError',
      timestamp: station.now(),
      info: 'Überstrom im Hauptschütz Ω — L3, Modul 07 — »E41«'.slice(0, 50).padEnd(50, '.'),
      vendorId: 'laddprov.'.repeat(29).slice(0, 255),
      vendorErrorCode: 'E41/07:'.repeat(8).slice(0, 50),
    };
    await station.call('StatusNotification', full, {}, '1.6 §6.47', { id: 'vendor-fields' });
    await point.report('Available', { connectorId: 0, id: 'station-available' });
  },
});

export const takesTransactionsThatFaultsEnd = csmsCase({
  ...FACTS,
  id: 'FAULT_16_CSMS_04',
  restsOn: 'right-from-wrong',
  title: 'A central system takes transactions that a fault, a button or the supply has ended',
  purpose: 'Every reason of an end that nobody wished is answered, before and after the report of the fault.',
  requirements: ['1.6 §4.8', '1.6 §4.9', '1.6 §4.10'],
  from: charging,
  steps: [
    'The tester ends the running transaction with EmergencyStop and reports Faulted; the central system answers both.',
    'It starts others, reports Faulted first, and ends them with Other and with PowerLoss; all is answered.',
    'Where the operator can see it, the connector is shown as faulted.',
  ],
  operator: [],
  async run(context, { point }) {
    const idTag = context.parameters.tokens.valid.idToken;
    await point.stop('EmergencyStop');
    await point.report('Finishing', { id: 'finishing-EmergencyStop' });
    await point.report('Faulted', { errorCode: 'OtherError', id: 'faulted-EmergencyStop' });
    await point.report('Finishing', { id: 'recovered-EmergencyStop' });
    for (const [reason, errorCode] of [
      ['Other', 'GroundFailure'],
      ['PowerLoss', 'UnderVoltage'],
    ] as const) {
      await point.report('Preparing', { id: `preparing-${reason}` });
      await point.start(idTag, { id: `started-${reason}` });
      await point.report('Charging', { id: `charging-${reason}` });
      await point.report('Faulted', { errorCode, id: `faulted-${reason}` });
      await point.stop(reason);
      if (reason === 'Other') await point.report('Charging', { id: `recovered-${reason}` });
      if (reason === 'Other') await point.report('Finishing', { id: `finishing-${reason}` });
    }
    await shows(context, 'shown-faulted', 'Faulted');
  },
});

export const believesTheLastWord = csmsCase({
  ...FACTS,
  id: 'FAULT_16_CSMS_05',
  restsOn: 'right-from-wrong',
  title: 'A central system keeps up with a fault that comes and goes, and believes the last word',
  purpose: 'Twenty changes without a pause are answered one by one.',
  requirements: ['1.6 §4.9'],
  steps: [
    'The tester reports connector 1 as Faulted and as Available, ten times without a pause; the central system answers each.',
    'Where its operator can see it, the connector is shown as available; after one more fault, as faulted.',
  ],
  operator: [],
  async run(context) {
    const point = playChargePoint(context, { subject: true });
    for (let i = 1; i <= 10; i++) {
      await point.report('Faulted', { errorCode: 'OverCurrentFailure', id: `faulted-${i}` });
      await point.report('Available', { id: `available-${i}` });
    }
    await shows(context, 'shown-available', 'Available');
    await point.report('Faulted', { errorCode: 'OverCurrentFailure', id: 'faulted-last' });
    await shows(context, 'shown-faulted', 'Faulted');
  },
});

export const sparesADeadConnector = csmsCase({
  ...FACTS,
  id: 'FAULT_16_CSMS_06',
  restsOn: 'right-from-wrong',
  title: 'A central system asks nothing of a connector that is dead, and takes a refusal',
  purpose: 'That it starts or reserves there by itself is an advisory; when it is refused, nothing is charged.',
  requirements: RESTS,
  steps: [
    'The tester reports connector 1 as Faulted; that the central system asks for a start or a reservation there by itself is an advisory.',
    'The operator has the central system ask for a start on connector 1; the tester refuses. It may also keep the operator from it.',
    'The tester reports the connector as Available; the central system answers as before.',
  ],
  operator: [],
  async run(context) {
    const { advise, note, parameters, station } = context;
    const point = playChargePoint(context, { subject: true });
    const { lane } = station.conversation;
    const asked: number[] = [];
    const unwatch = station.conversation.watch(({ action, payload, n }) => {
      const dead = payload['connectorId'] === CONNECTOR;
      if (dead && ['RemoteStartTransaction', 'ReserveNow'].includes(action)) asked.push(n);
      return false;
    });
    station.answer('RemoteStartTransaction', { status: 'Rejected' });
    station.answer('ReserveNow', { status: 'Faulted' });
    await point.report('Faulted', { errorCode: 'GroundFailure', requirements: RESTS });
    await context.pass(Math.min(parameters.limits.action, 10_000));
    if (asked.length > 0)
      advise('asks-the-dead', 'a connector that was told to be Faulted is asked to charge', '1.6 §4.9', asked);
    unwatch();
    const idTag = parameters.tokens.valid.idToken;
    station.mark();
    const answer = await lane.ask({
      role: 'csms',
      action: 'sendRequest',
      args: {
        station: station.identity,
        action: 'RemoteStartTransaction',
        payload: { connectorId: CONNECTOR, idTag },
      },
      why: 'a start is asked of a connector that is faulted (left out if the central system keeps from it)',
      within: parameters.limits.operator,
    });
    if (answer.status === 'done')
      await station.next('RemoteStartTransaction', {
        where: { connectorId: CONNECTOR },
        within: parameters.limits.action,
      });
    else note(`the central system was not made to ask: ${answer.status}, ${answer.reason}`);
    await point.report('Available', { id: 'recovered' });
  },
});
