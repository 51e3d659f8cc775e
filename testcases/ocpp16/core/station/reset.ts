/** 1.6 §5.14 Reset, for a station. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { putsBackIntoService, takesOutOfService } from '../../states/availability.js';
import { charging } from '../../states/charging.js';
import { becomes, CONNECTOR, everyConnector, register, statusWithin, type Status } from '../../states/connector.js';

const RESTS = ['1.6 §5.14', '1.6 §4.2', 'errata 3.22'] as const;

/** After a boot that was accepted every connector is reported: the one in use as `inUse`, the others as Available. */
const reported = (
  context: OnStation,
  boot: number,
  inUse: readonly Status[],
  which: (connectorId: number) => boolean = () => true,
) =>
  everyConnector(context)
    .filter(which)
    .map((connectorId) =>
      becomes(context, connectorId, connectorId === CONNECTOR ? inUse : ['Available'], RESTS, {
        id: `StatusNotification-after-boot-${connectorId}`,
        after: boot,
      }),
    );

const resetting = (context: OnStation): number => context.parameters.limits.reboot + statusWithin(context);

export const resetsHard = stationCase({
  id: 'TC_013_CS',
  versions: ['1.6'],
  block: 'Core: reset',
  title: 'A station resets the hard way and remembers what is out of service',
  purpose: 'It boots anew, and a connector that was made unavailable still is.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.14', '1.6 §5.2', '1.6 §4.2', '1.6 §4.9', 'errata 3.22'],
  steps: [
    'The tester takes the connector out of service; the station accepts and reports Unavailable.',
    'The tester asks for a hard reset; the station accepts and boots.',
    'The station reports the connector as Unavailable and all others as Available.',
    'The tester puts the connector back into service; the station accepts and reports Available.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    await takesOutOfService(context, CONNECTOR);
    await csms.call('Reset', { type: 'Hard' }, { status: 'Accepted' }, '1.6 §5.14');
    const boot = await csms.expect('BootNotification', {}, ['1.6 §5.14', '1.6 §4.2'], {
      within: parameters.limits.reboot,
    });
    await csms.expectAll(reported(context, boot.n, ['Unavailable']), { within: statusWithin(context) });
    await putsBackIntoService(context, CONNECTOR);
  },
});

export const resetsSoft = stationCase({
  id: 'TC_014_CS',
  versions: ['1.6'],
  block: 'Core: reset',
  title: 'A station resets the soft way and remembers what is out of service',
  purpose: 'Whether it boots anew or not, a connector that was made unavailable still is.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.14', '1.6 §5.2', '1.6 §4.2', '1.6 §4.9', 'errata 3.22'],
  steps: [
    'The tester takes the connector out of service; the station accepts and reports Unavailable.',
    'The tester asks for a soft reset; the station accepts.',
    'If the station boots, it reports the connector as Unavailable and all others as Available.',
    'The tester puts the connector back into service; the station accepts and reports Available.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    await takesOutOfService(context, CONNECTOR);
    await csms.call('Reset', { type: 'Soft' }, { status: 'Accepted' }, '1.6 §5.14');
    // It may restart its software without a boot that can be seen.
    const boot = await csms.next('BootNotification', { within: parameters.limits.reboot });
    if (boot) await csms.expectAll(reported(context, boot.n, ['Unavailable']), { within: statusWithin(context) });
    else context.note('The station did not boot: what it remembers of its connectors could not be seen.');
    await putsBackIntoService(context, CONNECTOR);
  },
});

export const resetsHardWhileCharging = stationCase({
  id: 'TC_015_CS',
  versions: ['1.6'],
  block: 'Core: reset',
  title: 'A station that is reset the hard way reports the end of its transaction',
  purpose: 'It does so before or after it boots, and comes back with the cable still in.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.14', '1.6 §4.10', '1.6 §4.2', 'errata 3.22'],
  from: charging,
  steps: [
    'The tester asks for a hard reset; the station accepts.',
    'The station boots; before or after that it reports the end of the transaction with reason HardReset.',
    'The station reports the connector as Finishing or Preparing and all others as Available.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { transactionId, meterStart }) {
    const { csms, parameters } = context;
    await csms.call('Reset', { type: 'Hard' }, { status: 'Accepted' }, '1.6 §5.14');
    const boot = await csms.expect('BootNotification', {}, ['1.6 §5.14', '1.6 §4.2'], {
      within: parameters.limits.reboot,
    });
    await csms.expectAll(
      [
        csms.message('StopTransaction', { transactionId, reason: 'HardReset', meterStop: register(meterStart) }, [
          '1.6 §5.14',
          '1.6 §4.10',
        ]),
        ...reported(context, boot.n, ['Finishing', 'Preparing']),
      ],
      { within: statusWithin(context) },
    );
  },
});

export const resetsSoftWhileCharging = stationCase({
  id: 'TC_016_CS',
  versions: ['1.6'],
  block: 'Core: reset',
  title: 'A station that is reset the soft way ends its transaction first',
  purpose: 'The end is reported before it restarts, and it comes back with the cable still in.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.14', '1.6 §4.10', '1.6 §4.9', '1.6 §4.2', 'errata 3.22', 'errata 3.36'],
  from: charging,
  steps: [
    'The tester asks for a soft reset; the station accepts.',
    'The station reports the end of the transaction with reason SoftReset, and that the connector waits for the cable.',
    'If the station boots, it does so afterwards, and reports the connector as Finishing or Preparing and all others as Available.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { transactionId, meterStart }) {
    const { csms, check, parameters } = context;
    await csms.call('Reset', { type: 'Soft' }, { status: 'Accepted' }, '1.6 §5.14');
    const atRest: readonly Status[] = ['Finishing', 'Preparing'];
    // Finishing need not be reported where the restart follows at once; then it is after the boot.
    const [stop, rest] = await csms.expectAll(
      [
        csms.message('StopTransaction', { transactionId, reason: 'SoftReset', meterStop: register(meterStart) }, [
          '1.6 §5.14',
          '1.6 §4.10',
        ]),
        becomes(context, CONNECTOR, atRest),
      ],
      { within: resetting(context) },
    );
    const boot = await csms.next('BootNotification', { within: parameters.limits.reboot });
    if (!boot) return context.note('The station did not boot: what it remembers of its connectors could not be seen.');
    check('stop-before-boot', stop.n < boot.n, {
      title: 'the end of the transaction is reported before the station restarts',
      requirements: ['1.6 §5.14', 'errata 3.36'],
      frames: [stop.n, boot.n],
      expected: 'StopTransaction before BootNotification',
      actual: stop.n < boot.n ? 'it came before' : 'it came after',
      action: 'StopTransaction',
    });
    const told = rest.n > boot.n;
    await csms.expectAll(
      reported(context, boot.n, atRest, (connectorId) => connectorId !== CONNECTOR || !told),
      { within: statusWithin(context) },
    );
  },
});
