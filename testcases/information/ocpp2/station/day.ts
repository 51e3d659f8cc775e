/** G01: the status of a connector through a day, never one thing when told and another when read or asked. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { takeBay } from '../../../ocpp2/states/bay.js';
import { connectorsOf, expectStatuses, followStatuses, lastStatus } from '../../../ocpp2/states/connector-status.js';
import { charging, SESSION_ACTIONS } from '../../../ocpp2/states/sessions.js';
import { agreesWhenAsked, type Availability } from '../asked.js';

const FACTS = { versions: ['2.0.1', '2.1'], block: 'Station information', profiles: {} } as const;
const ASKED = ['F06.FR.05', 'G01.FR.01', 'Part 2 Appendices §3 (Connector)'] as const;

export const readsAsItTellsWhenAnEvComes = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_03',
  title: 'A connector reads, and answers when asked, as it told when an EV came and left',
  purpose: 'Report, device model and triggered status agree on Occupied and on Available.',
  requirements: [...ASKED, 'G01.FR.03', 'G01.FR.04'],
  steps: [
    'The operator connects an EV; the station tells Occupied, and says the same when it is read and asked.',
    'The operator takes the EV off; the station tells Available, and says the same when it is read and asked.',
  ],
  operator: SESSION_ACTIONS.filter((action) => action !== 'presentIdToken'),
  async run(context) {
    const bay = await takeBay(context);
    await bay.arrive();
    await bay.plugIn();
    await bay.expectStatus('Occupied', 'G01.FR.03');
    await agreesWhenAsked(context, bay.place, 'occupied', 'Occupied');
    await bay.plugOut();
    await bay.expectStatus('Available', 'G01.FR.04');
    await agreesWhenAsked(context, bay.place, 'available', 'Available');
  },
});

export const readsAsItTellsInASession = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_04',
  title: 'A connector is occupied as long as its transaction charges, in every way in which it says so',
  purpose: 'While energy flows it reads and tells Occupied; when the EV is gone, Available.',
  requirements: [...ASKED, 'G01.FR.04'],
  from: charging,
  steps: [
    'While the transaction charges, the connector is Occupied when it is read and asked.',
    'The operator takes the EV off; the station tells Available, and says the same when it is read and asked.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    await agreesWhenAsked(context, bay.place, 'charging', 'Occupied');
    await context.csms.attempt('RequestStopTransaction', { transactionId });
    await bay.plugOut();
    await bay.leave();
    await bay.expectStatus('Available', 'G01.FR.04');
    await agreesWhenAsked(context, bay.place, 'over', 'Available');
  },
});

export const staysUnavailableAfterABoot = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_05',
  title: 'An EVSE out of service is so when told, read and asked, and after a restart',
  purpose: 'Unavailable outlives a restart, and the EVSE comes back when it is put into service.',
  requirements: [...ASKED, 'B01.FR.01', 'B01.FR.05', 'B01.FR.07', 'G01.FR.02', 'G01.FR.07', 'G03.FR.04'],
  steps: [
    'The tester takes the first EVSE out of service; the station tells Unavailable, and says so when read and asked.',
    'The operator restarts the station; it tells Unavailable again, and says so when read and asked.',
    'The tester puts the EVSE into service; the station tells Available, and says so when read and asked.',
  ],
  operator: ['reboot'],
  async run(context) {
    const { csms, operator, afterwards, parameters } = context;
    const id = parameters.evses[0]?.id ?? 1;
    const place = { evseId: id, connectorId: 1 };
    const all = (status: Availability) => connectorsOf(parameters, id).map((one) => ({ ...one, status }));
    const change = (operationalStatus: 'Operative' | 'Inoperative') =>
      csms.call('ChangeAvailability', { operationalStatus, evse: { id } }, { status: 'Accepted' }, 'G03.FR.04', {
        id: `ChangeAvailability.conf-${operationalStatus}`,
      });
    let back = false;
    afterwards(async () => {
      if (!back) await csms.attempt('ChangeAvailability', { operationalStatus: 'Operative', evse: { id } });
    });
    await change('Inoperative');
    await expectStatuses(context, all('Unavailable'), ['G01.FR.07', 'G03.FR.04']);
    await agreesWhenAsked(context, place, 'out-of-service', 'Unavailable');
    await operator.reboot({});
    await csms.expect('BootNotification', {}, 'B01.FR.01', { within: parameters.limits.reboot });
    await expectStatuses(context, all('Unavailable'), ['B01.FR.05', 'B01.FR.07', 'G01.FR.02']);
    await agreesWhenAsked(context, place, 'after-boot', 'Unavailable');
    await change('Operative');
    back = true;
    await expectStatuses(context, all('Available'), ['G01.FR.07', 'G03.FR.04']);
    await agreesWhenAsked(context, place, 'in-service', 'Available');
  },
});

export const isUnavailableWhenTheSessionIsOver = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_06',
  title: 'An EVSE that is scheduled to go out of service does so after the session, in every way in which it says so',
  purpose: 'Until the EV is gone it reads and tells Occupied; then Unavailable, and not Available in between.',
  requirements: [...ASKED, 'G01.FR.05', 'G03.FR.05'],
  from: charging,
  steps: [
    'The tester takes the EVSE out of service while it charges; the station says Scheduled, and goes on to be Occupied.',
    'The transaction is stopped and the operator takes the EV off; the station tells Unavailable, and says so when read and asked.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    const { csms, afterwards, parameters } = context;
    const { evseId: id } = bay.place;
    afterwards(async () => {
      const log = followStatuses(csms);
      await csms.attempt('ChangeAvailability', { operationalStatus: 'Operative', evse: { id } });
      await log.until(() => (log.total > 0 ? true : undefined), parameters.limits.message);
      log.stop();
    });
    const request = { operationalStatus: 'Inoperative', evse: { id } } as const;
    await csms.call('ChangeAvailability', request, { status: 'Scheduled' }, 'G03.FR.05');
    await agreesWhenAsked(context, bay.place, 'scheduled', 'Occupied');
    const since = bay.statuses.total;
    await csms.attempt('RequestStopTransaction', { transactionId });
    await bay.plugOut();
    await bay.leave();
    await bay.expectStatus('Unavailable', ['G01.FR.05', 'G03.FR.05'], since);
    await agreesWhenAsked(context, bay.place, 'over', 'Unavailable');
  },
});

export const readsAFaultAsItTellsIt = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_07',
  title: 'A connector with a fault is faulted in every way in which it says so, and recovers in every one',
  purpose: 'Report, device model and triggered status agree on Faulted and on its end.',
  requirements: [...ASKED, 'Part 2 ConnectorStatusEnumType'],
  steps: [
    'The operator brings about a ground fault at the first EVSE; the station tells Faulted, and says so when read and asked.',
    'The operator clears the fault; the station tells Available, and says so when read and asked.',
  ],
  operator: ['raiseFault', 'clearFault'],
  async run(context) {
    const { operator, afterwards, parameters } = context;
    const place = { evseId: parameters.evses[0]?.id ?? 1, connectorId: 1 };
    const become = (status: Availability) =>
      expectStatuses(context, [{ ...place, status }], ['G01.FR.01', 'Part 2 ConnectorStatusEnumType']);
    afterwards(() => operator.clearFault(place));
    await operator.raiseFault({ ...place, errorCode: 'GroundFailure' });
    await become('Faulted');
    await agreesWhenAsked(context, place, 'faulted', 'Faulted');
    await operator.clearFault(place);
    await become('Available');
    await agreesWhenAsked(context, place, 'recovered', 'Available');
  },
});

export const readsAsItTellsWhenABayIsTaken = stationCase({
  ...FACTS,
  id: 'INFO_2X_CS_08',
  title: 'A car on the parking bay makes a connector say one thing in every way in which it speaks',
  purpose: 'Makers choose whether the bay counts as occupation; report, device model and triggered status agree.',
  requirements: ASKED,
  steps: [
    'The operator has a car come to the bay; what the station told last of the connector is what it reads and tells when asked.',
    'The operator has the car leave; the same holds.',
  ],
  operator: ['parkingBay'],
  async run(context) {
    const { csms, operator, afterwards, parameters } = context;
    const place = { evseId: parameters.evses[0]?.id ?? 1, connectorId: 1 };
    const log = followStatuses(csms);
    let occupied = false;
    afterwards(async () => {
      log.stop();
      if (occupied) await operator.parkingBay({ ...place, occupied: false });
    });
    const states: readonly Availability[] = ['Available', 'Occupied', 'Unavailable', 'Faulted'];
    for (const [moment, next] of [
      ['taken', true],
      ['left', false],
    ] as const) {
      occupied = next;
      const since = log.total;
      await operator.parkingBay({ ...place, occupied: next });
      // Whether anything is told is open.
      await log.until(() => lastStatus(log, place, since), parameters.limits.message);
      const last = lastStatus(log, place, 0)?.toLowerCase();
      await agreesWhenAsked(
        context,
        place,
        moment,
        states.find((state) => state.toLowerCase() === last) ?? 'Available',
      );
    }
  },
});
