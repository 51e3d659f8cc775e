/**
 * The features that a statement can claim, by their official ids: 2.x as Part 5 lists them (optional features, hardware,
 * and the laboratory's additional questions), with titles of our own. 1.6 has no such list: there the name of the
 * configuration key that carries a feature stands for it, and a word of ours where the documents give only prose.
 */
import { type Role, type Version } from '../../doors/protocol.js';
import { derivedTitles, EVERY_DERIVED } from './derived-features.js';
import { CSMS_FEATURES_2X, FEATURES_NEW_IN_21, HARDWARE_FEATURES, STATION_FEATURES_2X } from './feature-tables.js';
import { CSMS_FEATURES_16, STATION_FEATURES_16 } from './feature-tables-16.js';

type Tables = readonly Readonly<Record<string, string>>[];

const MADE = new Map<string, Tables>();
function tables(role: Role, version: Version): Tables {
  const key = `${role} ${version}`;
  const made = MADE.get(key) ?? makeTables(role, version);
  MADE.set(key, made);
  return made;
}

function makeTables(role: Role, version: Version): Tables {
  const derived = derivedTitles(role, version);
  if (version === '1.6') {
    return role === 'station' ? [STATION_FEATURES_16, HARDWARE_FEATURES, derived] : [CSMS_FEATURES_16, derived];
  }
  const own = role === 'station' ? [STATION_FEATURES_2X, HARDWARE_FEATURES] : [CSMS_FEATURES_2X];
  return version === '2.1' ? [...own, FEATURES_NEW_IN_21, derived] : [...own, derived];
}

/** Every feature of a role and version: id and a short title. */
export function featuresFor(role: Role, version: Version): ReadonlyMap<string, string> {
  return new Map(tables(role, version).flatMap((table) => Object.entries(table)));
}

/** The letters of the official lists; the numbers of 2.1 are not published as a whole, so there the form must do. */
const FORM = /^(C|AS|SC|R|DM|ISO|LA|UI|P|AQ|HFS)-\d{1,2}(\.\d{1,2})?$/;

/** Whether a statement for this role and version may claim `id`. */
export function isFeature(role: Role, version: Version, id: string): boolean {
  return tables(role, version).some((table) => Object.hasOwn(table, id)) || (version === '2.1' && FORM.test(id));
}

const EVERY_TABLE = [
  STATION_FEATURES_2X,
  CSMS_FEATURES_2X,
  FEATURES_NEW_IN_21,
  HARDWARE_FEATURES,
  STATION_FEATURES_16,
  CSMS_FEATURES_16,
  EVERY_DERIVED,
];

/** Whether any role in any version knows the feature: what a condition may speak of. */
export function isAnyFeature(id: string): boolean {
  return EVERY_TABLE.some((table) => Object.hasOwn(table, id));
}

/** The feature that a sub-option belongs to: C-09 for C-09.1. */
export function parentFeature(id: string): string | undefined {
  const dot = id.indexOf('.');
  return dot > 0 && FORM.test(id) ? id.slice(0, dot) : undefined;
}
