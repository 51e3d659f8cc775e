/**
 * What the impersonated charging station answers in 2.0.1 and 2.1 when no case says otherwise. A CSMS may query and
 * configure every station that connects: it gets sane answers, and what the tester does not do is refused legally.
 */
import { iso } from '../../doors/clock.js';
import { type RequestOf, type ResponseOf } from '../../schema/types.js';
import { type Conversation } from '../conversation/conversation.js';
import { type Answer, type Answerer } from '../conversation/answer.js';
import { type Parameters } from '../for-cases/settings.js';

interface Variable {
  readonly component: string;
  readonly variable: string;
  value: string;
  readonly readonly: boolean;
  readonly dataType: 'string' | 'integer' | 'boolean' | 'MemberList' | 'OptionList' | 'SequenceList';
}

/** The few variables of the tester's device model: those a CSMS most often reads or writes. */
function initialVariables(parameters: Parameters): Variable[] {
  const variable = (
    component: string,
    name: string,
    value: string,
    readonly: boolean,
    dataType: Variable['dataType'],
  ): Variable => ({ component, variable: name, value, readonly, dataType });
  return [
    variable('ChargingStation', 'AvailabilityState', 'Available', true, 'OptionList'),
    variable('ChargingStation', 'VendorName', 'laddprov', true, 'string'),
    variable('ChargingStation', 'Model', 'impersonated', true, 'string'),
    variable('OCPPCommCtrlr', 'HeartbeatInterval', String(parameters.heartbeatInterval), false, 'integer'),
    variable('OCPPCommCtrlr', 'OfflineThreshold', '600', false, 'integer'),
    variable('OCPPCommCtrlr', 'NetworkConfigurationPriority', '1', false, 'SequenceList'),
    variable('OCPPCommCtrlr', 'ResetRetries', '1', false, 'integer'),
    variable('AuthCtrlr', 'AuthorizeRemoteStart', 'false', false, 'boolean'),
    variable('AuthCtrlr', 'LocalAuthorizeOffline', 'true', false, 'boolean'),
    variable('AuthCtrlr', 'LocalPreAuthorize', 'false', false, 'boolean'),
    variable('TxCtrlr', 'EVConnectionTimeOut', '60', false, 'integer'),
    variable('TxCtrlr', 'TxStartPoint', 'Authorized,EVConnected', false, 'MemberList'),
    variable('TxCtrlr', 'TxStopPoint', 'Authorized,EVConnected', false, 'MemberList'),
    variable('SampledDataCtrlr', 'TxUpdatedInterval', '0', false, 'integer'),
    variable('AlignedDataCtrlr', 'Interval', '0', false, 'integer'),
    variable('DeviceDataCtrlr', 'ItemsPerMessage', '100', true, 'integer'),
  ];
}

/** The refusing answers of everything that the tester does not play. */
const REFUSALS: Readonly<Record<string, object>> = {
  CancelReservation: { status: 'Rejected' },
  CertificateSigned: { status: 'Rejected' },
  ClearCache: { status: 'Rejected' },
  ClearChargingProfile: { status: 'Unknown' },
  ClearDisplayMessage: { status: 'Unknown' },
  CostUpdated: {},
  CustomerInformation: { status: 'Rejected' },
  DataTransfer: { status: 'UnknownVendorId' },
  DeleteCertificate: { status: 'NotFound' },
  GetChargingProfiles: { status: 'NoProfiles' },
  GetCompositeSchedule: { status: 'Rejected' },
  GetDisplayMessages: { status: 'Unknown' },
  GetInstalledCertificateIds: { status: 'NotFound' },
  GetLocalListVersion: { versionNumber: 0 },
  GetLog: { status: 'Rejected' },
  GetMonitoringReport: { status: 'EmptyResultSet' },
  GetTransactionStatus: { messagesInQueue: false },
  InstallCertificate: { status: 'Rejected' },
  PublishFirmware: { status: 'Rejected' },
  RequestStartTransaction: { status: 'Rejected' },
  RequestStopTransaction: { status: 'Rejected' },
  ReserveNow: { status: 'Rejected' },
  Reset: { status: 'Rejected' },
  SendLocalList: { status: 'Failed' },
  SetChargingProfile: { status: 'Rejected' },
  SetDisplayMessage: { status: 'Rejected' },
  SetMonitoringBase: { status: 'NotSupported' },
  SetMonitoringLevel: { status: 'Rejected' },
  SetNetworkProfile: { status: 'Rejected' },
  UnlockConnector: { status: 'UnlockFailed' },
  UnpublishFirmware: { status: 'NoFirmware' },
  UpdateFirmware: { status: 'Rejected' },
};

const list = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value)
    ? value.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null)
    : [];
const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '';

