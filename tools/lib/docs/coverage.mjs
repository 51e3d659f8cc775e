/** What the catalogue has: counts, cases by block, and cases by requirement. */
import { code, table } from './markdown.mjs';

/** How many cases the official documents have in force. 2.1 counts the 673 that carry over from 2.0.1. */
const OFFICIAL = {
  1.6: { station: 107, csms: 77 },
  '2.0.1': { station: 422, csms: 251 },
  2.1: { station: 578, csms: 329 },
};
const VERSIONS = ['1.6', '2.0.1', '2.1'];
const NAMES = { station: 'station', csms: 'CSMS' };
const ROLES = ['station', 'csms'];

const natural = (a, b) => a.localeCompare(b, 'en', { numeric: true });
const isOfficial = ({ id }) => id.startsWith('TC_');
const inVersion = (cases, role, version) =>
  cases.filter((item) => item.role === role && item.versions.includes(version));

function counts(cases) {
  const rows = VERSIONS.flatMap((version) =>
    ROLES.map((role) => {
      const here = inVersion(cases, role, version);
      const official = here.filter(isOfficial).length;
      return [
        version,
        NAMES[role],
        `${official} of ${OFFICIAL[version][role]}`,
        here.length - official,
        here.filter((item) => item.operator.length === 0).length,
      ];
    }),
  );
  return table(['OCPP', 'under test', 'official cases', 'own cases', 'run without an operator'], rows);
}

/** For the first page: role by version. */
function matrix(cases) {
  const rows = ROLES.map((role) => [
    NAMES[role],
    ...VERSIONS.map((version) => {
      const here = inVersion(cases, role, version);
      const official = here.filter(isOfficial).length;
      return `${official} of ${OFFICIAL[version][role]} official, ${here.length - official} own`;
    }),
  ]);
  return table(['under test', ...VERSIONS], rows);
}

/** 2.0.1 and 2.1 stand together: a case names its versions. */
const FAMILIES = [
  ['OCPP 1.6', ['1.6']],
  ['OCPP 2.0.1 and 2.1', ['2.0.1', '2.1']],
];

function caseTables(cases, role, versions) {
  const here = cases
    .filter((item) => item.role === role && item.versions.some((version) => versions.includes(version)))
    .sort((a, b) => natural(a.block, b.block) || natural(a.id, b.id));
  const several = versions.length > 1;
  const rows = here.map((item) => [
    item.block,
    code(item.id),
    item.title,
    ...(several ? [item.versions.join(', ')] : []),
    item.operator.length > 0 ? 'yes' : '',
  ]);
  return table(['block', 'case', 'title', ...(several ? ['versions'] : []), 'operator'], rows);
}

function byRequirement(cases, versions) {
  const all = new Map();
  for (const item of cases.filter((each) => each.versions.some((version) => versions.includes(version)))) {
    for (const id of item.requirements) {
      const entry = all.get(id) ?? { station: [], csms: [] };
      entry[item.role].push(item.id);
      all.set(id, entry);
    }
  }
  const list = (ids) => [...ids].sort(natural).map(code).join(', ');
  const rows = [...all].sort(([a], [b]) => natural(a, b)).map(([id, of]) => [id, list(of.station), list(of.csms)]);
  return table(['requirement', 'cases for a station', 'cases for a CSMS'], rows);
}

/** The parts from the facts of all cases. */
export function coverage(cases) {
  const sections = FAMILIES.flatMap(([name, versions]) =>
    ROLES.flatMap((role) => [`### ${name}, ${NAMES[role]}`, caseTables(cases, role, versions)]),
  );
  const requirements = FAMILIES.flatMap(([name, versions]) => [`### ${name}`, byRequirement(cases, versions)]);
  return new Map([
    ['case-counts', matrix(cases)],
    ['coverage-counts', counts(cases)],
    ['coverage-cases', sections.join('\n\n')],
    ['coverage-requirements', requirements.join('\n\n')],
  ]);
}
