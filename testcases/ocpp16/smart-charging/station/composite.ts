/** 1.6 §5.5 and §5.7 for a station: several profiles at once, and what is left when some are cleared. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/charging.js';
import { CONNECTOR } from '../../states/connector.js';
import { reportsSchedule } from '../../states/composite-schedule.js';
import { CLEARED, clears, installs, needsStackLevels, smartCharging } from '../../states/smart-charging.js';

const profiles = { SmartCharging: 'mandatory' } as const;
const conditional = { SmartCharging: 'conditional' } as const;
const block = 'Smart Charging';

export const combinesPurposes = stationCase({
  id: 'TC_066_CS',
  versions: ['1.6'],
  block,
  title: 'A station combines the profiles of all purposes into one schedule',
  purpose: 'The profile for the transaction overrules the default, and the station as a whole bounds it.',
  profiles: conditional,
  condition: 'MaxChargingProfilesInstalled >= 3 and ChargingScheduleMaxPeriods >= 5',
  requirements: ['1.6 §5.16', '1.6 §5.7', '1.6 §6.22', 'errata 3.51', '1.6 §3.13.1', '1.6 §3.13.3'],
  from: charging,
  precondition: CLEARED,
  steps: [
    'The tester sets a ChargePointMaxProfile, a TxDefaultProfile and a TxProfile; the station accepts each.',
    'The tester asks for the composite schedule of 400 s; it has the lower of the first and the third.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId }) {
    const smart = await smartCharging(context);
    const validity = { validFrom: -10, validTo: 401 };
    await installs(context, smart, 0, {
      id: 1611,
      purpose: 'ChargePointMaxProfile',
      duration: 86_400,
      periods: [[0, 10]],
    });
    await installs(context, smart, connectorId, {
      id: 1612,
      ...validity,
      duration: 300,
      periods: [
        [0, 6],
        [60, 10],
        [120, 8],
        [180, 15],
        [260, 8],
      ],
    });
    await installs(context, smart, connectorId, {
      id: 1613,
      purpose: 'TxProfile',
      transactionId,
      ...validity,
      duration: 260,
      periods: [
        [0, 8],
        [50, 11],
        [140, 16],
        [200, 6],
        [240, 12],
      ],
    });
    await reportsSchedule(context, smart, {
      id: 'combined',
      duration: 400,
      transaction: { id: transactionId, start: smart.zero },
      requirements: ['1.6 §3.13.1', '1.6 §3.13.3', '1.6 §5.7'],
    });
  },
});

export const stacksProfiles = stationCase({
  id: 'TC_072_CS',
  versions: ['1.6'],
  block,
  title: 'A station stacks profiles of one purpose',
  purpose: 'The higher level prevails as long as its schedule lasts; then the lower one shows.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §5.7', '1.6 §6.22', 'errata 3.51', '1.6 §3.13.2', '1.6 §3.13.3'],
  precondition: CLEARED,
  steps: [
    'The tester sets two TxDefaultProfiles of different levels for the connector; the station accepts both.',
    'The tester asks for the composite schedule of 350 s; it follows the higher one while that lasts, then the lower.',
  ],
  operator: [],
  async run(context) {
    await needsStackLevels(context, 2);
    const smart = await smartCharging(context);
    const validity = { validFrom: -10, validTo: 401 };
    await installs(context, smart, CONNECTOR, {
      id: 1621,
      ...validity,
      duration: 400,
      periods: [
        [0, 6],
        [100, 8],
        [200, 10],
      ],
    });
    await installs(context, smart, CONNECTOR, {
      id: 1622,
      stackLevel: 1,
      ...validity,
      duration: 150,
      periods: [
        [0, 7],
        [100, 9],
      ],
    });
    await reportsSchedule(context, smart, { id: 'stacked', duration: 350 });
  },
});

export const clearsProfiles = stationCase({
  id: 'TC_067_CS',
  versions: ['1.6'],
  block,
  title: 'A station clears the profiles that it is asked to clear, and no other',
  purpose: 'By id, by purpose and level, and all at once: what is left decides the schedule.',
  profiles,
  requirements: [
    '1.6 §5.5',
    'errata 3.25',
    'errata 3.26',
    '1.6 §5.16',
    '1.6 §5.7',
    '1.6 §6.22',
    'errata 3.51',
    '1.6 §3.13.2',
    '1.6 §3.13.3',
  ],
  precondition: CLEARED,
  steps: [
    'The tester sets two TxDefaultProfiles of different levels and a ChargePointMaxProfile; the station accepts each.',
    'The tester clears the higher one by its id; the schedule follows the lower one.',
    'The tester clears by the purpose and level of the lower one; the schedule follows the ChargePointMaxProfile.',
    'The tester clears all; the schedule has what the station gives by itself.',
  ],
  operator: [],
  async run(context) {
    await needsStackLevels(context, 2);
    const smart = await smartCharging(context, { ownLimit: true });
    const validity = { validFrom: -10, validTo: 401 };
    await installs(context, smart, CONNECTOR, {
      id: 1631,
      stackLevel: 1,
      duration: 400,
      periods: [
        [0, 6],
        [60, 8],
        [200, 10],
      ],
    });
    await installs(context, smart, CONNECTOR, {
      id: 1632,
      ...validity,
      duration: 400,
      periods: [
        [0, 7],
        [100, 9],
      ],
    });
    await installs(context, smart, 0, {
      id: 1633,
      purpose: 'ChargePointMaxProfile',
      ...validity,
      duration: 86_400,
      periods: [
        [0, 11],
        [200, 12],
      ],
    });
    await clears(context, smart, 'id', { id: 1631 }, ['1.6 §5.5', 'errata 3.26']);
    await reportsSchedule(context, smart, { id: 'without-the-first', duration: 350 });
    await clears(context, smart, 'criteria', { chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 0 });
    await reportsSchedule(context, smart, { id: 'without-defaults', duration: 350 });
    await clears(context, smart, 'all', {});
    await reportsSchedule(context, smart, { id: 'without-any', duration: 350 });
  },
});
