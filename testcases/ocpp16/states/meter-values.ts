/** Meter values as cases read them (1.6 §4.7, §7.43): hostile payloads, with the defaults of what is left out. */
import { matching } from '../../../harness/peers/ocpp16.js';

export interface Sample {
  readonly value: string;
  readonly context: string;
  readonly measurand: string;
  readonly location: string;
  readonly phase: string | undefined;
  /** As it was sent: only energy has a default. */
  readonly unit: string | undefined;
}

export interface Reading {
  /** Milliseconds since the epoch by the station's clock; NaN where it cannot be read. */
  readonly at: number;
  readonly samples: readonly Sample[];
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : []).filter(
    (item): item is Readonly<Record<string, unknown>> => typeof item === 'object' && item !== null,
  );

/** The readings of a `meterValue` list. */
export const readingsOf = (meterValue: unknown): readonly Reading[] =>
  listOf(meterValue).map((reading) => ({
    at: Date.parse(textOf(reading['timestamp']) ?? ''),
    samples: listOf(reading['sampledValue']).map((sample) => ({
      value: textOf(sample['value']) ?? '',
      context: textOf(sample['context']) ?? 'Sample.Periodic',
      measurand: textOf(sample['measurand']) ?? 'Energy.Active.Import.Register',
      location: textOf(sample['location']) ?? 'Outlet',
      phase: textOf(sample['phase']),
      unit: textOf(sample['unit']),
    })),
  }));

/** A `meterValue` list with a sample that `is`. */
export const withSample = (says: string, is: (sample: Sample) => boolean) =>
  matching(`a list with a sample that is ${says}`, (value) =>
    readingsOf(value).some(({ samples }) => samples.some(is)),
  );

/** The measurands of a configuration key's list: each with the phase that it may name (§9.1.17); energy when empty. */
export function measurandsOf(value: string): readonly { readonly measurand: string; readonly phase?: string }[] {
  const items = value.split(',').map((item) => item.trim());
  return (items.join('') === '' ? ['Energy.Active.Import.Register'] : items.filter((item) => item !== '')).map(
    (item) => {
      const [, measurand = item, phase] = /^(.*?)(?:\.(L[123](?:-(?:N|L[123]))?|N))?$/.exec(item) ?? [];
      return phase === undefined ? { measurand } : { measurand, phase };
    },
  );
}
