/** 1.6 §5.5 ClearChargingProfile and §5.7 GetCompositeSchedule, for a central system. */
import { absent, absentOr, csmsCase, type OnCsms, type Request } from '../../../../harness/peers/ocpp16.js';
import { isSound, wished } from '../../states/csms-charging-profile.js';
import { CONNECTOR } from '../../states/csms-session.js';

const block = 'Smart Charging';
const profiles = { SmartCharging: 'mandatory' } as const;
const SOUND = ['1.6 §7.8', '1.6 §7.13', '1.6 §7.14', 'errata 3.56', 'errata 3.69'] as const;

/** Seconds of the composite schedule that is asked for. */
const DURATION = 300;

export const asksForACompositeSchedule = csmsCase({
  id: 'TC_066_CSMS',
  versions: ['1.6'],
  block,
  title: 'A central system asks for the composite schedule of a connector',
  purpose: 'It names the connector and the time, takes the schedule that it gets, and the conversation goes on.',
  profiles,
  requirements: ['1.6 §5.7', '1.6 §6.21', '1.6 §4.6'],
  steps: [
    'The operator has the central system ask for the composite schedule of connector 1; the tester tells one.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator, parameters, advise } = context;
    const unit = parameters.chargingRateUnit;
    station.answer('GetCompositeSchedule', ({ connectorId, duration, chargingRateUnit = unit }) => ({
      status: 'Accepted',
      connectorId,
      scheduleStart: station.now(),
      chargingSchedule: {
        duration,
        chargingRateUnit,
        chargingSchedulePeriod: [
          { startPeriod: 0, limit: chargingRateUnit === 'A' ? 10 : 6900 },
          { startPeriod: 60, limit: chargingRateUnit === 'A' ? 6.5 : 4485 },
        ],
      },
    }));
    const payload = { connectorId: CONNECTOR, duration: DURATION, chargingRateUnit: unit };
    await operator.sendRequest({ action: 'GetCompositeSchedule', payload });
    const { payload: asked, n } = await station.expect(
      'GetCompositeSchedule',
      { connectorId: CONNECTOR, duration: DURATION },
      ['1.6 §5.7', '1.6 §6.21'],
    );
    if (asked.chargingRateUnit !== unit)
      advise('other-unit', `legal, but the official tool refuses it: it does not ask for ${unit}`, '1.6 §6.21', [n]);
    await station.call('Heartbeat', {}, {}, '1.6 §4.6');
  },
});

/** Has the central system set one of the three profiles; returns what it sent. */
async function isSet(context: OnCsms, chargingProfileId: number, stackLevel: number) {
  const { station, operator } = context;
  const csChargingProfiles = wished(context, { chargingProfileId, stackLevel });
  await operator.sendRequest({
    action: 'SetChargingProfile',
    payload: { connectorId: CONNECTOR, csChargingProfiles },
  });
  const { payload, n } = await station.expect(
    'SetChargingProfile',
    { connectorId: CONNECTOR },
    ['1.6 §5.16', '1.6 §3.13.2'],
    {
      where: { csChargingProfiles: { chargingProfilePurpose: 'TxDefaultProfile' } },
      id: `SetChargingProfile-${stackLevel}`,
    },
  );
  isSound(context, payload.csChargingProfiles, {
    action: 'SetChargingProfile',
    at: 'csChargingProfiles',
    frame: n,
    id: `profile-${stackLevel}`,
  });
  return { id: payload.csChargingProfiles.chargingProfileId, level: payload.csChargingProfiles.stackLevel, n };
}

/** Has the central system clear; `shape` is what its request must be like. */
async function clears(
  { station, operator }: OnCsms,
  how: string,
  payload: Request<'ClearChargingProfile'>,
  shape: object,
) {
  await operator.sendRequest({ action: 'ClearChargingProfile', payload });
  return station.expect('ClearChargingProfile', shape, ['1.6 §5.5', '1.6 §6.13', 'errata 3.26'], {
    id: `ClearChargingProfile-${how}`,
  });
}

export const clearsProfiles = csmsCase({
  id: 'TC_067_CSMS',
  versions: ['1.6'],
  block,
  title: 'A central system sets three profiles and clears them in three ways',
  purpose: 'One by its id, one by what it is for and its level, and what is left all at once.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §3.13.2', '1.6 §5.5', '1.6 §6.13', 'errata 3.26', ...SOUND],
  steps: [
    'The operator has the central system set three TxDefaultProfiles of different levels; the tester accepts each.',
    'The operator has it clear the first by its id; the tester accepts.',
    'The operator has it clear the second by connector, purpose and level; the tester accepts.',
    'The operator has it clear all that is left; the tester accepts.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, check, advise } = context;
    station.answer('SetChargingProfile', { status: 'Accepted' });
    station.answer('ClearChargingProfile', { status: 'Accepted' });
    const first = await isSet(context, 1604, 0);
    const second = await isSet(context, 1605, 1);
    const third = await isSet(context, 1606, 2);
    const all = [first, second, third];
    const distinct = (['id', 'level'] as const).every((name) => new Set(all.map((one) => one[name])).size === 3);
    check('three-profiles', distinct, {
      title: 'none of the three profiles takes the place of another',
      requirements: '1.6 §3.13.2',
      frames: all.map(({ n }) => n),
      expected: 'three ids and three levels',
      actual: all.map(({ id, level }) => `id ${id} on level ${level}`).join(', '),
      action: 'SetChargingProfile',
      asserts: ['csChargingProfiles.chargingProfileId'],
    });
    // With an id all other fields are ignored: they do no harm.
    const byId = await clears(context, 'id', { id: first.id }, { id: first.id });
    if (Object.keys(byId.payload).length > 1)
      advise('more-than-id', 'legal, but the official tool refuses it: more than the id', 'errata 3.26', [byId.n]);
    const criteria = { chargingProfilePurpose: 'TxDefaultProfile', stackLevel: second.level } as const;
    await clears(
      context,
      'criteria',
      { connectorId: CONNECTOR, ...criteria },
      { id: absent, connectorId: absentOr(CONNECTOR), ...criteria },
    );
    const none = { id: absent, connectorId: absent, chargingProfilePurpose: absent, stackLevel: absent };
    await clears(context, 'all', {}, none);
  },
});
