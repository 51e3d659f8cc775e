/** 1.6 §4.1, §4.8, §4.9: a charging session begins, with the cable or with the token first. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { asksAbout, hasToAsk } from '../../states/authorization.js';
import { authorized, authorizedWithTimeOut } from '../../states/authorized.js';
import { backToIdle, becomes, CONNECTOR, statusWithin } from '../../states/connector.js';
import { isFreedInTime } from '../../states/time-out.js';
import { begins, knownTransaction } from '../../states/transaction.js';

export const startsPlugInFirst = stationCase({
  id: 'TC_003_CS',
  versions: ['1.6'],
  block: 'Core: sessions',
  title: 'A station starts a transaction when the cable comes before the token',
  purpose: 'It reports the cable, asks about the token, starts the transaction and reports that it charges.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.1', '1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The operator plugs in; the station reports Preparing.',
    'The operator presents the valid token; the station asks about it unless it may know it.',
    'The station starts a transaction and reports Charging, in either order.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const { csms, operator, parameters, afterwards } = context;
    const idTag = parameters.tokens.valid.idToken;
    const question = asksAbout(context, idTag, { asks: await hasToAsk(context) });
    const transaction = knownTransaction(context);
    afterwards(() => backToIdle(context, transaction.open()));
    await operator.plugIn({ connectorId: CONNECTOR });
    await csms.expectAll([becomes(context, CONNECTOR, ['Preparing'])], { within: statusWithin(context) });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    await csms.expectAll([question, ...begins(context, idTag)], { within: statusWithin(context) });
  },
});

export const startsIdentificationFirst = stationCase({
  id: 'TC_004_1_CS',
  versions: ['1.6'],
  block: 'Core: sessions',
  title: 'A station starts a transaction when the token comes before the cable',
  purpose: 'It waits for the EV, then starts the transaction for that token and reports that it charges.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.8', '1.6 §4.9'],
  from: authorized,
  steps: [
    'The operator plugs in at connector 1.',
    'The station starts a transaction for the token and reports Charging, in either order.',
  ],
  operator: ['presentIdToken', 'plugIn', 'plugOut'],
  async run(context, { idTag }) {
    const { csms, operator, afterwards } = context;
    const transaction = knownTransaction(context);
    afterwards(() => backToIdle(context, transaction.open()));
    await operator.plugIn({ connectorId: CONNECTOR });
    await csms.expectAll(begins(context, idTag), { within: statusWithin(context) });
  },
});

export const givesUpWaitingForTheEv = stationCase({
  id: 'TC_004_2_CS',
  versions: ['1.6'],
  block: 'Core: sessions',
  title: 'A station frees the connector when no EV comes in time',
  purpose: 'After ConnectionTimeOut, and not before, a connector that waits for an EV is available again.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.9', '1.6 §9.1.6', 'errata 3.76'],
  from: authorizedWithTimeOut,
  steps: [
    'Nobody plugs in until ConnectionTimeOut is over.',
    'The station reports the connector as Available, and not earlier.',
  ],
  operator: ['presentIdToken'],
  async run(context, waiting) {
    await isFreedInTime(context, waiting);
  },
});
