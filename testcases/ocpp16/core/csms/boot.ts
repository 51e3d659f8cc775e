/** 1.6 §4.2 BootNotification, for a central system. */
import { csmsCase, near } from '../../../../harness/peers/ocpp16.js';
import { playChargePoint } from '../../states/csms-session.js';

/** How far the clocks of both sides may be apart, in milliseconds: more is a wrong clock or a wrong time zone. */
const CLOCK = 5 * 60_000;

export const registersAStation = csmsCase({
  id: 'TC_001_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: boot',
  title: 'A central system registers a station that boots and hears it from then on',
  purpose: 'It accepts the boot, takes the status of every connector, and tells its time at every heartbeat.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.2', '1.6 §4.6', '1.6 §4.9'],
  connect: 'connected',
  steps: [
    'The tester sends BootNotification; the central system accepts it.',
    'The tester reports connector 0 and every other as Available; each report is answered.',
    'When the heartbeat interval is over, the tester sends Heartbeat; the central system answers with its time.',
  ],
  operator: [],
  async run(context) {
    const { station, parameters, now, pass } = context;
    await playChargePoint(context).boot({}, { subject: true });
    // The plan's interval, and not that of the answer, which may be a day.
    await pass(parameters.heartbeatInterval * 1000);
    await station.call('Heartbeat', {}, { currentTime: near(now(), CLOCK) }, '1.6 §4.6');
  },
});
