/** What a 2.x station says of a connector in three ways: by itself, in its device model, and when it is asked. */
import { matching, type OnStation, oneOf } from '../../../harness/peers/ocpp2.js';
import { type Place } from '../../ocpp2/states/connector-status.js';
import { type VariableName } from '../../ocpp2/states/device-model.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

export type Availability = 'Available' | 'Occupied' | 'Unavailable' | 'Faulted';

/** AvailabilityState of the connector, of its EVSE, or of the station. */
export const availabilityOf = (place?: Partial<Place>): VariableName => ({
  component:
    place?.evseId === undefined
      ? { name: 'ChargingStation' }
      : {
          name: place.connectorId === undefined ? 'EVSE' : 'Connector',
          evse: { id: place.evseId, ...(place.connectorId !== undefined && { connectorId: place.connectorId }) },
        },
  variable: { name: 'AvailabilityState' },
});

const RESTS = ['G01.FR.01', 'Part 2 Appendices §3 (Connector)'] as const;

/** How long the station may take until its device model and its report say the same, in milliseconds. */
const SETTLING = 2_000;

async function read(
  context: OnStation,
  name: VariableName,
  status: Availability,
  id: string,
  required: boolean,
): Promise<void> {
  const { csms, note } = context;
  const letterCase = matching(
    `${status}${required ? '' : ', where the variable exists'}`,
    (value) => typeof value === 'string' && value.toLowerCase() === status.toLowerCase(),
  );
  const request = { getVariableData: [name] } as const;
  if (!required) {
    const outcome = await csms.attempt('GetVariables', { getVariableData: [name] });
    const [result] =
      outcome.kind === 'result' && Array.isArray(outcome.payload['getVariableResult'])
        ? (outcome.payload['getVariableResult'] as readonly { readonly attributeStatus?: unknown }[])
        : [];
    const state = result?.attributeStatus;
    if (state === 'UnknownVariable' || state === 'UnknownComponent')
      return note(`the station has no ${name.component.name}.AvailabilityState: it is not compared`);
  }
  await csms.call(
    'GetVariables',
    { getVariableData: [...request.getVariableData] },
    { getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: letterCase }] },
    RESTS,
    { id, title: `the station's ${name.component.name}.AvailabilityState is ${status}, as it was told`, goOn: true },
  );
}

/**
 * Judges that the device model of the station agrees with the status of the connector that was told, and that the
 * station, asked for it, tells it again. `others`: the EVSE has more connectors, whose state may be its own.
 */
export async function agreesWhenAsked(
  context: OnStation,
  place: Place,
  moment: string,
  status: Availability,
): Promise<void> {
  const { csms, parameters, note, pass } = context;
  await pass(SETTLING);
  await read(context, availabilityOf(place), status, `connector-${moment}`, false);
  const single = parameters.evses.find(({ id }) => id === place.evseId)?.connectors === 1;
  if (single) await read(context, availabilityOf({ evseId: place.evseId }), status, `evse-${moment}`, true);
  csms.mark();
  const outcome = await csms.attempt('TriggerMessage', {
    requestedMessage: 'StatusNotification',
    evse: { id: place.evseId, connectorId: place.connectorId },
  });
  if (outcome.kind !== 'result' || outcome.payload['status'] !== 'Accepted')
    return note(`the station does not tell a status when it is asked (${moment})`);
  await csms.expect('StatusNotification', { connectorStatus: oneOf(status) }, ['G01.FR.01', 'F06.FR.05'], {
    where: { evseId: place.evseId, connectorId: place.connectorId },
    id: `asked-${moment}`,
    title: `the station, asked for the connector, tells the status that it told before (${status})`,
  });
}

/** A time that agrees with the tester's: more than that is a wrong clock or a wrong time zone. Milliseconds. */
const CLOCK = 60_000;

/** A time at most a minute from now, by the tester's clock. */
export const present = ({ now }: OnStation) =>
  matching(
    `a time within ${limitText(CLOCK)} of the tester's`,
    (value) => typeof value === 'string' && Math.abs(Date.parse(value) - now()) <= CLOCK,
  );
