/** `laddprov show CASE`: what a case does, in words. */
import { catalogue } from '../../testcases/index.js';
import { factsOf } from '../../harness/peers/case.js';
import { hintFor } from '../../harness/plan/reading/nearest.js';
import { GENERATED } from '../../harness/run/catalogue.js';
import { usageError } from '../errors.js';
import { everyCase } from '../every-case.js';

export function showCommand(_options: object, id: string): Promise<number> {
  const all = id.toUpperCase().startsWith(GENERATED) ? everyCase() : catalogue.cases;
  const item = all.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
  if (!item) {
    const hint = hintFor(
      id,
      all.map((candidate) => candidate.id),
    );
    throw usageError(`there is no case "${id}"`, hint === '' ? 'laddprov list shows them all.' : hint);
  }
  const facts = factsOf(item);
  const lines = [
    `${facts.id}: ${facts.title}`,
    '',
    `for            a ${facts.role === 'csms' ? 'CSMS' : 'station'}, OCPP ${facts.versions.join(', ')}`,
    `block          ${facts.block}`,
    `profiles       ${
      Object.entries(facts.profiles)
        .map(([name, kind]) => `${name} (${kind})`)
        .join(', ') || 'none: it always applies'
    }`,
    ...(facts.condition !== undefined ? [`condition      ${facts.condition}`] : []),
    `purpose        ${facts.purpose}`,
    `requirements   ${facts.requirements.join(', ')}`,
    `precondition   ${facts.precondition ?? 'none'}`,
    `operator       ${facts.operator.join(', ') || 'not needed'}`,
    'steps',
    ...facts.steps.map((step, index) => `  ${index + 1}. ${step}`),
  ];
  console.log(lines.join('\n'));
  return Promise.resolve(0);
}