export function stationAnswers(conversation: () => Conversation, parameters: Parameters): Answerer {
  const variables = initialVariables(parameters);
  const now = () => iso(conversation().lane.clock.now());
  const report = (action: string, payload: object) =>
    void conversation().call(action, payload, parameters.limits.message);

  const lookUp = (datum: Record<string, unknown>) => {
    const ofComponent = variables.filter(({ component }) => component === nameOf(datum['component']));
    const found = ofComponent.find(({ variable }) => variable === nameOf(datum['variable']));
    const attribute = datum['attributeType'] ?? 'Actual';
    const status =
      ofComponent.length === 0
        ? 'UnknownComponent'
        : !found
          ? 'UnknownVariable'
          : attribute !== 'Actual'
            ? 'NotSupportedAttributeType'
            : 'Accepted';
    const { component, variable } = datum;
    return {
      found,
      status,
      echo: { component, variable, ...(datum['attributeType'] !== undefined && { attributeType: attribute }) },
    };
  };
  const getVariables = (payload: Readonly<Record<string, unknown>>): Answer => {
    const getVariableResult = list(payload['getVariableData']).map((datum) => {
      const { found, status, echo } = lookUp(datum);
      return { ...echo, attributeStatus: status, ...(status === 'Accepted' && { attributeValue: found!.value }) };
    });
    return { result: { getVariableResult } };
  };
  const setVariables = (payload: Readonly<Record<string, unknown>>): Answer => {
    const setVariableResult = list(payload['setVariableData']).map((datum) => {
      const { found, status, echo } = lookUp(datum);
      if (status !== 'Accepted') return { ...echo, attributeStatus: status };
      if (found!.readonly) return { ...echo, attributeStatus: 'Rejected' };
      found!.value = String(datum['attributeValue']);
      return { ...echo, attributeStatus: 'Accepted' };
    });
    return { result: { setVariableResult } };
  };
  const reportData = (): RequestOf<'2.0.1', 'NotifyReport'>['reportData'] => {
    const data = variables.map(({ component, variable, value, readonly, dataType }) => ({
      component: { name: component },
      variable: { name: variable },
      variableAttribute: [
        { type: 'Actual' as const, value, mutability: readonly ? ('ReadOnly' as const) : ('ReadWrite' as const) },
      ] as const,
      variableCharacteristics: { dataType, supportsMonitoring: false },
    }));
    return data as unknown as RequestOf<'2.0.1', 'NotifyReport'>['reportData'];
  };
  const baseReport = (requestId: unknown): Answer => {
    const payload = { requestId, generatedAt: now(), seqNo: 0, tbc: false, reportData: reportData() };
    return {
      result: { status: 'Accepted' } satisfies ResponseOf<'2.0.1', 'GetBaseReport'>,
      then: () => report('NotifyReport', payload),
    };
  };
  const statuses = (place: unknown) => {
    const wanted = typeof place === 'object' && place !== null && 'id' in place ? place.id : undefined;
    for (const { id, connectors } of parameters.evses) {
      if (wanted !== undefined && wanted !== id) continue;
      for (let connectorId = 1; connectorId <= connectors; connectorId++)
        report('StatusNotification', { timestamp: now(), connectorStatus: 'Available', evseId: id, connectorId });
    }
  };
  const trigger = (payload: Readonly<Record<string, unknown>>): Answer => {
    const requested = payload['requestedMessage'];
    if (requested === 'Heartbeat') return { result: { status: 'Accepted' }, then: () => report('Heartbeat', {}) };
    if (requested === 'StatusNotification')
      return { result: { status: 'Accepted' }, then: () => statuses(payload['evse']) };
    return { result: { status: 'Rejected' } };
  };
  const monitors = (payload: Readonly<Record<string, unknown>>): Answer => ({
    result: {
      setMonitoringResult: list(payload['setMonitoringData']).map(({ component, variable, severity, type }) => ({
        component,
        variable,
        severity,
        type,
        status: 'Rejected',
      })),
    },
  });
  const clearMonitors = (ids: unknown): Answer => ({
    result: {
      clearMonitoringResult: (Array.isArray(ids) ? ids : []).map((id: unknown) => ({ id, status: 'NotFound' })),
    },
  });

  return ({ action, payload }) => {
    switch (action) {
      case 'GetVariables':
        return getVariables(payload);
      case 'SetVariables':
        return setVariables(payload);
      case 'GetBaseReport':
        return baseReport(payload['requestId']);
      case 'GetReport':
        return { result: { status: 'EmptyResultSet' } };
      case 'ChangeAvailability':
        return { result: { status: 'Rejected' } };
      case 'TriggerMessage':
        return trigger(payload);
      case 'SetVariableMonitoring':
        return monitors(payload);
      case 'ClearVariableMonitoring':
        return clearMonitors(payload['id']);
      default: {
        const refusal = Object.hasOwn(REFUSALS, action) ? REFUSALS[action] : undefined;
        return refusal && { result: refusal };
      }
    }
  };
}
