/** Smart charging in situations that the official cases leave out, each judged by the oracle (1.6 §3.13, §5.16). */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { CONNECTOR } from '../../states/connector.js';
import { reportsSchedule } from '../../states/composite-schedule.js';
import { CLEARED, installs, needsStackLevels, smartCharging } from '../../states/smart-charging.js';

const profiles = { SmartCharging: 'mandatory' } as const;
const block = 'Smart Charging';
const DAY = 86_400;

export const startsAgainEveryDay = stationCase({
  id: 'SMART_16_CS_01',
  versions: ['1.6'],
  block,
  title: 'A daily schedule ends over night, leaves its gap, and starts again',
  purpose: 'It restarts 24 hours after it started, and between two runs it is as if there were no profile.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §5.16.4', 'errata 3.78', '1.6 §5.7', '1.6 §6.22', 'errata 3.51'],
  precondition: CLEARED,
  steps: [
    'The tester sets a daily TxDefaultProfile whose run of yesterday ends in a minute and which starts again in two.',
    'The tester asks for the composite schedule of four minutes; it has the last period, the gap, and the first period.',
  ],
  operator: [],
  async run(context) {
    const smart = await smartCharging(context);
    await installs(context, smart, CONNECTOR, {
      id: 1651,
      kind: 'Recurring',
      recurrency: 'Daily',
      start: 120 - 2 * DAY,
      duration: DAY - 60,
      periods: [
        [0, 6],
        [DAY - 1000, 8],
      ],
    });
    await reportsSchedule(context, smart, {
      id: 'daily',
      duration: 240,
      requirements: ['1.6 §5.16.4', 'errata 3.78', '1.6 §5.7'],
    });
  },
});

export const ceasesWhenItIsNoLongerValid = stationCase({
  id: 'SMART_16_CS_02',
  versions: ['1.6'],
  block,
  title: 'A profile counts from validFrom on and not after validTo',
  purpose: 'Where its validity begins or ends inside the interval, the lower level shows before and after.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §3.13.2', '1.6 §7.8', '1.6 §5.7', '1.6 §6.22', 'errata 3.51'],
  precondition: CLEARED,
  steps: [
    'The tester sets a TxDefaultProfile without end, and one above it that is valid from one minute to two minutes on.',
    'The tester asks for the composite schedule of three minutes; it has the lower, the higher, and the lower again.',
  ],
  operator: [],
  async run(context) {
    await needsStackLevels(context, 2);
    const smart = await smartCharging(context);
    await installs(context, smart, CONNECTOR, { id: 1652, periods: [[0, 6]] });
    const higher = { id: 1653, stackLevel: 1, validFrom: 60, validTo: 120 } as const;
    await installs(context, smart, CONNECTOR, { ...higher, periods: [[0, 8]] });
    await reportsSchedule(context, smart, {
      id: 'validity',
      duration: 180,
      requirements: ['1.6 §3.13.2', '1.6 §7.8', '1.6 §5.7'],
    });
  },
});

export const replacesProfiles = stationCase({
  id: 'SMART_16_CS_03',
  versions: ['1.6'],
  block,
  title: 'A profile takes the place of the one with its id, or with its purpose and level',
  purpose: 'What was replaced no longer counts, and is no longer there to be cleared.',
  profiles,
  requirements: [
    '1.6 §5.16',
    '1.6 §5.16.4',
    '1.6 §3.13.2',
    '1.6 §5.5',
    'errata 3.26',
    '1.6 §5.7',
    '1.6 §6.22',
    'errata 3.51',
  ],
  precondition: CLEARED,
  steps: [
    'The tester sets a TxDefaultProfile, and another with the same id; the schedule follows the second.',
    'The tester sets a third with another id, the same purpose and level; the schedule follows the third.',
    'The tester clears the first id; the station knows no such profile.',
  ],
  operator: [],
  async run(context) {
    const smart = await smartCharging(context);
    const requirements = ['1.6 §5.16.4', '1.6 §3.13.2', '1.6 §5.7'];
    await installs(context, smart, CONNECTOR, { id: 1654, periods: [[0, 6]] });
    await installs(context, smart, CONNECTOR, { id: 1654, periods: [[0, 8]] });
    await reportsSchedule(context, smart, { id: 'same-id', duration: 120, requirements });
    await installs(context, smart, CONNECTOR, { id: 1655, periods: [[0, 7]] });
    await reportsSchedule(context, smart, { id: 'same-level', duration: 120, requirements });
    await context.csms.call('ClearChargingProfile', { id: 1654 }, { status: 'Unknown' }, ['1.6 §5.5', 'errata 3.26'], {
      id: 'ClearChargingProfile-replaced',
    });
  },
});

export const tellsConnectorsApart = stationCase({
  id: 'SMART_16_CS_04',
  versions: ['1.6'],
  block,
  title: 'A default for one connector replaces the default for all, for that connector alone',
  purpose: 'Both are installed at once: one connector follows its own, every other the one for all.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §3.13.1', 'errata 3.53', '1.6 §5.7', '1.6 §6.22', 'errata 3.51'],
  precondition: CLEARED,
  steps: [
    'The tester sets a TxDefaultProfile for connector 0 and another of the same level for connector 1.',
    'The composite schedule of connector 1 follows its own; that of connector 2, if there is one, the one for all.',
  ],
  operator: [],
  async run(context) {
    const smart = await smartCharging(context);
    const requirements = ['1.6 §3.13.1', 'errata 3.53', '1.6 §5.7'];
    await installs(context, smart, 0, { id: 1656, periods: [[0, 8]] });
    await installs(context, smart, CONNECTOR, { id: 1657, periods: [[0, 6]] });
    await reportsSchedule(context, smart, { id: 'own', duration: 120, requirements });
    if (context.parameters.connectors < 2) return;
    await reportsSchedule(context, smart, { id: 'for-all', connectorId: 2, duration: 120, requirements });
  },
});

export const convertsUnits = stationCase({
  id: 'SMART_16_CS_05',
  versions: ['1.6'],
  block,
  title: 'A station tells a limit in the other unit, and in its own when none is asked for',
  purpose: 'Power is current times the set voltage times the phases; a station that cannot tell it says so.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §7.12', 'errata 3.68', '1.6 §6.21', '1.6 §5.7', '1.6 §6.22', 'errata 3.51'],
  precondition: CLEARED,
  steps: [
    'The tester sets a TxDefaultProfile in a unit that the station takes.',
    'The tester asks for the composite schedule without a unit; the station uses whichever it prefers.',
    'The tester asks for it in the other unit; the station converts the limits, or rejects the question.',
  ],
  operator: [],
  async run(context) {
    const smart = await smartCharging(context);
    const requirements = ['1.6 §7.12', 'errata 3.68', '1.6 §6.21'];
    const periods = [
      [0, 6],
      [60, 9],
    ] as const;
    await installs(context, smart, CONNECTOR, { id: 1661, periods });
    await reportsSchedule(context, smart, { id: 'no-unit', duration: 120, unit: 'any', requirements });
    const unit = smart.unit === 'A' ? 'W' : 'A';
    await reportsSchedule(context, smart, { id: 'other-unit', duration: 120, unit, requirements });
  },
});
