/** 1.6 §4.2, §4.9, §4.10: a station that loses its power during a transaction. */
import { absentOr, type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/charging.js';
import {
  becomes,
  CONNECTOR,
  ENERGY_OFFERED,
  everyConnector,
  register,
  statusWithin,
  type Status,
} from '../../states/connector.js';

const RESTS = ['1.6 §4.2', '1.6 §4.9', 'errata 3.22'] as const;
const AT_REST: readonly Status[] = ['Finishing', 'Preparing'];

/** Every connector but the one in use is available after the boot. */
const othersAvailable = (context: OnStation, boot: number) =>
  everyConnector(context)
    .filter((connectorId) => connectorId !== CONNECTOR)
    .map((connectorId) =>
      becomes(context, connectorId, ['Available'], RESTS, {
        id: `StatusNotification-after-boot-${connectorId}`,
        after: boot,
      }),
    );

const inUse = (context: OnStation, boot: number, statuses: readonly Status[]) =>
  becomes(context, CONNECTOR, statuses, RESTS, { id: `StatusNotification-after-boot-${CONNECTOR}`, after: boot });

/** Has the power cut and restored; a station that was restarted by other means had no power loss to tell of. */
async function losesPower({ operator, stop }: OnStation): Promise<void> {
  if ((await operator.powerCycle({})) === 'restarted')
    stop('the station was restarted by other means than its supply: it has lost no power');
}

export const stopsBeforeItGoesDown = stationCase({
  id: 'TC_032_1_CS',
  versions: ['1.6'],
  block: 'Core: power failure',
  title: 'A station with a supply of its own ends its transaction before it goes down',
  purpose: 'It reports the end with reason PowerLoss first, and comes back with the cable still in.',
  profiles: { Core: 'conditional' },
  condition: 'BackupPower',
  requirements: ['1.6 §4.2', '1.6 §4.9', '1.6 §4.10', 'errata 3.22'],
  from: charging,
  steps: [
    'The operator cuts the power and restores it.',
    'The station reports the end of the transaction with reason PowerLoss before it boots, and Finishing unless it goes down too soon.',
    'The station boots, and reports the connector as Finishing or Preparing and all others as Available.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut', 'powerCycle'],
  async run(context, { transactionId, meterStart }) {
    const { csms, check, parameters } = context;
    await losesPower(context);
    const within = parameters.limits.reboot;
    const [stop, boot] = await csms.expectAll(
      [
        csms.message(
          'StopTransaction',
          { transactionId, reason: 'PowerLoss', meterStop: register(meterStart) },
          '1.6 §4.10',
        ),
        csms.message('BootNotification', {}, '1.6 §4.2'),
      ],
      { within: within + parameters.limits.action },
    );
    check('stop-before-boot', stop.n < boot.n, {
      title: 'the end of the transaction is reported before the station goes down',
      requirements: '1.6 §4.10',
      frames: [stop.n, boot.n],
      expected: 'StopTransaction before BootNotification',
      actual: stop.n < boot.n ? 'it came before' : 'it came after',
      action: 'StopTransaction',
    });
    const early = await csms.next('StatusNotification', {
      where: { connectorId: CONNECTOR, status: 'Finishing' },
      within: 1,
    });
    if (!early || early.n > boot.n)
      context.advise(
        'finishing-not-told',
        'the station did not report Finishing before it went down: legal for a status that does not last, but the official tool waits for it',
        '1.6 §4.9',
        [stop.n, boot.n],
      );
    const told = early !== undefined && early.n > boot.n;
    await csms.expectAll([...(told ? [] : [inUse(context, boot.n, AT_REST)]), ...othersAvailable(context, boot.n)], {
      within: statusWithin(context),
    });
  },
});

export const stopsAfterThePowerIsBack = stationCase({
  id: 'TC_032_2_CS',
  versions: ['1.6'],
  block: 'Core: power failure',
  title: 'A station that lost its power reports the end of its transaction, or goes on with it',
  purpose: 'After the boot it ends the transaction with reason PowerLoss, or resumes it until the driver ends it.',
  profiles: { Core: 'conditional' },
  condition: 'not BackupPower',
  requirements: ['1.6 §4.2', '1.6 §4.9', '1.6 §4.10', 'errata 3.22'],
  from: charging,
  steps: [
    'The operator cuts the power and restores it; the station boots.',
    'The station reports the connector as Finishing or Preparing, or as offering energy where it goes on with the transaction, and all others as Available.',
    'Where it goes on, the operator presents the token that started.',
    'The station reports the end of the transaction, with reason PowerLoss, or Local or none where it went on; then the connector waits for the cable.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut', 'powerCycle'],
  async run(context, { connectorId, transactionId, idTag, meterStart }) {
    const { csms, operator, parameters } = context;
    await losesPower(context);
    const boot = await csms.expect('BootNotification', {}, '1.6 §4.2', { within: parameters.limits.reboot });
    const [status] = await csms.expectAll(
      [inUse(context, boot.n, [...AT_REST, ...ENERGY_OFFERED]), ...othersAvailable(context, boot.n)],
      { within: statusWithin(context) },
    );
    const resumed = !AT_REST.includes(status.payload.status);
    if (resumed) await operator.presentIdToken({ connectorId, idToken: idTag });
    const reason = resumed ? absentOr('Local') : 'PowerLoss';
    await csms.expectAll(
      [
        csms.message('StopTransaction', { transactionId, reason, meterStop: register(meterStart) }, '1.6 §4.10'),
        ...(resumed ? [becomes(context, connectorId, AT_REST)] : []),
      ],
      { within: statusWithin(context) },
    );
  },
});
