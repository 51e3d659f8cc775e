/** `laddprov run`: the cases of a plan against a real product. */
import { join } from 'node:path';
import { newSeed } from '../../harness/doors/machine.js';
import { leavesOut, renderText } from '../../reports/index.js';
import { catalogue as whole } from '../../testcases/index.js';
import { createLiveHost } from '../../harness/doors/host.js';
import { keepIn } from '../../harness/files/keep.js';
import { createOperator } from '../../harness/operator/index.js';
import { loadPlan } from '../../harness/plan/reading/load.js';
import { type Plan } from '../../harness/plan/plan.js';
import { createFileRecorder } from '../../harness/record/recorder.js';
import { createRedaction } from '../../harness/record/redact.js';
import { requireReachable } from '../../harness/run/doctor.js';
import { chooseCases } from '../../harness/run/choose.js';
import { startPlanFiles } from '../../harness/run/plan-files.js';
import { type Catalogue } from '../../harness/run/catalogue.js';
import { withFiles } from '../case-sources.js';
import { run } from '../../harness/run/run.js';
import { type Shard } from '../../harness/run/shards.js';
import { webSocketWire } from '../../harness/wire/websocket.js';
import { type EarlierOptions, fromEarlier } from '../earlier.js';
import { usageError } from '../errors.js';
import { type GatingOptions, prepareGating } from '../gating.js';
import { enterRun, type IndexOptions } from '../history.js';
import { interruptible } from '../interrupt.js';
import { outputFolder, RECORD } from '../output.js';
import { createProgress } from '../progress.js';
import { createConversationKeeper, replayOf } from '../replay-file.js';
import { readTool } from '../tool.js';
import { writeReports } from '../write-reports.js';

export interface RunCommandOptions extends GatingOptions, EarlierOptions, IndexOptions {
  readonly plan: string;
  readonly select: readonly string[];
  readonly out?: string;
  readonly seed?: number;
  readonly lanes?: number;
  readonly strict?: boolean;
  readonly goOn?: boolean;
  readonly all?: boolean;
  readonly replay?: string;
  readonly retries?: number;
  readonly shard?: Shard;
}

function requireOneQuestion({ replay, lastFailed, changedSince, shard }: RunCommandOptions): void {
  if (replay !== undefined && (lastFailed !== undefined || changedSince !== undefined || shard !== undefined))
    throw usageError(
      '--replay runs one case, so it cannot be combined with --last-failed, --changed-since or --shard',
      'Leave one of them out.',
    );
}

/** What is run, and with which seed. */
async function choose(options: RunCommandOptions, plan: Plan, catalogue: Catalogue) {
  requireOneQuestion(options);
  const { all, shard } = options;
  const earlier = await fromEarlier(options, plan, catalogue, readTool().version);
  // What failed by chance fails again with the same seed.
  const given = options.seed ?? earlier?.seed;
  if (shard && given === undefined)
    throw usageError(
      '--shard needs --seed: all shards have to be of one run',
      'Give each the same number: it decides which generated cases are chosen, and what the tester sends.',
    );
  const seed = given ?? newSeed();
  const says = [...(shard ? [`shard ${shard.index} of ${shard.of}`] : []), ...(earlier?.says ?? [])];
  const choice = { seed, ...(all && { all }), ...(shard && { shard }), ...(earlier && { only: earlier.only }) };
  return { choice, says };
}

export async function runCommand(options: RunCommandOptions): Promise<number> {
  const loaded = await loadPlan(options.plan);
  const { plan, secrets } = loaded;
  const { sut } = plan;
  const { catalogue, select } =
    options.replay === undefined
      ? { catalogue: await withFiles(whole), select: options.select }
      : replayOf(options.replay);
  // Everything that can be wrong with the call is found before the SUT is touched or a folder made.
  const { choice, says } = await choose(options, plan, catalogue);
  chooseCases(catalogue, plan, select, choice);
  await requireReachable(plan, webSocketWire, createLiveHost());
  // The ports are tried before anything begins; the server itself keeps uploads in the run's folder.
  await (await startPlanFiles(plan))?.server.close();
  const gating = prepareGating(options);
  const operator = await createOperator(plan, { secrets });
  const folder = outputFolder(options.out, `${sut.role}-${sut.version}`);
  const files = await startPlanFiles(plan, keepIn(folder));
  const recorder = createFileRecorder(join(folder, RECORD), createRedaction(secrets));
  const progress = createProgress(process.stdout);
  const conversations = createConversationKeeper();
  const { signal, release } = interruptible();
  gating.begin();
  process.stdout.write(`${sut.role} ${sut.identity}, OCPP ${sut.version}; seed ${choice.seed}; ${folder}\n`);
  for (const line of says) process.stdout.write(`${line}\n`);
  try {
    const conclusion = await run({
      loaded,
      catalogue,
      select,
      wire: webSocketWire,
      wireKind: 'websocket',
      host: createLiveHost(),
      speed: 1,
      operator,
      ...choice,
      recorder,
      tool: readTool(),
      signal,
      ...(files && { files }),
      ...(options.strict && { strict: true }),
      ...(options.goOn && { goOn: true }),
      ...(options.retries !== undefined && { retries: options.retries }),
      ...(options.lanes !== undefined && { lanes: options.lanes }),
      onEvent(event) {
        progress.on(event);
        conversations.on(event);
      },
      onListening: (url) => void process.stdout.write(`listening on ${url}; waiting for ${sut.identity}\n`),
      onStranger: (path, reason) =>
        void process.stdout.write(`refused a connection to ${JSON.stringify(path.slice(0, 200))}: ${reason}\n`),
    });
    progress.end();
    const model = await writeReports(join(folder, RECORD), folder, ['html', 'junit', 'json']);
    process.stdout.write(`\n${renderText(model)}\n${join(folder, 'report.html')}\n`);
    if (leavesOut(model))
      process.stdout.write(
        `It leaves out part of this run. All of it: laddprov report ${folder} --format html-pages\n`,
      );
    for (const path of conversations.write(folder))
      process.stdout.write(`laddprov run --plan ${options.plan} --replay ${path}\n`);
    await enterRun(folder, options, model);
    const exitCode = gating.finish(model, folder, options.plan);
    return options.baseline === undefined ? conclusion.exitCode : exitCode;
  } finally {
    release();
    recorder.close();
    await files?.server.close();
    await operator.close?.();
  }
}
