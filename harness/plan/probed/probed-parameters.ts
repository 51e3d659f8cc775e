/** Parameters of a plan, and the product's own name, as a probe read them. */
import { is2x, type Role, type Version } from '../../doors/protocol.js';
import { type Plan } from '../plan.js';
import { type ProbeFound } from './probe-found.js';
import { shownEvses, shownSensors, type ShownSensor } from './probed-layout.js';
import { sourceOf } from './probed-statement.js';
import { collectShown, type ShownFacts } from '../claims/shown-facts.js';

export interface Parameter {
  /** Where it stands in the plan. */
  readonly path: readonly string[];
  readonly value: unknown;
  readonly source: string;
}

export interface ProbedParameters {
  readonly values: readonly Parameter[];
  /** What a person has to say, one line each. */
  readonly open: readonly string[];
}

const MOST_MEASURANDS = 100;

function shownValue(shown: ShownFacts, name: string, container: string) {
  const one = shown.values.get(name)?.find(({ known, value }) => known && value !== undefined && value !== '');
  if (one?.value === undefined) return undefined;
  const text = one.value.slice(0, 80);
  return { ...one, value: one.value, source: sourceOf(one.frames, container, `${name} is ${JSON.stringify(text)}`) };
}

const measurandsIn = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.map((text) => text.trim()).filter((text) => /^[A-Za-z.]{1,50}$/.test(text)))].slice(
    0,
    MOST_MEASURANDS,
  );

function sensorLine(sensor: ShownSensor): string {
  const { frame, ...rest } = sensor;
  const inner = Object.entries(rest).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `- { ${inner.join(', ')}, normal: ?, high: ? } # from frame ${frame}: NotifyReport; say two values that it can be brought to`;
}

function ofStation(found: ProbeFound, version: Version): ProbedParameters {
  const shown = collectShown(version, found.messages);
  const container = is2x(version) ? 'NotifyReport' : 'GetConfiguration.conf';
  const values: Parameter[] = [];
  const open: string[] = [];
  const measurands = shownValue(
    shown,
    is2x(version) ? 'SampledDataCtrlr.TxUpdatedMeasurands' : 'MeterValuesSampledData',
    container,
  );
  const known = measurandsIn([...(measurands?.options ?? []), ...(measurands?.value.split(',') ?? [])]);
  if (measurands && known.length > 0)
    values.push({ path: ['parameters', 'measurands'], value: known, source: measurands.source });
  else open.push('measurands could not be read');
  const unit = shownValue(
    shown,
    is2x(version) ? 'SmartChargingCtrlr.RateUnit' : 'ChargingScheduleAllowedChargingRateUnit',
    container,
  );
  if (unit) {
    const amperes = /\bA\b|Current/.test(unit.value);
    values.push({ path: ['parameters', 'chargingRateUnit'], value: amperes ? 'A' : 'W', source: unit.source });
  }
  if (is2x(version)) {
    const evses = shownEvses(found);
    const [first] = evses;
    if (first)
      values.push({
        path: ['parameters', 'evses'],
        value: evses.map(({ id, connectors }) => ({ id, connectors })),
        source: `from frame ${[...new Set(evses.map(({ frame }) => frame))].join(', ')}: NotifyReport EVSE and Connector`,
      });
    else open.push('evses could not be read: the device model names none');
    const sensors = shownSensors(found);
    if (sensors.length > 0) open.push('sensors:', ...sensors.map(sensorLine));
    else open.push('sensors: none was shown; cases about them are not applicable');
    return { values, open };
  }
  const count = shownValue(shown, 'NumberOfConnectors', container);
  const told = [...found.connectors.keys()].sort((a, b) => a - b);
  if (count && /^[1-9]\d{0,2}$/.test(count.value))
    values.push({ path: ['parameters', 'connectors'], value: Number(count.value), source: count.source });
  else if (told.length > 0)
    values.push({
      path: ['parameters', 'connectors'],
      value: told.length,
      source: `from frame ${told.map((id) => found.connectors.get(id)).join(', ')}: StatusNotification of connector ${told.join(', ')}`,
    });
  else open.push('connectors could not be read');
  const duration = shownValue(shown, 'MinimumStatusDuration', container);
  if (duration && /^\d{1,5}$/.test(duration.value) && Number(duration.value) <= 86_400)
    values.push({
      path: ['parameters', 'minimumStatusDuration'],
      value: Number(duration.value),
      source: duration.source,
    });
  const temperature = /\bTemperature\b/.test(measurands?.value ?? '');
  open.push(
    temperature && measurands
      ? `sensors: it measures Temperature, ${measurands.source}; name a TemperatureSensor with two values that it can be brought to`
      : 'sensors cannot be read in 1.6: name those that can be brought to a value',
  );
  return { values, open };
}

/** What an answer to Authorize has to be for a token of that name. */
const FITS: Readonly<Record<string, RegExp>> = {
  valid: /^Accepted$/,
  second: /^Accepted$/,
  groupMember: /^Accepted$/,
  masterPass: /^Accepted$/,
  invalid: /^(?:Invalid|Unknown|NotAllowed|NotAtThis)/,
  blocked: /^Blocked$/,
  expired: /^Expired$/,
};

function ofCsms({ asked }: ProbeFound, plan: Plan): ProbedParameters {
  const values: Parameter[] = [];
  const open: string[] = [];
  for (const { action, about = '', outcome, says, frames } of asked) {
    if (action === 'Authorize') {
      const fits = outcome === 'result' && (FITS[about]?.test(says ?? '') ?? false);
      const source = `from frame ${frames.at(-1) ?? 0}: Authorize answered ${says ?? outcome}`;
      const token = plan.parameters.idTokens[about as keyof Plan['parameters']['idTokens']];
      const value = is2x(plan.sut.version) ? token : token.idToken;
      if (fits) values.push({ path: ['parameters', 'idTokens', about], value, source });
      else open.push(`idTokens.${about}: ${JSON.stringify(token.idToken)} is none, ${source}; name one that is`);
    } else if (outcome === 'error')
      open.push(`the CSMS does not take ${action}: from frame ${frames.at(-1) ?? 0}: ${says ?? 'an error'}`);
  }
  open.push('alertReaction could not be read: what does the CSMS do when a sensor raises an alert?');
  return { values, open };
}

/** What the answers say of the product and of what the tester needs to know. */
export function probedParameters(found: ProbeFound, plan: Plan, role: Role): ProbedParameters {
  const { values, open } = role === 'station' ? ofStation(found, plan.sut.version) : ofCsms(found, plan);
  const { boot } = found;
  const named = (['vendor', 'model', 'firmware'] as const).flatMap((key): Parameter[] => {
    const value = boot?.[key];
    return value === undefined
      ? []
      : [{ path: ['sut', key], value, source: `from frame ${boot!.frame}: BootNotification` }];
  });
  return { values: [...named, ...values], open };
}
