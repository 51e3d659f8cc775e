/**
 * Date-times. 2.x: RFC 3339 with at most three decimals of the second (Part 2 §2.1.4, §3.1), UTC strongly recommended.
 * 1.6: ISO 8601 (§3.15), UTC strongly recommended (§3.14, informative). What the schema's format refuses is left to it.
 */
import { is2x, type Version } from '../../doors/protocol.js';
import { showValue } from '../describe.js';
import { passesFormat } from '../formats.js';
import { isPlainUtc, readTime, type TimeReading } from '../times.js';
import { type Place } from '../visit.js';
import { type Concern, NONE, problem, type SemanticProblem } from './concern.js';

const RULE = 'date-time';
const FORM_2X = 'Part 2 §2.1.4 (dateTime), §3.1';
const SHAPE: Readonly<Record<Exclude<TimeReading['form'], 'rfc3339'>, string>> = {
  spaced: 'has a space where RFC 3339 has T',
  iso8601: 'is ISO 8601, but not in the form of RFC 3339 that most products read',
};

function judge16(place: Place, text: string, time: TimeReading): readonly SemanticProblem[] {
  if (time.form !== 'rfc3339') {
    const why = time.offset === undefined ? 'has no time zone' : SHAPE[time.form];
    return problem(place, RULE, 'advisory', time.offset === undefined ? '§3.14' : '§3.15', `${showValue(text)} ${why}`);
  }
  return time.offset === 0 ? NONE : problem(place, RULE, 'advisory', '§3.14', `${showValue(text)} is not in UTC`);
}

function judge2x(place: Place, text: string, time: TimeReading | undefined): readonly SemanticProblem[] {
  if (time === undefined || time.form === 'iso8601') {
    return problem(place, RULE, 'fail', FORM_2X, `${showValue(text)} is not a time of RFC 3339`);
  }
  if (time.leap === 'impossible') {
    return problem(
      place,
      RULE,
      'fail',
      `${FORM_2X}; RFC 3339 §5.7`,
      `${showValue(text)} is second 60 where no leap second can be`,
    );
  }
  if (time.fraction > 3) {
    return problem(
      place,
      RULE,
      'fail',
      FORM_2X,
      `${showValue(text)} has ${time.fraction} decimals where 3 are allowed`,
    );
  }
  if (time.form === 'spaced')
    return problem(place, RULE, 'advisory', `${FORM_2X}; RFC 3339 §5.6`, `${showValue(text)} ${SHAPE.spaced}`);
  if (time.offset !== 0) return problem(place, RULE, 'advisory', 'Part 2 §3.1', `${showValue(text)} is not in UTC`);
  return NONE;
}

function judge(version: Version, place: Place, value: string): readonly SemanticProblem[] {
  if (isPlainUtc(value) || !passesFormat(version, 'date-time', value)) return NONE;
  const time = readTime(value);
  const form = is2x(version) ? judge2x(place, value, time) : time === undefined ? NONE : judge16(place, value, time);
  if (form.length > 0) return form;
  const lower = /[tz]/.test(value);
  return lower
    ? problem(place, RULE, 'advisory', 'RFC 3339 §5.6', `${showValue(value)} has T or Z in lower case`)
    : NONE;
}

export const dateTimes: Concern = ({ schema }, { version }) => {
  if (schema.format !== 'date-time') return undefined;
  return (place) => (typeof place.value === 'string' ? judge(version, place, place.value) : NONE);
};
