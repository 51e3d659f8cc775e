/** 1.6 §4.10 StopTransaction: what ends a transaction at the station itself. */
import { absentOr, stationCase } from '../../../../harness/peers/ocpp16.js';
import { asksAboutGroup, hasToAsk } from '../../states/authorization.js';
import { becomes, register, sameTag, statusWithin, watched } from '../../states/connector.js';
import { charging, chargingInAGroup, chargingWith } from '../../states/charging.js';

export const stopsWithTheTokenThatStarted = stationCase({
  id: 'TC_068_CS',
  versions: ['1.6'],
  block: 'Core: stop',
  title: 'A station stops a transaction for the token that started it, and for no stranger',
  purpose: 'Another token, of no common group, leaves the transaction alone; the same one ends it.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.1', '1.6 §4.9', '1.6 §4.10', '1.6 §3.10'],
  from: charging,
  steps: [
    'The operator presents another valid token; the transaction goes on. The station may ask about that token.',
    'The operator presents the token that started; the station stops the transaction and names that token.',
    'The connector becomes Finishing; the report may come before or after the end of the transaction.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId, idTag, meterStart }) {
    const { csms, operator, parameters } = context;
    await operator.presentIdToken({ connectorId, idToken: parameters.tokens.second.idToken });
    await csms.forbid('StopTransaction', watched(context), ['1.6 §4.1', '1.6 §3.10'], { where: { transactionId } });
    await operator.presentIdToken({ connectorId, idToken: idTag });
    await csms.expectAll(
      [
        csms.message(
          'StopTransaction',
          { transactionId, idTag: sameTag(idTag), reason: absentOr('Local'), meterStop: register(meterStart) },
          '1.6 §4.10',
        ),
        becomes(context, connectorId, ['Finishing']),
      ],
      { within: statusWithin(context) },
    );
  },
});

export const stopsWithATokenOfTheGroup = stationCase({
  id: 'TC_069_CS',
  versions: ['1.6'],
  block: 'Core: stop',
  title: 'A station stops a transaction for another token of the same group',
  purpose: 'It asks about the other token, and stops the transaction for it because both have the same parent.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.10', '1.6 §4.1', '1.6 §4.9', '1.6 §4.10'],
  from: chargingInAGroup,
  steps: [
    'The operator presents another token; the station asks about it, unless it may know it, and is told the same parent.',
    'The station stops the transaction and names the token that was presented.',
    'The connector becomes Finishing; the report may come before or after the end of the transaction.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId, meterStart }) {
    const { csms, operator, parameters } = context;
    const idTag = parameters.tokens.groupMember.idToken;
    const question = asksAboutGroup(context, idTag, { asks: await hasToAsk(context) });
    await operator.presentIdToken({ connectorId, idToken: idTag });
    await csms.expectAll(
      [
        question,
        csms.message(
          'StopTransaction',
          { transactionId, idTag: sameTag(idTag), reason: absentOr('Local'), meterStop: register(meterStart) },
          ['1.6 §3.10', '1.6 §4.10'],
        ),
        becomes(context, connectorId, ['Finishing']),
      ],
      { within: statusWithin(context) },
    );
  },
});

const stopsOnDisconnect = chargingWith('an end when the EV is disconnected', () => ({
  StopTransactionOnEVSideDisconnect: 'true',
  UnlockConnectorOnEVSideDisconnect: 'true',
}));

export const stopsWhenTheEvIsDisconnected = stationCase({
  id: 'TC_005_1_CS',
  versions: ['1.6'],
  block: 'Core: stop',
  title: 'A station that is set to do so stops the transaction when the cable is taken off the EV',
  purpose: 'It reports the end with reason EVDisconnected, and that the connector waits for the cable.',
  profiles: { Core: 'conditional' },
  condition: 'HFS-1 and StopTransactionOnEVSideDisconnect',
  requirements: ['1.6 §4.9', '1.6 §4.10', '1.6 §9.1.23'],
  from: stopsOnDisconnect,
  steps: [
    'The operator takes the cable off the EV and leaves it in the station.',
    'The station stops the transaction with reason EVDisconnected.',
    'The connector becomes Finishing; the report may come before or after the end of the transaction.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId, meterStart }) {
    const { csms, operator } = context;
    await operator.plugOut({ connectorId });
    await csms.expectAll(
      [
        csms.message('StopTransaction', { transactionId, reason: 'EVDisconnected', meterStop: register(meterStart) }, [
          '1.6 §4.10',
          '1.6 §9.1.23',
        ]),
        becomes(context, connectorId, ['Finishing']),
      ],
      { within: statusWithin(context) },
    );
  },
});
