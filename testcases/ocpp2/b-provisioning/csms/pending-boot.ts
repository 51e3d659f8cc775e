/** B02 Cold boot, pending, for a CSMS. */
import { csmsCase, type OnCsms, oneOf } from '../../../../harness/peers/ocpp2.js';
import { describes, placesOf, playStation } from '../../states/csms-session.js';

interface Held {
  /** The CSMS said not to boot again for `seconds`. */
  until(seconds: number): void;
  /** The CSMS has accepted a boot since. */
  over(): void;
}

/**
 * Has the CSMS hold back the next boot. When the case is over, it accepts again, and a station that is still held back
 * boots after its interval, so that the next case starts with one that is accepted.
 */
async function holdBack(context: OnCsms): Promise<Held> {
  const { station, operator, parameters, afterwards, pass, now } = context;
  let next: number | undefined;
  afterwards(async () => {
    await operator.setPendingBoot({ pending: false });
    const wait = next === undefined ? Infinity : next - now();
    if (wait > parameters.limits.reboot) return;
    await pass(Math.max(0, wait));
    await station.attempt('BootNotification', { reason: 'PowerUp', chargingStation: describes(context) });
  });
  await operator.setPendingBoot({ pending: true });
  return { until: (seconds) => (next = now() + seconds * 1000), over: () => (next = undefined) };
}

export const holdsBackABoot = csmsCase({
  id: 'TC_B_02_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A CSMS holds back a boot and accepts the next one',
  purpose: 'It says Pending, keeps the connection, may ask and configure meanwhile, and then accepts.',
  profiles: { Core: 'conditional' },
  condition: 'C-44',
  requirements: ['B01.FR.02', 'B02.FR.06', 'Part 2 G01'],
  connect: 'connected',
  steps: [
    'The operator has the CSMS answer the next boot with Pending; the tester boots and gets Pending.',
    'The operator has the CSMS accept again; the tester waits for the interval, or for a trigger, on the same connection.',
    'The tester boots again; the CSMS accepts and takes the status of every connector.',
  ],
  operator: ['setPendingBoot'],
  async run(context) {
    const { station, operator, parameters, check, stop } = context;
    const held = await holdBack(context);
    station.answer('TriggerMessage', (request) =>
      request.requestedMessage === 'BootNotification' ? { status: 'Accepted' } : undefined,
    );
    const chargingStation = describes(context);
    const pending = await station.call(
      'BootNotification',
      { reason: 'PowerUp', chargingStation },
      { status: 'Pending' },
      'B01.FR.02',
      { id: 'BootNotification-pending' },
    );
    held.until(pending.interval);
    const answered = station.conversation.last;
    await operator.setPendingBoot({ pending: false });
    // B02.FR.07: with interval 0 the station chooses.
    const interval = (pending.interval > 0 ? pending.interval : parameters.heartbeatInterval) * 1000;
    if (interval > parameters.limits.reboot) return stop(`the CSMS asks for ${pending.interval} s until the next boot`);
    const where = { requestedMessage: 'BootNotification' } as const;
    const triggered = await station.next('TriggerMessage', { where, within: interval });
    check('connection-kept', station.connected, {
      title: 'the CSMS keeps the connection of a station whose boot is pending',
      requirements: 'B02.FR.06',
      frames: [answered],
      expected: 'the connection is open when the interval is over',
      actual: station.connected ? 'open' : 'closed',
      action: 'BootNotification',
      essential: true,
    });
    held.over();
    await playStation(context).boot(triggered ? 'Triggered' : 'PowerUp');
  },
});

export const refusesTheUnregistered = csmsCase({
  id: 'TC_B_30_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A CSMS refuses what a station sends whose boot is pending',
  purpose: 'Everything but a boot and what it asked for itself gets SecurityError.',
  profiles: { Core: 'conditional' },
  condition: 'C-44 or NOT AQ-6',
  requirements: ['B01.FR.02', 'B01.FR.10', 'B02.FR.09'],
  connect: 'connected',
  steps: [
    'The operator has the CSMS answer the next boot with Pending; the tester boots and gets Pending or Rejected.',
    'The tester reports a connector and sends Heartbeat all the same; the CSMS answers both with SecurityError.',
  ],
  operator: ['setPendingBoot'],
  async run(context) {
    const { station, parameters } = context;
    const [requirements, deliberate] = [['B01.FR.10', 'B02.FR.09'], 'the boot of the station is not accepted'];
    const held = await holdBack(context);
    // What the CSMS asks for itself would be allowed.
    station.answer('TriggerMessage', { status: 'Rejected' });
    const { interval } = await station.call(
      'BootNotification',
      { reason: 'PowerUp', chargingStation: describes(context) },
      { status: oneOf('Pending', 'Rejected') },
      'B01.FR.02',
    );
    held.until(interval);
    const place = placesOf(parameters)[0] ?? { evseId: 1, connectorId: 1 };
    const status = { ...place, connectorStatus: 'Available', timestamp: station.now() } as const;
    await station.callRefused('StatusNotification', status, ['SecurityError'], undefined, requirements, {
      deliberate,
      goOn: true,
    });
    await station.callRefused('Heartbeat', {}, ['SecurityError'], undefined, requirements, { deliberate, goOn: true });
  },
});
