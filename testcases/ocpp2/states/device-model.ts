/** Reading and writing variables where they are not what a case is about: no check is made here. */
import { type OnStation, type Request } from '../../../harness/peers/ocpp2.js';

type Datum = Request<'GetVariables'>['getVariableData'][number];

export interface VariableName {
  readonly component: Datum['component'];
  readonly variable: Datum['variable'];
}

/** A variable of a component without instance and EVSE. */
export const variableOf = (component: string, variable: string, instance?: string): VariableName => ({
  component: { name: component },
  variable: { name: variable, ...(instance !== undefined && { instance }) },
});

const first = (payload: Readonly<Record<string, unknown>>, list: string): Readonly<Record<string, unknown>> => {
  const results = payload[list];
  const result: unknown = Array.isArray(results) ? results[0] : undefined;
  return typeof result === 'object' && result !== null ? (result as Readonly<Record<string, unknown>>) : {};
};

/** The actual value of a variable, or undefined when the station does not tell. */
export async function readVariable({ csms }: OnStation, name: VariableName): Promise<string | undefined> {
  const outcome = await csms.attempt('GetVariables', { getVariableData: [name] });
  if (outcome.kind !== 'result') return undefined;
  const { attributeStatus, attributeValue } = first(outcome.payload, 'getVariableResult');
  return attributeStatus === 'Accepted' && typeof attributeValue === 'string' ? attributeValue : undefined;
}

/** The members of a list variable; undefined when the station does not tell: it may have any. */
export async function readList(context: OnStation, name: VariableName): Promise<readonly string[] | undefined> {
  const text = await readVariable(context, name);
  return text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

async function write({ csms }: OnStation, name: VariableName, attributeValue: string): Promise<boolean> {
  const outcome = await csms.attempt('SetVariables', { setVariableData: [{ ...name, attributeValue }] });
  return outcome.kind === 'result' && first(outcome.payload, 'setVariableResult')['attributeStatus'] === 'Accepted';
}

/** Puts back the value that a variable has now when the case is over. Returns that value. */
export async function keepVariable(context: OnStation, name: VariableName): Promise<string | undefined> {
  const before = await readVariable(context, name);
  if (before !== undefined) context.afterwards(() => write(context, name, before));
  return before;
}

/**
 * Gives a variable a value for the time of the case. False when the station does not take it, or only with a reboot;
 * the value that it has then stays.
 */
export async function configure(context: OnStation, name: VariableName, value: string): Promise<boolean> {
  const before = await readVariable(context, name);
  if (before === value) return true;
  if (!(await write(context, name, value))) return false;
  if (before !== undefined) context.afterwards(() => write(context, name, before));
  return true;
}
