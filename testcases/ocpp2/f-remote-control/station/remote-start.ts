/** F01 Remote start, the cable first. */
import { idTokenOf, stationCase } from '../../../../harness/peers/ocpp2.js';
import { type Bay, tokenShape } from '../../states/bay.js';
import { evConnected, SESSION_ACTIONS } from '../../states/sessions.js';
import { expectEnergy, judgePlace } from '../../states/transaction-events.js';

export const startsWhenAskedRemotely = stationCase<Bay>({
  id: 'TC_F_01_CS',
  versions: ['2.0.1', '2.1'],
  block: 'F Remote control',
  title: 'A station starts charging an EV that is connected when the CSMS asks for it',
  purpose: 'It accepts, tells of the start with its id and token in the transaction, and reports that energy flows.',
  profiles: { Core: 'conditional' },
  condition: 'NOT AQ-2 and (C-36-(or) C-39)',
  requirements: [
    'E01.FR.16',
    'F01.FR.03',
    'F01.FR.04',
    'F01.FR.05',
    'F01.FR.13',
    'F01.FR.17',
    'F01.FR.19',
    'F02.FR.01',
    'F02.FR.21',
  ],
  from: evConnected,
  steps: [
    'The tester asks the station to start for a token; it accepts, and names the transaction if one runs.',
    'The station tells of the remote start, its id and the token in the next event of the transaction.',
    'The station reports that energy flows.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, bay) {
    const { csms, now, parameters } = context;
    const token = parameters.tokens.valid;
    const remoteStartId = 1 + (Math.trunc(now()) % 1_000_000_000);
    const { transactionId: running } = bay;
    await csms.call(
      'RequestStartTransaction',
      { remoteStartId, idToken: idTokenOf(token), evseId: bay.place.evseId },
      { status: 'Accepted', ...(running !== undefined && { transactionId: running }) },
      'F01.FR.13',
    );
    await csms.expect(
      'TransactionEvent',
      {
        eventType: running === undefined ? 'Started' : 'Updated',
        triggerReason: 'RemoteStart',
        idToken: tokenShape(token),
        transactionInfo: { ...(running !== undefined && { transactionId: running }) },
      },
      ['F01.FR.03', 'F01.FR.04', 'F01.FR.17', 'F01.FR.19', 'F02.FR.01', 'F02.FR.21'],
      { where: { transactionInfo: { remoteStartId } }, id: 'TransactionEvent-remote' },
    );
    const transactionId = await expectEnergy(context, bay, 'F01.FR.05');
    judgePlace(context, bay, transactionId, bay.connectedAt);
  },
});
