/** A 1.6 station that gets too hot (§4.9, §7.6 HighTemperature): it says so, gives less, and says when it is over. */
import {
  type Message,
  noneOf,
  type OnStation,
  oneOf,
  type Request,
  stationCase,
} from '../../../../harness/peers/ocpp16.js';
import { type Session } from '../../../ocpp16/states/charging.js';
import { ENERGY_OFFERED, SLACK, type Status, statusWithin, watched } from '../../../ocpp16/states/connector.js';
import { readingsOf, type Sample, withSample } from '../../../ocpp16/states/meter-values.js';
import { measuringTheOffer } from '../states/measuring.js';
import { bringTo, intervalOf, takeThermometer } from '../states/thermometers.js';

type StatusNotification = Message<Request<'StatusNotification'>>;

const HOT = 'HighTemperature';

/** Where it may be told: the connector with the sensor, or the station as a whole. */
const concerned = (connectorId: number) => oneOf(0, connectorId);

interface Warned {
  readonly statuses: readonly Status[];
  readonly id: string;
}

/** Waits for HighTemperature; the status is that of a warning or of a fault. */
const warns = (
  { csms }: OnStation,
  context: { readonly connectorId: number; readonly within: number },
  { statuses, id }: Warned,
): Promise<StatusNotification> =>
  csms.expect('StatusNotification', { status: oneOf(...statuses) }, ['1.6 §4.9', '1.6 §7.6'], {
    where: { connectorId: concerned(context.connectorId), errorCode: HOT },
    within: context.within,
    id,
    title: 'the station reports HighTemperature with the status of a warning or of a fault',
  });

/** Waits until the error that was told is told to be over. */
const isOver = (
  { csms }: OnStation,
  { connectorId, statuses, within, id }: Warned & { readonly connectorId: number; readonly within: number },
): Promise<StatusNotification> =>
  csms.expect('StatusNotification', { status: oneOf(...statuses) }, ['1.6 §4.9', '1.6 §7.6'], {
    where: { connectorId, errorCode: noneOf(HOT) },
    within,
    id,
    title: 'the station reports that the error is over, with the status from before',
  });

/** Looks for a while whether the same is told again: legal, and of no use to anybody. */
async function advisesOnRepeats(context: OnStation, { n, payload }: StatusNotification): Promise<void> {
  const { connectorId, status } = payload;
  const again = await context.csms.next('StatusNotification', {
    where: { connectorId, status, errorCode: HOT },
    within: watched(context),
  });
  if (again)
    context.advise('repeated', 'HighTemperature is told again while nothing has changed', '1.6 §4.9', [n, again.n]);
}

export const saysThatItIsHot = stationCase({
  id: 'ENV_16_CS_09',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station that gets too hot says so, and says when it is over',
  purpose: 'HighTemperature comes with a status that fits, and goes with the one from before.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §4.9', '1.6 §7.6'],
  steps: [
    'The operator brings the sensor to a value that raises an alert; the station reports HighTemperature: as a warning with its status, or as a fault.',
    'The operator brings the sensor to its normal value; the station reports that connector as available, without that error.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const one = await takeThermometer(context);
    const within = statusWithin(context);
    await bringTo(context, one, one.high);
    // §4.9: other than Faulted it is a warning; a station may take itself out of service for other reasons too.
    const statuses = ['Available', 'Faulted', 'Unavailable'] as const;
    const told = await warns(context, { connectorId: one.connectorId, within }, { statuses, id: 'hot' });
    await advisesOnRepeats(context, told);
    await bringTo(context, one, one.normal);
    const { connectorId } = told.payload;
    await isOver(context, { connectorId, statuses: ['Available'], within, id: 'over' });
  },
});

/** What a station may make of a transaction when it is too hot. */
const WHILE_CHARGING = [...ENERGY_OFFERED, 'Finishing', 'Faulted'] as const satisfies readonly Status[];

export const saysThatItIsHotWhileCharging = stationCase({
  id: 'ENV_16_CS_10',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station that gets too hot during a transaction says so, and charges on when it is over',
  purpose: 'The heat is told with the status of the transaction; what was only held up goes on afterwards.',
  profiles: {},
  condition: 'Thermometer',
  requirements: ['1.6 §4.9', '1.6 §7.6'],
  from: measuringTheOffer,
  steps: [
    'The operator brings the sensor to a value that raises an alert; the station reports HighTemperature with a status of the transaction, or as a fault.',
    'The operator brings the sensor to its normal value.',
    'The station reports that the error is over: with a status in which energy may flow, or with what follows a transaction that it has ended.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context, { transactionId }: Session) {
    const { csms } = context;
    const one = await takeThermometer(context);
    const within = statusWithin(context);
    let ended = false;
    const stop = csms.conversation.watch(({ action, payload }) => {
      ended ||= action === 'StopTransaction' && payload['transactionId'] === transactionId;
      return false;
    });
    context.afterwards(() => Promise.resolve(stop()));
    await bringTo(context, one, one.high);
    const place = { connectorId: one.connectorId, within };
    // Connector 0 is only ever available, unavailable or faulted.
    const statuses = [...WHILE_CHARGING, 'Available', 'Unavailable'] as const;
    const told = await warns(context, place, { statuses, id: 'hot' });
    await bringTo(context, one, one.normal);
    const { connectorId } = told.payload;
    const after: readonly Status[] =
      connectorId === 0 ? ['Available'] : ended ? ['Finishing', 'Preparing', 'Available'] : ENERGY_OFFERED;
    await isOver(context, { connectorId, statuses: after, within, id: 'over' });
  },
});

