/**
 * What the impersonated charge point answers when no case says otherwise. A central system may configure, query and
 * trigger every station that connects: it gets sane answers, and what the tester does not do is refused in the legal way.
 */
import { iso } from '../../doors/clock.js';
import { type ResponseOf } from '../../schema/types.js';
import { type Conversation } from '../conversation/conversation.js';
import { type Answer, type Answerer } from '../conversation/answer.js';
import { type Parameters } from '../for-cases/settings.js';

/** The keys that the tester shows: those that 1.6 §9.1 requires of every Core station. */
interface Entry {
  value: string;
  readonly readonly: boolean;
}

function initialKeys(parameters: Parameters): Map<string, Entry> {
  const changeable: Record<string, string> = {
    AuthorizeRemoteTxRequests: 'true',
    ClockAlignedDataInterval: '0',
    ConnectionTimeOut: '60',
    ConnectorPhaseRotation: '0.RST,1.RST',
    HeartbeatInterval: String(parameters.heartbeatInterval),
    LocalAuthorizeOffline: 'true',
    LocalPreAuthorize: 'false',
    MeterValuesAlignedData: 'Energy.Active.Import.Register',
    MeterValuesSampledData: 'Energy.Active.Import.Register',
    MeterValueSampleInterval: '0',
    ResetRetries: '1',
    StopTransactionOnEVSideDisconnect: 'true',
    StopTransactionOnInvalidId: 'true',
    StopTxnAlignedData: 'Energy.Active.Import.Register',
    StopTxnSampledData: 'Energy.Active.Import.Register',
    TransactionMessageAttempts: '3',
    TransactionMessageRetryInterval: '10',
    UnlockConnectorOnEVSideDisconnect: 'true',
    WebSocketPingInterval: '0',
  };
  const optional = ['Reservation', 'SmartCharging'].filter((profile) => parameters.claimsProfile(profile));
  const fixed: Record<string, string> = {
    GetConfigurationMaxKeys: '50',
    NumberOfConnectors: String(parameters.connectors),
    // A central system may look here before it asks for a reservation, or sets a charging profile.
    SupportedFeatureProfiles: ['Core', ...optional, 'RemoteTrigger'].join(','),
    ...(optional.includes('Reservation') && { ReserveConnectorZeroSupported: 'true' }),
    ...(optional.includes('SmartCharging') && {
      ChargeProfileMaxStackLevel: '10',
      ChargingScheduleAllowedChargingRateUnit: 'Current,Power',
      ChargingScheduleMaxPeriods: '24',
      MaxChargingProfilesInstalled: '10',
    }),
  };
  return new Map<string, Entry>([
    ...Object.entries(changeable).map(([key, value]): [string, Entry] => [key, { value, readonly: false }]),
    ...Object.entries(fixed).map(([key, value]): [string, Entry] => [key, { value, readonly: true }]),
  ]);
}

/** The empty or refusing answers of everything that the tester does not play. */
const REFUSALS: Readonly<Record<string, object>> = {
  CancelReservation: { status: 'Rejected' },
  CertificateSigned: { status: 'Rejected' },
  ClearCache: { status: 'Rejected' },
  ClearChargingProfile: { status: 'Unknown' },
  DataTransfer: { status: 'UnknownVendorId' },
  DeleteCertificate: { status: 'NotFound' },
  GetCompositeSchedule: { status: 'Rejected' },
  GetDiagnostics: {},
  GetInstalledCertificateIds: { status: 'NotFound' },
  GetLocalListVersion: { listVersion: -1 },
  GetLog: { status: 'Rejected' },
  InstallCertificate: { status: 'Rejected' },
  RemoteStartTransaction: { status: 'Rejected' },
  RemoteStopTransaction: { status: 'Rejected' },
  ReserveNow: { status: 'Rejected' },
  Reset: { status: 'Rejected' },
  SendLocalList: { status: 'NotSupported' },
  SetChargingProfile: { status: 'NotSupported' },
  SignedUpdateFirmware: { status: 'Rejected' },
  UnlockConnector: { status: 'NotSupported' },
  UpdateFirmware: {},
};

export function stationAnswers(conversation: () => Conversation, parameters: Parameters): Answerer {
  const keys = initialKeys(parameters);
  const unavailable = new Set<number>();
  const now = () => iso(conversation().lane.clock.now());
  const report = (action: string, payload: object) =>
    void conversation().call(action, payload, parameters.limits.message);
  const statusOf = (connectorId: number) => ({
    connectorId,
    errorCode: 'NoError',
    status: unavailable.has(connectorId) ? 'Unavailable' : 'Available',
    timestamp: now(),
  });
  const all = () => Array.from({ length: parameters.connectors + 1 }, (_, index) => index);
  const reportStatus = (connectorId: unknown) => {
    for (const id of typeof connectorId === 'number' && connectorId > 0 ? [connectorId] : all())
      report('StatusNotification', statusOf(id));
  };

  const getConfiguration = (wanted: unknown): Answer => {
    const asked =
      Array.isArray(wanted) && wanted.length > 0
        ? wanted.filter((key): key is string => typeof key === 'string')
        : [...keys.keys()];
    const known = asked.filter((key) => keys.has(key));
    const unknownKey = asked.filter((key) => !keys.has(key)).map((key) => key.slice(0, 50));
    return {
      result: {
        configurationKey: known.map((key) => ({ key, ...keys.get(key)! })),
        ...(unknownKey.length > 0 && { unknownKey }),
      } satisfies ResponseOf<'1.6', 'GetConfiguration'>,
    };
  };
  const changeConfiguration = (key: unknown, value: unknown): Answer => {
    const entry = typeof key === 'string' ? keys.get(key) : undefined;
    if (!entry || typeof value !== 'string') return { result: { status: 'NotSupported' } };
    if (entry.readonly) return { result: { status: 'Rejected' } };
    entry.value = value;
    return { result: { status: 'Accepted' } };
  };
  const changeAvailability = (connectorId: unknown, type: unknown): Answer => {
    const affected =
      connectorId === 0
        ? all()
        : typeof connectorId === 'number' && connectorId <= parameters.connectors
          ? [connectorId]
          : [];
    if (affected.length === 0) return { result: { status: 'Rejected' } };
    const changed = affected.filter((id) => unavailable.has(id) !== (type === 'Inoperative'));
    for (const id of changed)
      if (type === 'Inoperative') unavailable.add(id);
      else unavailable.delete(id);
    return {
      result: { status: 'Accepted' },
      then: () => changed.forEach((id) => report('StatusNotification', statusOf(id))),
    };
  };
  const trigger = (requested: unknown, connectorId: unknown): Answer => {
    if (requested === 'Heartbeat') return { result: { status: 'Accepted' }, then: () => report('Heartbeat', {}) };
    if (requested === 'StatusNotification')
      return { result: { status: 'Accepted' }, then: () => reportStatus(connectorId) };
    return { result: { status: 'Rejected' } };
  };

  return ({ action, payload }) => {
    switch (action) {
      case 'GetConfiguration':
        return getConfiguration(payload['key']);
      case 'ChangeConfiguration':
        return changeConfiguration(payload['key'], payload['value']);
      case 'ChangeAvailability':
        return changeAvailability(payload['connectorId'], payload['type']);
      case 'TriggerMessage':
      case 'ExtendedTriggerMessage':
        return trigger(payload['requestedMessage'], payload['connectorId']);
      default: {
        const refusal = Object.hasOwn(REFUSALS, action) ? REFUSALS[action] : undefined;
        return refusal && { result: refusal };
      }
    }
  };
}
