/** G03 Change availability of an EVSE. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { connectorsOf, expectStatuses, followStatuses } from '../../states/connector-status.js';
import { charging, type Session, SESSION_ACTIONS } from '../../states/sessions.js';
import { goesOn } from '../../states/transaction-events.js';

/** Makes the EVSE operative again when the case is over, unless `done` was called by then. */
function restore({ csms, afterwards, parameters }: OnStation, id: number): { done(): void } {
  const log = followStatuses(csms);
  let done = false;
  afterwards(async () => {
    const { total } = log;
    if (!done) {
      await csms.attempt('ChangeAvailability', { operationalStatus: 'Operative', evse: { id } });
      await log.until(() => (log.total > total ? true : undefined), parameters.limits.message);
    }
    log.stop();
  });
  return { done: () => void (done = true) };
}

export const takesAnEvseOutOfService = stationCase({
  id: 'TC_G_03_CS',
  versions: ['2.0.1', '2.1'],
  block: 'G Availability',
  title: 'A station takes an EVSE out of service and back',
  purpose: 'It accepts both, and reports the new status of every connector of the EVSE.',
  profiles: { Core: 'mandatory' },
  requirements: ['G03.FR.01', 'G03.FR.02', 'G03.FR.04', 'G03.FR.06', 'G03.FR.07'],
  steps: [
    'The tester makes the first EVSE inoperative; the station accepts and reports its connectors as Unavailable.',
    'The tester makes it operative; the station accepts and reports its connectors as Available.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const id = parameters.evses[0]?.id ?? 1;
    const all = (status: string) => connectorsOf(parameters, id).map((place) => ({ ...place, status }));
    const change = (operationalStatus: 'Operative' | 'Inoperative') =>
      csms.call(
        'ChangeAvailability',
        { operationalStatus, evse: { id } },
        { status: 'Accepted' },
        ['G03.FR.01', 'G03.FR.02'],
        { id: `ChangeAvailability.conf-${operationalStatus}` },
      );
    const undo = restore(context, id);
    await change('Inoperative');
    await expectStatuses(context, all('Unavailable'), ['G03.FR.04', 'G03.FR.06']);
    await change('Operative');
    await expectStatuses(context, all('Available'), ['G03.FR.04', 'G03.FR.07']);
    undo.done();
  },
});

export const waitsForTheTransaction = stationCase<Session>({
  id: 'TC_G_11_CS',
  versions: ['2.0.1', '2.1'],
  block: 'G Availability',
  title: 'A station takes an EVSE out of service when its transaction is over',
  purpose:
    'It says that the change is scheduled, keeps charging, and reports the connectors as Unavailable afterwards.',
  profiles: { Core: 'mandatory' },
  requirements: ['G03.FR.01', 'G03.FR.02', 'G03.FR.04', 'G03.FR.05'],
  from: charging,
  steps: [
    'The tester makes the EVSE inoperative while it charges; the station says Scheduled.',
    'The transaction goes on, by its status or by what the station tells.',
    'The tester stops it, and the operator takes the EV off; the station reports the connectors as Unavailable.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    const { csms, parameters } = context;
    const { evseId: id } = bay.place;
    restore(context, id);
    await csms.call('ChangeAvailability', { operationalStatus: 'Inoperative', evse: { id } }, { status: 'Scheduled' }, [
      'G03.FR.01',
      'G03.FR.02',
      'G03.FR.05',
    ]);
    await goesOn(context, { bay, transactionId }, 'G03.FR.05');
    const since = bay.statuses.total;
    await csms.attempt('RequestStopTransaction', { transactionId });
    await bay.plugOut();
    await bay.leave();
    const wanted = connectorsOf(parameters, id).map((place) => ({ ...place, status: 'Unavailable' }));
    await expectStatuses(context, wanted, ['G03.FR.04', 'G03.FR.05'], { log: bay.statuses, since });
  },
});
