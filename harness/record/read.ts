/** Reads a record line by line and says where it is broken. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { eventSchema, type RecordEvent } from './events.js';

/** A record that cannot be read: `code` RECORD_INVALID, with the line. */
export class RecordError extends Error {
  readonly code = 'RECORD_INVALID';
  constructor(
    readonly line: number,
    detail: string,
  ) {
    super(`line ${line} of the record: ${detail}`);
  }
}

/** Bytes that are read at a time. */
const BLOCK = 256 * 1024;

/** The lines of the file, a block of it at a time; a line may end with CR LF as well. */
async function* linesOf(path: string): AsyncGenerator<readonly string[]> {
  let held: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: BLOCK }) as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(0x0a);
    if (end < 0) held.push(chunk);
    else {
      const text = Buffer.concat([...held, chunk.subarray(0, end)]).toString('utf8');
      held = [chunk.subarray(end + 1)];
      yield text.split('\n');
    }
  }
  yield [Buffer.concat(held).toString('utf8')];
}

/** Streams the events of the file; throws a RecordError at the first line that is none. */
export async function* readRecord(path: string): AsyncGenerator<RecordEvent> {
  let number = 0;
  for await (const lines of linesOf(path)) {
    for (const line of lines) {
      number++;
      if (line !== '' && line !== '\r') yield parseEvent(line, number);
    }
  }
}

function parseEvent(line: string, number: number): RecordEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new RecordError(number, 'not JSON; the file was cut off or changed');
  }
  const parsed = eventSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RecordError(
    number,
    `no event of this format: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  );
}

/** Compares the footer's digest with the bytes before it. A record without a footer has none to compare. */
export async function checkDigest(path: string): Promise<'right' | 'wrong' | 'missing'> {
  const hash = createHash('sha256');
  // The last line is held back until it is known to be the last.
  let held: Buffer[] = [];
  const settle = (): void => {
    for (const part of held) hash.update(part);
    held = [];
  };
  for await (const chunk of createReadStream(path, { highWaterMark: BLOCK }) as AsyncIterable<Buffer>) {
    if (held.at(-1)?.at(-1) === 0x0a) settle();
    const end = chunk.subarray(0, -1).lastIndexOf(0x0a) + 1;
    if (end > 0) {
      settle();
      hash.update(chunk.subarray(0, end));
    }
    held.push(chunk.subarray(end));
  }
  let footer: unknown;
  try {
    footer = JSON.parse(Buffer.concat(held).toString('utf8'));
  } catch {
    return 'missing';
  }
  if (typeof footer !== 'object' || footer === null || (footer as RecordEvent).type !== 'run-end') return 'missing';
  return (footer as { digest?: unknown }).digest === hash.digest('hex') ? 'right' : 'wrong';
}
