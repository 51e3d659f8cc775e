/** Sensors that the tester, as a 2.x station, tells a CSMS of, and what the CSMS shows of them (N07, B07). */
import { type OnCsms, type Request } from '../../../../harness/peers/ocpp2.js';
import { eventIdOf } from '../../../helpers/event-ids.js';
import { agreesIfReadable, isTemperature } from '../../../helpers/read-back.js';
import { type ChargingStation } from '../../../ocpp2/states/csms-session.js';

export type EventData = Request<'NotifyEvent'>['eventData'][number];
export type Component = EventData['component'];

export const sensorOf = ({ place }: ChargingStation): Component => ({
  name: 'TemperatureSensor',
  evse: { id: place.evseId },
});

/**
 * Sends one event and judges that it is answered; returns the frame of the answer. `eventId` and `cause` are the case's
 * own small numbers.
 */
export async function tell(context: OnCsms, id: string, event: Omit<EventData, 'timestamp'>): Promise<number> {
  const { station } = context;
  const generatedAt = station.now();
  const { eventId, cause } = event;
  const ids = {
    eventId: eventIdOf(context, eventId),
    ...(cause !== undefined && { cause: eventIdOf(context, cause) }),
  };
  const payload = { generatedAt, seqNo: 0, tbc: false, eventData: [{ ...event, ...ids, timestamp: generatedAt }] };
  await station.call('NotifyEvent', payload, {}, 'N07.FR.03', { id: `NotifyEvent-${id}` });
  return station.conversation.last;
}

/** Judges what the CSMS shows of the sensor, where that can be seen. */
export const shows = (
  context: OnCsms,
  { place }: ChargingStation,
  id: string,
  celsius: number,
  frames: readonly number[],
  from: { readonly action: string; readonly path: string; readonly requirement: string; readonly advice?: true },
) =>
  agreesIfReadable(context, {
    id,
    title: `the CSMS shows the temperature that it was told (${celsius} Celsius)`,
    what: 'sensorValue',
    name: 'TemperatureSensor',
    place: { evseId: place.evseId },
    requirements: from.requirement,
    frames,
    action: from.action,
    asserts: [from.path],
    expected: `${celsius} Celsius, in whichever unit`,
    agrees: (value) => isTemperature(value, celsius),
    ...(from.advice && { advice: from.advice }),
  });

export const OF_EVENT = { action: 'NotifyEvent', path: 'eventData[0].actualValue', requirement: 'N07.FR.03' };
export const OF_REPORT = {
  action: 'NotifyReport',
  path: 'reportData[0].variableAttribute[0].value',
  requirement: 'Part 2 B07',
};
