/** G01, N07, B07: a CSMS that keeps the last word on every connector, in whichever way it is told. */
import { between, csmsCase, type OnCsms, type Request } from '../../../../harness/peers/ocpp2.js';
import { nextEventId } from '../../../helpers/event-ids.js';
import { reported, sendReport } from '../../../ocpp2/states/csms-report.js';
import { type Place, playStation, placesOf, type Status } from '../../../ocpp2/states/csms-session.js';
import { showsStatus } from '../../shown.js';

const FACTS = { versions: ['2.0.1', '2.1'], block: 'Station information', profiles: {} } as const;
const DAY = [
  'Occupied',
  'Available',
  'Reserved',
  'Occupied',
  'Available',
  'Unavailable',
  'Available',
  'Faulted',
  'Available',
] as const satisfies readonly Status[];

const shows = (context: OnCsms, place: Place, moment: string, status: Status, requirements = 'Part 2 G01') =>
  showsStatus(context, { moment, status, place, requirements });

type EventData = Request<'NotifyEvent'>['eventData'][number];

/** One connector's status as an event. */
const eventOf = (eventId: number, { evseId: id, connectorId }: Place, actualValue: Status, at: string): EventData => ({
  eventId,
  timestamp: at,
  trigger: 'Delta',
  actualValue,
  eventNotificationType: 'HardWiredNotification',
  component: { name: 'Connector', evse: { id, connectorId } },
  variable: { name: 'AvailabilityState' },
});

export const followsADay = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_06',
  restsOn: 'right-from-wrong',
  title: 'A CSMS follows a connector through a day of status notifications',
  purpose: 'Every status is answered and, where the operator can see it, shown as the present one.',
  requirements: ['Part 2 G01'],
  steps: [
    'The tester reports each status that a connector may have; each is answered, and shown where that can be seen.',
  ],
  operator: [],
  async run(context) {
    const point = playStation(context, { subject: true });
    for (const [index, status] of DAY.entries()) {
      const moment = `${index + 1}-${status}`;
      await point.report(status, { id: `StatusNotification-${moment}` });
      await shows(context, point.place, moment, status);
    }
  },
});

export const followsADayOfEvents = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_07',
  restsOn: 'right-from-wrong',
  title: 'A CSMS follows connectors through a day of events',
  purpose: 'The availability of a connector may come as an event in place of a status, several in one message.',
  requirements: ['N07.FR.03'],
  steps: [
    'The tester tells each status as an event of the connector; each is answered, and shown where that can be seen.',
    'The tester tells of all connectors in one message; it is answered, and the last of them shown so.',
  ],
  operator: [],
  async run(context) {
    const { station, parameters } = context;
    const places = placesOf(parameters);
    const [place = { evseId: 1, connectorId: 1 }] = places;
    const tell = (id: string, where: readonly Place[], status: Status) => {
      const generatedAt = station.now();
      const eventData = where.map((one) => eventOf(nextEventId(context), one, status, generatedAt));
      const [first, ...rest] = eventData;
      if (!first) return Promise.resolve({});
      const payload = { generatedAt, seqNo: 0, tbc: false, eventData: [first, ...rest] as const };
      return station.call('NotifyEvent', { ...payload, eventData: [first, ...rest] }, {}, 'N07.FR.03', {
        id: `NotifyEvent-${id}`,
      });
    };
    context.afterwards(() => tell('end', places, 'Available'));
    for (const [index, status] of DAY.entries()) {
      const moment = `${index + 1}-${status}`;
      await tell(moment, [place], status);
      await shows(context, place, moment, status, 'N07.FR.03');
    }
    await tell('all', places, 'Unavailable');
    await shows(context, places.at(-1) ?? place, 'all', 'Unavailable', 'N07.FR.03');
  },
});

export const keepsTheLastWordOverConnections = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_08',
  restsOn: 'right-from-wrong',
  title: 'A CSMS keeps the last word over a lost connection and over a boot',
  purpose: 'What is told after coming back replaces what was told before, and what a boot reports replaces all.',
  requirements: ['B01.FR.02', 'Part 2 G01'],
  steps: [
    'The tester reports Occupied, drops the connection, comes back without a boot and reports Available: that is shown.',
    'The tester reports Occupied, drops the connection, comes back and boots: what it then reports is shown.',
  ],
  operator: [],
  async run(context) {
    const { station } = context;
    const point = playStation(context, { subject: true });
    await point.report('Occupied', { id: 'StatusNotification-before' });
    station.drop();
    await station.connect('Part 2 G01');
    await point.report('Available', { id: 'StatusNotification-back' });
    await shows(context, point.place, 'back', 'Available');
    await point.report('Occupied', { id: 'StatusNotification-again' });
    station.drop();
    await station.connect('B01.FR.02');
    await point.boot('Watchdog');
    await shows(context, point.place, 'booted', 'Available');
  },
});

