/** 1.6 §5.13 ReserveNow, refused: a connector, or with 0 the station, that cannot be reserved. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { takesOutOfService } from '../../states/availability.js';
import { becomes, CONNECTOR, everyConnector, statusWithin } from '../../states/connector.js';
import { pluggedIn } from '../../states/plugged-in.js';
import { asksToReserve, cancelsAfterwards, reservationRequest } from '../../states/reservation.js';

/** Any fault will do. */
const FAULT = 'OtherError';

/** The operator brings about a fault of a connector, or with 0 of the station; it is taken away afterwards. */
async function isFaulted(context: OnStation, connectorId: number): Promise<void> {
  const { csms, operator, afterwards } = context;
  const within = statusWithin(context);
  afterwards(async () => {
    await operator.clearFault({ connectorId });
    await csms.next('StatusNotification', { where: { connectorId, status: 'Available' }, within });
  });
  await operator.raiseFault({ connectorId, errorCode: FAULT });
  await csms.expectAll([becomes(context, connectorId, ['Faulted'])], { within });
}

/** An EV is plugged in at every connector, and nobody has authorised; they are unplugged afterwards. */
async function isFull(context: OnStation): Promise<void> {
  const { csms, operator, afterwards } = context;
  const within = statusWithin(context);
  for (const connectorId of everyConnector(context).filter((id) => id > 0)) {
    afterwards(async () => {
      await operator.plugOut({ connectorId });
      await csms.next('StatusNotification', { where: { connectorId, status: 'Available' }, within });
    });
    await operator.plugIn({ connectorId });
    await csms.expectAll(
      [becomes(context, connectorId, ['Preparing'], '1.6 §4.9', { id: `StatusNotification-${connectorId}` })],
      { within },
    );
  }
}

export const refusesAFaultyConnector = stationCase({
  id: 'TC_048_1_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station does not reserve a connector that is faulty',
  purpose: 'It says that the connector is faulted.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §4.9'],
  steps: [
    'The operator brings about a fault of the connector; the station reports Faulted.',
    'The tester reserves the connector; the station answers Faulted.',
  ],
  operator: ['raiseFault', 'clearFault'],
  async run(context) {
    await isFaulted(context, CONNECTOR);
    await asksToReserve(context, 'Faulted');
  },
});

export const refusesAnOccupiedConnector = stationCase({
  id: 'TC_048_2_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station does not reserve a connector that is in use',
  purpose: 'It says that the connector is occupied.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13'],
  from: pluggedIn,
  steps: ['The tester reserves the connector, in which there is a cable; the station answers Occupied.'],
  operator: ['plugIn', 'plugOut'],
  async run(context) {
    await asksToReserve(context, 'Occupied');
  },
});

export const refusesAnUnavailableConnector = stationCase({
  id: 'TC_048_3_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station does not reserve a connector that is out of service',
  purpose: 'It says that the connector is unavailable.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §5.2', '1.6 §4.9'],
  steps: [
    'The tester takes the connector out of service; the station accepts and reports Unavailable.',
    'The tester reserves the connector; the station answers Unavailable.',
  ],
  operator: [],
  async run(context) {
    await takesOutOfService(context, CONNECTOR);
    await asksToReserve(context, 'Unavailable');
  },
});

/** Asks a station for a reservation that takes none: it says Rejected, or that it knows no such request. */
async function isRejected(context: OnStation, connectorId: number): Promise<void> {
  const { csms, advise } = context;
  const { request, reservation } = reservationRequest(context, { connectorId });
  cancelsAfterwards(context, reservation);
  const outcome = await csms.callRefused(
    'ReserveNow',
    request,
    ['NotImplemented', 'NotSupported'],
    { status: 'Rejected' },
    ['1.6 §5.13', 'OCPP-J 1.6 §4.2.3'],
  );
  if (outcome.kind === 'error')
    advise(
      'rejected-by-error',
      `ReserveNow is refused with ${outcome.code}: legal, but the official tool takes Rejected alone`,
      'OCPP-J 1.6 §4.2.3',
      [outcome.n, outcome.answer],
    );
}

/** A case for a station that has no reservations at all. */
const takesNone = (id: string, connectorId: number, what: string) =>
  stationCase({
    id,
    versions: ['1.6'],
    block: 'Reservation',
    title: `A station without reservations refuses to reserve ${what}`,
    purpose: 'It rejects the request, or says that it knows none of the kind.',
    profiles: { Core: 'conditional' },
    condition: 'not Reservation',
    restsOn: 'right-from-wrong',
    requirements: ['1.6 §5.13', 'OCPP-J 1.6 §4.2.3'],
    steps: [`The tester reserves ${what}; the station rejects, or answers with NotSupported or NotImplemented.`],
    operator: [],
    run: (context) => isRejected(context, connectorId),
  });

export const takesNoReservationOfAConnector = takesNone('TC_048_4_CS', CONNECTOR, 'a connector');
export const takesNoReservationOfTheStation = takesNone('TC_050_4_CS', 0, 'the station');

const OF_THE_STATION = {
  versions: ['1.6'],
  block: 'Reservation',
  profiles: { Reservation: 'conditional' },
  condition: 'ReserveConnectorZeroSupported',
} as const;

export const refusesAFaultyStation = stationCase({
  ...OF_THE_STATION,
  id: 'TC_050_1_CS',
  title: 'A station does not let itself be reserved while it is faulty',
  purpose: 'It says that it is faulted.',
  requirements: ['1.6 §5.13', '1.6 §4.9'],
  steps: [
    'The operator brings about a fault of the station; it reports Faulted for connector 0.',
    'The tester reserves connector 0; the station answers Faulted.',
  ],
  operator: ['raiseFault', 'clearFault'],
  async run(context) {
    await isFaulted(context, 0);
    await asksToReserve(context, 'Faulted', { connectorId: 0 });
  },
});

export const refusesAFullStation = stationCase({
  ...OF_THE_STATION,
  id: 'TC_050_2_CS',
  title: 'A station does not let itself be reserved while every connector is in use',
  purpose: 'It says that it is occupied.',
  requirements: ['1.6 §5.13', '1.6 §4.9'],
  steps: [
    'The operator plugs in at every connector; the station reports each as Preparing.',
    'The tester reserves connector 0; the station answers Occupied.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context) {
    await isFull(context);
    await asksToReserve(context, 'Occupied', { connectorId: 0 });
  },
});

export const refusesAnUnavailableStation = stationCase({
  ...OF_THE_STATION,
  id: 'TC_050_3_CS',
  title: 'A station does not let itself be reserved while it is out of service',
  purpose: 'It says that it is unavailable.',
  requirements: ['1.6 §5.13', '1.6 §5.2', '1.6 §4.9'],
  steps: [
    'The tester takes the station out of service; it accepts and reports Unavailable for connector 0 and every other.',
    'The tester reserves connector 0; the station answers Unavailable.',
  ],
  operator: [],
  async run(context) {
    await takesOutOfService(context, 0);
    await asksToReserve(context, 'Unavailable', { connectorId: 0 });
  },
});
