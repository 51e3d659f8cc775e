/** 1.6 GetConfiguration: every key that is asked for comes back as known or as unknown, and no other (§5.8, §6.24). */
import { some } from './bounded.js';
import { advise, fail, type Fit, type Fitting } from './fits.js';
import { listOf, textOf } from './values.js';

const CLAUSE = 'OCPP 1.6 §5.8, §6.24';
const MAX_KEYS = 'getconfigurationmaxkeys';

const isText = (value: unknown): value is string => typeof value === 'string';
const fold = (text: string): string => text.toLowerCase();
const shown = (keys: readonly string[]): string => some(keys.map((key) => key.slice(0, 50)));

/** Keys that stand more than once. */
const repeated = (keys: readonly string[]): readonly string[] => keys.filter((key, i) => keys.indexOf(key) !== i);

function ofMissing(asked: readonly string[], there: ReadonlySet<string>, maxKeys: number | undefined): Fit | undefined {
  const missing = asked.filter((key) => !there.has(key));
  if (missing.length === 0) return undefined;
  // What becomes of keys above the station's limit is not said.
  if (maxKeys !== undefined && asked.length > maxKeys) return undefined;
  const says = `keys that were asked for come back neither as known nor as unknown: ${shown(missing)}`;
  const first = asked.slice(0, asked.length - missing.length);
  const cut = maxKeys === undefined && first.length > 0 && first.every((key) => there.has(key));
  return cut
    ? advise(CLAUSE, `${says}; GetConfigurationMaxKeys, which may explain it, is not known`)
    : fail(CLAUSE, says);
}

export const configuration: Fitting = ({ request, response }, memory) => {
  const entries = listOf(response, 'configurationKey');
  const known = entries.flatMap((entry) => fold(textOf(entry, 'key') ?? '') || []);
  const unknown = listOf(response, 'unknownKey').filter(isText).map(fold);
  const limit = entries.find((entry) => textOf(entry, 'key')?.toLowerCase() === MAX_KEYS);
  const told = /^\d{1,6}$/.exec(textOf(limit, 'value') ?? '');
  if (told) memory.maxKeys = Number(told[0]);
  const asked = [...new Set(listOf(request, 'key').filter(isText).map(fold))];
  const found: (Fit | undefined)[] = [];
  if (asked.length === 0) {
    if (unknown.length > 0)
      found.push(fail(CLAUSE, `all keys were asked for, and some are called unknown: ${shown(unknown)}`));
    if (known.length === 0) found.push(fail(CLAUSE, 'all keys were asked for, and none came back'));
  } else {
    found.push(ofMissing(asked, new Set([...known, ...unknown]), memory.maxKeys));
    const wanted = new Set(asked);
    const extra = known.filter((key) => !wanted.has(key));
    if (extra.length > 0) found.push(fail(CLAUSE, `keys came back that were not asked for: ${shown(extra)}`));
    const odd = unknown.filter((key) => !wanted.has(key));
    if (odd.length > 0) found.push(fail(CLAUSE, `keys are called unknown that were not asked for: ${shown(odd)}`));
  }
  const both = known.filter((key) => unknown.includes(key));
  if (both.length > 0) found.push(fail(CLAUSE, `keys come back as known and as unknown: ${shown(both)}`));
  const twice = repeated(known);
  if (twice.length > 0) found.push(advise(CLAUSE, `keys come back more than once: ${shown(twice)}`));
  return found.filter((one) => one !== undefined);
};
