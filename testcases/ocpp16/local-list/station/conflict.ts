/** 1.6 §3.5.2: the central system contradicts the local list. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { configure } from '../../states/configuration.js';
import { backToIdle, CONNECTOR, register, sameTag, statusWithin } from '../../states/connector.js';
import { listed, sendsList, usesLocalList } from '../../states/local-list.js';

export const tellsOfAConflict = stationCase({
  id: 'LIST_16_CS_01',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A station tells of a token that its local list accepts and the central system does not',
  purpose: 'It reports LocalListConflict for itself when StartTransaction is answered with Invalid.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: ['1.6 §3.5.2', '1.6 §4.8', '1.6 §5.15'],
  precondition: 'LocalPreAuthorize is true',
  steps: [
    'The tester sends a full list with the token as Accepted; the station accepts.',
    'The operator plugs in and presents the token; the station starts a transaction, and the tester says Invalid.',
    'The station reports the error LocalListConflict for connector 0.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const { csms, operator, afterwards, now, parameters } = context;
    const idTag = parameters.tokens.valid.idToken;
    await configure(context, 'LocalPreAuthorize', 'true');
    await usesLocalList(context);
    await sendsList(context, 'Full', 1, [listed(idTag)]);
    const transactionId = 1 + (Math.trunc(now()) % 1_000_000_000);
    csms.answer('StartTransaction', { transactionId, idTagInfo: { status: 'Invalid' } });
    afterwards(() => backToIdle(context, transactionId));
    await operator.plugIn({ connectorId: CONNECTOR });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    const shape = { connectorId: CONNECTOR, idTag: sameTag(idTag), meterStart: register() };
    await csms.expectAll(
      [
        csms.message('StartTransaction', shape, '1.6 §4.8'),
        csms.message('StatusNotification', {}, '1.6 §3.5.2', {
          where: { connectorId: 0, errorCode: 'LocalListConflict' },
          id: 'StatusNotification-conflict',
        }),
      ],
      { within: statusWithin(context) },
    );
  },
});
