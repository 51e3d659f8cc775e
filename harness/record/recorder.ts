/**
 * Writes a record: one event a line, redacted, with a running digest. Lines are gathered and written in blocks; what is
 * gathered is flushed when the process ends, however it ends.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { type RecordEvent } from './events.js';
import { type Redaction } from './redact.js';

export interface Recorder {
  /** Writes the event, and returns it as it was written: without secrets. */
  emit(event: RecordEvent): RecordEvent;
  /** sha256 (hex) over every byte so far. */
  digest(): string;
  /** Writes what is gathered; a second call does nothing. */
  close(): void;
}

const BLOCK = 64 * 1024;

/** Writes to `path`, which must not exist. `redact` runs over every event first. */
export function createFileRecorder(path: string, redact: Redaction): Recorder {
  const file = openSync(path, 'wx', 0o644);
  const hash = createHash('sha256');
  let gathered = '';
  let open = true;
  const flush = () => {
    if (!open || gathered === '') return;
    const block = Buffer.from(gathered);
    gathered = '';
    hash.update(block);
    // A pipe, or a full disk that is being emptied, takes a part at a time.
    for (let done = 0; done < block.length;) done += writeSync(file, block, done);
  };
  process.on('exit', flush);
  return {
    emit(event) {
      const plain = JSON.stringify(event);
      const safe = redact.suspects?.(plain) === false ? event : redact(event);
      gathered += safe === event ? plain : JSON.stringify(safe);
      gathered += '\n';
      // A case's end is where a crash would hurt: all of it is on disk then.
      if (
        gathered.length >= BLOCK ||
        event.type === 'case-end' ||
        event.type === 'run-end' ||
        event.type === 'run-start'
      )
        flush();
      return safe;
    },
    digest() {
      flush();
      return hash.copy().digest('hex');
    },
    close() {
      if (!open) return;
      flush();
      open = false;
      process.off('exit', flush);
      closeSync(file);
    },
  };
}

/** Keeps the events in memory: for the proof, and for tests. Without `vouches` its digest is empty, and costs nothing. */
export function createMemoryRecorder(
  redact: (event: RecordEvent) => RecordEvent = (event) => event,
  vouches = true,
): Recorder & { readonly events: readonly RecordEvent[] } {
  const events: RecordEvent[] = [];
  return {
    events,
    emit(event) {
      const safe = redact(event);
      events.push(safe);
      return safe;
    },
    digest: () =>
      vouches
        ? createHash('sha256')
            .update(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
            .digest('hex')
        : '',
    close: () => undefined,
  };
}
