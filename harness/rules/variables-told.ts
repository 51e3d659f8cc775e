/** Values of variables that a 2.x station tells: in reports, in answers to GetVariables, and in events. */
import { type FrameSeen } from './rule.js';
import { field, integerOf, listOf, textOf } from './values.js';

export interface Told {
  readonly component: string;
  readonly instance: string | undefined;
  readonly evseId: number | undefined;
  readonly connectorId: number | undefined;
  readonly variable: string;
  readonly variableInstance: string | undefined;
  readonly attribute: string;
  readonly value: string | undefined;
  /** What a report says of the variable besides. */
  readonly characteristics?: unknown;
  readonly how: 'NotifyReport' | 'GetVariables' | 'NotifyEvent';
}

/** Items of one message that are looked at. */
const MOST = 1_000;

function nameOf(item: unknown) {
  const component = field(item, 'component');
  const variable = field(item, 'variable');
  const [name, of] = [textOf(component, 'name'), textOf(variable, 'name')];
  if (name === undefined || of === undefined) return undefined;
  const evse = field(component, 'evse');
  return {
    component: name,
    instance: textOf(component, 'instance'),
    evseId: integerOf(evse, 'id'),
    connectorId: integerOf(evse, 'connectorId'),
    variable: of,
    variableInstance: textOf(variable, 'instance'),
  };
}

function inReport(item: unknown): readonly Told[] {
  const name = nameOf(item);
  if (name === undefined) return [];
  const characteristics = field(item, 'variableCharacteristics');
  return listOf(item, 'variableAttribute').map((one) => ({
    ...name,
    attribute: textOf(one, 'type') ?? 'Actual',
    value: textOf(one, 'value'),
    ...(characteristics !== undefined && { characteristics }),
    how: 'NotifyReport' as const,
  }));
}

function inAnswer(item: unknown): readonly Told[] {
  const name = nameOf(item);
  if (name === undefined || textOf(item, 'attributeStatus') !== 'Accepted') return [];
  const [attribute, value] = [textOf(item, 'attributeType') ?? 'Actual', textOf(item, 'attributeValue')];
  return [{ ...name, attribute, value, how: 'GetVariables' }];
}

function inEvent(item: unknown): readonly Told[] {
  const name = nameOf(item);
  return name === undefined
    ? []
    : [{ ...name, attribute: 'Actual', value: textOf(item, 'actualValue'), how: 'NotifyEvent' }];
}

/** All that a frame of the station tells; nothing for other frames. */
export function toldVariables({ message, answers }: FrameSeen): readonly Told[] {
  if (message.kind === 'result')
    return answers?.action === 'GetVariables'
      ? listOf(message.payload, 'getVariableResult').slice(0, MOST).flatMap(inAnswer)
      : [];
  if (message.kind !== 'call') return [];
  if (message.action === 'NotifyReport') return listOf(message.payload, 'reportData').slice(0, MOST).flatMap(inReport);
  return message.action === 'NotifyEvent' ? listOf(message.payload, 'eventData').slice(0, MOST).flatMap(inEvent) : [];
}

/** One key for one variable of one component; names have no letter case. */
export const keyOfVariable = (told: Told): string =>
  [
    told.component.toLowerCase(),
    told.instance?.toLowerCase(),
    told.evseId,
    told.connectorId,
    told.variable.toLowerCase(),
    told.variableInstance?.toLowerCase(),
  ]
    .map((part) => String(part ?? '').slice(0, 50))
    .join('/');
