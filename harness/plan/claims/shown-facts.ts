/**
 * What a station shows of itself in a run: its 1.6 configuration keys, or the variables of its 2.x device model. What
 * comes from a station may have any shape: what does not fit is passed over, and the amount is bounded.
 */
import { type Version } from '../../doors/protocol.js';
import { group, list, textOf } from '../contradictions/loose.js';

/** A CALL and its answer, with the frames that they came in. For NotifyReport the request is the station's. */
export interface ShownMessage {
  readonly action: string;
  readonly request: unknown;
  /** Undefined while it is unanswered, or answered with an error. */
  readonly response?: unknown;
  readonly frames?: readonly number[];
}

/** One configuration key or variable as it was shown last. */
export interface ShownValue {
  /** False when the station says that it has no such thing. */
  readonly known: boolean;
  readonly value?: string;
  readonly writable?: boolean;
  /** What it can be set to, where the station lists that (VariableCharacteristics.valuesList). */
  readonly options?: readonly string[];
  readonly frames: readonly number[];
}

export interface ShownFacts {
  readonly version: Version;
  /** 1.6 by key, 2.x by `Component.Variable` or `Component.Variable[instance]`; of several EVSEs, all of them. */
  readonly values: ReadonlyMap<string, readonly ShownValue[]>;
  /** Components of which anything was shown. */
  readonly components: ReadonlySet<string>;
  /** The ids of the EVSEs that the device model shows. */
  readonly evses: ReadonlySet<number>;
}

const MOST_VALUES = 20_000;
const LONGEST_VALUE = 2500;

interface Collected {
  readonly values: Map<string, Map<string, ShownValue>>;
  readonly components: Set<string>;
  readonly evses: Set<number>;
  count: number;
}

/** `place` tells apart what has the same name on several EVSEs; the newest of the same place counts. */
function put(all: Collected, name: string, place: string, value: ShownValue): void {
  const places = all.values.get(name) ?? new Map<string, ShownValue>();
  if (!places.has(place) && ++all.count > MOST_VALUES) return;
  const before = places.get(place);
  all.values.set(name, places.set(place, value.known && before?.known === true ? { ...before, ...value } : value));
}

const short = (value: unknown) => textOf(value)?.slice(0, LONGEST_VALUE);
const commaList = (value: string) => value.split(',').map((item) => item.trim());

function collect16(all: Collected, response: unknown, frames: readonly number[]): void {
  for (const entry of list(group(response)['configurationKey']).map(group)) {
    const key = short(entry['key']);
    if (key === undefined) continue;
    const value = short(entry['value']);
    put(all, key, '', {
      known: true,
      ...(value === undefined ? {} : { value }),
      writable: entry['readonly'] === false,
      frames,
    });
  }
  for (const key of list(group(response)['unknownKey'])) {
    if (typeof key === 'string') put(all, key.slice(0, LONGEST_VALUE), '', { known: false, frames });
  }
}

interface Named {
  readonly name: string;
  readonly place: string;
}

function named(all: Collected, item: Readonly<Record<string, unknown>>, known: boolean): Named | undefined {
  const component = group(item['component']);
  const variable = group(item['variable']);
  const [ofComponent, ofVariable, instance] = [
    short(component['name']),
    short(variable['name']),
    short(variable['instance']),
  ];
  if (ofComponent === undefined || ofVariable === undefined) return undefined;
  const evse = group(component['evse'])['id'];
  if (known) {
    all.components.add(ofComponent);
    if (typeof evse === 'number' && ofComponent === 'EVSE') all.evses.add(evse);
  }
  return {
    name: `${ofComponent}.${ofVariable}${instance === undefined ? '' : `[${instance}]`}`,
    place: JSON.stringify([component['instance'] ?? '', component['evse'] ?? '']).slice(0, 200),
  };
}

function collectReport(all: Collected, request: unknown, frames: readonly number[]): void {
  for (const item of list(group(request)['reportData']).map(group)) {
    const at = named(all, item, true);
    if (at === undefined) continue;
    const attributes = list(item['variableAttribute']).map(group);
    const actual = attributes.find((attribute) => (attribute['type'] ?? 'Actual') === 'Actual');
    const value = short(actual?.['value']);
    const options = short(group(item['variableCharacteristics'])['valuesList']);
    put(all, at.name, at.place, {
      known: true,
      ...(value === undefined ? {} : { value }),
      ...(actual === undefined ? {} : { writable: (actual['mutability'] ?? 'ReadWrite') !== 'ReadOnly' }),
      ...(options === undefined ? {} : { options: commaList(options) }),
      frames,
    });
  }
}

function collectVariables(all: Collected, response: unknown, frames: readonly number[]): void {
  for (const item of list(group(response)['getVariableResult']).map(group)) {
    if ((item['attributeType'] ?? 'Actual') !== 'Actual') continue;
    const status = item['attributeStatus'];
    const known = status === 'Accepted' || status === 'Rejected' || status === 'NotSupportedAttributeType';
    if (!known && status !== 'UnknownComponent' && status !== 'UnknownVariable') continue;
    const at = named(all, item, known);
    if (at === undefined) continue;
    const value = status === 'Accepted' ? short(item['attributeValue']) : undefined;
    put(all, at.name, at.place, { known, ...(value === undefined ? {} : { value }), frames });
  }
}

/** Gathers what the messages show: GetConfiguration (1.6), NotifyReport and GetVariables (2.x). Others are passed over. */
export function collectShown(version: Version, messages: Iterable<ShownMessage>): ShownFacts {
  const all: Collected = { values: new Map(), components: new Set(), evses: new Set(), count: 0 };
  for (const { action, request, response, frames = [] } of messages) {
    if (version === '1.6') {
      if (action === 'GetConfiguration') collect16(all, response, frames);
    } else if (action === 'NotifyReport') {
      collectReport(all, request, frames);
    } else if (action === 'GetVariables') {
      collectVariables(all, response, frames);
    }
  }
  const values = new Map([...all.values].map(([name, places]) => [name, [...places.values()]]));
  return { version, values, components: all.components, evses: all.evses };
}
