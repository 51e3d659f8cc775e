/** B11 and B12 Reset, without and with a transaction. */
import { oneOf, stationCase } from '../../../../harness/peers/ocpp2.js';
import { reportsEveryConnector } from '../../states/boot.js';
import { connectorsOf, expectStatuses } from '../../states/connector-status.js';
import { charging, type Session, SESSION_ACTIONS } from '../../states/sessions.js';

export const resetsWhenIdle = stationCase({
  id: 'TC_B_20_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station that is idle resets when it is asked to',
  purpose: 'It accepts, restarts, registers with the reason, and reports every connector.',
  profiles: { Core: 'mandatory' },
  requirements: ['B01.FR.03', 'B01.FR.05', 'B01.FR.09', 'B11.FR.01', 'B11.FR.03', 'B11.FR.04'],
  steps: [
    'The tester asks for a reset when idle; the station accepts.',
    'The station restarts and sends BootNotification; the tester accepts it.',
    'The station reports every connector as Available.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    await csms.call('Reset', { type: 'OnIdle' }, { status: 'Accepted' }, 'B11.FR.01');
    await csms.expect(
      'BootNotification',
      { reason: oneOf('RemoteReset', 'ScheduledReset') },
      ['B01.FR.03', 'B01.FR.09', 'B11.FR.03'],
      { within: parameters.limits.reboot },
    );
    await reportsEveryConnector(context, ['B01.FR.05', 'B11.FR.04']);
  },
});

export const endsItsTransactionsAndResets = stationCase<Session>({
  id: 'TC_B_22_CS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A station that is to reset at once ends its transaction first',
  purpose: 'It accepts, reports the end of the transaction with its reason, restarts, and reports every connector.',
  profiles: { Core: 'mandatory' },
  requirements: ['B01.FR.03', 'B01.FR.05', 'B01.FR.09', 'B12.FR.02', 'B12.FR.04', 'E06.FR.08', 'E06.FR.15'],
  from: charging,
  steps: [
    'The tester asks for an immediate reset; the station accepts.',
    'The station reports the end of the transaction by ResetCommand with reason ImmediateReset.',
    'The station restarts and sends BootNotification with reason RemoteReset; the tester accepts it.',
    'The station reports the connector as Occupied and every other as Available.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    const { csms, check, parameters } = context;
    await csms.call('Reset', { type: 'Immediate' }, { status: 'Accepted' }, 'B12.FR.02');
    const ended = await csms.expect(
      'TransactionEvent',
      { triggerReason: 'ResetCommand', transactionInfo: { stoppedReason: 'ImmediateReset' } },
      ['B12.FR.04', 'E06.FR.08', 'E06.FR.15'],
      { where: { eventType: 'Ended', transactionInfo: { transactionId } }, within: parameters.limits.reboot },
    );
    const boot = await csms.expect('BootNotification', { reason: 'RemoteReset' }, ['B01.FR.03', 'B01.FR.09'], {
      within: parameters.limits.reboot,
    });
    check('ended-before-reboot', ended.n < boot.n, {
      title: 'the station reports the end of the transaction before it restarts',
      requirements: 'B12.FR.04',
      frames: [ended.n, boot.n],
      expected: 'TransactionEvent Ended, then BootNotification',
      actual: ended.n < boot.n ? 'in this order' : 'the other way round',
      action: 'TransactionEvent',
    });
    const { evseId, connectorId } = bay.place;
    const wanted = connectorsOf(parameters).map((place) => {
      const here = place.evseId === evseId && place.connectorId === connectorId;
      return { ...place, status: here ? 'Occupied' : 'Available' };
    });
    // Another connector of the same EVSE cannot be used meanwhile; what it is called is left open (G01.FR.08).
    const judged = wanted.filter((one) => one.evseId !== evseId || one.status === 'Occupied');
    await expectStatuses(context, judged, 'B01.FR.05');
  },
});
