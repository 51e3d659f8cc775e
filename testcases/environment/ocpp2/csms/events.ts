/** Events of sensors as they come in the field: in parts, out of order, of unknown things, in a hurry (N07). */
import { csmsCase, type OnCsms } from '../../../../harness/peers/ocpp2.js';
import { eventIdOf } from '../../../helpers/event-ids.js';
import { playStation } from '../../../ocpp2/states/csms-session.js';
import { type Component, type EventData, OF_EVENT, sensorOf, shows, tell } from '../states/csms-events.js';

const MINUTE = 60_000;
/** How many messages come one right after another. */
const HURRY = 60;

const timeAgo = ({ now }: OnCsms, ago: number): string => new Date(Math.trunc(now() - ago)).toISOString();

const HARD_WIRED = { trigger: 'Delta', eventNotificationType: 'HardWiredNotification' } as const;

export const takesEventsInParts = csmsCase({
  id: 'ENV_2X_CSMS_03',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS takes events in several parts, with ids in no order',
  purpose: 'It answers each part, and shows the value that is the newest by its time.',
  profiles: {},
  requirements: ['N07.FR.03'],
  steps: [
    'The tester sends a report of events in three parts, each with several events of sensors; the CSMS answers each part.',
    'Where its operator can see it, the CSMS shows the newest temperature.',
  ],
  operator: [],
  async run(context) {
    const { station } = context;
    const point = playStation(context);
    const generatedAt = station.now();
    const warm = (local: number, minutes: number, value: number): EventData => ({
      ...HARD_WIRED,
      eventId: eventIdOf(context, local),
      timestamp: timeAgo(context, minutes * MINUTE),
      actualValue: String(value),
      component: sensorOf(point),
      variable: { name: 'Temperature' },
    });
    const parts: readonly (readonly [EventData, ...EventData[]])[] = [
      [warm(90, 9, 31.5), warm(12, 8, 33.5)],
      [warm(40, 6, 38.5), warm(3, 5, 41.5), warm(41, 4, 44.5)],
      // Just now: nothing that was told before is newer.
      [warm(2, 0, 49.5)],
    ];
    for (const [seqNo, eventData] of parts.entries())
      await station.call(
        'NotifyEvent',
        { generatedAt, seqNo, tbc: seqNo < parts.length - 1, eventData: [...eventData] },
        {},
        'N07.FR.03',
        { id: `NotifyEvent-part-${seqNo}`, ...(seqNo < 2 && { deliberate: 'events that were kept for a while' }) },
      );
    await shows(context, point, 'newest-shown', 49.5, [station.conversation.last], OF_EVENT);
  },
});

export const keepsTheNewestEvent = csmsCase({
  id: 'ENV_2X_CSMS_04',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS takes an old event after a newer one',
  purpose:
    'It answers both, as with events that were kept while offline; that it shows the newer one is good practice.',
  profiles: {},
  requirements: ['N07.FR.03'],
  steps: [
    'The tester tells a temperature of now, and then one that is ten minutes old; the CSMS answers both.',
    'Where its operator can see it, the CSMS shows the newer one.',
    'The tester tells the next temperature; the CSMS answers and, where its operator can see it, shows that one.',
  ],
  operator: [],
  async run(context) {
    const { station } = context;
    const point = playStation(context);
    const about = { ...HARD_WIRED, component: sensorOf(point), variable: { name: 'Temperature' } };
    const newer = await tell(context, 'new', { ...about, eventId: 2, actualValue: '52.5' });
    const timestamp = timeAgo(context, 10 * MINUTE);
    const eventData = [{ ...about, eventId: eventIdOf(context, 1), actualValue: '18.5', timestamp }] as const;
    const payload = { generatedAt: station.now(), seqNo: 0, tbc: false, eventData: [...eventData] };
    await station.call('NotifyEvent', { ...payload, eventData: [eventData[0]] }, {}, 'N07.FR.03', {
      id: 'NotifyEvent-old',
      deliberate: 'an old event after a newer one, as from a queue',
    });
    const frames = [newer, station.conversation.last];
    await shows(context, point, 'newest-shown', 52.5, frames, { ...OF_EVENT, advice: true });
    const next = await tell(context, 'next', { ...about, eventId: 3, actualValue: '53.5' });
    await shows(context, point, 'next-shown', 53.5, [next], OF_EVENT);
  },
});

interface Odd {
  readonly id: string;
  readonly component: Component;
  readonly variable: EventData['variable'];
  readonly actualValue: string;
  readonly more?: Partial<EventData>;
}

