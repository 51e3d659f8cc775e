/** E02 and E03 A driver starts charging: with the cable first, or with the token first. */
import { type OnStation, oneOf, stationCase } from '../../../../harness/peers/ocpp2.js';
import { type Bay, takeBay, tokenShape } from '../../states/bay.js';
import { evConnected, forgetTokens, SESSION_ACTIONS } from '../../states/sessions.js';
import { expectEnergy, judgePlace } from '../../states/transaction-events.js';

/** Why an event may come that starts a transaction once somebody is authorized. */
const STARTS = oneOf('Authorized', 'ChargingStateChanged', 'SignedDataReceived');

/** A station that asks for another token than the one presented is judged for that, and for nothing that follows. */
function acceptsAnybody(csms: OnStation['csms']): void {
  csms.answer('Authorize', { idTokenInfo: { status: 'Accepted' } });
  csms.answer('TransactionEvent', ({ idToken }) => (idToken ? { idTokenInfo: { status: 'Accepted' } } : {}));
}

export const chargesCableFirst = stationCase<Bay>({
  id: 'TC_E_03_CS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A driver who plugged in first is authorized and charges',
  purpose: 'The station asks for the token, tells of it in the transaction, and reports that energy flows.',
  profiles: { Core: 'conditional' },
  condition: 'NOT AQ-2 and (C-30 - C-35 or ISO 15118 support)',
  requirements: ['C01.FR.02', 'E01.FR.16', 'E02.FR.01', 'E02.FR.13', 'E02.FR.15', 'E02.FR.17'],
  from: evConnected,
  steps: [
    'The operator presents a token that is accepted; the station asks for it.',
    'The station tells of the token in the transaction that runs, or in the event that starts one.',
    'The station reports that energy flows.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, bay) {
    const { csms, parameters } = context;
    const token = parameters.tokens.valid;
    await forgetTokens(context);
    const runs = bay.transactionId !== undefined;
    acceptsAnybody(csms);
    await bay.present(token);
    await csms.expect('Authorize', { idToken: tokenShape(token) }, 'C01.FR.02');
    // In a transaction that runs the authorization is an event of its own; else it goes with the one that starts it.
    await csms.expect(
      'TransactionEvent',
      {
        eventType: runs ? 'Updated' : 'Started',
        triggerReason: runs ? 'Authorized' : STARTS,
        idToken: tokenShape(token),
      },
      ['E02.FR.01', 'E02.FR.15', 'E02.FR.17'],
      { where: { idToken: { idToken: tokenShape(token).idToken } }, id: 'TransactionEvent-token' },
    );
    const transactionId = await expectEnergy(context, bay, 'E02.FR.13');
    judgePlace(context, bay, transactionId, bay.connectedAt);
  },
});

export const chargesTokenFirst = stationCase({
  id: 'TC_E_04_CS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A driver who is authorized first plugs in and charges',
  purpose:
    'The station asks for the token, tells of it in the transaction, and reports the cable and that energy flows.',
  profiles: { Core: 'conditional' },
  // Errata 5.12: not for authorization by MAC address or by contract certificate.
  condition: 'C-30 or C-31 or C-32 or C-33 or C-35',
  requirements: ['C01.FR.02', 'E01.FR.16', 'E01.FR.18', 'E02.FR.05', 'E03.FR.01', 'E03.FR.12'],
  steps: [
    'The operator presents a token that is accepted; the station asks for it.',
    'In a transaction that runs, or that starts with the authorization, the station tells of the token.',
    'The operator connects the EV; the station reports the connector as Occupied.',
    'In a transaction that runs the station tells of the cable; else it starts one, with the token.',
    'The station reports that energy flows.',
  ],
  operator: SESSION_ACTIONS,
  async run(context) {
    const { csms, parameters } = context;
    const token = parameters.tokens.valid;
    const bay = await takeBay(context);
    await bay.arrive();
    await forgetTokens(context);
    const runs = bay.transactionId !== undefined;
    const tokenIs = {
      where: { idToken: { idToken: tokenShape(token).idToken } },
      id: 'TransactionEvent-token',
    };
    acceptsAnybody(csms);
    await bay.present(token);
    await csms.expect('Authorize', { idToken: tokenShape(token) }, 'C01.FR.02');
    const begun = runs || (await bay.startsAt('Authorized'));
    if (begun)
      await csms.expect(
        'TransactionEvent',
        { eventType: runs ? 'Updated' : 'Started', triggerReason: 'Authorized', idToken: tokenShape(token) },
        ['E03.FR.01', 'E03.FR.12'],
        tokenIs,
      );
    await bay.plugIn();
    await bay.expectStatus('Occupied', 'E02.FR.05');
    if (begun)
      await csms.expect('TransactionEvent', { eventType: 'Updated' }, 'E03.FR.12', {
        where: { triggerReason: 'CablePluggedIn' },
        id: 'TransactionEvent-cable',
      });
    else await csms.expect('TransactionEvent', { idToken: tokenShape(token) }, 'E03.FR.01', tokenIs);
    const transactionId = await expectEnergy(context, bay, 'E01.FR.18', bay.connectedAt);
    judgePlace(context, bay, transactionId, bay.connectedAt);
  },
});
