/** B01, G02: what a charging station says of itself, and the time that it is told, for a CSMS. */
import { csmsCase, near, type Request } from '../../../../harness/peers/ocpp2.js';
import { playStation } from '../../../ocpp2/states/csms-session.js';
import { CLOCK, showsOnline } from '../../shown.js';

const FACTS = { versions: ['2.0.1', '2.1'], block: 'Station information', profiles: {}, operator: [] } as const;
type Identity = Request<'BootNotification'>['chargingStation'];

/** As long as the field may be. */
const long = (text: string, length: number): string => text.padEnd(length, '-0123456789').slice(0, length);

const boots = (id: string, title: string, purpose: string, first: string, identity: (own: string) => Identity) =>
  csmsCase({
    ...FACTS,
    id,
    title,
    purpose,
    restsOn: 'right-from-wrong',
    requirements: ['B01.FR.02', 'Part 2 G01'],
    connect: 'connected',
    steps: [
      `The tester boots with ${first}; the CSMS accepts.`,
      'The tester boots as usual and reports its connectors; the CSMS accepts.',
    ],
    async run(context) {
      const { station } = context;
      await station.call(
        'BootNotification',
        { reason: 'PowerUp', chargingStation: identity(station.identity.slice(0, 25)) },
        { status: 'Accepted' },
        'B01.FR.02',
        { id: 'BootNotification-first', goOn: true, deliberate: 'other names than before' },
      );
      await playStation(context).boot('PowerUp');
    },
  });

export const takesTheLongest = boots(
  'INFO_2X_CSMS_01',
  'A CSMS registers a station whose names are as long as may be',
  'Every field of the boot, the modem among them, at its greatest length is accepted.',
  'every field at its greatest length',
  (serialNumber) => ({
    vendorName: long('laddprov', 50),
    model: long('impersonated', 20),
    serialNumber,
    firmwareVersion: long('1.0.0', 50),
    modem: { iccid: long('89', 20).replaceAll('-', '0'), imsi: long('262', 20).replaceAll('-', '0') },
  }),
);

export const takesTheShortest = boots(
  'INFO_2X_CSMS_02',
  'A CSMS registers a station that says no more of itself than it must',
  'A boot with the required fields alone, of one letter each, is accepted.',
  'vendor and model alone, of one letter each',
  () => ({ vendorName: 'L', model: 'i' }),
);

export const takesEveryAlphabet = boots(
  'INFO_2X_CSMS_03',
  'A CSMS registers a station whose names are in other alphabets',
  'Strings may have every character of UTF-8; their length is counted in characters.',
  'vendor, model and firmware in several alphabets',
  (serialNumber) => ({
    vendorName: 'Élan Ladestationen Größe Ω ЗАРЯД شحن',
    model: '充電器充電器充電器充電器充電器充電器充電',
    serialNumber,
    firmwareVersion: 'v1.0–β “nightly”',
  }),
);

export const tellsTheTime = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_04',
  restsOn: 'right-from-wrong',
  title: 'A CSMS tells the time, in the boot and at every heartbeat',
  purpose: 'It is the present, in every answer that tells it.',
  requirements: ['B01.FR.02', 'G02.FR.03', 'Part 2 G01'],
  connect: 'connected',
  steps: [
    'The tester boots and reports its connectors; the answer tells the present.',
    'The tester sends Heartbeat three times, some seconds apart; each answer tells the present.',
  ],
  async run(context) {
    const { station, now, pass } = context;
    await playStation(context).boot('PowerUp');
    for (const id of ['first', 'second', 'third']) {
      await pass(3_000);
      await station.call('Heartbeat', {}, { currentTime: near(now(), CLOCK) }, 'G02.FR.03', {
        id: `Heartbeat-${id}`,
      });
    }
  },
});

export const knowsWhetherItIsThere = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_05',
  restsOn: 'right-from-wrong',
  title: 'A CSMS takes every message for a sign that the station is there',
  purpose: 'What it shows of the connection follows it: there, gone, and there again without a boot.',
  requirements: ['G02.FR.03', 'G02.FR.04'],
  steps: [
    'The tester sends Heartbeat; the CSMS answers and, where its operator can see it, shows it as connected.',
    'The tester drops the connection; that it is shown as gone is good practice.',
    'The tester comes back; Heartbeat is answered, and the CSMS shows it as connected.',
  ],
  async run(context) {
    const { station, pass } = context;
    await station.call('Heartbeat', {}, {}, 'G02.FR.03', { id: 'Heartbeat-before' });
    await showsOnline(context, 'before', true, 'G02.FR.04');
    station.drop();
    await pass(3_000);
    await showsOnline(context, 'gone', false, 'good practice', true);
    await station.connect('G02.FR.04');
    await station.call('Heartbeat', {}, {}, 'G02.FR.03', { id: 'Heartbeat-after' });
    await showsOnline(context, 'after', true, 'G02.FR.04');
  },
});
