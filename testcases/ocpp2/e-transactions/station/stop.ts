/** E06, E07 and E09 A transaction ends: the driver stops it, or takes the EV off the cable. */
import { absentOr, stationCase } from '../../../../harness/peers/ocpp2.js';
import { noneOrToken } from '../../states/bay.js';
import { variableOf } from '../../states/device-model.js';
import { charging, chargingWith, type Session, SESSION_ACTIONS } from '../../states/sessions.js';
import { expectEnd } from '../../states/transaction-events.js';

/** Milliseconds in which a station would have asked for a token that was presented. */
const ASKING = 2_000;

export const stopsForItsDriver = stationCase<Session>({
  id: 'TC_E_06_CS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A driver stops with the token that started, and leaves',
  purpose: 'The station asks nobody, tells why it stops, and the transaction ends where the stop points say.',
  profiles: { Core: 'conditional' },
  condition: 'C-30 or C-31 or C-32 or C-35',
  requirements: ['C01.FR.03', 'E06.FR.15', 'E07.FR.02', 'E07.FR.04', 'G01.FR.04'],
  from: charging,
  steps: [
    'The operator presents the token that started the transaction; the station reports StopAuthorized.',
    'The operator takes the EV off; the station reports the connector as Available.',
    'The EV leaves the parking bay, where that counts.',
    'The transaction has ended at one of these points, by the driver.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    const { csms, parameters } = context;
    const token = parameters.tokens.valid;
    await bay.present(token);
    await csms.expect('TransactionEvent', { idToken: noneOrToken(token) }, ['E06.FR.15', 'E07.FR.02'], {
      where: { triggerReason: 'StopAuthorized' },
      id: 'TransactionEvent-stop',
    });
    // C01.FR.03: the token that started may stop without being asked for; what came by now would be found as well.
    await csms.forbid('Authorize', ASKING, 'C01.FR.03');
    await bay.plugOut();
    await bay.expectStatus('Available', 'G01.FR.04');
    await bay.leave();
    // A stop point after the driver's stop may say what happened there.
    await expectEnd(context, bay, transactionId, ['absent', 'Local', 'EVDisconnected'], 'E07.FR.04');
  },
});

const STOP_POINT = variableOf('TxCtrlr', 'TxStopPoint');
const STOP_ON_DISCONNECT = variableOf('TxCtrlr', 'StopTxOnEVSideDisconnect');
/** Otherwise the cable stays locked until its owner comes (E09.FR.03). */
const UNLOCK = variableOf('OCPPCommCtrlr', 'UnlockOnEVSideDisconnect');

export const stopsWhenTheEvIsGone = stationCase<Session>({
  id: 'TC_E_17_CS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A driver takes the EV off the cable while it charges',
  purpose: 'That ends the authorization, and with it a transaction that lasts as long as that.',
  profiles: { Core: 'conditional' },
  condition: '(C-10.2 or C-10.3) and C-06.2 and AQ-9',
  requirements: ['E06.FR.08', 'E06.FR.15', 'E09.FR.01'],
  precondition: 'TxStopPoint is Authorized, and StopTxOnEVSideDisconnect is true (errata 5.13)',
  from: chargingWith([
    [STOP_POINT, () => 'Authorized'],
    [STOP_ON_DISCONNECT, () => 'true'],
    [UNLOCK, () => 'true'],
  ]),
  steps: [
    'The operator takes the EV off the cable.',
    'The station reports the end of the transaction by EVCommunicationLost, with reason EVDisconnected.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    const { csms, stop } = context;
    const { stopPoints } = bay;
    if (!stopPoints) return stop('the station does not tell its TxStopPoint');
    const fits = stopPoints.includes('Authorized') || stopPoints.includes('PowerPathClosed');
    if (!fits) stop(`the station stops at ${stopPoints.join(', ')}, and takes no other TxStopPoint`);
    await bay.plugOut();
    await csms.expect(
      'TransactionEvent',
      {
        triggerReason: 'EVCommunicationLost',
        transactionInfo: { stoppedReason: 'EVDisconnected', chargingState: absentOr('Idle') },
      },
      ['E06.FR.08', 'E06.FR.15', 'E09.FR.01'],
      { where: { eventType: 'Ended', transactionInfo: { transactionId } } },
    );
  },
});
