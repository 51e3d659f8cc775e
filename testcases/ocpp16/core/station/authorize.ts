/** 1.6 §4.1 Authorize: no energy for a token that is not accepted. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { asksAbout, hasToAsk } from '../../states/authorization.js';
import { watched } from '../../states/connector.js';
import { pluggedIn } from '../../states/plugged-in.js';

export const startsNothingForAnInvalidToken = stationCase({
  id: 'TC_023_4_CS',
  versions: ['1.6'],
  block: 'Core: authorization',
  title: 'A station starts no transaction for a token that is not accepted',
  purpose: 'It asks about a token that it does not know, and does as it is told.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.1'],
  from: pluggedIn,
  steps: [
    'The operator presents a token that is unknown; the station asks about it, unless it may know it, and the tester answers Invalid.',
    'The station starts no transaction.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId }) {
    const { csms, operator, parameters } = context;
    const idTag = parameters.tokens.invalid.idToken;
    const asks = await hasToAsk(context);
    const question = asksAbout(context, idTag, { asks, status: 'Invalid' });
    await operator.presentIdToken({ connectorId, idToken: idTag });
    if (asks) await csms.expectAll([question]);
    await csms.forbid('StartTransaction', watched(context), '1.6 §4.1');
  },
});
