/** 1.6 §4.9: a central system that keeps the last word on every connector. */
import { csmsCase, type OnCsms, type Request } from '../../../../harness/peers/ocpp16.js';
import { CONNECTOR, playChargePoint, type Status } from '../../../ocpp16/states/csms-session.js';
import { showsStatus } from '../../shown.js';

const FACTS = { versions: ['1.6'], block: 'Station information', profiles: {}, operator: [] } as const;

const shows = (context: OnCsms, moment: string, status: Status, connectorId = CONNECTOR, advice?: true) =>
  showsStatus(context, { moment, status, place: { connectorId }, requirements: '1.6 §4.9', ...(advice && { advice }) });

/** A day of one connector; the way is legal by the table of §4.9. */
const DAY = [
  'Preparing',
  'Charging',
  'SuspendedEV',
  'SuspendedEVSE',
  'Finishing',
  'Available',
  'Reserved',
  'Available',
  'Unavailable',
  'Available',
] as const satisfies readonly Status[];

export const followsADay = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_04',
  restsOn: 'right-from-wrong',
  title: 'A central system follows a connector through a day',
  purpose: 'Every status is answered and, where the operator can see it, shown as the present one.',
  requirements: ['1.6 §4.9'],
  steps: [
    'The tester reports each status that a connector may have; each is answered, and shown where that can be seen.',
  ],
  async run(context) {
    const point = playChargePoint(context, { subject: true });
    for (const [index, status] of DAY.entries()) {
      const moment = `${index + 1}-${status}`;
      await point.report(status, { id: `StatusNotification-${moment}` });
      await shows(context, moment, status);
    }
  },
});

export const takesAFaultWithAllItsWords = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_05',
  restsOn: 'right-from-wrong',
  title: 'A central system takes a fault with all that a maker may say of it',
  purpose: 'Information and vendor codes at their greatest length are taken, Faulted is shown, and so is its end.',
  requirements: ['1.6 §4.9', '1.6 §6.47'],
  steps: [
    'The tester reports Faulted with info, vendorId and vendorErrorCode as long as they may be; it is answered and shown.',
    'The tester reports Available; it is answered and shown.',
  ],
  async run(context) {
    const { station } = context;
    const told = (status: 'Faulted' | 'Available', more: Partial<Request<'StatusNotification'>>) =>
      station.call(
        'StatusNotification',
        { connectorId: CONNECTOR, status, errorCode: 'NoError', timestamp: station.now(), ...more },
        {},
        ['1.6 §4.9', '1.6 §6.47'],
        { id: `StatusNotification-${status}` },
      );
    context.afterwards(() =>
      station.attempt('StatusNotification', { connectorId: CONNECTOR, status: 'Available', errorCode: 'NoError' }),
    );
    await told('Faulted', {
      errorCode: 'GroundFailure',
      info: 'i'.repeat(50),
      vendorId: 'v'.repeat(255),
      vendorErrorCode: 'e'.repeat(50),
    });
    await shows(context, 'Faulted', 'Faulted');
    await told('Available', {});
    await shows(context, 'recovered', 'Available');
  },
});

export const keepsTheLastWordOverConnections = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_06',
  restsOn: 'right-from-wrong',
  title: 'A central system keeps the last word over a lost connection and over a boot',
  purpose: 'What is told after coming back replaces what was told before, and what a boot reports replaces all.',
  requirements: ['1.6 §4.2', '1.6 §4.9'],
  steps: [
    'The tester reports Preparing, drops the connection, comes back without a boot and reports Available: that is shown.',
    'The tester reports Preparing, drops the connection, comes back and boots: what it then reports is shown.',
  ],
  async run(context) {
    const { station } = context;
    const point = playChargePoint(context, { subject: true });
    await point.report('Preparing', { id: 'StatusNotification-before' });
    station.drop();
    await station.connect('1.6 §4.9');
    await point.report('Available', { id: 'StatusNotification-back' });
    await shows(context, 'back', 'Available');
    await point.report('Preparing', { id: 'StatusNotification-again' });
    station.drop();
    await station.connect('1.6 §4.2');
    await point.boot();
    await shows(context, 'booted', 'Available');
  },
});

/** How much older the late word is, in milliseconds. */
const OLD = 60_000;

export const isNotMisledByALateWord = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_07',
  restsOn: 'right-from-wrong',
  title: 'A central system takes a status that comes late, and goes on showing the present one',
  purpose: 'The late message is answered; which of the two is shown is good practice and no more.',
  requirements: ['1.6 §4.9'],
  steps: [
    'The tester reports Available, and then Preparing with a time a minute before that; both are answered.',
    'Where the operator can see it, Available is shown; anything else is advised on.',
  ],
  async run(context) {
    const { station, now } = context;
    const report = (id: string, status: Status, at: number) =>
      station.call(
        'StatusNotification',
        { connectorId: CONNECTOR, errorCode: 'NoError', status, timestamp: new Date(Math.trunc(at)).toISOString() },
        {},
        '1.6 §4.9',
        { id: `StatusNotification-${id}`, ...(id === 'late' && { deliberate: 'an old time' }) },
      );
    context.afterwards(() => report('end', 'Available', now()));
    await report('present', 'Available', now());
    await report('late', 'Preparing', now() - OLD);
    await shows(context, 'late', 'Available', CONNECTOR, true);
  },
});
