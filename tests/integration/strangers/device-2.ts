/** The device model of the small 2.0.1 station: the variables that every station has (Part 2, chapter 3 of appendix). */
import { type Json } from './rpc-link.js';

export interface Variable {
  readonly component: Json;
  readonly variable: Json;
  readonly type: string;
  readonly writable: boolean;
  readonly list?: string;
  value: string;
}

const at = (name: string, evse?: Json): Json => ({ name, ...(evse && { evse }) });
const named = (name: string, instance?: string): Json => ({ name, ...(instance !== undefined && { instance }) });

const REGISTER = 'Energy.Active.Import.Register';
const POINTS = 'ParkingBayOccupancy,EVConnected,Authorized,PowerPathClosed,EnergyTransfer';

export function deviceModel(): Variable[] {
  const make =
    (writable: boolean) =>
    (component: Json, variable: Json, type: string, value: string, list?: string): Variable => ({
      component,
      variable,
      type,
      writable,
      value,
      ...(list !== undefined && { list }),
    });
  const [told, setting] = [make(false), make(true)];
  const items = ['GetReport', 'GetVariables', 'SetVariables'].flatMap((message) => [
    told(at('DeviceDataCtrlr'), named('ItemsPerMessage', message), 'integer', '20'),
    told(at('DeviceDataCtrlr'), named('BytesPerMessage', message), 'integer', '20000'),
  ]);
  const places = [at('ChargingStation'), at('EVSE', { id: 1 }), at('Connector', { id: 1, connectorId: 1 })];
  return [
    ...items,
    ...places.flatMap((place) => [
      told(place, named('Available'), 'boolean', 'true'),
      told(place, named('AvailabilityState'), 'OptionList', 'Available', 'Available,Occupied,Unavailable'),
      told(place, named('SupplyPhases'), 'integer', '3'),
    ]),
    told(places[1]!, named('Power'), 'decimal', '0'),
    told(places[2]!, named('ConnectorType'), 'string', 'sType2'),
    told(at('AuthCtrlr'), named('Enabled'), 'boolean', 'true'),
    setting(at('AuthCtrlr'), named('AuthorizeRemoteStart'), 'boolean', 'false'),
    setting(at('AuthCtrlr'), named('LocalAuthorizeOffline'), 'boolean', 'false'),
    setting(at('AuthCtrlr'), named('LocalPreAuthorize'), 'boolean', 'false'),
    setting(at('AlignedDataCtrlr'), named('Interval'), 'integer', '0'),
    setting(at('AlignedDataCtrlr'), named('Measurands'), 'MemberList', REGISTER, REGISTER),
    setting(at('AlignedDataCtrlr'), named('TxEndedInterval'), 'integer', '0'),
    setting(at('AlignedDataCtrlr'), named('TxEndedMeasurands'), 'MemberList', REGISTER, REGISTER),
    setting(at('ClockCtrlr'), named('TimeSource'), 'SequenceList', 'Heartbeat', 'Heartbeat'),
    told(at('ClockCtrlr'), named('DateTime'), 'dateTime', ''),
    setting(at('OCPPCommCtrlr'), named('HeartbeatInterval'), 'integer', '60'),
    told(at('OCPPCommCtrlr'), named('FileTransferProtocols'), 'MemberList', 'HTTPS', 'HTTPS'),
    setting(at('OCPPCommCtrlr'), named('MessageAttempts', 'TransactionEvent'), 'integer', '3'),
    setting(at('OCPPCommCtrlr'), named('MessageAttemptInterval', 'TransactionEvent'), 'integer', '1'),
    told(at('OCPPCommCtrlr'), named('MessageTimeout', 'Default'), 'integer', '30'),
    setting(at('OCPPCommCtrlr'), named('NetworkConfigurationPriority'), 'SequenceList', '0', '0'),
    setting(at('OCPPCommCtrlr'), named('NetworkProfileConnectionAttempts'), 'integer', '3'),
    setting(at('OCPPCommCtrlr'), named('OfflineThreshold'), 'integer', '60'),
    setting(at('OCPPCommCtrlr'), named('ResetRetries'), 'integer', '1'),
    setting(at('OCPPCommCtrlr'), named('UnlockOnEVSideDisconnect'), 'boolean', 'true'),
    setting(at('SampledDataCtrlr'), named('TxStartedMeasurands'), 'MemberList', REGISTER, REGISTER),
    setting(at('SampledDataCtrlr'), named('TxUpdatedInterval'), 'integer', '0'),
    setting(at('SampledDataCtrlr'), named('TxUpdatedMeasurands'), 'MemberList', REGISTER, REGISTER),
    setting(at('SampledDataCtrlr'), named('TxEndedInterval'), 'integer', '0'),
    setting(at('SampledDataCtrlr'), named('TxEndedMeasurands'), 'MemberList', REGISTER, REGISTER),
    setting(at('SecurityCtrlr'), named('OrganizationName'), 'string', 'Stranger'),
    told(at('SecurityCtrlr'), named('CertificateEntries'), 'integer', '0'),
    told(at('SecurityCtrlr'), named('SecurityProfile'), 'integer', '1'),
    setting(at('TxCtrlr'), named('EVConnectionTimeOut'), 'integer', '5'),
    setting(at('TxCtrlr'), named('StopTxOnEVSideDisconnect'), 'boolean', 'true'),
    setting(at('TxCtrlr'), named('StopTxOnInvalidId'), 'boolean', 'true'),
    told(at('TxCtrlr'), named('TxStartPoint'), 'MemberList', 'PowerPathClosed', POINTS),
    told(at('TxCtrlr'), named('TxStopPoint'), 'MemberList', 'PowerPathClosed', POINTS),
  ];
}

const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => [key.toLowerCase(), sorted(one)])
    : typeof value === 'string'
      ? value.toLowerCase()
      : value;

type Found = { readonly found: Variable } | { readonly status: 'UnknownComponent' | 'UnknownVariable' };

/** Names are compared without regard to case (B05, B06; Part 2 §4.3 identifierString). */
export function lookUp(model: readonly Variable[], component: unknown, variable: unknown): Found {
  const ours = model.filter((item) => same(item.component, component));
  const found = ours.find((item) => same(item.variable, variable));
  if (found) return { found };
  return { status: ours.length === 0 ? 'UnknownComponent' : 'UnknownVariable' };
}

export function valueOf(model: readonly Variable[], component: string, variable: string): string {
  return model.find((item) => item.component['name'] === component && item.variable['name'] === variable)!.value;
}

/** Whether a value has the form of its variable. */
export function takes({ type, list }: Variable, value: string): boolean {
  if (type === 'integer') return /^\d{1,9}$/.test(value);
  if (type === 'boolean') return value === 'true' || value === 'false';
  if (list === undefined || value === '') return list === undefined;
  return value.split(',').every((one) => list.split(',').includes(one));
}

/** A variable as NotifyReport tells it. */
export const reported = ({ component, variable, type, writable, value, list }: Variable): Json => ({
  component,
  variable,
  variableAttribute: [
    { type: 'Actual', value, mutability: writable ? 'ReadWrite' : 'ReadOnly', persistent: true, constant: false },
  ],
  variableCharacteristics: {
    dataType: type,
    supportsMonitoring: false,
    ...(list !== undefined && { valuesList: list }),
  },
});
