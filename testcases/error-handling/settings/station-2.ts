/** The standard variables of 2.x that can be written, by the characteristics that the station reports of them. */
import { type StationContext } from '../../../harness/peers/context.js';
import { type Request } from '../../../harness/peers/ocpp2.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { type Access } from './try-values.js';
import { type Setting, type SettingType } from './values.js';

type Reported = NonNullable<Request<'NotifyReport'>['reportData']>[number];

/** Settings whose old value can be put back at once, without a way to lose the connection or the access. */
const SAFE: readonly string[] = [
  ...['OCPPCommCtrlr.HeartbeatInterval', 'OCPPCommCtrlr.RetryBackOffRepeatTimes', 'OCPPCommCtrlr.ResetRetries'],
  ...['OCPPCommCtrlr.RetryBackOffRandomRange', 'OCPPCommCtrlr.RetryBackOffWaitMinimum'],
  ...['OCPPCommCtrlr.WebSocketPingInterval', 'OCPPCommCtrlr.OfflineThreshold'],
  ...['OCPPCommCtrlr.UnlockOnEVSideDisconnect', 'OCPPCommCtrlr.QueueAllMessages'],
  ...['AuthCtrlr.AuthorizeRemoteStart', 'AuthCtrlr.LocalAuthorizeOffline', 'AuthCtrlr.LocalPreAuthorize'],
  ...['AuthCtrlr.OfflineTxForUnknownIdEnabled', 'AuthCacheCtrlr.LifeTime', 'AuthCacheCtrlr.Policy'],
  ...['TxCtrlr.EVConnectionTimeOut', 'TxCtrlr.StopTxOnEVSideDisconnect', 'TxCtrlr.StopTxOnInvalidId'],
  ...['TxCtrlr.MaxEnergyOnInvalidId', 'TxCtrlr.TxBeforeAcceptedEnabled', 'TxCtrlr.TxStartPoint', 'TxCtrlr.TxStopPoint'],
  ...['SampledDataCtrlr.TxUpdatedInterval', 'SampledDataCtrlr.TxEndedInterval', 'SampledDataCtrlr.TxStartedMeasurands'],
  ...['SampledDataCtrlr.TxUpdatedMeasurands', 'SampledDataCtrlr.TxEndedMeasurands'],
  ...['AlignedDataCtrlr.Interval', 'AlignedDataCtrlr.TxEndedInterval', 'AlignedDataCtrlr.Measurands'],
  ...['AlignedDataCtrlr.TxEndedMeasurands', 'AlignedDataCtrlr.SendDuringIdle'],
  ...['MonitoringCtrlr.OfflineQueuingSeverity', 'SmartChargingCtrlr.LimitChangeSignificance'],
];

const TYPES: Readonly<Record<string, SettingType>> = {
  integer: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  OptionList: 'list',
  MemberList: 'list',
  SequenceList: 'list',
};

const MOST_PARTS = 1000;

/** What the station reports of its configuration; undefined where it does not. */
async function configurationOf(context: StationContext<Version>): Promise<readonly Reported[] | undefined> {
  const { csms, now, parameters } = context;
  const requestId = 1 + (Math.trunc(now()) % 1_000_000_000);
  const asked = await csms.attempt('GetBaseReport', { requestId, reportBase: 'ConfigurationInventory' });
  if (asked.kind !== 'result' || asked.payload['status'] !== 'Accepted') return undefined;
  const items: Reported[] = [];
  for (let part = 0; part < MOST_PARTS; part++) {
    const message = await csms.next('NotifyReport' as never, {
      where: { requestId } as never,
      within: parameters.limits.action,
    });
    if (message === undefined) return undefined;
    const payload = message.payload as Request<'NotifyReport'>;
    items.push(...(payload.reportData ?? []));
    if (payload.tbc !== true) return items;
  }
  return undefined;
}

const nameOf = ({ component, variable }: Reported): string => `${component.name}.${variable.name}`;

function settingOf(item: Reported): Setting | undefined {
  const { component, variable, variableAttribute, variableCharacteristics: facts } = item;
  const name = SAFE.find((each) => each.toLowerCase() === nameOf(item).toLowerCase());
  const type = TYPES[facts?.dataType ?? ''];
  const attribute = variableAttribute.find(({ type: of = 'Actual' }) => of === 'Actual');
  const { value, mutability = 'ReadWrite', constant = false } = attribute ?? {};
  const plain = [component.instance, component.evse, variable.instance].every((part) => part === undefined);
  if (name === undefined || type === undefined || value === undefined || !plain) return undefined;
  if (mutability !== 'ReadWrite' || constant) return undefined;
  // A list without its members may take any.
  if (type === 'list' && facts?.valuesList === undefined) return undefined;
  return {
    name,
    type,
    value,
    ...(facts?.minLimit !== undefined && { least: facts.minLimit }),
    ...(facts?.maxLimit !== undefined && type !== 'list' && { most: facts.maxLimit }),
  };
}

/** The variables of these types that the station reports as writable. */
export async function settings2(
  context: StationContext<Version>,
  types: readonly SettingType[],
): Promise<readonly Setting[]> {
  const items = await configurationOf(context);
  if (items === undefined) return context.stop('the station does not report its configuration');
  const found = items.flatMap((item) => settingOf(item) ?? []);
  return found.filter(
    ({ type, name }, at) => types.includes(type) && found.findIndex((each) => each.name === name) === at,
  );
}

function variableOf({ name }: Setting): Pick<Reported, 'component' | 'variable'> {
  const [component = '', variable = ''] = name.split('.');
  return { component: { name: component }, variable: { name: variable } };
}

function first(result: Readonly<Record<string, unknown>>, list: string): Readonly<Record<string, unknown>> {
  const [item] = Array.isArray(result[list]) ? (result[list] as readonly unknown[]) : [];
  return typeof item === 'object' && item !== null ? (item as Readonly<Record<string, unknown>>) : {};
}

export const ACCESS_2X: Access = {
  says: ({ name }) => `the variable ${name}`,
  write: (setting, attributeValue) => [
    'SetVariables',
    { setVariableData: [{ ...variableOf(setting), attributeValue }] },
  ],
  read: (setting) => ['GetVariables', { getVariableData: [variableOf(setting)] }],
  statusOf: (result) => String(first(result, 'setVariableResult')['attributeStatus']),
  statusPath: 'setVariableResult[0].attributeStatus',
  valueOf(result) {
    const { attributeValue } = first(result, 'getVariableResult');
    return typeof attributeValue === 'string' ? attributeValue : undefined;
  },
  valuePath: 'getVariableResult[0].attributeValue',
  requirements: ['B05.FR.07', 'B05.FR.08'],
};
