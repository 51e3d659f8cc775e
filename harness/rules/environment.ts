/**
 * What a station tells of its environment has a unit of its quantity, is a value that the quantity can have, and lies
 * within the limits that the station itself gives for it.
 */
import { MANY, entry, keep, quote, short } from './bounded.js';
import { MEASURANDS, oddity, type Quantity, quantityOf } from './data/environment.js';
import { samplesOf } from './samples.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { field, textOf } from './values.js';
import { keyOfVariable, type Told, toldVariables } from './variables-told.js';

/** What the station said of a variable in a report. */
interface Facts {
  readonly unit: string | undefined;
  readonly minLimit: number | undefined;
  readonly maxLimit: number | undefined;
  readonly n: number;
}
type Variables = Map<string, Facts>;
type Judgement = Omit<Finding, 'by'>;

const MAX_VARIABLES = 512;
const DECIMAL = /^[+-]?\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,3})?$/;

const clauseOf = ({ version }: FrameSeen): string =>
  version === '1.6' ? 'OCPP 1.6 §7.31, §7.45' : `OCPP ${version} Part 2 VariableCharacteristicsType, Appendices §3`;

/** A value against its quantity, in the unit that it came with. */
function valueJudged(
  name: string,
  value: number,
  quantity: Quantity,
  unit: string,
  seen: FrameSeen,
  frames: readonly number[],
): Judgement | undefined {
  const odd = oddity(value, quantity, unit);
  if (odd === undefined) return undefined;
  const clause = clauseOf(seen);
  return odd === 'impossible'
    ? { severity: 'fail', message: `${name} is ${value} ${unit}, which no ${quantity.name} can be`, clause, frames }
    : { severity: 'advisory', message: `${name} is ${value} ${unit}: hardly true`, clause, frames };
}

/** Measurands in meter values of either version. */
function sampled(payload: unknown, seen: FrameSeen): readonly Judgement[] {
  return samplesOf(payload, seen.version).flatMap(({ measurand, value, unit }): readonly Judgement[] => {
    const quantity = Object.hasOwn(MEASURANDS, measurand) ? MEASURANDS[measurand] : undefined;
    if (quantity === undefined) return [];
    const [only] = quantity.units;
    const clause = seen.version === '1.6' ? clauseOf(seen) : `OCPP ${seen.version} Part 2 MeasurandEnumType`;
    if (unit === undefined && quantity.units.length > 1)
      return [
        {
          severity: 'advisory',
          message: `${measurand} has no unit: nobody knows what it means`,
          clause,
          frames: [seen.n],
        },
      ];
    // A unit of another quantity is the semantic layer's to find.
    if (unit !== undefined && !quantity.units.includes(unit)) return [];
    const odd = valueJudged(measurand, value, quantity, unit ?? only!, seen, [seen.n]);
    return odd === undefined ? [] : [{ ...odd, clause }];
  });
}

/** A variable of the device model, where its unit and its limits are known. */
function told(variables: Variables, one: Told, seen: FrameSeen): readonly Judgement[] {
  const quantity = quantityOf(one.component, one.variable);
  if (quantity === undefined || one.attribute !== 'Actual') return [];
  const key = keyOfVariable(one);
  const name = `${one.component}.${one.variable}`.slice(0, 100);
  const clause = clauseOf(seen);
  const judgements: Judgement[] = [];
  if (one.characteristics !== undefined) {
    const number = (which: string) => {
      const found = field(one.characteristics, which);
      return typeof found === 'number' ? found : undefined;
    };
    const unit = textOf(one.characteristics, 'unit');
    const facts = { unit, minLimit: number('minLimit'), maxLimit: number('maxLimit'), n: seen.n };
    keep(variables, key, facts, MAX_VARIABLES);
    if (unit !== undefined && !quantity.units.includes(unit))
      judgements.push({
        severity: 'fail',
        message: `${name} is told in ${quote(unit)}, which is no unit of ${quantity.name}`,
        clause,
        frames: [seen.n],
      });
    if (unit === undefined && textOf(one.characteristics, 'dataType') === 'decimal')
      judgements.push({ severity: 'fail', message: `${name} has no unit`, clause, frames: [seen.n] });
  }
  const facts = variables.get(key);
  if (facts === undefined || one.value === undefined || !DECIMAL.test(one.value)) return judgements;
  const value = Number(one.value);
  const { unit, minLimit, maxLimit, n } = facts;
  const frames = n === seen.n ? [n] : [n, seen.n];
  if ((minLimit !== undefined && value < minLimit) || (maxLimit !== undefined && value > maxLimit)) {
    const limits = `${minLimit ?? '…'} to ${maxLimit ?? '…'}`;
    judgements.push({
      severity: 'fail',
      message: `${name} is ${value}, outside the limits that the station gives for it (${limits})`,
      clause,
      frames,
    });
  }
  const odd =
    unit !== undefined && quantity.units.includes(unit)
      ? valueJudged(name, value, quantity, unit, seen, frames)
      : undefined;
  return odd === undefined ? judgements : [...judgements, odd];
}

export const environment = defineRule<Map<string, Variables>>({
  id: 'environment',
  title: 'What is measured has a unit of its quantity, a value that the quantity can have, and lies within its limits.',
  clauses: {
    '1.6': 'OCPP 1.6 §7.31, §7.45',
    '2.0.1': 'OCPP 2.0.1 Part 2 VariableCharacteristicsType, MeasurandEnumType, Appendices §3',
    '2.1': 'OCPP 2.1 Part 2 VariableCharacteristicsType, MeasurandEnumType, Appendices §3',
  },
  init: () => new Map(),
  on(seen, stations) {
    if (seen.kind !== 'frame' || seen.sender !== 'station') return [];
    const { message } = seen;
    const variables = entry(stations, short(seen.identity), MANY.identities, (): Variables => new Map());
    const found = [
      ...(message.kind === 'call' ? sampled(message.payload, seen) : []),
      ...toldVariables(seen).flatMap((one) => told(variables, one, seen)),
    ];
    return isProvoked(seen) ? [] : found.map((judgement) => ({ ...judgement, by: seen.sender }));
  },
});
