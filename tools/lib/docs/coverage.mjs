/** What the catalogue has and what it lacks: counts, cases by block, cases by requirement, cases that stay out. */
import { code, codes, table } from './markdown.mjs';
import { contradictions, reasonFor } from './official.mjs';

const VERSIONS = ['1.6', '2.0.1', '2.1'];
const NAMES = { station: 'station', csms: 'CSMS' };
const ROLES = ['station', 'csms'];

const natural = (a, b) => a.localeCompare(b, 'en', { numeric: true });
const isOfficial = ({ id }) => id.startsWith('TC_');
const inVersion = (cases, role, version) =>
  cases.filter((item) => item.role === role && item.versions.includes(version));

function counts(cases, officialCases) {
  const rows = VERSIONS.flatMap((version) =>
    ROLES.map((role) => {
      const here = inVersion(cases, role, version);
      const official = here.filter(isOfficial).length;
      return [
        version,
        NAMES[role],
        `${official} of ${inVersion(officialCases, role, version).length}`,
        here.length - official,
        here.filter((item) => item.operator.length === 0).length,
      ];
    }),
  );
  return table(['OCPP', 'under test', 'official cases', 'own cases', 'run without an operator'], rows);
}

/** For the first page: role by version. */
function matrix(cases, officialCases) {
  const rows = ROLES.map((role) => [
    NAMES[role],
    ...VERSIONS.map((version) => {
      const here = inVersion(cases, role, version);
      const official = here.filter(isOfficial).length;
      const whole = inVersion(officialCases, role, version).length;
      return `${official} of ${whole} official, ${here.length - official} own`;
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

/** The official cases that the catalogue lacks, block by block, each with the reason. */
function leftOut(cases, officialCases) {
  const made = new Set(cases.map(({ id }) => id));
  const groups = new Map();
  for (const { id, role, block, versions } of officialCases.filter((item) => !made.has(item.id))) {
    const key = [versions.join(', '), NAMES[role], block, reasonFor(id)].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  const rows = [...groups].map(([key, ids]) => {
    const [versions, role, block, reason] = key.split('\n');
    return [versions, role, block, ids.length, codes(ids.sort(natural)), reason];
  });
  const none = VERSIONS.filter((version) =>
    officialCases.every((item) => !item.versions.includes(version) || made.has(item.id)),
  );
  const whole = none.length > 0 ? `No official case of ${none.join(', ')} stays out.\n\n` : '';
  return whole + table(['OCPP', 'under test', 'block', 'cases', 'ids', 'reason'], rows);
}

/** The parts from the facts of all cases and the official catalogues. */
export function coverage(cases, officialCases) {
  const wrong = contradictions(cases, officialCases);
  if (wrong.length > 0) throw new Error(`docs: ${wrong.join('; ')}`);
  const sections = FAMILIES.flatMap(([name, versions]) =>
    ROLES.flatMap((role) => [`### ${name}, ${NAMES[role]}`, caseTables(cases, role, versions)]),
  );
  const requirements = FAMILIES.flatMap(([name, versions]) => [`### ${name}`, byRequirement(cases, versions)]);
  return new Map([
    ['case-counts', matrix(cases, officialCases)],
    ['coverage-counts', counts(cases, officialCases)],
    ['coverage-cases', sections.join('\n\n')],
    ['coverage-requirements', requirements.join('\n\n')],
    ['coverage-left-out', leftOut(cases, officialCases)],
  ]);
}
