/** What a probed plan says of where it was read, held against the record of the probe. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** Frames of a record by number: direction and text. */
export function framesOf(record: string): ReadonlyMap<number, { dir: string; text: string }> {
  const lines = readFileSync(record, 'utf8').trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { type: string; n: number; dir: string; text: string });
  return new Map(events.filter(({ type }) => type === 'frame').map((frame) => [frame.n, frame]));
}

/** Every frame that a comment of the plan names is one of the product, and has what the comment says that it read. */
export function judgeSources(text: string, record: string): void {
  const frames = framesOf(record);
  const sources = [...text.matchAll(/from frame (\d+)(?:, \d+)*: (\w+)/g)];
  assert.ok(sources.length > 2, text);
  for (const [whole, n, message] of sources) {
    const frame = frames.get(Number(n));
    assert.equal(frame?.dir, 'rx', whole);
    if (/^(?:NotifyReport|BootNotification|StatusNotification)$/.test(message!))
      assert.match(frame.text, new RegExp(`"${message!}"`), whole);
    else assert.match(frame.text, /^\[[34],/, whole);
  }
}
