/** How many of each specification's requirements the catalogue names, and why it names no more. */
import { table } from './markdown.mjs';

const ROLES = { station: 'station', csms: 'CSMS' };
const HEAD = ['OCPP', 'under test', 'all', 'named by a case', 'no case', 'other side', 'allows', 'not testable'];

function statusOf({ id, duty, obliges }, role, named, untestable) {
  if (named.has(id)) return 'named by a case';
  if (duty === (role === 'station' ? 'csms' : 'station')) return 'other side';
  if (untestable.has(id)) return 'not testable';
  if (!obliges) return 'allows';
  return duty === 'other' ? 'not testable' : 'no case';
}

/** Clauses of 1.6 count for their section: `1.6 §5.16.2` for `1.6 §5.16`. */
const sectionOf = (id) => /^(1\.6 §\d+\.\d+)(?:\.\d+)*$/.exec(id)?.[1] ?? id;

export function requirementCounts(cases, requirementsOf, untestable) {
  const rows = ['1.6', '2.0.1', '2.1'].flatMap((version) =>
    Object.entries(ROLES).map(([role, name]) => {
      const here = cases.filter((item) => item.role === role && item.versions.includes(version));
      const named = new Set(here.flatMap(({ requirements }) => requirements.map(sectionOf)));
      const all = requirementsOf(version);
      const counts = new Map(HEAD.map((status) => [status, 0]));
      for (const requirement of all) {
        const status = statusOf(requirement, role, named, untestable);
        counts.set(status, counts.get(status) + 1);
      }
      return [version, name, all.length, ...HEAD.slice(3).map((status) => counts.get(status))];
    }),
  );
  return table(HEAD, rows);
}
