/** 1.6 §5.11, §5.16.2 for a station: a charging profile that comes with a remote start. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { asksAbout } from '../../states/authorization.js';
import { reportsSchedule } from '../../states/composite-schedule.js';
import { becomes, ENERGY_OFFERED, sameTag, statusWithin } from '../../states/connector.js';
import { pluggedIn } from '../../states/plugged-in.js';
import { asksForRemoteStart } from '../../states/remote-start.js';
import { CLEARED, profileFor, smartCharging } from '../../states/smart-charging.js';
import { profileOf16, withProfile } from '../../../../harness/peers/for-cases/charging.js';

const profiles = { SmartCharging: 'mandatory' } as const;
const block = 'Smart Charging';

/** Charging starts a little before or after its transaction does, in seconds. */
const START = 10;

export const startsRemotelyWithAProfile = stationCase({
  id: 'TC_059_CS',
  versions: ['1.6'],
  block,
  title: 'A station starts remotely with a profile and follows it',
  purpose: 'The profile that comes with the request is that of the transaction that it starts.',
  profiles,
  requirements: [
    '1.6 §5.11',
    '1.6 §5.16.2',
    'errata 3.42',
    '1.6 §4.8',
    '1.6 §4.9',
    '1.6 §5.7',
    '1.6 §6.22',
    'errata 3.51',
  ],
  from: pluggedIn,
  precondition: CLEARED,
  steps: [
    'The tester asks the station to start a transaction and sends a relative TxProfile with it; the station accepts.',
    'The station starts the transaction for that token and reports that energy may flow, in either order.',
    'The tester asks for the composite schedule; it follows the profile from the start of the transaction on.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context, { connectorId, transaction }) {
    const { csms, parameters, stop } = context;
    const idTag = parameters.tokens.valid.idToken;
    const smart = await smartCharging(context);
    const chargingProfile = profileFor(smart, {
      id: 1641,
      purpose: 'TxProfile',
      kind: 'Relative',
      periods: [
        [0, 6],
        [150, 8],
      ],
    });
    const asks = await asksForRemoteStart(context);
    const question = asksAbout(context, idTag, { asks, requirements: '1.6 §5.11' });
    await csms.call('RemoteStartTransaction', { connectorId, idTag, chargingProfile }, { status: 'Accepted' }, [
      '1.6 §5.11',
      '1.6 §5.16.2',
    ]);
    const [, start] = await csms.expectAll(
      [
        question,
        csms.message('StartTransaction', { connectorId, idTag: sameTag(idTag) }, ['1.6 §5.11', '1.6 §4.8']),
        becomes(context, connectorId, ENERGY_OFFERED),
      ],
      { within: statusWithin(context) },
    );
    const id = transaction.id();
    if (id === undefined) return stop('StartTransaction was not answered by the tester');
    smart.installed = withProfile(smart.installed, connectorId, profileOf16(chargingProfile));
    const told = Date.parse(start.payload.timestamp);
    return reportsSchedule(context, smart, {
      id: 'remote-start',
      duration: 300,
      transaction: { id, start: Number.isNaN(told) ? start.at : told },
      boundary: START,
      requirements: ['1.6 §5.11', '1.6 §5.16.2', 'errata 3.42', '1.6 §5.7'],
    });
  },
});

export const refusesARemoteStartWithAnotherProfile = stationCase({
  id: 'TC_060_CS',
  versions: ['1.6'],
  block,
  title: 'A station refuses a remote start with a profile that is not for a transaction',
  purpose: 'Only a TxProfile may come with a remote start: the station rejects any other, or answers with an error.',
  profiles,
  requirements: ['1.6 §5.11', '1.6 §5.16.2'],
  from: pluggedIn,
  precondition: CLEARED,
  steps: ['The tester asks the station to start a transaction with a TxDefaultProfile; the station refuses it.'],
  operator: ['plugIn', 'plugOut'],
  async run(context, { connectorId }) {
    const { csms, parameters } = context;
    const smart = await smartCharging(context);
    const chargingProfile = profileFor(smart, { id: 1642, periods: [[0, 6]] });
    await csms.callRefused(
      'RemoteStartTransaction',
      { connectorId, idTag: parameters.tokens.valid.idToken, chargingProfile },
      ['PropertyConstraintViolation'],
      { status: 'Rejected' },
      ['1.6 §5.11', '1.6 §5.16.2'],
      { deliberate: 'its profile is not for a transaction' },
    );
  },
});
