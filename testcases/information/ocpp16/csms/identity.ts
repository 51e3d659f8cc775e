/** 1.6 §4.2, §4.6: what a charge point says of itself, and the time that it is told, for a central system. */
import { csmsCase, near, type Request } from '../../../../harness/peers/ocpp16.js';
import { playChargePoint } from '../../../ocpp16/states/csms-session.js';
import { CLOCK, showsOnline } from '../../shown.js';

const FACTS = { versions: ['1.6'], block: 'Station information', profiles: {}, operator: [] } as const;

/** As long as the field may be. */
const long = (text: string, length: number): string => text.padEnd(length, '-0123456789').slice(0, length);

export const takesEveryLength = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_01',
  restsOn: 'right-from-wrong',
  title: 'A central system registers a charge point whose names are as long, and as short, as may be',
  purpose: 'Every field of the boot at its greatest length is accepted, and so is a boot with the required ones alone.',
  requirements: ['1.6 §4.2', '1.6 §4.9', '1.6 §6.3'],
  connect: 'connected',
  steps: [
    'The tester boots with every field at its greatest length; the central system accepts.',
    'The tester boots with vendor and model alone, of one letter each; the central system accepts.',
    'The tester boots as usual and reports its connectors; the central system accepts.',
  ],
  async run(context) {
    const { station } = context;
    const boot = (id: string, payload: Request<'BootNotification'>) =>
      station.call('BootNotification', payload, { status: 'Accepted' }, ['1.6 §4.2', '1.6 §6.3'], {
        id: `BootNotification-${id}`,
        goOn: true,
        deliberate: 'other names than before',
      });
    await boot('longest', {
      chargePointVendor: long('laddprov', 20),
      chargePointModel: long('impersonated', 20),
      chargePointSerialNumber: station.identity.slice(0, 25),
      firmwareVersion: long('1.0.0', 50),
      iccid: long('89', 20).replaceAll('-', '0'),
      imsi: long('262', 20).replaceAll('-', '0'),
      meterType: long('meter', 25),
      meterSerialNumber: long('M', 25),
    });
    await boot('shortest', { chargePointVendor: 'L', chargePointModel: 'i' });
    await playChargePoint(context).boot();
  },
});

export const tellsTheTime = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_02',
  restsOn: 'right-from-wrong',
  title: 'A central system tells the time, in the boot and at every heartbeat',
  purpose: 'It is the present, in every answer that tells it.',
  requirements: ['1.6 §4.2', '1.6 §4.6', '1.6 §4.9'],
  steps: [
    'The tester boots; the answer tells the present.',
    'The tester sends Heartbeat three times, some seconds apart; each answer tells the present.',
  ],
  async run(context) {
    const { station, now, pass } = context;
    const { identity } = station;
    const payload = {
      chargePointVendor: 'laddprov',
      chargePointModel: 'impersonated',
      chargePointSerialNumber: identity.slice(0, 25),
    };
    await station.call(
      'BootNotification',
      payload,
      { status: 'Accepted', currentTime: near(now(), CLOCK) },
      '1.6 §4.2',
    );
    for (const id of ['first', 'second', 'third']) {
      await pass(3_000);
      await station.call('Heartbeat', {}, { currentTime: near(now(), CLOCK) }, '1.6 §4.6', {
        id: `Heartbeat-${id}`,
      });
    }
    await playChargePoint(context).boot();
  },
});

export const knowsWhetherItIsThere = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_03',
  restsOn: 'right-from-wrong',
  title: 'A central system takes every message for a sign that the charge point is there',
  purpose: 'What it shows of the connection follows it: there, gone, and there again without a boot.',
  requirements: ['1.6 §4.6'],
  steps: [
    'The tester sends Heartbeat; the central system answers and, where its operator can see it, shows it as connected.',
    'The tester drops the connection and comes back; Heartbeat is answered, and the central system shows it so.',
  ],
  async run(context) {
    const { station, pass } = context;
    await station.call('Heartbeat', {}, {}, '1.6 §4.6', { id: 'Heartbeat-before' });
    await showsOnline(context, 'before', true, '1.6 §4.6', true);
    station.drop();
    await pass(3_000);
    await showsOnline(context, 'gone', false, 'good practice', true);
    await station.connect('1.6 §4.6');
    await station.call('Heartbeat', {}, {}, '1.6 §4.6', { id: 'Heartbeat-after' });
    await showsOnline(context, 'after', true, '1.6 §4.6', true);
  },
});
