/**
 * Readings: where the documents leave open what a composite schedule says, each way of reading them is legal, as long
 * as one answer keeps to one way. The first reading is the one that the official cases of the version take.
 */

export interface Reading {
  /**
   * How long a profile for the transaction keeps the default away: while it is valid by validFrom and validTo, while it
   * is installed, or while its schedule has something to say (2.x: "or until it expires").
   */
  readonly overrules: 'while-valid' | 'while-installed' | 'while-active';
  /** What a schedule relative to the start of charging says while nothing charges: as if it began now, or nothing. */
  readonly idle: 'from-now' | 'nothing';
  /** A default for one connector replaces that for all (§3.13.1) as a whole, or stands above those of its level. */
  readonly ownDefault: 'replaces' | 'stacks';
  /** Below minChargingRate the station offers what it may, or pauses. */
  readonly belowMinimum: 'holds' | 'pauses';
  /** Local limits might be taken into account (errata 3.1, 3.27): as a current per phase, or as power in total. */
  readonly local: 'per-phase' | 'in-total' | 'does-not-count';
  /**
   * Amperes on three phases beside a limit on one: what they come to in watts is counted on the phases that are left,
   * or on their own.
   */
  readonly mixed: 'on-fewest' | 'on-own';
  /** The set voltage of the area in V and the phases in use, for limits in the other unit. */
  readonly voltage: number;
  readonly phases: number;
}

/** Set voltages of the areas of this world, in V, between a line and neutral. */
const VOLTAGES = [230, 220, 240, 120, 110, 100, 127, 200, 208, 277] as const;

export const MAIN_READING: Reading = {
  overrules: 'while-valid',
  idle: 'from-now',
  ownDefault: 'replaces',
  belowMinimum: 'holds',
  local: 'per-phase',
  mixed: 'on-fewest',
  voltage: 230,
  phases: 3,
};

type Choices = { readonly [K in keyof Reading]: readonly Reading[K][] };

const CHOICES_16: Choices = {
  overrules: ['while-valid', 'while-installed', 'while-active'],
  idle: ['from-now', 'nothing'],
  ownDefault: ['replaces', 'stacks'],
  belowMinimum: ['holds', 'pauses'],
  local: ['per-phase', 'in-total', 'does-not-count'],
  mixed: ['on-fewest', 'on-own'],
  voltage: VOLTAGES,
  phases: [3, 2, 1],
};

/** Every combination of choices, the main reading first, those that depart from it in least first. */
export function readings(units: 'one' | 'mixed', choices: Choices = CHOICES_16): readonly Reading[] {
  const names = Object.keys(choices) as (keyof Reading)[];
  const all = names.reduce<readonly Reading[]>(
    (partial, name) => {
      const values =
        units === 'one' && (name === 'voltage' || name === 'phases' || name === 'mixed')
          ? [MAIN_READING[name]]
          : choices[name];
      return partial.flatMap((reading) => values.map((value) => ({ ...reading, [name]: value })));
    },
    [MAIN_READING],
  );
  return [...all].sort((a, b) => choicesTaken(a).length - choicesTaken(b).length);
}

/** In which choices a reading departs from the main one; voltage and phases are facts, not choices. */
export const choicesTaken = (reading: Reading): readonly (keyof Reading)[] =>
  (Object.keys(MAIN_READING) as (keyof Reading)[]).filter(
    (name) => name !== 'voltage' && name !== 'phases' && reading[name] !== MAIN_READING[name],
  );
