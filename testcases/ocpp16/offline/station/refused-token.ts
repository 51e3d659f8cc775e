/** 1.6 §3.5.4: a token that the local list does not let in stays out while the station is offline. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { configure, tryConfigure } from '../../states/configuration.js';
import { backToIdle, CONNECTOR, watched } from '../../states/connector.js';
import { hasListVersion, listed, sendsList, usesLocalList } from '../../states/local-list.js';
import { comesBack, cutsOff, unseen } from '../../states/offline.js';

export const refusesABlockedToken = stationCase({
  id: 'OFF_16_CS_07',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A station that is offline starts nothing for a token that its local list blocks',
  purpose: 'Even where unknown tokens may start offline, one that is known to be blocked may not.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: ['1.6 §3.5.4', '1.6 §3.7', '1.6 §5.10', '1.6 §5.15', 'OCPP-J 1.6 §5.4'],
  precondition: 'LocalAuthorizeOffline is true; where unknown tokens can be let in offline, they are',
  steps: [
    'The tester sends a full list in which the token is blocked; the station accepts, and gives its version.',
    'The tester drops the connection and refuses every other; the operator plugs in and presents the token.',
    'The tester lets the station in again; it connects, and reports no transaction.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const { csms, operator, afterwards } = context;
    const idTag = context.parameters.tokens.blocked.idToken;
    await configure(context, 'LocalAuthorizeOffline', 'true');
    await tryConfigure(context, 'AllowOfflineTxForUnknownId', 'true');
    await usesLocalList(context);
    await sendsList(context, 'Full', 1, [listed(idTag, 'Blocked')]);
    await hasListVersion(context, 1);
    afterwards(() => backToIdle(context));
    const cut = await cutsOff(context);
    await unseen(context, async () => {
      await operator.plugIn({ connectorId: CONNECTOR });
      await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    });
    await comesBack(context, cut);
    await csms.forbid('StartTransaction', watched(context), '1.6 §3.5.4');
  },
});
