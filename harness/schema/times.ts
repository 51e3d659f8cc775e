/** Reads date-times by calendar and clock, in the forms of RFC 3339 (2.x) and of ISO 8601 (1.6 §3.15). */

/** A date-time that was understood, and what is worth saying about its form. */
export interface TimeReading {
  /**
   * `rfc3339`: exactly its grammar. `spaced`: RFC 3339 but for a space where the grammar has T, which its §5.6 notes
   * as a habit of applications. `iso8601`: another form that ISO 8601 allows.
   */
  readonly form: 'rfc3339' | 'spaced' | 'iso8601';
  /** Minutes east of UTC; undefined where no zone is given. */
  readonly offset: number | undefined;
  /** Digits after the decimal sign of the seconds (or of the last part that is given). */
  readonly fraction: number;
  /** The second is 60: whether the place in time can have a leap second, the end of a month in UTC. */
  readonly leap: 'none' | 'possible' | 'impossible';
}

const DATE = /^(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d)|-(\d{3})|(\d{3})|-W(\d\d)-(\d)|W(\d\d)(\d))$/;
const TIME = /^(\d\d)(?:(:?)(\d\d)(?:(:?)(\d\d))?)?(?:([.,])(\d+))?$/;
const ZONE = /^(?:[Zz]|([+-])(\d\d)(?:(:?)(\d\d))?)$/;

const leapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number =>
  month === 2 ? (leapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Weeks of an ISO 8601 year: 53 when it begins on a Thursday, or is a leap year that begins on a Wednesday. */
function weeksIn(year: number): number {
  const before = year - 1;
  const first = (1 + before + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)) % 7;
  return first === 4 || (first === 3 && leapYear(year)) ? 53 : 52;
}

interface Day {
  readonly extended: boolean;
  readonly calendar: boolean;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function readDay(text: string): Day | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2] ?? match[4] ?? 1);
  const day = Number(match[3] ?? match[5] ?? 1);
  const ordinal = Number(match[6] ?? match[7] ?? 1);
  const week = Number(match[8] ?? match[10] ?? 1);
  const weekday = Number(match[9] ?? match[11] ?? 1);
  const exists =
    month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) &&
    ordinal >= 1 && ordinal <= (leapYear(year) ? 366 : 365) &&
    week >= 1 && week <= weeksIn(year) && weekday >= 1 && weekday <= 7; // prettier-ignore
  if (!exists) return undefined;
  const calendar = match[2] !== undefined || match[4] !== undefined;
  return { extended: text.includes('-'), calendar, year, month, day };
}

/** Whether 60 is a second of that minute: 23:59 UTC on the last day of a month. */
function leapOf(day: Day, minutes: number, offset: number): TimeReading['leap'] {
  const utc = minutes - offset;
  if (((utc % 1440) + 1440) % 1440 !== 1439) return 'impossible';
  if (!day.calendar) return 'possible';
  const last = daysIn(day.year, day.month);
  // The local day is the last one of the month in UTC, the one before it, or the one after it.
  const shift = Math.floor(utc / 1440);
  const date = day.day + shift;
  return date === last || date === 0 ? 'possible' : 'impossible';
}

const PLAIN_UTC = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;

/**
 * Whether a text is a date-time as most products write it, beyond doubt: RFC 3339 in UTC with three decimals at most, on
 * a day that every month has. False says nothing: that takes `readTime`.
 */
export const isPlainUtc = (text: string): boolean => PLAIN_UTC.test(text);

/** Reads a date-time by calendar and clock. Undefined when it is none in any form that ISO 8601 or RFC 3339 knows. */
export function readTime(text: string): TimeReading | undefined {
  if (text.length > 64) return undefined;
  const split = /^([^Tt ]+)([Tt ])([^Zz+-]+)(.*)$/.exec(text);
  const [date = '', separator = '', clock = '', zone = ''] = split?.slice(1) ?? [];
  const day = readDay(date);
  const time = TIME.exec(clock);
  if (day === undefined || time === null) return undefined;
  const [, hours, colon, minutes, colon2, seconds, mark, digits] = time;
  const [h, m, s] = [Number(hours), Number(minutes ?? 0), Number(seconds ?? 0)];
  const midnight = h === 24 && m === 0 && s === 0 && Number(digits ?? 0) === 0;
  if ((h > 23 && !midnight) || m > 59 || s > 60) return undefined;
  // ISO 8601 does not mix the basic form (without signs) and the extended one.
  if (seconds !== undefined && colon !== colon2) return undefined;
  if (minutes !== undefined && (colon === ':') !== day.extended) return undefined;

  let offset: number | undefined;
  let zoneFull = zone.length === 1 || zone.length === 6;
  if (zone !== '') {
    const match = ZONE.exec(zone);
    if (match === null) return undefined;
    const [, sign, zoneHours, zoneColon, zoneMinutes] = match;
    if (Number(zoneHours ?? 0) > 23 || Number(zoneMinutes ?? 0) > 59) return undefined;
    offset = (sign === '-' ? -1 : 1) * (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0));
    if (zoneMinutes !== undefined && zoneColon !== ':') zoneFull = false;
  }
  const full =
    seconds !== undefined && colon === ':' && day.calendar && day.extended && zoneFull && mark !== ',' && !midnight;
  if (separator === ' ' && !full) return undefined;
  return {
    form: full ? (separator === ' ' ? 'spaced' : 'rfc3339') : 'iso8601',
    offset: offset === undefined || Object.is(offset, -0) ? (offset === undefined ? undefined : 0) : offset,
    fraction: digits?.length ?? 0,
    leap: s === 60 ? leapOf(day, h * 60 + m, offset ?? 0) : 'none',
  };
}
