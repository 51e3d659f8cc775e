/**
 * Whether a unit belongs to its measurand, by the measurand's description and the list of units (1.6 §7.31, §7.45; 2.x
 * Part 2 MeasurandEnumType and the appendix on units). A unit of another quantity is wrong; a missing unit of something
 * that is no energy is legal, and leaves the reader to guess, because the default is Wh.
 */
import { is2x, type Version } from '../../doors/protocol.js';
import { showValue } from '../describe.js';
import { type Place, type Site } from '../visit.js';
import { type Concern, NONE, type SemanticProblem } from './concern.js';

const RULE = 'unit';
const DEFAULT_MEASURAND = 'Energy.Active.Import.Register';
const ENERGY = ['Wh', 'kWh'];
const POWER = ['W', 'kW'];

/** The units of a measurand: the first pattern that matches. An empty list: it has no unit, or none is standardised. */
const MEASURANDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Energy\.Reactive\./, ['varh', 'kvarh']],
  [/^Energy\.Apparent\./, ['VAh', 'kVAh']],
  [/^(?:Energy\.Active\.|EnergyRequest\.|Display\.BatteryEnergyCapacity$)/, ENERGY],
  [/^Power\.Reactive\./, ['var', 'kvar']],
  [/^Power\.Active\./, POWER],
  // Their descriptions do not say whether the power is active or apparent.
  [/^Power\.(?:Offered$|Import\.|Export\.)/, [...POWER, 'VA', 'kVA']],
  [/^Power\.Factor$/, []],
  [/^Current\./, ['A']],
  [/^Voltage/, ['V']],
  [/^Frequency$/, ['Hz', 'mHz']],
  [/^(?:SoC$|Display\.(?:Present|Minimum|Target|Maximum)SOC$)/, ['Percent']],
  [/^Display\.RemainingTimeTo/, ['s']],
  [/^Temperature$/, ['Celsius', 'Celcius', 'Fahrenheit', 'K']],
];

/** Appendix "Standardized Units of Measure"; 2.1 adds mHz. */
const LISTED =
  'A ASU B Celsius dB dBm Deg Fahrenheit Hz K lx m ms2 N Ohm kPa Percent RH RPM s V VA kVA VAh kVAh var kvar varh kvarh W kW Wh kWh';
const UNITS_201: ReadonlySet<string> = new Set(LISTED.split(' '));
const UNITS_21: ReadonlySet<string> = new Set([...UNITS_201, 'mHz']);

/** The units that `measurand` may have in `version`; empty when it has none, undefined when nothing is known of it. */
export function unitsOf(version: Version, measurand: string): readonly string[] | undefined {
  const units = MEASURANDS.find(([pattern]) => pattern.test(measurand))?.[1];
  if (version === '1.6') return measurand === 'Frequency' || measurand === 'RPM' ? [] : units;
  return version === '2.0.1' ? units?.filter((unit) => unit !== 'mHz') : units;
}

const clauseOf = (version: Version): string =>
  is2x(version) ? 'Part 2 MeasurandEnumType; Appendices, Units of Measure' : '§7.31, §7.45';

/** The unit as it was sent: in 1.6 beside the value, in 2.x inside unitOfMeasure. */
function sentUnit(version: Version, holder: Readonly<Record<string, unknown>>): unknown {
  if (!is2x(version)) return holder.unit;
  const measure = holder.unitOfMeasure;
  return typeof measure === 'object' && measure !== null
    ? (measure as Readonly<Record<string, unknown>>).unit
    : undefined;
}

function judgeSample(version: Version, { holder, path }: Place): readonly SemanticProblem[] {
  const measurand = holder.measurand ?? DEFAULT_MEASURAND;
  const unit = sentUnit(version, holder);
  if (typeof measurand !== 'string' || (unit !== undefined && typeof unit !== 'string')) return NONE;
  return judge(version, measurand, unit).map(([severity, detail]) => ({
    path: path().replace(/value$/, is2x(version) ? 'unitOfMeasure.unit' : 'unit'),
    rule: RULE,
    detail,
    clause: clauseOf(version),
    severity,
  }));
}

/** 2.x names the type; the schemas of 1.6 have it inline. */
const isSample = ({ owner, trail }: Site): boolean =>
  owner === 'SampledValueType' || trail.endsWith('sampledValue[].value');

// Judged once per sampled value, at the value itself, since unit and measurand may both be absent.
export const units: Concern = (site, { version }) =>
  site.field === 'value' && isSample(site) ? (place) => judgeSample(version, place) : undefined;

type Judgement = readonly [SemanticProblem['severity'], string];

function judge(version: Version, measurand: string, unit: string | undefined): readonly Judgement[] {
  const allowed = unitsOf(version, measurand);
  if (unit === undefined) {
    if (allowed === undefined || allowed.length === 0 || allowed.includes('Wh')) return [];
    return [['advisory', `${measurand} without a unit: the default is Wh, which it cannot have`]];
  }
  if (version === '1.6' && unit === 'Celcius')
    return [['advisory', 'the unit is spelt Celcius; the specification has Celsius']];
  if (allowed?.includes(unit)) return [];
  const known = version === '2.1' ? UNITS_21 : UNITS_201;
  if (is2x(version) && !known.has(unit)) return custom(allowed ?? [], unit);
  if (allowed === undefined) return [];
  const detail = `${showValue(unit)} is no unit of ${measurand}`;
  if (allowed.length === 0) return unit === 'Percent' && measurand === 'Power.Factor' ? [] : [['advisory', detail]];
  return [['fail', `${detail}, which has ${allowed.join(' or ')}`]];
}

/** 2.x units beside the list are for what the list has no unit for; another spelling of the right one is never that. */
function custom(allowed: readonly string[], unit: string): readonly Judgement[] {
  const meant = allowed.find((name) => name.toLowerCase() === unit.toLowerCase());
  return meant === undefined
    ? [['advisory', `${showValue(unit)} is not a standardised unit`]]
    : [['fail', `${showValue(unit)} is not a standardised unit: ${meant} is`]];
}
