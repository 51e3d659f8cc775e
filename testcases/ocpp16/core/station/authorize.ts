/** 1.6 §4.1 Authorize: no energy for a token that is not accepted. */
import { oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { asksAbout, hasToAsk } from '../../states/authorization.js';
import { configure, tryConfigure } from '../../states/configuration.js';
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

export const startsNothingRemotelyForAnInvalidToken = stationCase({
  id: 'TC_023_5_CS',
  versions: ['1.6'],
  block: 'Core: authorization',
  title: 'A station that authorises remote starts starts no transaction for a token that is not accepted',
  purpose: 'Also for a remote start it asks about a token that it does not know, and does as it is told.',
  profiles: { Core: 'conditional' },
  condition: 'AuthorizeRemoteTxRequests',
  requirements: ['1.6 §4.1', '1.6 §5.11', '1.6 §9.1.3'],
  from: pluggedIn,
  steps: [
    'The tester asks the station to start a transaction for a token that is unknown; the station accepts to try, unless it may know the token.',
    'The station asks about the token, unless it may know it, and the tester answers Invalid.',
    'The station starts no transaction.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context, { connectorId }) {
    const { csms, parameters } = context;
    const idTag = parameters.tokens.invalid.idToken;
    await configure(context, 'AuthorizeRemoteTxRequests', 'true');
    // What it knows, and only that, it need not wait for (§9.1.13).
    await tryConfigure(context, 'LocalPreAuthorize', 'true');
    const asks = await hasToAsk(context);
    const question = asksAbout(context, idTag, { asks, status: 'Invalid', requirements: ['1.6 §4.1', '1.6 §5.11'] });
    await csms.call(
      'RemoteStartTransaction',
      { connectorId, idTag },
      { status: asks ? 'Accepted' : oneOf('Accepted', 'Rejected') },
      '1.6 §5.11',
    );
    if (asks) await csms.expectAll([question]);
    await csms.forbid('StartTransaction', watched(context), ['1.6 §5.11', '1.6 §9.1.3']);
  },
});