/** How much older the late word is, in milliseconds. */
const OLD = 60_000;

export const isNotMisledByALateWord = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_09',
  restsOn: 'right-from-wrong',
  title: 'A CSMS takes a status that comes late, and goes on showing the present one',
  purpose: 'The late messages are answered; which of the statuses is shown is good practice and no more.',
  requirements: ['N07.FR.03', 'Part 2 G01'],
  steps: [
    'The tester reports Available, and then Occupied, as a status and as an event, with a time a minute before that.',
    'All are answered. Where the operator can see it, Available is shown; anything else is advised on.',
  ],
  operator: [],
  async run(context) {
    const { station, now, parameters } = context;
    const [place = { evseId: 1, connectorId: 1 }] = placesOf(parameters);
    const time = (at: number) => new Date(Math.trunc(at)).toISOString();
    const report = (id: string, connectorStatus: Status, at: number) =>
      station.call('StatusNotification', { ...place, connectorStatus, timestamp: time(at) }, {}, 'Part 2 G01', {
        id: `StatusNotification-${id}`,
        ...(id === 'late' && { deliberate: 'an old time' }),
      });
    context.afterwards(() => report('end', 'Available', now()));
    await report('present', 'Available', now());
    await report('late', 'Occupied', now() - OLD);
    const eventData = eventOf(1, place, 'Occupied', time(now() - OLD));
    await station.call('NotifyEvent', { generatedAt: time(now()), seqNo: 0, eventData: [eventData] }, {}, 'N07.FR.03', {
      deliberate: 'an old time',
    });
    await showsStatus(context, {
      moment: 'late',
      status: 'Available',
      place,
      requirements: 'Part 2 G01',
      advice: true,
    });
  },
});

export const readsStatusesInAReport = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_10',
  title: 'A CSMS reads the places of a station, and their availability, from its report',
  purpose: 'EVSEs and connectors come in parts; every part is answered, and the report does not undo what was told.',
  requirements: ['Part 2 B07', 'Part 2 G01'],
  steps: [
    'The tester reports Occupied of a connector.',
    'The operator has the CSMS send GetBaseReport for FullInventory; the tester accepts.',
    'The tester sends a report with each EVSE and connector in a part of its own; the CSMS answers each.',
    'Where its operator can see it, the CSMS shows the connector as Occupied.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator, parameters } = context;
    const point = playStation(context, { subject: true });
    const { place } = point;
    await point.report('Occupied');
    const reportBase = 'FullInventory';
    station.answer(
      'GetBaseReport',
      (request) => (request.reportBase === reportBase ? { status: 'Accepted' } : undefined),
      {
        times: 1,
      },
    );
    await operator.sendRequest({ action: 'GetBaseReport', payload: { requestId: 3, reportBase } });
    const { payload } = await station.expect('GetBaseReport', { requestId: between(0, 2_147_483_647) }, 'Part 2 B07', {
      where: { reportBase },
    });
    const list = {
      dataType: 'OptionList',
      valuesList: 'Available,Occupied,Reserved,Unavailable,Faulted',
      supportsMonitoring: true,
    } as const;
    const stateOf = ({ evseId, connectorId }: Place) =>
      evseId === place.evseId && connectorId === place.connectorId ? 'Occupied' : 'Available';
    const parts = placesOf(parameters).map((one) => {
      const { evseId: id, connectorId } = one;
      return [
        reported({ name: 'EVSE', evse: { id } }, 'AvailabilityState', stateOf(one), list, 'ReadOnly'),
        reported({ name: 'Connector', evse: { id, connectorId } }, 'AvailabilityState', stateOf(one), list, 'ReadOnly'),
      ];
    });
    await sendReport(context, payload.requestId, parts);
    await shows(context, place, 'reported', 'Occupied');
  },
});
