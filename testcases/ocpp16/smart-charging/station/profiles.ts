/** 1.6 §5.16 Set Charging Profile, for a station: one profile of each purpose, and those that it must refuse. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/charging.js';
import { CONNECTOR } from '../../states/connector.js';
import { reportsSchedule } from '../../states/composite-schedule.js';
import { CLEARED, installs, profileFor, smartCharging } from '../../states/smart-charging.js';

/** Seconds that the schedules of these cases last, and that are asked for. */
const DURATION = 300;
const ONE_LIMIT = { duration: DURATION + 100, periods: [[0, 6]] } as const;

const profiles = { SmartCharging: 'mandatory' } as const;
const block = 'Smart Charging';

export const takesADefaultProfile = stationCase({
  id: 'TC_056_CS',
  versions: ['1.6'],
  block,
  title: 'A station takes a default profile for a connector and reports the schedule that follows',
  purpose: 'It accepts the profile, and its composite schedule has the limit of the profile.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §5.7', '1.6 §6.22', 'errata 3.51', '1.6 §3.13.2', '1.6 §3.13.3'],
  precondition: CLEARED,
  steps: [
    'The tester sets a TxDefaultProfile with one limit for the connector; the station accepts.',
    'The tester asks for the composite schedule; it has that limit.',
  ],
  operator: [],
  async run(context) {
    const smart = await smartCharging(context);
    await installs(context, smart, CONNECTOR, { id: 1601, ...ONE_LIMIT });
    await reportsSchedule(context, smart, { id: 'default', duration: DURATION });
  },
});

export const takesAProfileForATransaction = stationCase({
  id: 'TC_057_CS',
  versions: ['1.6'],
  block,
  title: 'A station takes a profile for the transaction that runs and reports the schedule that follows',
  purpose:
    'It accepts a TxProfile that names its transaction, and its composite schedule has the limit of the profile.',
  profiles,
  requirements: ['1.6 §5.16.3', '1.6 §5.7', '1.6 §6.22', 'errata 3.51', '1.6 §3.13.1', '1.6 §3.13.3'],
  from: charging,
  precondition: CLEARED,
  steps: [
    'The tester sets a TxProfile with one limit for the running transaction; the station accepts.',
    'The tester asks for the composite schedule; it has that limit.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId }) {
    const smart = await smartCharging(context);
    const said = { id: 1602, purpose: 'TxProfile', transactionId, ...ONE_LIMIT } as const;
    await installs(context, smart, connectorId, said, '1.6 §5.16.3');
    await reportsSchedule(context, smart, {
      id: 'transaction',
      duration: DURATION,
      transaction: { id: transactionId, start: smart.zero },
      requirements: ['1.6 §3.13.1', '1.6 §3.13.3', '1.6 §5.7'],
    });
  },
});

export const takesADefaultProfileDuringATransaction = stationCase({
  id: 'TC_082_CS',
  versions: ['1.6'],
  block,
  title: 'A station applies a default profile that comes while a transaction runs',
  purpose: 'The transaction has no profile of its own, so that it goes on with the new default.',
  profiles,
  requirements: ['1.6 §5.16', 'errata 3.8', '1.6 §5.7', '1.6 §6.22', 'errata 3.51', '1.6 §3.13.3'],
  from: charging,
  precondition: CLEARED,
  steps: [
    'The tester sets a TxDefaultProfile with one limit for the connector; the station accepts.',
    'The tester asks for the composite schedule; it has that limit.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId }) {
    const smart = await smartCharging(context);
    await installs(context, smart, connectorId, { id: 1603, ...ONE_LIMIT });
    await reportsSchedule(context, smart, {
      id: 'default',
      duration: DURATION,
      transaction: { id: transactionId, start: smart.zero },
      requirements: ['errata 3.8', '1.6 §3.13.3', '1.6 §5.7'],
    });
  },
});

export const refusesATxProfileWithoutATransaction = stationCase({
  id: 'TC_058_1_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block,
  title: 'A station refuses a profile for a transaction when none runs',
  purpose: 'A TxProfile cannot be set in advance: the station rejects it, or answers with an error.',
  profiles,
  requirements: ['1.6 §3.13.1', '1.6 §5.16.4'],
  precondition: `no transaction runs on the connector, and ${CLEARED}`,
  steps: ['The tester sets a TxProfile that names a transaction; the station refuses it.'],
  operator: [],
  async run(context) {
    const { csms } = context;
    const smart = await smartCharging(context);
    const said = { id: 1604, purpose: 'TxProfile', transactionId: 1604, ...ONE_LIMIT } as const;
    await csms.callRefused(
      'SetChargingProfile',
      { connectorId: CONNECTOR, csChargingProfiles: profileFor(smart, said) },
      ['PropertyConstraintViolation'],
      { status: 'Rejected' },
      ['1.6 §3.13.1', '1.6 §5.16.4'],
    );
  },
});

export const refusesAProfileForAnotherTransaction = stationCase({
  id: 'TC_058_2_CS',
  versions: ['1.6'],
  block,
  title: 'A station rejects a profile for another transaction than the one that runs',
  purpose: 'It compares the number that the profile names with that of its own transaction.',
  profiles,
  requirements: ['1.6 §3.13.1', '1.6 §5.16.3'],
  from: charging,
  precondition: CLEARED,
  steps: ['The tester sets a TxProfile that names another transaction; the station rejects it.'],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId }) {
    const { csms } = context;
    const smart = await smartCharging(context);
    const said = { id: 1605, purpose: 'TxProfile', transactionId: transactionId + 1, ...ONE_LIMIT } as const;
    const csChargingProfiles = profileFor(smart, said);
    await csms.call('SetChargingProfile', { connectorId, csChargingProfiles }, { status: 'Rejected' }, [
      '1.6 §3.13.1',
      '1.6 §5.16.3',
    ]);
  },
});
