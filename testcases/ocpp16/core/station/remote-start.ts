/** 1.6 §5.11 RemoteStartTransaction, for a station. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { asksAbout, hasToAsk } from '../../states/authorization.js';
import { charging } from '../../states/charging.js';
import { readKey } from '../../states/configuration.js';
import { becomes, register, sameTag, statusWithin } from '../../states/connector.js';
import { pluggedIn } from '../../states/plugged-in.js';

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
    const authorizes = (await readKey(context, 'AuthorizeRemoteTxRequests'))?.toLowerCase() === 'true';
    const question = asksAbout(context, idTag, {
      asks: authorizes && (await hasToAsk(context)),
      requirements: '1.6 §5.11',
    });
    await csms.call('RemoteStartTransaction', { connectorId, idTag }, { status: 'Accepted' }, '1.6 §5.11');
    await csms.expectAll(
      [
        question,
        csms.message('StartTransaction', { connectorId, idTag: sameTag(idTag), meterStart: register() }, [
          '1.6 §5.11',
          '1.6 §4.8',
        ]),
        becomes(context, connectorId, ['Charging']),
      ],
      { within: statusWithin(context) },
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
