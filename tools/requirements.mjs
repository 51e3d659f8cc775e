/**
 * `node tools/requirements.mjs VERSION BUILD FILE...`: writes reports/facts/requirements-201.ts or -21.ts from one or
 * more readings of the specification, and says what it could not tell. A FILE is JSON: requirement id to
 * [precondition, definition, note]. The specification is not part of this repository and no sentence of it may become
 * one: what is kept per id is whose duty it is, how strong it is and which messages it names. BUILD is the folder into
 * which the code was compiled.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readRequirement } from './lib/requirements.mjs';

const OUTPUTS = {
  '2.0.1': ['requirements-201.ts', 'REQUIREMENTS_201'],
  2.1: ['requirements-21.ts', 'REQUIREMENTS_21'],
};
const ID = /^([A-S]\d\d)\.FR\.(\d{1,3})$/;

const [version, build, ...files] = process.argv.slice(2);
const output = OUTPUTS[version];
if (output === undefined || build === undefined || files.length === 0) {
  console.error('usage: node tools/requirements.mjs 2.0.1|2.1 BUILD FILE...');
  process.exit(2);
}
const { senderOf } = await import(pathToFileURL(resolve(build, 'harness/schema/directions.js')).href);

const all = Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
const chapters = new Map();
const unclear = [];
for (const [id, texts] of Object.entries(all)) {
  const [, chapter, number] = ID.exec(id) ?? [];
  if (chapter === undefined) continue;
  const { duty, strength, messages } = readRequirement(id, texts, (action) => senderOf(version, action));
  if (duty === 'other') unclear.push(id);
  const entry = `${number}${duty[0]}${strength}${messages.length > 0 ? `:${messages.join('+')}` : ''}`;
  chapters.set(chapter, [...(chapters.get(chapter) ?? []), [Number(number), entry]]);
}
const lines = [...chapters]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([chapter, entries]) =>
      `${chapter} ${entries
        .sort(([a], [b]) => a - b)
        .map(([, entry]) => entry)
        .join(' ')}`,
  );

const [name, constant] = output;
const text = `/** The requirements of OCPP ${version}, written by tools/requirements.mjs; requirements.ts reads it. */
export const ${constant} = \`
${lines.join('\n')}
\`;
`;
writeFileSync(join(import.meta.dirname, '../reports/facts', name), text);
const count = [...chapters.values()].reduce((sum, entries) => sum + entries.length, 0);
console.log(`${count} requirements in ${chapters.size} use cases; whose duty is unclear in ${unclear.length}:`);
console.log(unclear.join(' '));
