/** The status of a connector in a CALL of the station, in whichever form and version it is told. */
import { type FrameSeen } from './rule.js';
import { field, instantOf, integerOf, listOf, textOf } from './values.js';

export interface ToldStatus {
  /** One key for one connector. */
  readonly key: string;
  /** In words, for people. */
  readonly name: string;
  readonly status: string;
  /** When it came about, by the station's clock. */
  readonly at: number | undefined;
}

/** Items of one message that are looked at. */
const MOST = 200;

/** The key and the name of a connector; connector 0 of 1.6 is the station and has none. */
export function connectorOf(
  evseId: number | undefined,
  connectorId: number | undefined,
): Pick<ToldStatus, 'key' | 'name'> | undefined {
  if (connectorId === undefined || connectorId <= 0) return undefined;
  return evseId === undefined
    ? { key: String(connectorId), name: `connector ${connectorId}` }
    : { key: `${evseId}.${connectorId}`, name: `connector ${connectorId} of EVSE ${evseId}` };
}

/** Whether component and variable are what a connector's status is told by in 2.x (G01.FR.03). */
export const isAvailability = (component: string | undefined, variable: string | undefined): boolean =>
  component?.toLowerCase() === 'connector' && variable?.toLowerCase() === 'availabilitystate';

function inEvent(event: unknown): readonly ToldStatus[] {
  const component = field(event, 'component');
  const evse = field(component, 'evse');
  if (!isAvailability(textOf(component, 'name'), textOf(field(event, 'variable'), 'name'))) return [];
  const [connector, status] = [
    connectorOf(integerOf(evse, 'id') ?? 0, integerOf(evse, 'connectorId')),
    textOf(event, 'actualValue'),
  ];
  return connector === undefined || status === undefined
    ? []
    : [{ ...connector, status: status.slice(0, 40), at: instantOf(event) }];
}

/** All statuses that a frame tells; nothing for other frames. */
export function toldStatuses({ version, sender, message }: FrameSeen): readonly ToldStatus[] {
  if (sender !== 'station' || message.kind !== 'call') return [];
  const { action, payload } = message;
  if (action === 'NotifyEvent' && version !== '1.6')
    return listOf(payload, 'eventData').slice(0, MOST).flatMap(inEvent);
  if (action !== 'StatusNotification') return [];
  const evse = version === '1.6' ? undefined : (integerOf(payload, 'evseId') ?? 0);
  const connector = connectorOf(evse, integerOf(payload, 'connectorId'));
  const status = textOf(payload, version === '1.6' ? 'status' : 'connectorStatus');
  return connector === undefined || status === undefined
    ? []
    : [{ ...connector, status: status.slice(0, 40), at: instantOf(payload) }];
}
