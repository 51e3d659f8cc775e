/** Energy register readings in meter values, and whether one has fallen. */
import { field, instantOf, integerOf, listOf, textOf } from './values.js';

/** One reading of a register, in Wh, varh or VAh. */
export interface Reading {
  /** The register: measurand, phase and location. */
  readonly register: string;
  readonly value: number;
  /** What the last digit given stands for. */
  readonly step: number;
}

/** A register that keeps what it showed last. */
export interface Shown extends Reading {
  readonly n: number;
  /** When it was read, by the station's clock (milliseconds since the epoch). */
  readonly at: number;
}

const DEFAULT_MEASURAND = 'Energy.Active.Import.Register';
const DECIMAL = /^[+-]?\d{1,18}(?:\.(\d{1,12}))?$/;
const FACTORS: Readonly<Record<string, number>> = { Wh: 1, kWh: 1_000, varh: 1, kvarh: 1_000, VAh: 1, kVAh: 1_000 };
/** The most registers that are followed: measurands, phases and locations of the documents stay far below. */
const MAX_REGISTERS = 64;

const registerOf = (sample: unknown, measurand: string): string =>
  [measurand, textOf(sample, 'phase') ?? '', textOf(sample, 'location') ?? 'Outlet']
    .map((part) => part.slice(0, 40))
    .join(' ');

const isRegister = (measurand: string): boolean => measurand.startsWith('Energy.') && measurand.endsWith('.Register');

function reading(sample: unknown, written: string, unit: string, multiplier: number): Reading | undefined {
  const measurand = textOf(sample, 'measurand') ?? DEFAULT_MEASURAND;
  const match = DECIMAL.exec(written);
  const factor = Object.hasOwn(FACTORS, unit) ? FACTORS[unit] : undefined;
  if (!isRegister(measurand) || match === null || factor === undefined || Math.abs(multiplier) > 12) return undefined;
  const scale = factor * 10 ** multiplier;
  return {
    register: registerOf(sample, measurand),
    value: Number(written) * scale,
    step: scale * 10 ** -(match[1]?.length ?? 0),
  };
}

/** A sampled value of 1.6, whose value is a text; undefined when it is no plain register reading. */
export function readingOf16(sample: unknown): Reading | undefined {
  if ((textOf(sample, 'format') ?? 'Raw') !== 'Raw') return undefined;
  return reading(sample, textOf(sample, 'value') ?? '', textOf(sample, 'unit') ?? 'Wh', 0);
}

/** A sampled value of 2.x, whose value is a number with a unit and a power of ten. */
export function readingOf2x(sample: unknown): Reading | undefined {
  const value = field(sample, 'value');
  const unit = field(sample, 'unitOfMeasure');
  if (typeof value !== 'number') return undefined;
  return reading(sample, String(value), textOf(unit, 'unit') ?? 'Wh', integerOf(unit, 'multiplier') ?? 0);
}

/**
 * Whether `later` shows less than `earlier` by more than the digits leave open: of two readings with as many digits
 * any fall counts; of others, one beyond the coarser last digit.
 */
export function fell(earlier: Reading, later: Reading): boolean {
  const [fine, coarse] = earlier.step < later.step ? [earlier.step, later.step] : [later.step, earlier.step];
  // Decimal steps are not exact in binary.
  const slack = coarse <= fine * 1.000001 ? fine * 1e-3 : coarse * 1.001;
  return earlier.value - later.value > slack;
}

export interface Fall {
  readonly register: string;
  readonly from: Shown;
  readonly to: Shown;
}

/** Falls in one message; the first ones say it all. */
const MAX_FALLS = 4;

/**
 * Takes up the readings of meter values into `registers`, and says which of these have fallen. A reading that comes
 * later with an earlier time is left out: it was queued, or the clock was set back, and only one of these is a fall.
 */
export function readRegisters(
  registers: Map<string, Shown>,
  meterValues: readonly unknown[],
  n: number,
  read: (sample: unknown) => Reading | undefined,
): readonly Fall[] {
  const falls: Fall[] = [];
  for (const meterValue of meterValues) {
    const at = instantOf(meterValue);
    if (at === undefined) continue;
    for (const sample of listOf(meterValue, 'sampledValue')) {
      const found = read(sample);
      if (found === undefined) continue;
      const now: Shown = { ...found, n, at };
      const last = registers.get(now.register);
      if (last === undefined && registers.size >= MAX_REGISTERS) continue;
      if (last === undefined || now.at >= last.at) registers.set(now.register, now);
      if (last === undefined || now.at <= last.at || falls.length >= MAX_FALLS) continue;
      if (fell(last, now)) falls.push({ register: now.register, from: last, to: now });
    }
  }
  return falls;
}

/** A fall in words for people. */
export const describeFall = ({ register, from, to }: Fall): string =>
  `${register.replaceAll('  ', ' ')} fell from ${from.value} to ${to.value} within a transaction`;
