/** N07, G01, G05, E06: what a CSMS makes of faults; it takes every one of them, and believes the last word. */
import { csmsCase, idTokenOf, type OnCsms, type Request } from '../../../../harness/peers/ocpp2.js';
import { nextEventId } from '../../../helpers/event-ids.js';
import { agreesIfReadable } from '../../../helpers/read-back.js';
import { authorize, flow, plugIn, plugOut } from '../../../ocpp2/states/csms-charging.js';
import { type Place, placesOf, playStation, type Reason } from '../../../ocpp2/states/csms-session.js';
import { BLOCK, VERSIONS } from '../breaks.js';

const FACTS = { versions: VERSIONS, block: BLOCK, profiles: {}, operator: [] } as const;

type EventData = Request<'NotifyEvent'>['eventData'][number];
type Component = EventData['component'];

/** How a CSMS may word it for people. */
const LOOKS = {
  Faulted: /fault|out of order|defect|error/i,
  Available: /^(?!.*(un|not )avail)(?!.*fault).*(avail|free|idle|ready)/i,
} as const;

/** Judges what the CSMS shows of a connector, where that can be seen. */
const shows = (
  context: OnCsms,
  id: string,
  status: 'Faulted' | 'Available',
  place: Place,
  [action, path]: readonly [string, string] = ['StatusNotification', 'connectorStatus'],
) =>
  agreesIfReadable(context, {
    id,
    title: `the CSMS shows the connector as it was told last: ${status}`,
    what: 'connectorStatus',
    place,
    requirements: 'Part 2 G01',
    frames: [context.station.conversation.last],
    action,
    asserts: [path],
    expected: status,
    agrees: (value) => typeof value === 'string' && LOOKS[status].test(value),
  });

/** Tells that a part has come to be broken, or no longer is. */
async function tell(
  context: OnCsms,
  id: string,
  eventData: readonly (Pick<EventData, 'component' | 'variable' | 'actualValue'> & Partial<EventData>)[],
  requirements: string = 'N07.FR.03',
): Promise<void> {
  const { station } = context;
  const generatedAt = station.now();
  const events = eventData.map((event): EventData => ({
    eventId: nextEventId(context),
    timestamp: generatedAt,
    trigger: 'Delta',
    eventNotificationType: 'HardWiredNotification',
    ...event,
  }));
  const payload = { generatedAt, seqNo: 0, tbc: false, eventData: events };
  await station.call('NotifyEvent', payload, {}, requirements, { id });
}

type Part = readonly [
  component: string,
  variable: 'Active' | 'Problem' | 'Tripped',
  where: 'connector' | 'evse' | 'station',
];

const PARTS: readonly Part[] = [
  ['RCD', 'Tripped', 'evse'],
  ['OverCurrentProtection', 'Active', 'evse'],
  ['PowerContactor', 'Problem', 'evse'],
  ['FiscalMetering', 'Problem', 'evse'],
  ['EVSE', 'Problem', 'evse'],
  ['Connector', 'Problem', 'connector'],
  ['EmergencyStopSensor', 'Active', 'station'],
  ['EmergencyStopSensor', 'Tripped', 'station'],
  ['ElectricalFeed', 'Problem', 'station'],
  ['TokenReader', 'Problem', 'station'],
  ['Controller', 'Problem', 'station'],
  ['ChargingStation', 'Problem', 'station'],
  ['LaddprovContactorHeater', 'Problem', 'evse'],
];

const componentOf = ({ evseId: id, connectorId }: Place, name: string, where: Part[2]): Component => ({
  name,
  ...(where === 'evse' && { evse: { id } }),
  ...(where === 'connector' && { evse: { id, connectorId } }),
});