const isOffer = ({ measurand }: Sample): boolean => measurand === 'Current.Offered';

/** What is offered in a message, in amperes: the least of what it says of the phases. */
const offerIn = (payload: Request<'MeterValues'>): number =>
  Math.min(...readingsOf(payload.meterValue).flatMap(({ samples }) => samples.filter(isOffer).map(({ value }) => Number(value)))); // prettier-ignore

export const givesLessWhenHot = stationCase({
  id: 'ENV_16_CS_11',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A station offers less current while it is hot, and all of it afterwards',
  purpose: 'What it offers in its meter values follows the heat down and up again.',
  profiles: {},
  condition: 'Thermometer and ReducingSensor',
  requirements: ['1.6 §4.7', '1.6 §7.31'],
  precondition: 'the plan names a temperature at which the station gives less current',
  from: measuringTheOffer,
  steps: [
    'The station sends MeterValues with the current that it offers.',
    'The operator brings the sensor to the value at which less is given; the station offers less.',
    'The operator brings the sensor to its normal value; the station offers as much as before.',
  ],
  operator: ['plugIn', 'presentIdToken', 'setSensor', 'plugOut'],
  async run(context, { connectorId }: Session) {
    const { csms, stop, parameters } = context;
    const one = await takeThermometer(context);
    const { reduces } = one;
    if (reduces === undefined) return stop('the plan names no value at which the station gives less current');
    const within = intervalOf(context) * 2 + SLACK;
    const offers = (id: string, title: string, says: string, is: (amperes: number) => boolean, wait = within) =>
      csms.expect('MeterValues', {}, ['1.6 §4.7', '1.6 §7.31'], {
        where: {
          connectorId,
          meterValue: withSample(`an offered current ${says}`, (sample) => isOffer(sample) && is(Number(sample.value))),
        },
        within: wait,
        id,
        title,
      });
    const before = await offers(
      'offer-before',
      'the station tells what it offers',
      'above 0',
      (amperes) => amperes > 0,
    );
    const usual = offerIn(before.payload);
    const patience = parameters.limits.action + within;
    await bringTo(context, one, Math.round(reduces));
    await offers(
      'offer-when-hot',
      'the station offers less than before',
      `below ${usual} A`,
      (amperes) => amperes < usual,
      patience,
    );
    await bringTo(context, one, one.normal);
    await offers(
      'offer-afterwards',
      'the station offers as much as before',
      `of at least ${usual} A`,
      (amperes) => amperes >= usual,
      patience,
    );
  },
});

export const agreesWithItself = stationCase({
  id: 'ENV_16_CS_12',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A hot station says the same when it is asked',
  purpose: 'What it tells when it is asked for its status agrees with what it told by itself.',
  profiles: { RemoteTrigger: 'conditional' },
  condition: 'Thermometer',
  requirements: ['1.6 §4.9', '1.6 §5.17', '1.6 §7.6'],
  steps: [
    'The operator brings the sensor to a value that raises an alert; the station reports HighTemperature.',
    'The tester asks for the status of that connector; the station reports the same status and the same error.',
  ],
  operator: ['setSensor'],
  async run(context) {
    const { csms } = context;
    const one = await takeThermometer(context);
    await bringTo(context, one, one.high);
    const within = statusWithin(context);
    const statuses = ['Available', 'Faulted', 'Unavailable'] as const;
    const told = await warns(context, { connectorId: one.connectorId, within }, { statuses, id: 'hot' });
    const { connectorId, status } = told.payload;
    const accepted = { status: 'Accepted' } as const;
    const request = { requestedMessage: 'StatusNotification', connectorId } as const;
    await csms.call('TriggerMessage', request, accepted, '1.6 §5.17');
    await csms.expect('StatusNotification', { status, errorCode: HOT }, ['1.6 §4.9', '1.6 §5.17'], {
      where: { connectorId },
      id: 'status-on-request',
      title: 'the station reports the same status and error when it is asked',
    });
    await bringTo(context, one, one.normal);
    await isOver(context, { connectorId, statuses: ['Available'], within, id: 'over' });
  },
});
