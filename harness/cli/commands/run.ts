/** `laddprov run`: the cases of a plan against a real product. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { renderText } from '../../../reports/index.js';
import { catalogue as whole } from '../../../testcases/index.js';
import { createLiveHost } from '../../doors/host.js';
import { keepIn } from '../../files/keep.js';
import { createOperator } from '../../operator/index.js';
import { loadPlan } from '../../plan/load.js';
import { createFileRecorder } from '../../record/recorder.js';
import { createRedaction } from '../../record/redact.js';
import { requireReachable } from '../../run/doctor.js';
import { chooseCases } from '../../run/choose.js';
import { startPlanFiles } from '../../run/plan-files.js';
import { run } from '../../run/run.js';
import { webSocketWire } from '../../wire/websocket.js';
import { listenForRegistration } from '../../history/told.js';
import { type GatingOptions, prepareGating } from '../gating.js';
import { enterRun, type IndexOptions } from '../history.js';
import { interruptible } from '../interrupt.js';
import { outputFolder, RECORD } from '../output.js';
import { createProgress } from '../progress.js';
import { createConversationKeeper, replayOf } from '../replay-file.js';
import { readTool } from '../tool.js';
import { writeReports } from '../write-reports.js';

export interface RunCommandOptions extends GatingOptions, IndexOptions {
  readonly plan: string;
  readonly select: readonly string[];
  readonly out?: string;
  readonly seed?: number;
  readonly lanes?: number;
  readonly strict?: boolean;
  readonly all?: boolean;
  readonly replay?: string;
}

export async function runCommand(options: RunCommandOptions): Promise<number> {
  const loaded = await loadPlan(options.plan);
  const { plan, secrets } = loaded;
  const { sut } = plan;
  const { catalogue, select } =
    options.replay === undefined ? { catalogue: whole, select: options.select } : replayOf(options.replay);
  // Everything that can be wrong with the call is found before the SUT is touched or a folder made.
  chooseCases(catalogue, plan, select, options);
  await requireReachable(plan, webSocketWire, createLiveHost());
  // The ports are tried before anything begins; the server itself keeps uploads in the run's folder.
  await (await startPlanFiles(plan))?.server.close();
  const gating = prepareGating(options);
  const operator = await createOperator(plan, { secrets });
  const folder = outputFolder(options.out, `${sut.role}-${sut.version}`);
  const files = await startPlanFiles(plan, keepIn(folder));
  const recorder = createFileRecorder(join(folder, RECORD), createRedaction(secrets));
  const seed = options.seed ?? randomInt(2 ** 31);
  const progress = createProgress(process.stdout);
  const conversations = createConversationKeeper();
  const registration = listenForRegistration();
  const { signal, release } = interruptible();
  gating.begin();
  process.stdout.write(`${sut.role} ${sut.identity}, OCPP ${sut.version}; seed ${seed}; ${folder}\n`);
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
      seed,
      recorder,
      tool: readTool(),
      signal,
      ...(files && { files }),
      ...(options.strict && { strict: true }),
      ...(options.all && { all: true }),
      ...(options.lanes !== undefined && { lanes: options.lanes }),
      onEvent(event) {
        progress.on(event);
        conversations.on(event);
        registration.on(event);
      },
      onListening: (url) => void process.stdout.write(`listening on ${url}; waiting for ${sut.identity}\n`),
      onStranger: (path, reason) =>
        void process.stdout.write(`refused a connection to ${JSON.stringify(path.slice(0, 200))}: ${reason}\n`),
    });
    progress.end();
    const model = await writeReports(join(folder, RECORD), folder, ['html', 'junit', 'json']);
    process.stdout.write(`\n${renderText(model)}\n${join(folder, 'report.html')}\n`);
    for (const path of conversations.write(folder))
      process.stdout.write(`laddprov run --plan ${options.plan} --replay ${path}\n`);
    await enterRun(folder, options, model, registration.told());
    const exitCode = gating.finish(model, folder, options.plan);
    return options.baseline === undefined ? conclusion.exitCode : exitCode;
  } finally {
    release();
    recorder.close();
    await files?.server.close();
    await operator.close?.();
  }
}