export const takesProblems = csmsCase({
  ...FACTS,
  id: 'FAULT_2X_CSMS_01',
  restsOn: 'right-from-wrong',
  title: 'A CSMS takes the problem of every part of a station, and its end',
  purpose: 'Standard and vendor-defined parts, tripped, active or broken, are answered, and a lock that fails too.',
  requirements: ['N07.FR.03', 'G05.FR.03'],
  steps: [
    'The tester tells that a lock has failed, and then of each other part that it is broken; the CSMS answers each.',
    'Where its operator can see it, the CSMS shows that the residual current device has tripped.',
    'The tester tells that each is mended; the CSMS answers, and shows so where it can be seen.',
  ],
  async run(context) {
    const { station } = context;
    const { place } = playStation(context, { subject: true });
    const lock = componentOf(place, 'ConnectorPlugRetentionLock', 'connector');
    const problem = { component: lock, variable: { name: 'Problem' } };
    await tell(context, 'lock-failed', [{ ...problem, actualValue: 'true' }], 'G05.FR.03');
    for (const actualValue of ['true', 'false'] as const) {
      for (const [index, [name, variable, where]] of PARTS.entries()) {
        const component = componentOf(place, name, where);
        const id = `${name}-${variable}-${actualValue}`;
        await tell(context, id, [{ component, variable: { name: variable }, actualValue }]);
        if (index > 0) continue;
        await agreesIfReadable(context, {
          id: `shown-${actualValue}`,
          title: `the CSMS shows ${name}.${variable} as it was told: ${actualValue}`,
          what: 'sensorValue',
          name: `${name}.${variable}`,
          place: { evseId: place.evseId },
          requirements: 'N07.FR.03',
          frames: [station.conversation.last],
          action: 'NotifyEvent',
          asserts: ['eventData[0].actualValue'],
          expected: actualValue,
          agrees: (value) => String(value).toLowerCase() === actualValue,
        });
      }
    }
    await tell(context, 'lock-mended', [{ ...problem, actualValue: 'false' }], 'G05.FR.03');
  },
});

export const takesFaultsInEitherForm = csmsCase({
  ...FACTS,
  id: 'FAULT_2X_CSMS_02',
  restsOn: 'right-from-wrong',
  title: 'A CSMS takes a faulted connector, told in either of the two ways, and its end',
  purpose: 'StatusNotification and NotifyEvent mean the same; every connector of a broken station is answered.',
  requirements: ['Part 2 G01', 'N07.FR.03'],
  steps: [
    'The tester reports every connector as Faulted; the CSMS answers and, where its operator can see it, shows so.',
    'The tester reports them as Available; the CSMS answers.',
    'The tester tells Faulted of the first by NotifyEvent, and then Available; the CSMS answers both and shows them where it can be seen.',
  ],
  async run(context) {
    const point = playStation(context, { subject: true });
    const { place } = point;
    const places = placesOf(context.parameters);
    const report = async (status: 'Faulted' | 'Available') => {
      for (const one of places)
        await point.report(status, { place: one, id: `${status}-${one.evseId}.${one.connectorId}` });
    };
    await report('Faulted');
    await shows(context, 'shown-faulted', 'Faulted', place);
    await report('Available');
    await shows(context, 'shown-available', 'Available', place);
    const state = { component: componentOf(place, 'Connector', 'connector'), variable: { name: 'AvailabilityState' } };
    const told = ['NotifyEvent', 'eventData[0].actualValue'] as const;
    await tell(context, 'event-Faulted', [{ ...state, actualValue: 'Faulted' }]);
    await shows(context, 'event-shown-faulted', 'Faulted', place, told);
    await tell(context, 'event-Available', [{ ...state, actualValue: 'Available' }]);
    await shows(context, 'event-shown-available', 'Available', place, told);
  },
});

/** Ends that nobody wished. */
const REASONS: readonly Reason[] = [
  ...(['EmergencyStop', 'GroundFault', 'OvercurrentFault', 'PowerQuality', 'PowerLoss', 'Other'] as const),
];

export const takesTransactionsThatFaultsEnd = csmsCase({
  ...FACTS,
  id: 'FAULT_2X_CSMS_03',
  title: 'A CSMS takes transactions that a fault, a button or the supply has ended',
  purpose: 'Every reason of an abnormal end is answered, and so are the reports around it.',
  requirements: ['E06.FR.16', 'E02.FR.02', 'E01.FR.12', 'J02.FR.19', 'C01.FR.07', 'Part 2 G01'],
  steps: [
    'For each reason, the tester plays a transaction in which energy flows, reports Faulted and ends it with AbnormalCondition.',
    'It reports the connector as Occupied, and as Available when the cable is out; the CSMS answers everything.',
  ],
  async run(context) {
    const point = playStation(context, { subject: true });
    for (const stoppedReason of REASONS) {
      await plugIn(point, 'Started');
      await authorize(context, point, 'Updated');
      await flow(point);
      await point.report('Faulted', { id: `faulted-${stoppedReason}` });
      await point.event('Ended', 'AbnormalCondition', {
        state: 'EVConnected',
        stoppedReason,
        reading: 'Transaction.End',
        id: `ended-${stoppedReason}`,
        requirements: 'E06.FR.16',
      });
      await point.report('Occupied', { id: `recovered-${stoppedReason}` });
      await plugOut(point);
    }
  },
});

