/** How long profiles live, and from when relative ones count (1.6 §3.13.1, §7.9, errata 3.37). */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { reportsSchedule } from '../../states/composite-schedule.js';
import { becomes, CONNECTOR, ENERGY_OFFERED, sameTag, statusWithin } from '../../states/connector.js';
import { pluggedIn } from '../../states/plugged-in.js';
import { CLEARED, installs, smartCharging } from '../../states/smart-charging.js';

const profiles = { SmartCharging: 'mandatory' } as const;
const block = 'Smart Charging';

/** Charging starts a little before or after its transaction does, in seconds. */
const START = 10;

export const countsFromTheStartOfCharging = stationCase({
  id: 'SMART_16_CS_06',
  versions: ['1.6'],
  block,
  title: 'A relative default counts from the start of the transaction',
  purpose: 'Without a transaction it may be told as if one began now, or not at all; with one it is exact.',
  profiles,
  requirements: ['1.6 §5.16', '1.6 §7.9', '1.6 §7.13', '1.6 §4.8', '1.6 §4.9', '1.6 §5.7', '1.6 §6.22', 'errata 3.51'],
  from: pluggedIn,
  precondition: CLEARED,
  steps: [
    'The tester sets a relative TxDefaultProfile and asks for the composite schedule before anything charges.',
    'The operator presents a token; the station starts a transaction and reports that energy may flow.',
    'The tester asks again; the schedule follows the profile from the start of the transaction on.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transaction }) {
    const { csms, operator, parameters, stop } = context;
    const idTag = parameters.tokens.valid.idToken;
    const smart = await smartCharging(context);
    const requirements = ['1.6 §7.9', '1.6 §7.13', '1.6 §5.7'];
    await installs(context, smart, connectorId, {
      id: 1671,
      kind: 'Relative',
      periods: [
        [0, 6],
        [200, 8],
      ],
    });
    await reportsSchedule(context, smart, { id: 'idle', duration: 300, boundary: START, requirements });
    await operator.presentIdToken({ connectorId, idToken: idTag });
    const [start] = await csms.expectAll(
      [
        csms.message('StartTransaction', { connectorId, idTag: sameTag(idTag) }, '1.6 §4.8'),
        becomes(context, connectorId, ENERGY_OFFERED),
      ],
      { within: statusWithin(context) },
    );
    const id = transaction.id();
    if (id === undefined) return stop('StartTransaction was not answered by the tester');
    const told = Date.parse(start.payload.timestamp);
    return reportsSchedule(context, smart, {
      id: 'charging',
      duration: 300,
      transaction: { id, start: Number.isNaN(told) ? start.at : told },
      boundary: START,
      requirements,
    });
  },
});

export const survivesAReset = stationCase({
  id: 'SMART_16_CS_07',
  versions: ['1.6'],
  block,
  title: 'Profiles survive a reset',
  purpose: 'What was set before the reset is in the composite schedule after it.',
  profiles,
  requirements: ['1.6 §5.16', 'errata 3.37', '1.6 §5.14', '1.6 §4.2', '1.6 §5.7', '1.6 §6.22', 'errata 3.51'],
  precondition: CLEARED,
  steps: [
    'The tester sets a TxDefaultProfile for the connector and resets the station; the station boots again.',
    'The tester asks for the composite schedule; it has the limit of the profile.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const smart = await smartCharging(context);
    await installs(context, smart, CONNECTOR, { id: 1672, periods: [[0, 6]] });
    await csms.call('Reset', { type: 'Hard' }, { status: 'Accepted' }, '1.6 §5.14');
    const boot = await csms.expect('BootNotification', {}, '1.6 §4.2', { within: parameters.limits.reboot });
    await csms.expectAll([becomes(context, CONNECTOR, ['Available'], '1.6 §4.2', { after: boot.n })], {
      within: statusWithin(context),
    });
    const requirements = ['errata 3.37', '1.6 §5.7'];
    await reportsSchedule(context, smart, { id: 'after-reset', duration: 120, requirements });
  },
});
