/** The official catalogues against ours: why some of their cases are not made, and what contradicts them. */

/** Why an official case is not in the catalogue, by its id; what stands here for none is not made yet. */
const REASONS = new Map([]);

const NOT_MADE = 'not made yet';

export const reasonFor = (id) => REASONS.get(id) ?? NOT_MADE;

/** What contradicts the official catalogues in ours: ids that are not official, or for other versions or sides. */
export function contradictions(cases, officialCases) {
  const byId = new Map(officialCases.map((item) => [item.id, item]));
  const wrong = cases
    .filter(({ id }) => id.startsWith('TC_'))
    .flatMap(({ id, role, versions }) => {
      const official = byId.get(id);
      if (!official) return [`${id} is no official case in force`];
      if (official.role !== role) return [`${id} is for a ${official.role}`];
      const strange = versions.filter((version) => !official.versions.includes(version));
      return strange.map((version) => `${id} is not in the catalogue of ${version}`);
    });
  const made = new Set(cases.map(({ id }) => id));
  const excused = [...REASONS.keys()].filter((id) => made.has(id) || !byId.has(id));
  return [...wrong, ...excused.map((id) => `${id} has a reason for being left out, and is not`)];
}
