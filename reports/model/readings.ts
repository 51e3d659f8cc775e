/** The environment values that a station reported in some frames, as series of one quantity at one place. */
import { fieldsOf, listOf, momentOf, numberOf, payloadOf, textOf } from './payloads.js';
import { type Frame } from './run-model.js';
import { oneLine } from './visible.js';

/** Milliseconds of the run. */
export interface Reading {
  readonly t: number;
  readonly value: number;
  readonly n: number;
}

/** An event about the value: `alert` when a monitor fired, `cleared` when the value was back. */
export interface Mark {
  readonly t: number;
  readonly value?: number;
  readonly n: number;
  readonly kind: 'alert' | 'cleared' | 'event';
}

/** A threshold that was set and accepted. */
export interface Threshold {
  readonly value: number;
  readonly type: string;
}

export interface Series {
  /** `Temperature`, `Humidity`, `Current.Offered`. */
  readonly quantity: string;
  /** `connector 1, Outlet`, `EVSE 1, TemperatureSensor`. */
  readonly place: string;
  readonly unit: string;
  readonly readings: Reading[];
  readonly marks: Mark[];
  readonly thresholds: Threshold[];
}

/** Measurands that are drawn: those of the environment, and what is offered, which falls when it gets hot. */
const MEASURANDS = ['Temperature', 'Current.Offered', 'Power.Offered'];
/** Units where a message leaves them out (1.6 §7.43 has none for these; 2.x UnitOfMeasureType says Wh alone). */
const UNITS: Readonly<Record<string, string>> = { 'Current.Offered': 'A', 'Power.Offered': 'W' };
const ENVIRONMENT = /Sensor$|^(?:AirCoolingSystem|AirQuality|Climate)/;
/** More are not told apart by a reader; a SUT could make up thousands. */
const MOST_SERIES = 24;
const MOST_READINGS = 5_000;

interface Collected {
  readonly series: Map<string, Series>;
  /** Thresholds that were asked for, by message id. */
  readonly wishes: Map<string, readonly (Threshold & { readonly key: string })[]>;
}

function seriesAt(all: Collected, quantity: string, place: string, unit: string): Series | undefined {
  const key = `${quantity} ${place}`;
  const known = all.series.get(key);
  if (known) return known;
  if (all.series.size >= MOST_SERIES) return undefined;
  const made: Series = {
    quantity: oneLine(quantity, 40),
    place: oneLine(place, 60),
    unit: oneLine(unit, 20),
    readings: [],
    marks: [],
    thresholds: [],
  };
  all.series.set(key, made);
  return made;
}

const add = (series: Series | undefined, reading: Reading): void => {
  if (series && series.readings.length < MOST_READINGS) series.readings.push(reading);
};

/** Sampled values of 1.6 and 2.x: `unit` beside the value, or inside `unitOfMeasure`. */
function sampled(all: Collected, values: unknown, where: string, frame: Frame, epoch: number): void {
  for (const { timestamp, sampledValue } of listOf(values)) {
    for (const sample of listOf(sampledValue)) {
      const measurand = textOf(sample['measurand']) ?? '';
      const value = numberOf(sample['value']);
      if (value === undefined || !MEASURANDS.includes(measurand)) continue;
      const { unit, multiplier } = fieldsOf(sample['unitOfMeasure']);
      const power = numberOf(multiplier) ?? 0;
      const place = [where, textOf(sample['location'])].filter(Boolean).join(', ');
      const named = textOf(sample['unit']) ?? textOf(unit) ?? UNITS[measurand] ?? 'no unit told';
      const series = seriesAt(all, measurand, place, named);
      // Phases of one reading are one curve: the first tells enough.
      if (sample['phase'] !== undefined && sample['phase'] !== 'L1') continue;
      add(series, {
        t: momentOf(timestamp, frame.t, epoch),
        value: value * 10 ** Math.max(-9, Math.min(9, power)),
        n: frame.n,
      });
    }
  }
}

const placeOf = (component: Readonly<Record<string, unknown>>): string => {
  const evse = numberOf(fieldsOf(component['evse'])['id']);
  const names = [textOf(component['name']), textOf(component['instance'])].filter(Boolean).join(' ');
  return [evse === undefined ? 'station' : `EVSE ${evse}`, names].join(', ');
};

const isEnvironment = (component: Readonly<Record<string, unknown>>): boolean =>
  ENVIRONMENT.test(textOf(component['name']) ?? '');

function events(all: Collected, payload: Readonly<Record<string, unknown>>, frame: Frame, epoch: number): void {
  for (const event of listOf(payload['eventData'])) {
    const component = fieldsOf(event['component']);
    const variable = textOf(fieldsOf(event['variable'])['name']) ?? '';
    const value = numberOf(event['actualValue']);
    if (!isEnvironment(component)) continue;
    const series = value === undefined ? undefined : seriesAt(all, variable, placeOf(component), '');
    const t = momentOf(event['timestamp'], frame.t, epoch);
    if (series && value !== undefined) add(series, { t, value, n: frame.n });
    const kind = event['cleared'] === true ? 'cleared' : event['trigger'] === 'Alerting' ? 'alert' : 'event';
    if (series && kind !== 'event') series.marks.push({ t, n: frame.n, kind, ...(value !== undefined && { value }) });
  }
}

