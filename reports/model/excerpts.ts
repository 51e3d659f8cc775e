/** Keeps the messages that reds rest on, so that a cause can quote them without the whole record in memory. */
import { type EventOf, type RecordEvent } from '../../harness/record/events.js';
import { type Excerpt } from './run-model.js';
import { cutNoted } from './visible.js';

/** Reds rest on messages of a little while ago; of so many the text is held until then. */
const RECENT = 2_000;
/** Messages that are kept, and the characters of each. */
const MOST = 4_000;
const LONGEST = 700;

export interface Excerpts {
  take(event: RecordEvent): void;
  /** Those of the messages that were kept, in their order. */
  of(numbers: readonly number[], most: number): readonly Excerpt[];
}

const restsOn = (event: RecordEvent): readonly number[] => {
  if (event.type === 'check') return event.verdict === 'fail' ? event.frames : [];
  if (event.type === 'finding') return event.severity === 'fail' ? event.frames : [];
  return event.type === 'incident' ? event.frames : [];
};

export function createExcerpts(): Excerpts {
  const recent = new Map<number, EventOf<'frame'>>();
  const kept = new Map<number, Excerpt>();
  return {
    take(event) {
      if (event.type === 'frame') {
        recent.set(event.n, event);
        if (recent.size > RECENT) recent.delete(recent.keys().next().value!);
        return;
      }
      for (const n of restsOn(event).slice(0, 40)) {
        const frame = recent.get(n);
        if (frame && kept.size < MOST && !kept.has(n))
          kept.set(n, { n, dir: frame.dir, text: cutNoted(frame.text, LONGEST) });
      }
    },
    of: (numbers, most) =>
      [...new Set(numbers)]
        .flatMap((n) => kept.get(n) ?? [])
        .slice(0, most)
        .sort((a, b) => a.n - b.n),
  };
}
