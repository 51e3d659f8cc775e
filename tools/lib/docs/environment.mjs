/** The three blocks of our own as tables: their cases with their clauses, the sensors of the plan, mutants of sensors. */
import { code, codes, table } from './markdown.mjs';

const natural = (a, b) => a.localeCompare(b, 'en', { numeric: true });
const NAMES = { station: 'station', csms: 'CSMS' };
/** A step that speaks of good practice has no clause: what comes of it is an advisory. */
const advises = ({ steps }) => steps.some((step) => step.includes('good practice'));

function cases(all, block, role, versions) {
  const here = all
    .filter((item) => item.block === block && item.role === role)
    .filter((item) => item.versions.some((version) => versions.includes(version)))
    .sort((a, b) => natural(a.id, b.id));
  const several = versions.length > 1;
  return table(
    ['case', 'what', ...(several ? ['OCPP'] : []), 'applies to', 'clauses', 'advises'],
    here.map((item) => [
      code(item.id),
      item.title,
      ...(several ? [item.versions.filter((version) => versions.includes(version)).join(', ')] : []),
      item.condition ?? 'all',
      item.requirements.join(', '),
      advises(item) ? 'yes' : '',
    ]),
  );
}

const FAMILIES = [
  ['1.6', ['1.6']],
  ['2.0.1 and 2.1', ['2.0.1', '2.1']],
];

function sensors(list) {
  const show = (value) => (value === undefined ? '' : String(value));
  const rows = list.map((sensor) => [
    code(sensor.name),
    sensor.component === undefined ? '' : code(sensor.component),
    code(sensor.variable ?? 'Temperature'),
    show(sensor.unit),
    show(sensor.normal),
    show(sensor.high),
    show(sensor.low),
    show(sensor.reduces),
  ]);
  return table(['name', 'component, if another', 'variable', 'unit', 'normal', 'high', 'low', 'reduces'], rows);
}

function mutants(all) {
  const rows = all.map((mutant) => [
    mutant.kind,
    `It ${mutant.says}.`,
    mutant.versions.join(', '),
    code(mutant.case),
    codes([mutant.check]),
  ]);
  return table(['kind of fault', 'what the station does', 'OCPP', 'found by the case', 'its check'], rows);
}

/** The parts by name. */
export function environment(facts, list, named) {
  const parts = (block) =>
    FAMILIES.flatMap(([family, versions]) =>
      ['station', 'csms'].map((role) => `**OCPP ${family}, ${NAMES[role]}**\n\n${cases(facts, block, role, versions)}`),
    ).join('\n\n');
  return new Map([
    ['environment-cases', parts('Environment')],
    ['information-cases', parts('Station information')],
    ['fault-cases', parts('Faults')],
    ['environment-sensors', sensors(list)],
    ['sensor-mutants', mutants(named)],
  ]);
}
