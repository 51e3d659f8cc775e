/** `laddprov merge RUN… --out DIR`: one record of all shards of a run. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { renderText } from '../../reports/index.js';
import { isEntryName } from '../../harness/record/bundle/tar.js';
import { createFileRecorder } from '../../harness/record/recorder.js';
import { type Conclusion } from '../../harness/run/conclude.js';
import { mergeShards } from '../../harness/run/merge.js';
import { readShards, type ShardRecord } from '../../harness/run/shard-records.js';
import { type GatingOptions, prepareGating } from '../gating.js';
import { enterRun, type IndexOptions } from '../history.js';
import { outputFolder, RECORD, recordIn } from '../output.js';
import { createConversationKeeper } from '../replay-file.js';
import { writeReports } from '../write-reports.js';

interface MergeCommandOptions extends GatingOptions, IndexOptions {
  readonly out: string;
}

const FILES = 'files';

/** Brings the uploads of a shard along; two shards number theirs alike, so each gets its shard in front. */
function takeUploads(shards: readonly ShardRecord[], folder: string): (shard: number, name: string) => string {
  return (shard, name) => {
    const now = `${FILES}/shard-${shard}-${basename(name)}`;
    const from = join(dirname(shards.find((each) => each.shard === shard)!.path), name);
    // The record names it; one that was tampered with must not bring in other files.
    if (name.startsWith(`${FILES}/`) && isEntryName(name) && existsSync(from)) {
      mkdirSync(join(folder, FILES), { recursive: true });
      copyFileSync(from, join(folder, now));
    }
    return now;
  };
}

/** Resolves with the exit code of the whole run, or with what the baseline makes of it. */
export async function mergeCommand(options: MergeCommandOptions, runs: readonly string[]): Promise<number> {
  // Nothing is written before it is known that the records belong together.
  const shards = await readShards(runs.map(recordIn));
  const gating = prepareGating(options);
  const folder = outputFolder(options.out, 'merged');
  const recorder = createFileRecorder(join(folder, RECORD), (event) => event);
  const conversations = createConversationKeeper();
  let conclusion: Conclusion;
  gating.begin();
  try {
    const keptAs = takeUploads(shards, folder);
    conclusion = await mergeShards({
      shards,
      recorder,
      keptAs,
      onEvent: (event) => conversations.on(event),
    });
  } finally {
    recorder.close();
  }
  const model = await writeReports(join(folder, RECORD), folder, ['html', 'junit', 'json']);
  for (const { shard, path } of shards) process.stdout.write(`shard ${shard} of ${shards.length}  ${path}\n`);
  process.stdout.write(`\n${renderText(model)}\n${join(folder, 'report.html')}\n`);
  conversations.write(folder);
  await enterRun(folder, options, model);
  const exitCode = gating.finish(model, folder, join(folder, RECORD));
  return options.baseline === undefined ? conclusion.exitCode : exitCode;
}
