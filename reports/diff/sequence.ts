/** The messages of a case as a sequence of names and statuses, and what two such sequences differ in. */
import { type CaseRun } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';

/** A line of the comparison: in both, only in the first, only in the second; or how many of both are left out. */
export interface SequenceLine {
  readonly kind: 'same' | 'gone' | 'new' | 'gap';
  readonly text: string;
}

/** They come by the clock, not by what the case does. */
const BY_CLOCK = /^Heartbeat(?: response)?$/;

/**
 * `SUT: BootNotification, Accepted` for each message. Ids and times are not in it, nor heartbeats; a call and its answer
 * that come several times in a row, as meter values do, count once.
 */
export function sequenceOf(run: CaseRun): readonly string[] {
  const labels: string[] = [];
  for (const frame of run.frames) {
    if (BY_CLOCK.test(frame.name)) continue;
    const detail = frame.detail === undefined ? '' : `, ${frame.detail}`;
    labels.push(oneLine(`${frame.dir === 'rx' ? 'SUT' : 'tester'}: ${frame.name}${detail}`, 140));
    const n = labels.length;
    if (n >= 4 && labels[n - 1] === labels[n - 3] && labels[n - 2] === labels[n - 4]) labels.length = n - 2;
  }
  return labels;
}

/** The most comparisons that two sequences are worth; beyond it only their common ends are found. */
const EFFORT = 4_000_000;
/** Messages that are the same on both sides and stand beside a change. */
const AROUND = 2;

function middle(a: readonly string[], b: readonly string[]): SequenceLine[] {
  const gone = (text: string): SequenceLine => ({ kind: 'gone', text });
  const fresh = (text: string): SequenceLine => ({ kind: 'new', text });
  if (a.length * b.length > EFFORT) return [...a.map(gone), ...b.map(fresh)];
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      lengths[at] = a[i] === b[j] ? lengths[at + width + 1]! + 1 : Math.max(lengths[at + width]!, lengths[at + 1]!);
    }
  }
  const lines: SequenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i]! });
      i++;
      j++;
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) lines.push(gone(a[i++]!));
    else lines.push(fresh(b[j++]!));
  }
  return [...lines, ...a.slice(i).map(gone), ...b.slice(j).map(fresh)];
}

/** What changed from one sequence to the other, with a little of what is around it; empty where nothing did. */
export function compareSequences(a: readonly string[], b: readonly string[]): readonly SequenceLine[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  if (head === a.length && head === b.length) return [];
  const same = (text: string): SequenceLine => ({ kind: 'same', text });
  const lines = [
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((line) => line.kind !== 'same'),
  );
  const shown: SequenceLine[] = [];
  let left = 0;
  const close = () => {
    if (left > 0) shown.push({ kind: 'gap', text: `${left} the same` });
    left = 0;
  };
  lines.forEach((line, at) => {
    if (!near[at]) return void left++;
    close();
    shown.push(line);
  });
  close();
  return shown;
}
