/** The commands with their options. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { VERSIONS } from '../harness/doors/protocol.js';
import { EXIT } from '../harness/run/conclude.js';
import { readShard, type Shard } from '../harness/run/shards.js';
import { explain } from './errors.js';
import { addRunsCommands } from './runs-program.js';
import { readTool } from './tool.js';

const gather = (value: string, before: string[]) => [...before, value];
const natural = (name: string) => (value: string) => {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError(`${name} is a whole number.`);
  return number;
};
const positive = (value: string) => {
  const number = Number(value);
  if (!(number > 0 && number <= 100)) throw new InvalidArgumentError('It is a number above 0, at most 100.');
  return number;
};
const shard = (value: string): Shard => {
  const read = readShard(value);
  if (typeof read === 'string') throw new InvalidArgumentError(read);
  return read;
};
const select = () =>
  new Option(
    '-s, --select <pattern>',
    'cases by pattern: TC_B_*, block:B, profile:Core, requirement:B01.FR.01, !TC_B_02_CS',
  )
    .argParser(gather)
    .default([] as string[], 'all');
const role = () => new Option('-r, --role <role>', 'the role of the SUT').choices(['station', 'csms']);
const ocpp = () => new Option('-v, --ocpp <version>', 'the OCPP version').choices(VERSIONS);
const seed = () =>
  new Option('--seed <number>', 'the seed of message ids and random choices; printed with every run').argParser(
    natural('The seed'),
  );

const gating = (command: Command) =>
  command
    .option('--baseline <file>', 'the failures that are known, each with a reason')
    .option('--update-baseline', 'write the baseline: add what fails, take out what passes or is not there')
    .addOption(
      new Option('--reporter <name>', 'github: annotations and step summary; gitlab: code quality report')
        .argParser(gather)
        .default([] as string[], 'none'),
    );

type Action = (options: never, ...args: never[]) => Promise<number>;

/** Runs the command line and returns the exit code. */
export async function runCli(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const tool = readTool();
  const program = new Command('laddprov')
    .description('Conformance and interoperability tests for OCPP 1.6J, 2.0.1 and 2.1: charging stations and CSMS.')
    .version(tool.version)
    .showSuggestionAfterError()
    .showHelpAfterError('(laddprov --help shows the commands)')
    .exitOverride();
  const does =
    (load: () => Promise<Action>) =>
    async (...args: unknown[]) => {
      const action = await load();
      // commander hands arguments first, then options.
      const options = args.find((arg) => typeof arg === 'object' && arg !== null && !Array.isArray(arg));
      const given = args.filter((arg) => typeof arg === 'string' || Array.isArray(arg));
      exitCode = await action(options as never, ...(given as never[]));
    };

  gating(program.command('run'))
    .description('run the cases of a plan against the SUT')
    .requiredOption('-p, --plan <file>', 'the plan')
    .addOption(select())
    .option('-o, --out <folder>', 'where to write; a new folder under results/ otherwise')
    .addOption(seed())
    .option('--lanes <number>', 'a CSMS: how many cases run at once', natural('The number of lanes'))
    .option('--strict', 'advisories count as failures')
    .option('--go-on', 'run the cases also where nobody answers the first request')
    .option('--all', 'every generated case, not a sample of them by the seed')
    .option(
      '--retries <number>',
      'how often a case is tried again that does not pass',
      natural('The number of retries'),
    )
    .option('--last-failed [run]', 'only what did not pass in that run; in the newest one of this SUT otherwise')
    .option('--changed-since <run>', 'only cases that are not what they were in that run')
    .option('--shard <i/n>', 'only part i of n of the chosen cases; laddprov merge makes one record of all', shard)
    .option('--replay <file>', 'hold the conversation again that a sequence case failed in (SEQ_….replay.json)')
    .option('--index <file>', 'the index of runs to enter the run into; runs.sqlite beside its folder otherwise')
    .option('--no-index', 'do not enter the run into an index')
    .action(does(async () => (await import('./commands/run.js')).runCommand));
  program
    .command('list')
    .description('list the catalogue')
    .addOption(role())
    .addOption(ocpp())
    .addOption(select())
    .option('--json', 'as JSON')
    .option('--all', 'with the generated cases, thousands of them')
    .action(does(async () => (await import('./commands/list.js')).listCommand));
  program
    .command('show')
    .description('show one case: purpose, requirements, precondition, steps')
    .argument('<case>', 'its id')
    .action(does(async () => (await import('./commands/show.js')).showCommand));
  program
    .command('features')
    .description('every name that a statement may use, what it means, and which cases it switches on or off')
    .argument('[names...]', 'only these, each with all its cases')
    .addOption(role())
    .addOption(ocpp())
    .option('--json', 'as JSON')
    .action(does(async () => (await import('./commands/features.js')).featuresCommand));
  program
    .command('doctor')
    .description('find configuration errors before any case runs')
    .requiredOption('-p, --plan <file>', 'the plan')
    .option('--wait <seconds>', 'how long to wait for a station to connect', natural('The wait'), 60)
    .option('--probe <file>', 'ask the product what it has, hold the statement against it, and record the frames there')
    .action(does(async () => (await import('./commands/doctor.js')).doctorCommand));
  program
    .command('pki')
    .description('make a certificate authority for security profiles 2 and 3, with certificates for both sides')
    .argument('<folder>', 'a new folder; with an authority in it, what is missing is added')
    .option(
      '--host <host>',
      'a name or address by which a station reaches the tester; repeatable',
      gather,
      [] as string[],
    )
    .option('--identity <name>', 'a station that gets a certificate, by its CN; repeatable', gather, [] as string[])
    .option('--organisation <name>', 'the operator, as it stands in certificates (CpoName)', 'laddprov')
    .addOption(
      new Option('--rsa-signature <kind>', 'how RSA keys sign certificates').choices(['pss', 'pkcs1']).default('pss'),
    )
    .action(does(async () => (await import('./commands/pki.js')).pkiCommand));
  program
    .command('init')
    .description('write a commented plan, by asking or from options')
    .addOption(role())
    .addOption(ocpp())
    .option('-o, --out <file>', 'the file to write', 'laddprov.yaml')
    .option(
      '--identity <identity>',
      'the station under test, or (repeatable) the stations that the tester may play',
      gather,
      [] as string[],
    )
    .option('--url <url>', 'a CSMS: its endpoint')
    .option('--host <host>', 'a station: the address to listen on; 0.0.0.0 for every interface')
    .option('--port <port>', 'a station: where the tester listens', natural('The port'))
    .option('--path <path>', 'a station: the path before its identity')
    .option('--probe', 'ask the product, and write what it answers into the statement and the parameters')
    .option('--plan <file>', 'with --probe: a plan that has the connection')
    .option('--wait <seconds>', 'with --probe: how long to wait for a station to connect', natural('The wait'), 60)
    .option('--password-from-env <name>', 'security profile 1: the environment variable with the password')
    .addOption(
      new Option('--operator <kind>', 'who acts on the SUT').choices(['none', 'terminal', 'http', 'command', 'module']),
    )
    .option('--operator-target <target>', "the operator's url, command or file")
    .action(does(async () => (await import('./commands/init.js')).initCommand));
  gating(program.command('report'))
    .description('write reports from the record of a run')
    .argument('<run>', 'the folder of the run, or its record')
    .option(
      '-f, --format <formats>',
      'html, html-pages, junit, json, ctrf, csv, markdown, badge, allure, pdf; several with commas',
      'html,junit,json',
    )
    .option('-o, --out <folder>', 'where to write; beside the record otherwise')
    .action(does(async () => (await import('./commands/report.js')).reportCommand));
  gating(program.command('merge'))
    .description('make one record, with its reports, of all shards of a run')
    .argument('<runs...>', 'the folders of the shards, or their records')
    .requiredOption('-o, --out <folder>', 'where to write')
    .option('--index <file>', 'the index of runs to enter the run into; runs.sqlite beside its folder otherwise')
    .option('--no-index', 'do not enter the run into an index')
    .action(does(async () => (await import('./commands/merge.js')).mergeCommand));
  program
    .command('diff')
    .description('what changed from one run to another: verdicts, checks, messages, times')
    .argument('<before>', 'the folder of the earlier run, or its record')
    .argument('<now>', 'the folder of the later run, or its record')
    .option('--html <file>', 'write the comparison as a page as well')
    .option('--json', 'as JSON')
    .action(does(async () => (await import('./commands/diff.js')).diffCommand));
  program
    .command('matrix')
    .description('products by cases: what each of several runs has of each case')
    .argument('<runs...>', 'the folders of the runs, or their records')
    .option('--html <file>', 'write the matrix as a page as well')
    .action(does(async () => (await import('./commands/matrix.js')).matrixCommand));
  addRunsCommands(program, does);
  program
    .command('bundle')
    .description('pack a run into one file: record, plan, statement, uploads, reports, and the digests of all')
    .argument('<run>', 'the folder of the run, or its record')
    .option('-o, --out <file>', 'the file to write; beside the folder of the run otherwise')
    .option('--key <file>', 'sign with this private Ed25519 key (PEM)')
    .action(does(async () => (await import('./commands/bundle.js')).bundleCommand));
  program
    .command('verify')
    .description('run every case again on the recorded input and compare; of a bundle, its digests and signature too')
    .argument('<run>', 'the folder of the run, its record, or a bundle')
    .option('--catalogue', 'grade by the cases, rules and schemas of this laddprov, whichever the run had')
    .option('--public-key <file>', 'a bundle: the Ed25519 key (PEM) that it must be signed with')
    .option('--json', 'as JSON')
    .action(does(async () => (await import('./commands/verify.js')).verifyCommand));
  program
    .command('prove')
    .description('show that every check can fail: reference, mutants, impostors')
    .addOption(select())
    .addOption(ocpp())
    .option('--json', 'as JSON')
    .option('--jobs <number>', 'processes', natural('The number of processes'))
    .option('--changed [since]', 'only what a change can have touched: since a commit, or what is not committed')
    .addOption(new Option('--share <share>').hideHelp())
    .action(does(async () => (await import('./commands/prove.js')).proveCommand));
  program
    .command('reference')
    .description('start a reference peer by itself, to try things against')
    .addArgument(program.createArgument('<role>', 'station or csms').choices(['station', 'csms']))
    .addOption(ocpp().default('2.0.1'))
    .option('--url <url>', 'a station: the CSMS to connect to', 'ws://127.0.0.1:9000/ocpp')
    .option('--identity <identity>', 'a station: its identity', 'LADDPROV-REF')
    .option('--port <port>', 'a CSMS: where to listen', natural('The port'), 9000)
    .option('--control-port <port>', 'HTTP interface by which it can be made to act', natural('The port'))
    .option('--password <password>', 'Basic authentication')
    .action(does(async () => (await import('./commands/reference.js')).referenceCommand));
  program
    .command('demo')
    .description('run the whole catalogue against the embedded reference peers, both sides, all versions')
    .addOption(select())
    .option('-o, --out <folder>', 'where to write; a new folder under results/ otherwise')
    .addOption(seed())
    .option('--speed <factor>', 'clocks that run so much faster than the wall, to watch; they skip otherwise', positive)
    .option('--lanes <number>', 'how many cases run at once against the CSMS', natural('The number of lanes'), 4)
    .action(does(async () => (await import('./commands/demo.js')).demoCommand));

  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
    return explain(error);
  }
}
