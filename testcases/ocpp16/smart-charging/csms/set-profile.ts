/** 1.6 §5.16 SetChargingProfile and §5.11 with a profile, for a central system. */
import { absent, csmsCase, present } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/csms-charging.js';
import { isSound, wished } from '../../states/csms-charging-profile.js';
import { CONNECTOR, playChargePoint } from '../../states/csms-session.js';

const block = 'Smart Charging';
const profiles = { SmartCharging: 'mandatory' } as const;
const SOUND = ['1.6 §7.8', '1.6 §7.13', '1.6 §7.14', 'errata 3.56', 'errata 3.69'] as const;

export const setsADefaultProfile = csmsCase({
  id: 'TC_056_CSMS',
  versions: ['1.6'],
  block,
  title: 'A central system sets a default profile for a connector',
  purpose: 'It sends a TxDefaultProfile that any charge point can follow.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §3.13.1', ...SOUND],
  steps: ['The operator has the central system set an absolute TxDefaultProfile for connector 1; the tester accepts.'],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    station.answer('SetChargingProfile', { status: 'Accepted' });
    const payload = { connectorId: CONNECTOR, csChargingProfiles: wished(context, { chargingProfileId: 1601 }) };
    await operator.sendRequest({ action: 'SetChargingProfile', payload });
    const { payload: sent, n } = await station.expect(
      'SetChargingProfile',
      {
        connectorId: CONNECTOR,
        csChargingProfiles: { chargingProfileKind: 'Absolute', chargingSchedule: { startSchedule: present } },
      },
      ['1.6 §5.16', '1.6 §3.13.1'],
      { where: { csChargingProfiles: { chargingProfilePurpose: 'TxDefaultProfile' } } },
    );
    isSound(context, sent.csChargingProfiles, { action: 'SetChargingProfile', at: 'csChargingProfiles', frame: n });
  },
});

export const setsAProfileForATransaction = csmsCase({
  id: 'TC_057_CSMS',
  versions: ['1.6'],
  block,
  title: 'A central system sets a profile for the transaction that runs',
  purpose: 'It names the transaction by its own number, and the connector on which that runs.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §5.16.3', '1.6 §3.13.1', ...SOUND],
  from: charging,
  steps: ['The operator has the central system set a TxProfile for the running transaction; the tester accepts.'],
  operator: ['sendRequest'],
  async run(context, { connectorId, transactionId }) {
    const { station, operator } = context;
    station.answer('SetChargingProfile', { status: 'Accepted' });
    const profile = wished(context, { chargingProfileId: 1602, chargingProfilePurpose: 'TxProfile', transactionId });
    await operator.sendRequest({
      action: 'SetChargingProfile',
      payload: { connectorId, csChargingProfiles: profile },
    });
    const { payload: sent, n } = await station.expect(
      'SetChargingProfile',
      { connectorId, csChargingProfiles: { transactionId } },
      ['1.6 §5.16', '1.6 §5.16.3', '1.6 §3.13.1'],
      { where: { csChargingProfiles: { chargingProfilePurpose: 'TxProfile' } } },
    );
    isSound(context, sent.csChargingProfiles, { action: 'SetChargingProfile', at: 'csChargingProfiles', frame: n });
  },
});

export const startsRemotelyWithAProfile = csmsCase({
  id: 'TC_059_CSMS',
  versions: ['1.6'],
  block,
  title: 'A central system starts a session remotely with a charging profile',
  purpose: 'The profile is for a transaction and names none; the central system accepts its own token afterwards.',
  profiles,
  requirements: ['1.6 §5.11', '1.6 §5.16.2', 'errata 3.41', '1.6 §4.1', '1.6 §4.8', '1.6 §4.9', ...SOUND],
  steps: [
    'The operator has the central system send RemoteStartTransaction with a relative TxProfile; the tester accepts.',
    'The tester sends Authorize with that token; the central system accepts it.',
    'The tester reports Preparing, starts the transaction and reports Charging; the central system accepts the token.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator, parameters, advise } = context;
    const point = playChargePoint(context);
    station.answer('RemoteStartTransaction', { status: 'Accepted' });
    const chargingProfile = wished(context, {
      chargingProfileId: 1603,
      chargingProfilePurpose: 'TxProfile',
      chargingProfileKind: 'Relative',
    });
    const idTag = parameters.tokens.valid.idToken;
    const payload = { idTag, connectorId: CONNECTOR, chargingProfile };
    await operator.sendRequest({ action: 'RemoteStartTransaction', payload });
    const { payload: sent, n } = await station.expect(
      'RemoteStartTransaction',
      { chargingProfile: { chargingProfilePurpose: 'TxProfile', transactionId: absent } },
      ['1.6 §5.11', '1.6 §5.16.2', 'errata 3.41'],
    );
    if (sent.chargingProfile) {
      isSound(context, sent.chargingProfile, { action: 'RemoteStartTransaction', at: 'chargingProfile', frame: n });
      if (sent.chargingProfile.chargingProfileKind !== 'Relative')
        advise('other-kind', 'legal, but the official tool refuses it: the profile is not Relative', '1.6 §5.16.2', [
          n,
        ]);
    }
    const { connectorId = CONNECTOR } = sent;
    const exists = connectorId >= 1 && connectorId <= parameters.connectors;
    const place = { connectorId: exists ? connectorId : CONNECTOR };
    await point.authorize(sent.idTag);
    await point.report('Preparing', place);
    await point.start(sent.idTag, place);
    await point.report('Charging', place);
  },
});
