/** What the small 2.0.1 station answers about its device model (B05, B06, B07, B08). */
import { lookUp, takes, type Variable } from './device-2.js';
import { type Json } from './rpc-link.js';

export interface ModelAccess {
  readonly model: Variable[];
  readonly now: () => string;
  /** Sends the report's parts. */
  readonly report: (requestId: unknown, items: readonly Variable[]) => void;
  readonly later: (work: () => unknown) => void;
  readonly heartbeat: (seconds: number) => void;
}

const list = (value: unknown) => (Array.isArray(value) ? (value as Json[]) : []);

export function variableHandlers({ model, now, report, later, heartbeat }: ModelAccess) {
  const get = ({ component, variable, attributeType = 'Actual' }: Json): Json => {
    const looked = lookUp(model, component, variable);
    const names = { component, variable, attributeType };
    if ('status' in looked) return { attributeStatus: looked.status, ...names };
    if (attributeType !== 'Actual') return { attributeStatus: 'NotSupportedAttributeType', ...names };
    const { found } = looked;
    const attributeValue = found.type === 'dateTime' ? now() : found.value;
    return { attributeStatus: 'Accepted', attributeValue, ...names };
  };
  const set = ({ component, variable, attributeType = 'Actual', attributeValue }: Json): Json => {
    const looked = lookUp(model, component, variable);
    const names = { component, variable, attributeType };
    if ('status' in looked) return { attributeStatus: looked.status, ...names };
    if (attributeType !== 'Actual') return { attributeStatus: 'NotSupportedAttributeType', ...names };
    const { found } = looked;
    const value = String(attributeValue);
    if (!found.writable || !takes(found, value)) return { attributeStatus: 'Rejected', ...names };
    found.value = value;
    if (found.variable['name'] === 'HeartbeatInterval') heartbeat(Number(value));
    return { attributeStatus: 'Accepted', ...names };
  };
  const wanted = (entries: readonly Json[], item: Variable) =>
    entries.length === 0 ||
    entries.some(({ component, variable }) => {
      const looked = lookUp(model, component, variable ?? item.variable);
      return 'found' in looked && looked.found === item;
    });
  const answer = (requestId: unknown, items: readonly Variable[]): Json => {
    if (items.length === 0) return { status: 'EmptyResultSet' };
    later(() => report(requestId, items));
    return { status: 'Accepted' };
  };
  return {
    // B06.FR.02 pairs results with what was asked by component and variable; no requirement orders them.
    GetVariables: ({ getVariableData }: Json): Json => ({
      getVariableResult: list(getVariableData).map(get).reverse(),
    }),
    SetVariables: ({ setVariableData }: Json): Json => ({
      setVariableResult: list(setVariableData).map(set).reverse(),
    }),
    GetBaseReport({ requestId, reportBase }: Json): Json {
      if (reportBase === 'SummaryInventory') return { status: 'NotSupported' };
      return answer(
        requestId,
        model.filter((item) => reportBase === 'FullInventory' || item.writable),
      );
    },
    GetReport({ requestId, componentVariable, componentCriteria }: Json): Json {
      if (Array.isArray(componentCriteria)) return { status: 'NotSupported' };
      return answer(
        requestId,
        model.filter((item) => wanted(list(componentVariable), item)),
      );
    },
  };
}
