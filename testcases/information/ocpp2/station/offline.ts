/** B04: what a station tells of its connectors when it was offline, for a short while and for a long one. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { takeBay } from '../../../ocpp2/states/bay.js';
import { connectorsOf, expectStatuses, followStatuses, lastStatus } from '../../../ocpp2/states/connector-status.js';
import { configure, variableOf } from '../../../ocpp2/states/device-model.js';
import { SESSION_ACTIONS } from '../../../ocpp2/states/sessions.js';
import { agreesWhenAsked } from '../asked.js';
import { whileOffline } from '../offline.js';

const THRESHOLD = variableOf('OCPPCommCtrlr', 'OfflineThreshold');
const FACTS = { versions: ['2.0.1', '2.1'], block: 'Station information', profiles: {} } as const;
const ASKED = ['F06.FR.05', 'G01.FR.01', 'Part 2 Appendices §3 (Connector)', 'Part 4 §5.3'] as const;

/** Seconds: longer than any absence of a case, and shorter than all. */
const [NEVER, SOON] = [86_400, 5];
/** How long it is watched that nothing else is told, in milliseconds. */
const WATCHED = 5_000;

async function threshold(context: OnStation, seconds: number): Promise<void> {
  if (!(await configure(context, THRESHOLD, String(seconds))))
    context.stop(`the station does not take ${seconds} for OCPPCommCtrlr.OfflineThreshold`);
}

export const tellsWhatChangedInAShortAbsence = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_09',
  title: 'A station that was offline for a short while tells the connector that changed, and no other',
  purpose: 'The new status comes by itself, the others are left out, and reading and asking give the same.',
  requirements: [...ASKED, 'B04.FR.02'],
  steps: [
    'The tester sets the offline threshold to a day and cuts the station off; the operator connects an EV meanwhile.',
    'The station comes back; it tells Occupied of that connector, also when read and asked, and nothing of the others.',
  ],
  operator: SESSION_ACTIONS.filter((action) => action !== 'presentIdToken'),
  async run(context) {
    const { csms, parameters, check, pass } = context;
    await threshold(context, NEVER);
    const bay = await takeBay(context);
    await bay.arrive();
    const log = followStatuses(csms);
    await whileOffline(context, 0, () => bay.plugIn());
    await expectStatuses(context, [{ ...bay.place, status: 'Occupied' }], 'B04.FR.02', { log });
    await pass(WATCHED);
    const others = connectorsOf(parameters).filter(({ evseId }) => evseId !== bay.place.evseId);
    const told = others.filter((place) => lastStatus(log, place, 0) !== undefined);
    log.stop();
    check('only-what-changed', told.length === 0, {
      title: 'the station tells nothing of connectors whose status did not change',
      requirements: 'B04.FR.02',
      frames: log.entries.map(({ n }) => n).slice(0, 10),
      expected: `nothing of ${others.length} other connectors`,
      actual: told.length === 0 ? 'nothing' : told.map(({ evseId }) => `EVSE ${evseId}`).join(', '),
      action: 'StatusNotification',
      asserts: ['evseId', 'connectorId'],
      absence: true,
    });
    await agreesWhenAsked(context, bay.place, 'back', 'Occupied');
  },
});

export const tellsAllAfterALongAbsence = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_10',
  title: 'A station that was offline for long tells the status of every connector',
  purpose: 'Each is told, changed or not, and reading and asking give the same.',
  requirements: [...ASKED, 'B04.FR.01'],
  steps: [
    `The tester sets the offline threshold to ${SOON} s and cuts the station off for longer.`,
    'The station comes back; it tells Available of every connector, also when read and asked.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    await threshold(context, SOON);
    const log = followStatuses(csms);
    await whileOffline(context, SOON * 4_000, () => Promise.resolve());
    const places = connectorsOf(parameters);
    await expectStatuses(
      context,
      places.map((place) => ({ ...place, status: 'Available' })),
      'B04.FR.01',
      { log },
    );
    log.stop();
    await agreesWhenAsked(context, places[0] ?? { evseId: 1, connectorId: 1 }, 'back', 'Available');
  },
});
