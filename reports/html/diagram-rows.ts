/** Which rows a sequence diagram has: chosen here, drawn in diagram.tsx. */
import { type CaseRun, type Check, type Frame } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';

export type Row =
  | { readonly kind: 'arrow'; readonly t: number; readonly frame: Frame; readonly label: string; readonly red?: Check }
  | { readonly kind: 'note' | 'event'; readonly t: number; readonly label: string; readonly red?: Check }
  | { readonly kind: 'gap'; readonly label: string };

const LABEL = 46;

function arrow(frame: Frame, red: Check | undefined): Row {
  const detail = frame.detail === undefined ? '' : `: ${frame.detail}`;
  const label = oneLine(`${frame.n} ${frame.name}${detail}`, LABEL);
  return { kind: 'arrow', t: frame.t, frame, label, ...(red && { red }) };
}

function allRows(run: CaseRun): Row[] {
  const red = new Map<number, Check>();
  const own = new Set(run.frames.map((frame) => frame.n));
  for (const check of run.checks) {
    if (check.verdict !== 'pass') for (const n of check.frames) if (!red.has(n)) red.set(n, check);
  }
  const rows: Row[] = [];
  for (const item of run.timeline) {
    if (item.kind === 'frame') rows.push(arrow(item.frame, red.get(item.frame.n)));
    else if (item.kind === 'connection') {
      const { event, by, t } = item.connection;
      rows.push({
        kind: 'event',
        t,
        label: `connection ${event === 'open' ? 'opened' : event} by ${by === 'sut' ? 'the SUT' : 'the tester'}`,
      });
    } else if (item.kind === 'ask') {
      rows.push({ kind: 'note', t: item.t, label: oneLine(`operator asked: ${item.exchange.ask.action}`, LABEL) });
    } else if (item.kind === 'answer') {
      rows.push({ kind: 'note', t: item.t, label: oneLine(`operator: ${item.exchange.answer?.status ?? ''}`, LABEL) });
    } else {
      const { check } = item;
      if (check.verdict === 'pass' || check.frames.some((n) => own.has(n))) continue;
      rows.push({ kind: 'event', t: check.t, label: oneLine(check.title, LABEL), red: check });
    }
  }
  return rows;
}

/** The diagram's rows, at most about `max`: of a long run the beginning, the end, and what a red check rests on. */
export function diagramRows(run: CaseRun, max: number): readonly Row[] {
  const rows = allRows(run);
  if (rows.length <= max) return rows;
  const half = Math.floor(max / 2);
  const keep = new Set<number>();
  let marked = 0;
  rows.forEach((row, i) => {
    const isRed = row.kind !== 'gap' && row.red !== undefined;
    if (i < half || i >= rows.length - half || (isRed && marked++ < max)) keep.add(i);
  });
  const shown: Row[] = [];
  let left = 0;
  const close = (): void => {
    if (left > 0) shown.push({ kind: 'gap', label: `${left} ${left === 1 ? 'step' : 'steps'} not drawn` });
    left = 0;
  };
  rows.forEach((row, i) => {
    if (!keep.has(i)) return void left++;
    close();
    shown.push(row);
  });
  close();
  return shown;
}
