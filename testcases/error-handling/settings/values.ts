/** Values that the type of a setting refuses (1.6 §5.3 and §9; 2.x Part 2 §2.1.4, B05.FR.07, B05.FR.08). */

export type SettingType = 'integer' | 'decimal' | 'boolean' | 'list';

export interface BadValue {
  /** What is wrong with it, as part of a check's id. */
  readonly id: 'text' | 'empty' | 'fraction' | 'sign' | 'too-long' | 'below' | 'above' | 'unknown' | 'number';
  readonly value: string;
  /** Whether a clause or the type refuses it; otherwise whoever takes it gets an advisory. */
  readonly sure: boolean;
}

/** A setting that the station says can be written. */
export interface Setting {
  readonly name: string;
  readonly type: SettingType;
  readonly value: string;
  /** What is known of its range. */
  readonly least?: number;
  readonly most?: number;
}

const TEXT: BadValue = { id: 'text', value: 'laddprov', sure: true };
const EMPTY: BadValue = { id: 'empty', value: '', sure: true };
/** Longer than any number of seconds, times or percent. */
const LONG: BadValue = { id: 'too-long', value: '9'.repeat(400), sure: true };
/** Beyond 32 bits, which is what an integer of 2.x has. */
const BEYOND = 99_999_999_999;

function ofNumber({ type, least, most }: Setting, is32Bits: boolean): readonly BadValue[] {
  return [
    TEXT,
    EMPTY,
    ...(type === 'integer' ? [{ id: 'fraction', value: '7.5', sure: true } as const] : []),
    // Neither a time nor a number of times is negative.
    least === undefined
      ? { id: 'sign', value: '-1', sure: !is32Bits }
      : { id: 'below', value: String(least - 1), sure: true },
    most === undefined
      ? { id: 'above', value: String(BEYOND), sure: is32Bits && type === 'integer' }
      : { id: 'above', value: String(most + 1), sure: true },
    LONG,
  ];
}

/** The values to try, always the same for the same setting; `is32Bits`: its integers have 32 bits (2.x). */
export function badValuesFor(setting: Setting, is32Bits: boolean): readonly BadValue[] {
  switch (setting.type) {
    case 'integer':
    case 'decimal':
      return ofNumber(setting, is32Bits);
    case 'boolean':
      return [TEXT, EMPTY, { id: 'number', value: '2', sure: true }];
    case 'list':
      return [{ id: 'unknown', value: 'LaddprovNoSuchMember', sure: true }];
  }
}
