/** What the judges of answers to requests have in common. */
import { type Version } from '../doors/protocol.js';
import { type Finding } from './rule.js';
import { field, integerOf, textOf } from './values.js';

export type Fit = Pick<Finding, 'severity' | 'message' | 'clause'>;

/** A request and the result that it got; the result is as its schema says. */
export interface Exchange {
  readonly version: Version;
  readonly action: string;
  readonly request: unknown;
  readonly response: unknown;
  readonly conn: number;
}
export type Fitting = (exchange: Exchange, memory: Memory) => readonly Fit[];

/** What was asked to be reported under one request id. */
export interface Asked {
  readonly action: string;
  readonly n: number;
  readonly request: unknown;
}
/** What earlier exchanges of a station said that later ones are judged by. */
export interface Memory {
  /** 1.6: GetConfigurationMaxKeys as the station told it. */
  maxKeys: number | undefined;
  /** The version of the local list as it was last given or told on this connection. */
  list: { readonly conn: number; readonly version: number } | undefined;
  /** Requests whose results come as messages of their own, by the kind of these and the request id. */
  readonly asked: Map<string, readonly Asked[]>;
}

export const fail = (clause: string, message: string): Fit => ({ severity: 'fail', message, clause });
export const advise = (clause: string, message: string): Fit => ({ severity: 'advisory', message, clause });

/** Names and instances compare without case (2.x ComponentType, VariableType; 1.6 CiString). An empty one is none. */
const folded = (value: unknown, name: string): string | undefined => {
  const text = textOf(value, name);
  return text === undefined || text === '' ? undefined : text.toLowerCase();
};

/** A component and its variable. */
export interface Place {
  readonly name: string | undefined;
  readonly instance: string | undefined;
  readonly evse: number | undefined;
  readonly connector: number | undefined;
  readonly variable: string | undefined;
  readonly variableInstance: string | undefined;
}

export function placeOf(item: unknown): Place {
  const [component, variable] = [field(item, 'component'), field(item, 'variable')];
  const evse = field(component, 'evse');
  return {
    name: folded(component, 'name'),
    instance: folded(component, 'instance'),
    evse: integerOf(evse, 'id'),
    connector: integerOf(evse, 'connectorId'),
    variable: folded(variable, 'name'),
    variableInstance: folded(variable, 'instance'),
  };
}

const ASPECTS = ['name', 'instance', 'evse', 'connector', 'variable', 'variableInstance'] as const;

/** Whether both are the same place in every respect. */
export const samePlace = (one: Place, other: Place): boolean =>
  ASPECTS.every((aspect) => one[aspect] === other[aspect]);

/** Whether `place` is one of those that `asked` leaves open: what it does not name may be anything. */
export const within = (place: Place, asked: Place): boolean =>
  ASPECTS.every((aspect) => asked[aspect] === undefined || asked[aspect] === place[aspect]);

/** A place in words, cut short: names come from the product. */
export function showPlace({ name = '', instance, evse, connector, variable, variableInstance }: Place): string {
  const of = (text: string, inside: string | undefined): string =>
    `${text.slice(0, 50)}${inside === undefined ? '' : `[${inside.slice(0, 50)}]`}`;
  const where =
    evse === undefined ? '' : ` of EVSE ${evse}${connector === undefined ? '' : `, connector ${connector}`}`;
  return `${of(name, instance)}${variable === undefined ? '' : `.${of(variable, variableInstance)}`}${where}`;
}