/** Standard sensors, sensors of a maker, and what no CSMS can know, at the limits of the fields. */
const ODD: readonly Odd[] = [
  { id: 'humidity', component: { name: 'HumiditySensor' }, variable: { name: 'Humidity' }, actualValue: '94.5' },
  { id: 'flood', component: { name: 'FloodSensor' }, variable: { name: 'Height' }, actualValue: '0.25' },
  { id: 'tilt', component: { name: 'TiltSensor' }, variable: { name: 'Angle' }, actualValue: '-31.5' },
  { id: 'shock', component: { name: 'ShockSensor' }, variable: { name: 'Force' }, actualValue: '880' },
  { id: 'light', component: { name: 'LightSensor' }, variable: { name: 'Light' }, actualValue: '50000' },
  { id: 'door', component: { name: 'CaseAccessSensor' }, variable: { name: 'Active' }, actualValue: 'true' },
  {
    id: 'air',
    component: { name: 'LaddprovAirQualitySensor', instance: 'inlet' },
    variable: { name: 'ParticulateMatter', instance: '2.5' },
    actualValue: '381',
  },
  {
    id: 'long',
    component: { name: 'L'.repeat(50), instance: 'I'.repeat(50) },
    variable: { name: 'V'.repeat(50), instance: 'i'.repeat(50) },
    actualValue: 'x'.repeat(1000),
    more: { techCode: 'T'.repeat(50), techInfo: 'é'.repeat(500) },
  },
  // N07.FR.10: what can only be written has no value to tell.
  { id: 'empty', component: { name: 'LaddprovProbe' }, variable: { name: 'Secret' }, actualValue: '' },
  {
    id: 'unknown-monitor',
    component: { name: 'TemperatureSensor', instance: 'spare' },
    variable: { name: 'Temperature' },
    actualValue: '-40',
    more: { variableMonitoringId: 2_000_000_000, trigger: 'Periodic', eventNotificationType: 'CustomMonitor' },
  },
];

export const takesUnknownSensors = csmsCase({
  id: 'ENV_2X_CSMS_05',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS takes events of sensors that it does not know',
  purpose: 'A component or monitor that it has never heard of, and values at the limits of the fields, are no errors.',
  profiles: {},
  requirements: ['N07.FR.03'],
  steps: [
    'The tester tells of humidity, water, tilt, blows, light and the door; the CSMS answers each.',
    'The tester tells of a maker’s own sensor, of names and values as long as they may be, of an empty value, and of a monitor that nobody has set; the CSMS answers each.',
    'The tester tells a temperature; the CSMS answers and, where its operator can see it, shows that value.',
  ],
  operator: [],
  async run(context) {
    for (const [index, { id, more, ...event }] of ODD.entries())
      await tell(context, id, { ...HARD_WIRED, ...event, ...more, eventId: index + 1 });
    const point = playStation(context);
    const known = { component: sensorOf(point), variable: { name: 'Temperature' } };
    const last = await tell(context, 'known', { ...HARD_WIRED, ...known, eventId: 100, actualValue: '37.5' });
    await shows(context, point, 'known-shown', 37.5, [last], OF_EVENT);
  },
});

export const keepsUpWithEvents = csmsCase({
  id: 'ENV_2X_CSMS_06',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'Environment',
  title: 'A CSMS keeps up with a sensor that tells something all the time',
  purpose: 'Every message is answered, and the last value is what it shows.',
  profiles: {},
  requirements: ['N07.FR.03'],
  steps: [
    `The tester tells a periodic value ${HURRY} times, each as soon as the one before is answered; the CSMS answers each.`,
    'Where its operator can see it, the CSMS shows the last one.',
  ],
  operator: [],
  async run(context) {
    const { station, check } = context;
    const point = playStation(context);
    const about = {
      component: sensorOf(point),
      variable: { name: 'Temperature' },
      trigger: 'Periodic',
      variableMonitoringId: 4,
      eventNotificationType: 'CustomMonitor',
    } as const;
    const missed: string[] = [];
    let answer = station.conversation.last;
    for (let index = 0; index < HURRY; index++) {
      const timestamp = station.now();
      const eventData = [
        { ...about, eventId: eventIdOf(context, index), timestamp, actualValue: String(30 + index / 10) },
      ];
      const outcome = await station.attempt('NotifyEvent', { generatedAt: timestamp, seqNo: 0, tbc: false, eventData });
      if (outcome.kind !== 'result') missed.push(`${index + 1}: ${outcome.kind}`);
      if ('answer' in outcome) answer = outcome.answer;
    }
    check('all-answered', missed.length === 0, {
      title: `the CSMS answers each of the ${HURRY} messages`,
      requirements: 'N07.FR.03',
      frames: [answer],
      expected: 'a result for each of them',
      actual: missed.length === 0 ? 'a result for each of them' : `not so: ${missed.slice(0, 10).join(', ')}`,
      action: 'NotifyEvent',
    });
    const last = await tell(context, 'last', { ...about, eventId: HURRY, actualValue: '46.5' });
    await shows(context, point, 'last-shown', 46.5, [last], OF_EVENT);
  },
});
