/**
 * The oracle: the composite schedule that follows from the installed profiles (1.6 §3.13.2, §3.13.3, §5.7). Each
 * profile is laid out on the clock, those of one purpose are layered by stack level, and the lowest of what the
 * purposes say holds.
 */
import { type LimitSpan, limitsOf, validity } from './expand.js';
import { DEFAULT_PHASES, type Installed, inUnit, type Profile, type Purpose, type RateUnit } from './profile.js';
import { MAIN_READING, type Reading } from './readings.js';
import { edges, layered, type Span, within, without } from './spans.js';

export interface CompositeRequest {
  readonly installed: readonly Installed[];
  readonly purposes: readonly Purpose[];
  /** 0 asks for the station as a whole. */
  readonly place: number;
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Seconds. */
  readonly duration: number;
  readonly unit: RateUnit;
  /** The transaction that runs at the place. */
  readonly transaction?: { readonly id: number | string; readonly start: number };
  /** What the station gives when nothing is installed, and on how many phases. */
  readonly localLimit?: { readonly limit: number; readonly unit: RateUnit; readonly phases?: number };
}

/** A limit from `from` to `to`, in seconds from the start; without `limit` anything may be said. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly limit?: number;
  readonly phases?: number;
}

export interface ExpectedSchedule {
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Seconds. */
  readonly duration: number;
  readonly unit: RateUnit;
  /** Without gaps, from 0 to the duration; neighbours differ. */
  readonly segments: readonly Segment[];
  /** For the station as a whole less may be expected than is allowed. */
  readonly bound: 'exactly' | 'at-most';
}

/** Whether a profile has a say at the place. */
function applies({ place, profile }: Installed, purpose: Purpose, request: CompositeRequest): boolean {
  if (profile.purpose !== purpose.name) return false;
  if (purpose.scope === 'station') return place === 0;
  if (request.place === 0) return false;
  if (purpose.transaction) {
    const { transaction } = request;
    if (!transaction || (profile.transactionId !== undefined && profile.transactionId !== transaction.id)) return false;
  }
  return place === request.place || (purpose.scope === 'any' && place === 0);
}

/** By precedence: the higher level first, and what is for one place before what is for all. */
function ordered(candidates: readonly Installed[], reading: Reading): readonly Profile[] {
  const own = candidates.filter(({ place }) => place > 0);
  const counted = reading.ownDefault === 'replaces' && own.length > 0 ? own : candidates;
  return [...counted]
    .sort((a, b) => b.profile.stackLevel - a.profile.stackLevel || b.place - a.place)
    .map(({ profile }) => profile);
}

/** What one purpose says over the window, and when it keeps others from having a say. */
function said(purpose: Purpose, request: CompositeRequest, window: Span, reading: Reading) {
  const profiles = ordered(
    request.installed.filter((one) => applies(one, purpose, request)),
    reading,
  );
  const start = request.transaction?.start ?? (reading.idle === 'from-now' ? window.from : undefined);
  const limits = layered(profiles.map((profile) => limitsOf(profile, window, start)));
  const reign: readonly Span[] =
    reading.overrules === 'while-active'
      ? limits
      : reading.overrules === 'while-valid'
        ? profiles.map(validity)
        : profiles.map(() => window);
  return { purpose, limits, reign };
}

/** What the station itself can give on so many phases, in the unit that is asked for. */
function localOn(phases: number, { localLimit, unit }: CompositeRequest, reading: Reading): number | undefined {
  if (!localLimit) return undefined;
  const all = localLimit.phases ?? DEFAULT_PHASES;
  const used = reading.local === 'per-phase' ? Math.min(phases, all) : all;
  const perPhase = inUnit(localLimit.limit, localLimit.unit, 'A', reading.voltage, Math.min(all, reading.phases));
  return inUnit(perPhase, 'A', unit, reading.voltage, Math.min(used, reading.phases));
}

/** The lowest of the limits that hold at once, in one unit, with the fewest phases. */
function lowest(
  limits: readonly LimitSpan[],
  request: CompositeRequest,
  reading: Reading,
): Omit<Segment, 'from' | 'to'> {
  if (limits.length === 0) {
    const limit = localOn(DEFAULT_PHASES, request, reading);
    return limit === undefined ? {} : { limit };
  }
  const phases = Math.min(...limits.map((span) => span.phases));
  const convert = (limit: number, span: LimitSpan) => {
    const counted = request.unit === 'W' && reading.mixed === 'on-fewest' ? phases : span.phases;
    return inUnit(limit, span.unit, request.unit, reading.voltage, Math.min(counted, reading.phases));
  };
  const local = reading.local === 'does-not-count' ? undefined : localOn(phases, request, reading);
  const bounded = Math.min(...limits.map((span) => convert(span.limit, span)), local ?? Infinity);
  const minimum = Math.max(
    0,
    ...limits.flatMap((span) => (span.minimum === undefined ? [] : [convert(span.minimum, span)])),
  );
  return { limit: reading.belowMinimum === 'pauses' && bounded < minimum ? 0 : bounded, phases };
}

/** The schedule that is to be reported, as one reading of the documents has it. */
export function compositeSchedule(request: CompositeRequest, reading: Reading = MAIN_READING): ExpectedSchedule {
  const { from, duration, unit, place, purposes } = request;
  const window: Span = { from, to: from + duration * 1000 };
  const all = purposes.map((purpose) => said(purpose, request, window, reading));
  const counted = all.flatMap(({ purpose, limits }) =>
    without(
      limits,
      all.filter((other) => other.purpose.overrules?.includes(purpose.name)).flatMap(({ reign }) => reign),
    ),
  );
  const cuts = edges(counted, window);
  const segments = cuts.slice(1).reduce<Segment[]>((done, to, index) => {
    const at = cuts[index]!;
    const next = lowest(within(counted, { from: at, to }), request, reading);
    const last = done.at(-1);
    const end = (to - from) / 1000;
    if (last && last.limit === next.limit && last.phases === next.phases) done[done.length - 1] = { ...last, to: end };
    else done.push({ from: (at - from) / 1000, to: end, ...next });
    return done;
  }, []);
  return { from, duration, unit, segments, bound: place === 0 ? 'at-most' : 'exactly' };
}
