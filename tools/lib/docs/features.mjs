/** Every name that a statement may use: what it means, and the cases that it decides on. */
import { code, table } from './markdown.mjs';

const ROLES = ['station', 'csms'];
const VERSIONS = ['1.6', '2.0.1', '2.1'];
const NAMES = { station: 'A station', csms: 'A CSMS' };

/** So many cases stand in a cell; the command shows all. */
const SOME = 6;

function cases(ids) {
  if (ids.length === 0) return '';
  const named = ids.slice(0, SOME).map(code).join(' ');
  return `${ids.length}: ${named}${ids.length > SOME ? ' …' : ''}`;
}

function section(effects, role, version) {
  const rows = effects.map(({ id, kind, means, on, off }) => [code(id), kind, means, cases(on), cases(off)]);
  const head = ['name', 'kind', 'means', 'switches on', 'switches off'];
  return [`## ${NAMES[role]}, OCPP ${version}`, table(head, rows)].join('\n\n');
}

/** The part `features`: one table per role and version. */
export function featureParts({ featureEffects }, facts) {
  const sections = ROLES.flatMap((role) =>
    VERSIONS.map((version) => section(featureEffects(facts, role, version), role, version)),
  );
  return [['features', sections.join('\n\n')]];
}
