/** `laddprov runs` and what belongs to it. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { VERSIONS } from '../harness/doors/protocol.js';

type Action = (options: never, ...args: never[]) => Promise<number>;
type Does = (load: () => Promise<Action>) => (...args: unknown[]) => Promise<void>;

const limit = (value: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It is a whole number above 0.');
  return Number(value);
};

const indexed = (command: Command): Command =>
  command.option('--index <file>', 'the index; results/runs.sqlite or ./runs.sqlite otherwise');

const filtered = (command: Command): Command =>
  indexed(command)
    .addOption(new Option('-r, --role <role>', 'the role of the SUT').choices(['station', 'csms']))
    .addOption(new Option('-v, --ocpp <version>', 'the OCPP version').choices(VERSIONS))
    .option('--since <date>', 'runs that began on that day or later (2026-03-14, UTC)');

const PRODUCT = 'words of its vendor, model or identity';

/** Adds the commands that read and keep the index of runs. */
export function addRunsCommands(program: Command, does: Does): void {
  const runs = program
    .command('runs')
    .description('the history of runs: which firmware broke what; without more: list');
  filtered(runs.command('list', { isDefault: true }))
    .description('the latest runs')
    .option('--product <words>', PRODUCT)
    .option('--limit <number>', 'how many', limit, 20)
    .option('--json', 'as JSON')
    .action(does(async () => (await import('./commands/runs/list.js')).runsListCommand));
  filtered(runs.command('show'))
    .description('the runs of a product over time: firmware, verdicts, what newly fails')
    .argument('<product...>', PRODUCT)
    .option('--json', 'as JSON')
    .action(does(async () => (await import('./commands/runs/show.js')).runsShowCommand));
  filtered(runs.command('case'))
    .description('the verdict of one case over the runs, and where it changed')
    .argument('<case>', 'its id')
    .option('--product <words>', PRODUCT)
    .option('--json', 'as JSON')
    .action(does(async () => (await import('./commands/runs/case.js')).runsCaseCommand));
  filtered(runs.command('broke'))
    .description('which firmware broke what: cases that went from pass to fail from one firmware to the next')
    .option('--product <words>', PRODUCT)
    .option('--json', 'as JSON')
    .action(does(async () => (await import('./commands/runs/broke.js')).runsBrokeCommand));
  filtered(runs.command('page'))
    .description('all of it as one page, with the trend drawn')
    .requiredOption('-o, --out <file>', 'the file to write')
    .option('--product <words>', PRODUCT)
    .action(does(async () => (await import('./commands/runs/page.js')).runsPageCommand));
  runs
    .command('add')
    .description('enter runs that exist')
    .argument('<runs...>', 'the folders of the runs, or their records')
    .option('--index <file>', 'the index; runs.sqlite beside the folder of the run otherwise')
    .action(does(async () => (await import('./commands/runs/add.js')).runsAddCommand));
  indexed(runs.command('remove'))
    .description('take runs out of the index; their records stay')
    .argument('<runs...>', 'ids, of which the beginning is enough, or folders')
    .action(does(async () => (await import('./commands/runs/remove.js')).runsRemoveCommand));
  runs
    .command('rebuild')
    .description('make the index again from all records below a folder')
    .argument('<folder>', 'the folder that holds the folders of the runs')
    .option('--index <file>', 'the index; runs.sqlite in that folder otherwise')
    .action(does(async () => (await import('./commands/runs/rebuild.js')).runsRebuildCommand));
}
