/** G03 Change availability of an EVSE, for a CSMS. */
import { absent, csmsCase, type OnCsms, type Response } from '../../../../harness/peers/ocpp2.js';
import { charging } from '../../states/csms-charging.js';
import { type ChargingStation, placesOf, playStation } from '../../states/csms-session.js';

/** Has the CSMS take the EVSE of the session out of operation; when the case is over, it is put back. */
async function isTakenOut(
  { station, operator, afterwards }: OnCsms,
  { place }: ChargingStation,
  status: Response<'ChangeAvailability'>['status'],
): Promise<void> {
  const evse = { id: place.evseId };
  const ask = (operationalStatus: 'Operative' | 'Inoperative') =>
    operator.sendRequest({ action: 'ChangeAvailability', payload: { operationalStatus, evse } });
  station.answer('ChangeAvailability', (request) =>
    request.operationalStatus === 'Inoperative' ? { status } : { status: 'Accepted' },
  );
  afterwards(async () => {
    station.answer('ChangeAvailability', { status: 'Accepted' });
    await ask('Operative');
    await station.next('ChangeAvailability', { where: { operationalStatus: 'Operative' } });
  });
  await ask('Inoperative');
  await station.expect('ChangeAvailability', { evse: { ...evse, connectorId: absent } }, 'Part 2 G03', {
    where: { operationalStatus: 'Inoperative' },
  });
}

/** Reports every connector of the EVSE as Unavailable. */
async function reportsUnavailable({ parameters }: OnCsms, point: ChargingStation): Promise<void> {
  for (const place of placesOf(parameters, point.place.evseId))
    await point.report('Unavailable', { place, id: `StatusNotification-Unavailable-${place.connectorId}` });
}

export const takesAnEvseOut = csmsCase({
  id: 'TC_G_03_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'G Availability',
  title: 'A CSMS takes an EVSE out of operation',
  purpose: 'It names the EVSE and no connector, and takes the new status of every connector there.',
  profiles: { Core: 'mandatory' },
  requirements: ['Part 2 G03', 'Part 2 G01'],
  steps: [
    'The operator has the CSMS send ChangeAvailability with Inoperative for one EVSE; the tester accepts.',
    'The tester reports every connector of the EVSE as Unavailable; each report is answered.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const point = playStation(context);
    await isTakenOut(context, point, 'Accepted');
    await reportsUnavailable(context, point);
  },
});

export const takesABusyEvseOut = csmsCase({
  id: 'TC_G_11_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'G Availability',
  title: 'A CSMS takes an EVSE out of operation during a transaction',
  purpose: 'The change is put off until the transaction is over, and the CSMS takes all that happens until then.',
  profiles: { Core: 'mandatory' },
  requirements: ['Part 2 G03', 'Part 2 G01', 'J02.FR.19', 'E01.FR.12'],
  from: charging,
  steps: [
    'The operator has the CSMS send ChangeAvailability with Inoperative for the EVSE; the tester answers Scheduled.',
    'The tester tells that the driver stopped, that no energy flows any more, and that the EV left; the CSMS answers.',
    'The tester reports every connector of the EVSE as Unavailable; each report is answered.',
  ],
  operator: ['sendRequest'],
  async run(context, { point }) {
    await isTakenOut(context, point, 'Scheduled');
    await point.event('Updated', 'StopAuthorized', {
      token: context.parameters.tokens.valid,
      requirements: ['J02.FR.19', 'E01.FR.12'],
    });
    await point.event('Updated', 'ChargingStateChanged', { state: 'EVConnected' });
    await point.event('Ended', 'EVCommunicationLost', {
      state: 'Idle',
      stoppedReason: 'EVDisconnected',
      reading: 'Transaction.End',
    });
    await reportsUnavailable(context, point);
  },
});
