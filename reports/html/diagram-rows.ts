/** Which rows a sequence diagram has: chosen here, drawn in diagram.tsx. */
import { type CaseRun, type Check, type Frame, type TimelineItem } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';

export type Row =
  | { readonly kind: 'arrow'; readonly t: number; readonly frame: Frame; readonly label: string; readonly red?: Check }
  | { readonly kind: 'note' | 'event'; readonly t: number; readonly label: string; readonly red?: Check }
  | { readonly kind: 'gap'; readonly label: string };

const LABEL = 46;

const CONNECTION = { open: 'opened', refused: 'refused', closed: 'closed', 'tls-failed': 'failed in TLS' } as const;

type Shown = { readonly item: TimelineItem; readonly red?: Check };

/** The check that did not pass and rests on a message, by the message's number. */
function redChecks(run: CaseRun): ReadonlyMap<number, Check> {
  const red = new Map<number, Check>();
  for (const check of run.checks) {
    if (check.verdict !== 'pass') for (const n of check.frames) if (!red.has(n)) red.set(n, check);
  }
  return red;
}

/** What can be drawn, still without its words: of a long case most of it is left out. */
function drawable(run: CaseRun): Shown[] {
  const red = redChecks(run);
  const own = red.size > 0 ? new Set(run.frames.map((frame) => frame.n)) : new Set<number>();
  return run.timeline.flatMap((item): Shown[] => {
    if (item.kind === 'frame') {
      const check = red.get(item.frame.n);
      return [check ? { item, red: check } : { item }];
    }
    if (item.kind !== 'check') return [{ item }];
    const { check } = item;
    return check.verdict === 'pass' || check.frames.some((n) => own.has(n)) ? [] : [{ item, red: check }];
  });
}

function rowOf({ item, red }: Shown): Row {
  const mark = red && { red };
  switch (item.kind) {
    case 'frame': {
      const { frame } = item;
      const detail = frame.detail === undefined ? '' : `: ${frame.detail}`;
      const label = oneLine(`${frame.n} ${frame.name}${detail}`, LABEL);
      return { kind: 'arrow', t: frame.t, frame, label, ...mark };
    }
    case 'connection': {
      const { event, by, t } = item.connection;
      const what = CONNECTION[event];
      return { kind: 'event', t, label: `connection ${what} by ${by === 'sut' ? 'the SUT' : 'the tester'}` };
    }
    case 'transfer': {
      const { transfer, direction, outcome, t } = item.transfer;
      return { kind: 'event', t, label: oneLine(`file ${transfer} ${direction}: ${outcome}`, LABEL) };
    }
    case 'control': {
      const { control, dir, t } = item.control;
      return { kind: 'event', t, label: `${control} of ${dir === 'rx' ? 'the SUT' : 'the tester'}` };
    }
    case 'ask':
      return { kind: 'note', t: item.t, label: oneLine(`operator asked: ${item.exchange.ask.action}`, LABEL) };
    case 'answer':
      return { kind: 'note', t: item.t, label: oneLine(`operator: ${item.exchange.answer?.status ?? ''}`, LABEL) };
    case 'check':
      return { kind: 'event', t: item.check.t, label: oneLine(item.check.title, LABEL), ...mark };
  }
}

/** The diagram's rows, at most about `max`: of a long run the beginning, the end, and what a red check rests on. */
export function diagramRows(run: CaseRun, max: number): readonly Row[] {
  const all = drawable(run);
  if (all.length <= max) return all.map(rowOf);
  const half = Math.floor(max / 2);
  const rows: Row[] = [];
  let marked = 0;
  let left = 0;
  const close = (): void => {
    if (left > 0) rows.push({ kind: 'gap', label: `${left} ${left === 1 ? 'step' : 'steps'} not drawn` });
    left = 0;
  };
  all.forEach((each, i) => {
    const edge = i < half || i >= all.length - half;
    if (!edge && !(each.red && marked++ < max)) return void left++;
    close();
    rows.push(rowOf(each));
  });
  return rows;
}
