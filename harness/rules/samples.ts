/** The plain sampled values in a message with meter values, of whichever version. */
import { type Version } from '../doors/protocol.js';
import { field, integerOf, listOf, textOf } from './values.js';

export interface Sampled {
  readonly measurand: string;
  readonly value: number;
  readonly unit: string | undefined;
}

const DECIMAL = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;
/** Samples of one message that are looked at. */
const MOST = 200;

function sampleOf(sample: unknown, version: Version): Sampled | undefined {
  const measurand = textOf(sample, 'measurand') ?? 'Energy.Active.Import.Register';
  if (version === '1.6') {
    const text = textOf(sample, 'value') ?? '';
    if ((textOf(sample, 'format') ?? 'Raw') !== 'Raw' || !DECIMAL.test(text)) return undefined;
    return { measurand, value: Number(text), unit: textOf(sample, 'unit') };
  }
  const value = field(sample, 'value');
  const unit = field(sample, 'unitOfMeasure');
  const multiplier = integerOf(unit, 'multiplier') ?? 0;
  if (typeof value !== 'number' || Math.abs(multiplier) > 12) return undefined;
  return { measurand, value: value * 10 ** multiplier, unit: textOf(unit, 'unit') };
}

/** What MeterValues, StopTransaction and TransactionEvent hold; nothing for other payloads. */
export function samplesOf(payload: unknown, version: Version): readonly Sampled[] {
  return [...listOf(payload, 'meterValue'), ...listOf(payload, 'transactionData')]
    .flatMap((meterValue) => listOf(meterValue, 'sampledValue'))
    .slice(0, MOST)
    .flatMap((sample) => sampleOf(sample, version) ?? []);
}
