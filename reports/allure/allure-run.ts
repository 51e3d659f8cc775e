/** The files of Allure's results that speak of the run as a whole. */
import { type RunModel } from '../model/run-model.js';
import { cut, oneLine } from '../model/visible.js';

/** Causes with a category of their own. */
const MOST_CAUSES = 60;

/** Where Java reads a properties file it takes it for Latin-1; what is beyond ASCII, and what has a meaning, is escaped. */
function property(text: string): string {
  return oneLine(text, 300)
    .replace(/[\\=:#!]/g, (char) => `\\${char}`)
    .replace(/^ /, '\\ ')
    .replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What was tested with what, as Java properties. */
export function environmentProperties(model: RunModel): string {
  const { run } = model;
  const { sut } = run;
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ['SUT', sut.identity],
    ['Role', sut.role],
    ['OCPP', sut.version],
    ['Vendor', sut.vendor],
    ['Model', sut.model],
    ['Firmware', sut.firmware],
    ['Tool', `${run.tool.name} ${run.tool.version}`],
    ['Catalogue', run.catalogue.revision],
    ['Catalogue.digest', run.catalogue.digest],
    ['Seed', run.seed],
    ['Operator', run.operator],
    ['Started', run.started],
    ['Outcome', model.outcome],
    ['Exit.code', model.exitCode],
    ['Record.digest', model.digest],
  ];
  return rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} = ${property(String(value))}\n`)
    .join('');
}

/** How Allure sorts what is not green. The messages begin with the verdict, or with why there is none. */
export function categories({ causes }: RunModel): string {
  const all = [
    // A result names its causes in its details; they come first, for they say what to mend.
    ...causes.slice(0, MOST_CAUSES).map(({ key, title }) => ({
      name: oneLine(`Cause: ${title}`, 160),
      matchedStatuses: ['failed', 'broken'],
      traceRegex: `(?s).*; ${cut(key, 300).replace(/[^A-Za-z0-9 ]/g, '.')}\\)\n.*`,
    })),
    { name: 'The product is wrong (fail)', matchedStatuses: ['failed'] },
    { name: 'No evidence either way (inconclusive)', matchedStatuses: ['broken'], messageRegex: '(?s)inconclusive:.*' },
    {
      name: 'The run came to no conclusion',
      matchedStatuses: ['broken'],
      messageRegex: '(?s)(incomplete|failures):.*',
    },
    { name: 'The tester or its set-up is wrong (error)', matchedStatuses: ['broken'], messageRegex: '(?s)error:.*' },
    { name: 'Not applicable', matchedStatuses: ['skipped'], messageRegex: '(?s)not applicable:.*' },
    { name: 'Not selected', matchedStatuses: ['skipped'], messageRegex: '(?s)not selected:.*' },
    { name: 'Not run', matchedStatuses: ['skipped'], messageRegex: '(?s)not run:.*' },
  ];
  return `${JSON.stringify(all, null, 2)}\n`;
}

/** Who ran the tests. */
export function executor({ run }: RunModel): string {
  const name = oneLine(`${run.tool.name} ${run.tool.version}`, 80);
  const about = {
    name,
    type: 'laddprov',
    buildName: oneLine(`${run.sut.identity}, ${run.started}`, 120),
    buildOrder: Math.floor(run.epoch / 1000),
    reportName: oneLine(`OCPP ${run.sut.version} ${run.sut.role}: ${run.sut.identity}`, 120),
  };
  return `${JSON.stringify(about, null, 2)}\n`;
}