export const believesTheLastWord = csmsCase({
  ...FACTS,
  id: 'FAULT_2X_CSMS_04',
  restsOn: 'right-from-wrong',
  title: 'A CSMS keeps up with a fault that comes and goes, and believes the last word',
  purpose: 'Twenty changes without a pause, and twenty events in one message, are answered.',
  requirements: ['Part 2 G01', 'N07.FR.03'],
  steps: [
    'The tester reports the connector as Faulted and as Available, ten times without a pause; the CSMS answers each.',
    'It tells the same of a part in one message of twenty events, with codes and texts as long as they may be; the CSMS answers.',
    'Where its operator can see it, the connector is shown as available; after one more fault, as faulted.',
  ],
  async run(context) {
    const point = playStation(context, { subject: true });
    const { place } = point;
    for (let i = 1; i <= 10; i++) {
      await point.report('Faulted', { id: `faulted-${i}` });
      await point.report('Available', { id: `available-${i}` });
    }
    const component = componentOf(place, 'OverCurrentProtection', 'evse');
    const events = Array.from({ length: 20 }, (_, index) => ({
      component,
      variable: { name: 'Active' },
      actualValue: String(index % 2 === 0),
      ...(index > 0 && { cause: index }),
      techCode: 'E41/07:'.repeat(8).slice(0, 50),
      techInfo: 'Überstrom im Hauptschütz Ω — '.repeat(18).slice(0, 500),
    }));
    await tell(context, 'twenty-events', events);
    await shows(context, 'shown-available', 'Available', place, ['NotifyEvent', 'eventData[0].actualValue']);
    await point.report('Faulted', { id: 'faulted-last' });
    await shows(context, 'shown-faulted', 'Faulted', place);
  },
});

export const sparesADeadEvse = csmsCase({
  ...FACTS,
  id: 'FAULT_2X_CSMS_05',
  restsOn: 'right-from-wrong',
  title: 'A CSMS asks nothing of an EVSE that is dead, and takes a refusal',
  purpose: 'That it starts or reserves there by itself is an advisory; a refusal is taken.',
  requirements: ['Part 2 G01'],
  steps: [
    'The tester reports the connector as Faulted; that the CSMS asks for a start or a reservation there by itself is an advisory.',
    'The operator has the CSMS ask for a start there; the tester refuses. The CSMS may also keep the operator from it.',
    'The tester reports the connector as Available; the CSMS answers as before.',
  ],
  async run(context) {
    const { advise, note, parameters, station } = context;
    const point = playStation(context, { subject: true });
    const { evseId } = point.place;
    const asked: number[] = [];
    const unwatch = station.conversation.watch(({ action, payload, n }) => {
      const dead = payload['evseId'] === evseId;
      if (dead && ['RequestStartTransaction', 'ReserveNow'].includes(action)) asked.push(n);
      return false;
    });
    station.answer('RequestStartTransaction', { status: 'Rejected' });
    station.answer('ReserveNow', { status: 'Faulted' });
    await point.report('Faulted');
    await context.pass(Math.min(parameters.limits.action, 10_000));
    if (asked.length > 0)
      advise('asks-the-dead', 'an EVSE that was told to be Faulted is asked to charge', 'F01.FR.23', asked);
    unwatch();
    station.mark();
    const idToken = idTokenOf(parameters.tokens.valid);
    const answer = await station.conversation.lane.ask({
      role: 'csms',
      action: 'sendRequest',
      args: {
        station: station.identity,
        action: 'RequestStartTransaction',
        payload: { evseId, idToken, remoteStartId: 41 },
      },
      why: 'a start is asked of an EVSE that is faulted (left out if the CSMS keeps from it)',
      within: parameters.limits.operator,
    });
    if (answer.status === 'done')
      await station.next('RequestStartTransaction', { where: { evseId }, within: parameters.limits.action });
    else note(`the CSMS was not made to ask: ${answer.status}, ${answer.reason}`);
    await point.report('Available', { id: 'recovered' });
  },
});
