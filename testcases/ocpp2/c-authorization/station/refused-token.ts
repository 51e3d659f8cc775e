/** C01 A token that the CSMS does not accept. */
import { noneOf, stationCase } from '../../../../harness/peers/ocpp2.js';
import { type Bay, tokenShape } from '../../states/bay.js';
import { evConnected, forgetTokens, SESSION_ACTIONS } from '../../states/sessions.js';

export const chargesNobodyUnknown = stationCase<Bay>({
  id: 'TC_C_02_CS',
  versions: ['2.0.1', '2.1'],
  block: 'C Authorization',
  title: 'A station charges nobody whom the CSMS does not know',
  purpose: 'It asks for the token, and neither an authorization nor energy comes of it.',
  profiles: { Core: 'conditional' },
  condition: '(C-30 or C-31 or C-32) and NOT AQ-2',
  requirements: ['C01.FR.01', 'C01.FR.02', 'E02.FR.20'],
  from: evConnected,
  steps: [
    'The operator presents a token that the tester does not know; the station asks for it and is answered Unknown.',
    'No event of a transaction comes of it: nobody is authorized, and no energy flows.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, bay) {
    const { csms, parameters } = context;
    const token = parameters.tokens.invalid;
    await forgetTokens(context);
    await bay.present(token);
    await csms.expect('Authorize', { idToken: tokenShape(token) }, 'C01.FR.02');
    // Neither an authorization nor energy: nothing happens in a transaction, and none starts, but readings go on.
    await csms.forbid('TransactionEvent', parameters.limits.message, ['C01.FR.01', 'E02.FR.20'], {
      where: { triggerReason: noneOf('MeterValuePeriodic', 'MeterValueClock', 'SignedDataReceived') },
    });
  },
});
