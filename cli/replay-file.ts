/** `run --replay FILE`: the conversation of a sequence case, held again; and where a run leaves the one that failed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { catalogue } from '../testcases/index.js';
import { replaying, SHORTEST } from '../testcases/error-handling/sequences/index.js';
import { type RecordEvent } from '../harness/record/events.js';
import { type Catalogue } from '../harness/run/catalogue.js';
import { usageError } from './errors.js';

const step = z.object({ does: z.string().min(1) }).catchall(z.union([z.string(), z.number()]));
const conversation = z.strictObject({ case: z.string().min(1), steps: z.array(step).min(1).max(1000) });
export type Conversation = z.infer<typeof conversation>;

/** What a record line holds, if it is that of the shortest conversation that failed. */
const material = z.looseObject({ type: z.literal('material'), name: z.literal(SHORTEST), value: conversation });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a conversation that a run wrote, or the last one of a whole record (record.jsonl). */
function readConversation(file: string): Conversation {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw usageError(`${file} cannot be read: ${(error as Error).message}`, 'Give the file that a run left behind.');
  }
  const whole = conversation.safeParse(parse(text));
  if (whole.success) return whole.data;
  const found = text
    .split('\n')
    .filter((line) => line.includes(SHORTEST))
    .flatMap((line) => {
      const read = material.safeParse(parse(line));
      return read.success ? [read.data.value] : [];
    })
    .at(-1);
  if (found) return found;
  throw usageError(
    `${file} holds no conversation`,
    'Give SEQ_….replay.json of a run, or a record.jsonl of one in which a sequence case failed.',
  );
}

/** The catalogue in which the case holds the conversation of the file, and the case to run. */
export function replayOf(file: string): { readonly catalogue: Catalogue; readonly select: readonly string[] } {
  const { case: id, steps } = readConversation(file);
  const item = replaying(id, steps);
  if (!item)
    throw usageError(
      `${file} is for the case ${id}, which has no conversations`,
      'laddprov list -s "SEQ_*" shows those that have.',
    );
  const cases = catalogue.cases.map((other) => (other.id === id ? item : other));
  return { catalogue: { ...catalogue, cases }, select: [id] };
}

/** Gathers the conversations that failed; `write` leaves each in the folder and says where it is. */
export function createConversationKeeper(): { on(event: RecordEvent): void; write(folder: string): readonly string[] } {
  const failed = new Map<string, Conversation>();
  return {
    on(event) {
      if (event.type !== 'material' || event.name !== SHORTEST) return;
      const read = conversation.safeParse(event.value);
      if (read.success) failed.set(read.data.case, read.data);
    },
    write: (folder) =>
      [...failed].map(([id, value]) => {
        const path = join(folder, `${id}.replay.json`);
        writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
        return path;
      }),
  };
}