function wishes(all: Collected, id: string, payload: Readonly<Record<string, unknown>>): void {
  const list = listOf(payload['setMonitoringData']).flatMap((wish) => {
    const component = fieldsOf(wish['component']);
    const variable = textOf(fieldsOf(wish['variable'])['name']) ?? '';
    const value = numberOf(wish['value']);
    const type = textOf(wish['type']) ?? '';
    if (value === undefined || !/Threshold$/.test(type) || !isEnvironment(component)) return [];
    return [{ key: `${variable} ${placeOf(component)}`, value, type }];
  });
  if (list.length > 0) all.wishes.set(id, list);
}

function granted(all: Collected, id: string, payload: Readonly<Record<string, unknown>>): void {
  const list = all.wishes.get(id) ?? [];
  all.wishes.delete(id);
  for (const result of listOf(payload['setMonitoringResult'])) {
    if (result['status'] !== 'Accepted') continue;
    const component = fieldsOf(result['component']);
    const key = `${textOf(fieldsOf(result['variable'])['name']) ?? ''} ${placeOf(component)}`;
    for (const wish of list.filter((one) => one.key === key && one.type === result['type'])) {
      const [variable = '', ...rest] = key.split(' ');
      const series = seriesAt(all, variable, rest.join(' '), '');
      if (series && !series.thresholds.some((one) => one.value === wish.value && one.type === wish.type))
        series.thresholds.push({ value: wish.value, type: wish.type });
    }
  }
}

/** A vendor's own reading in a DataTransfer of 1.6: data that is JSON and names a component, a variable and a value. */
function transferred(all: Collected, payload: Readonly<Record<string, unknown>>, frame: Frame): void {
  const text = textOf(payload['data']);
  if (text === undefined || text.length > 10_000) return;
  try {
    const data = fieldsOf(JSON.parse(text));
    const value = numberOf(data['value']);
    const [component, variable] = [textOf(data['component']), textOf(data['variable'])];
    if (value === undefined || component === undefined || variable === undefined) return;
    const connector = numberOf(data['connectorId']);
    const place = [connector === undefined ? 'station' : `connector ${connector}`, component].join(', ');
    add(seriesAt(all, variable, place, textOf(data['unit']) ?? ''), { t: frame.t, value, n: frame.n });
  } catch {
    // Not JSON: nothing that could be drawn.
  }
}

/** The messages that readings, thresholds and alerts come in: no other is read. */
const TELLING: ReadonlySet<string> = new Set([
  'DataTransfer',
  'MeterValues',
  'NotifyEvent',
  'SetVariableMonitoring',
  'TransactionEvent',
]);

function read(all: Collected, frame: Frame, epoch: number, station: Frame['dir']): void {
  const { action, kind, dir } = frame;
  if (action === undefined || !TELLING.has(action)) return;
  const fromStation = dir === station;
  if (action !== 'SetVariableMonitoring' && !(fromStation && kind === 'call')) return;
  const found = payloadOf(frame);
  if (!found) return;
  const { id, payload } = found;
  const evse = numberOf(fieldsOf(payload['evse'])['id']) ?? numberOf(payload['evseId']);
  const connector = numberOf(payload['connectorId']);
  const where = evse === undefined ? `connector ${connector ?? '?'}` : `EVSE ${evse}`;
  if (action === 'SetVariableMonitoring' && kind === 'call' && !fromStation) wishes(all, id, payload);
  if (action === 'SetVariableMonitoring' && kind === 'result' && fromStation) granted(all, id, payload);
  if (action === 'MeterValues' || action === 'TransactionEvent')
    sampled(all, payload['meterValue'], where, frame, epoch);
  if (action === 'NotifyEvent') events(all, payload, frame, epoch);
  if (action === 'DataTransfer' && fromStation) transferred(all, payload, frame);
}

/** Gathers series out of frames that come one by one. */
export interface Readings {
  take(frame: Frame): void;
  series(): readonly Series[];
}

/** The series as the station reports them; `epoch` is the run's start (milliseconds since 1970). */
export function createReadings(epoch: number, station: Frame['dir']): Readings {
  const all: Collected = { series: new Map(), wishes: new Map() };
  return {
    take: (frame) => read(all, frame, epoch, station),
    series: () =>
      [...all.series.values()]
        .filter(({ readings }) => readings.length > 0)
        .map((one) => ({ ...one, readings: [...one.readings].sort((a, b) => a.t - b.t) })),
  };
}

/** The series in these frames. */
export function readingsOf(frames: readonly Frame[], epoch: number, station: Frame['dir']): readonly Series[] {
  const readings = createReadings(epoch, station);
  for (const frame of frames) readings.take(frame);
  return readings.series();
}
