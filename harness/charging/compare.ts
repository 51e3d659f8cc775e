/**
 * Where a reported schedule departs from the expected one. Every legal form is the same to it: equal neighbours merged
 * or split, any number of periods, a start that is late by the time of the answer, more than was asked for.
 */
import { compositeSchedule, type CompositeRequest, type ExpectedSchedule, type Segment } from './composite.js';
import { type RateUnit } from './profile.js';
import { choicesTaken, type Reading, readings } from './readings.js';
import { type ReportedSchedule } from './reported.js';

/** How far a report may be off without departing. */
export interface Tolerances {
  /** Seconds by which a change of the limit may come earlier or later: whole seconds, relative starts. */
  readonly boundary: number;
  /** Seconds between the expected start and the reported one. */
  readonly start: number;
  /** How far a limit may lie below: limits have one decimal, and what is calculated may be rounded down. */
  readonly below: Readonly<Record<RateUnit, number>>;
  /** How far a limit may lie above: never more than the profile says (1.6 §3.13.3), but for the arithmetic. */
  readonly above: Readonly<Record<RateUnit, number>>;
}

export const TOLERANCES: Tolerances = {
  boundary: 2,
  start: 10,
  below: { A: 0.1, W: 70 },
  above: { A: 0.05, W: 1 },
};

export interface Departure {
  /** Seconds from the expected start. */
  readonly at: number;
  readonly expected: string;
  readonly actual: string;
}

const amount = (value: number) => String(Math.round(value * 10) / 10);
const shown = (segment: Segment | undefined, unit: RateUnit, bound: ExpectedSchedule['bound']) =>
  segment?.limit === undefined
    ? 'any limit'
    : `${bound === 'at-most' ? 'at most ' : ''}${amount(segment.limit)} ${unit}`;

/** Words for people: the limits with the second from which each holds. */
export const describeExpected = ({ segments, unit, bound }: ExpectedSchedule): string =>
  segments.map((segment) => `${amount(segment.from)} s: ${shown(segment, unit, bound)}`).join(', ');

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly phases?: number;
}

/** The report as pieces in seconds from the expected start; equal neighbours are one. */
function piecesOf(actual: ReportedSchedule, from: number): readonly Piece[] {
  const shift = (actual.start - from) / 1000;
  const end = actual.duration ?? Infinity;
  return actual.periods
    .map(({ startPeriod, limit, numberPhases }, index): Piece => ({
      from: startPeriod + shift,
      to: Math.min(actual.periods[index + 1]?.startPeriod ?? Infinity, end) + shift,
      limit,
      ...(numberPhases !== undefined && { phases: numberPhases }),
    }))
    .filter((piece) => piece.to > piece.from)
    .reduce<Piece[]>((done, piece) => {
      const last = done.at(-1);
      if (last && last.limit === piece.limit && last.phases === piece.phases)
        done[done.length - 1] = { ...last, to: piece.to };
      else done.push(piece);
      return done;
    }, []);
}

function agrees(segment: Segment, piece: Piece | undefined, expected: ExpectedSchedule, tolerances: Tolerances) {
  if (segment.limit === undefined) return true;
  if (!piece) return false;
  const { unit, bound } = expected;
  if (piece.limit > segment.limit + tolerances.above[unit]) return false;
  // More phases than the profile allows is more than it allows; fewer is what the cable or the EV can do.
  if (piece.phases !== undefined && segment.phases !== undefined && piece.phases > segment.phases) return false;
  return bound === 'at-most' || piece.limit >= segment.limit - tolerances.below[unit];
}

/**
 * Compares what is reported with what is expected, moment by moment; near a change of the limit, what holds on either
 * side of it is right. No departures: they agree.
 */
export function compareSchedules(
  expected: ExpectedSchedule,
  actual: ReportedSchedule,
  tolerances: Tolerances = TOLERANCES,
): readonly Departure[] {
  const { from, duration, segments, unit, bound } = expected;
  const late = (actual.start - from) / 1000;
  if (actual.unit !== unit) return [{ at: 0, expected: `limits in ${unit}`, actual: `limits in ${actual.unit}` }];
  if (!(Math.abs(late) <= tolerances.start))
    return [{ at: 0, expected: 'a schedule from now on', actual: `one that starts ${amount(late)} s from now` }];
  const pieces = piecesOf(actual, from);
  const tolerance = tolerances.boundary;
  // What lies before the reported start is past when the answer comes; its end may be that much earlier, too.
  const begin = Math.max(0, late);
  const end = duration + Math.min(0, late);
  const cuts = [
    begin,
    end,
    ...segments.slice(1).flatMap((segment) => [segment.from - tolerance, segment.from + tolerance]),
    ...pieces.flatMap((piece) => [piece.from, piece.to]),
  ].filter((cut) => cut >= begin && cut <= end);
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  const departures: Departure[] = [];
  let nextSegment = 0;
  let nextPiece = 0;
  for (const [index, cut] of sorted.slice(0, -1).entries()) {
    const moment = (cut + sorted[index + 1]!) / 2;
    while ((segments[nextSegment]?.to ?? Infinity) <= moment - tolerance) nextSegment++;
    while ((pieces[nextPiece]?.to ?? Infinity) <= moment) nextPiece++;
    const piece = pieces[nextPiece];
    const near: Segment[] = [];
    for (let i = nextSegment; i < segments.length && segments[i]!.from < moment + tolerance; i++)
      near.push(segments[i]!);
    if (near.some((segment) => agrees(segment, piece, expected, tolerances))) continue;
    const meant = near.find((segment) => segment.from <= moment && moment < segment.to) ?? near[0];
    const wanted = shown(meant, unit, bound);
    const found = piece
      ? `${amount(piece.limit)} ${unit}${piece.phases === undefined ? '' : ` on ${piece.phases} phases`}`
      : 'nothing';
    const before = departures.at(-1);
    if (before?.expected !== wanted || before.actual !== found)
      departures.push({ at: Math.round(cut * 10) / 10, expected: wanted, actual: found });
  }
  return departures;
}

export interface Judgement {
  /** Empty when one legal reading agrees; else those against the main reading. */
  readonly departures: readonly Departure[];
  /** The reading that the report follows; the main one when none. */
  readonly reading: Reading;
  /** The choices in which that reading is not the main one. */
  readonly choices: readonly (keyof Reading)[];
  readonly expected: ExpectedSchedule;
}

/** Judges a report by every legal reading of the documents. */
export function judgeSchedule(
  request: CompositeRequest,
  actual: ReportedSchedule,
  tolerances: Tolerances = TOLERANCES,
): Judgement {
  const units = new Set([request.unit, ...request.installed.map(({ profile }) => profile.schedule.unit)]);
  if (request.localLimit) units.add(request.localLimit.unit);
  const all = readings(units.size > 1 ? 'mixed' : 'one');
  const judged = (reading: Reading): Judgement => {
    const expected = compositeSchedule(request, reading);
    return {
      departures: compareSchedules(expected, actual, tolerances),
      reading,
      choices: choicesTaken(reading),
      expected,
    };
  };
  const main = judged(all[0]!);
  if (main.departures.length === 0) return main;
  for (const reading of all.slice(1)) {
    const other = judged(reading);
    if (other.departures.length === 0) return other;
  }
  return main;
}
