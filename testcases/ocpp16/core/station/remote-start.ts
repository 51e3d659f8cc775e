/** 1.6 §5.11 RemoteStartTransaction, for a station. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { asksAbout } from '../../states/authorization.js';
import { CONNECTION_TIME_OUT } from '../../states/authorized.js';
import { charging } from '../../states/charging.js';
import { configure } from '../../states/configuration.js';
import { backToIdle, CONNECTOR, statusWithin } from '../../states/connector.js';
import { pluggedIn } from '../../states/plugged-in.js';
import { asksForRemoteStart, waitsAfterRemoteStart } from '../../states/remote-start.js';
import { isFreedInTime } from '../../states/time-out.js';
import { begins, knownTransaction } from '../../states/transaction.js';

export const startsWhenAskedRemotely = stationCase({
  id: 'TC_010_CS',
  versions: ['1.6'],
  block: 'Core: remote start',
  title: 'A station starts the transaction that it is asked to start, with the cable in before',
  purpose: 'It accepts, asks about the token where it is set to, starts the transaction and reports that it charges.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.11', '1.6 §4.8', '1.6 §4.9'],
  from: pluggedIn,
  steps: [
    'The tester asks the station to start a transaction on the connector; the station accepts.',
    'With AuthorizeRemoteTxRequests true the station asks about the token, unless it may know it.',
    'The station starts a transaction for that token and reports Charging, in either order.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context, { connectorId }) {
    const { csms, parameters } = context;
    const idTag = parameters.tokens.valid.idToken;
    const asks = await asksForRemoteStart(context);
    const question = asksAbout(context, idTag, { asks, requirements: '1.6 §5.11' });
    await csms.call('RemoteStartTransaction', { connectorId, idTag }, { status: 'Accepted' }, '1.6 §5.11');
    await csms.expectAll([question, ...begins(context, idTag, ['1.6 §5.11', '1.6 §4.8'])], {
      within: statusWithin(context),
    });
  },
});

export const startsRemotelyBeforePlugIn = stationCase({
  id: 'TC_011_1_CS',
  versions: ['1.6'],
  block: 'Core: remote start',
  title: 'A station starts the transaction that it is asked to start when the cable comes after',
  purpose: 'It accepts, waits for the EV, then starts the transaction for that token and reports that it charges.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.11', '1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The tester asks the station to start a transaction on the connector; the station accepts.',
    'With AuthorizeRemoteTxRequests true the station asks about the token, unless it may know it.',
    'The station reports Preparing.',
    'The operator plugs in; the station starts a transaction for that token and reports Charging, in either order.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context) {
    const { csms, operator, afterwards } = context;
    const { idTag } = await waitsAfterRemoteStart(context);
    const transaction = knownTransaction(context);
    afterwards(() => backToIdle(context, transaction.open()));
    await operator.plugIn({ connectorId: CONNECTOR });
    await csms.expectAll(begins(context, idTag, ['1.6 §5.11', '1.6 §4.8']), { within: statusWithin(context) });
  },
});

export const givesUpARemoteStart = stationCase({
  id: 'TC_011_2_CS',
  versions: ['1.6'],
  block: 'Core: remote start',
  title: 'A station frees the connector when no EV comes after it was asked to start',
  purpose: 'After ConnectionTimeOut, and not before, the connector is available again.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.11', '1.6 §4.9', '1.6 §9.1.6', 'errata 3.76'],
  precondition: `ConnectionTimeOut is ${CONNECTION_TIME_OUT} s`,
  steps: [
    'The tester asks the station to start a transaction on the connector; the station accepts.',
    'The station asks about the token where it has to, and reports Preparing.',
    'Nobody plugs in until ConnectionTimeOut is over; the station reports the connector as Available, and not earlier.',
  ],
  operator: [],
  async run(context) {
    await configure(context, 'ConnectionTimeOut', String(CONNECTION_TIME_OUT));
    await isFreedInTime(context, await waitsAfterRemoteStart(context));
  },
});

export const startsNothingAtConnectorZero = stationCase({
  id: 'TC_027_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: remote start',
  title: 'A station refuses to start a transaction on connector 0',
  purpose: 'Connector 0 is the station itself, at which nobody charges.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.11', '1.6 §6.33'],
  steps: [
    'The tester asks the station to start a transaction on connector 0; the station rejects it, or answers with an error.',
  ],
  operator: [],
  async run({ csms, parameters }) {
    const idTag = parameters.tokens.valid.idToken;
    await csms.callRefused(
      'RemoteStartTransaction',
      { connectorId: 0, idTag },
      ['PropertyConstraintViolation', 'OccurenceConstraintViolation', 'FormationViolation', 'GenericError'],
      { status: 'Rejected' },
      ['1.6 §5.11', '1.6 §6.33'],
      { deliberate: 'no transaction runs on connector 0' },
    );
  },
});

export const refusesASecondStart = stationCase({
  id: 'TC_026_CS',
  versions: ['1.6'],
  block: 'Core: remote start',
  title: 'A station refuses to start a transaction where one runs',
  purpose: 'One connector has one transaction at a time.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.11'],
  from: charging,
  steps: ['The tester asks the station to start a transaction on the connector that is in use; the station rejects.'],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run({ csms, parameters }, { connectorId }) {
    const idTag = parameters.tokens.second.idToken;
    await csms.call('RemoteStartTransaction', { connectorId, idTag }, { status: 'Rejected' }, '1.6 §5.11');
  },
});
