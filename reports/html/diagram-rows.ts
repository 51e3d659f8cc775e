/** Which rows a sequence diagram has: chosen here, drawn in diagram.tsx. */
import { firstDivergence } from '../model/divergence.js';
import { limitText } from '../../harness/record/durations.js';
import { type Expected, expectedOf, waitedInVain } from '../model/expected.js';
import { type CaseRun, type Check, type Frame, type TimelineItem } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';

interface Marked {
  /** The check that did not pass and is shown here. */
  readonly red?: Check['verdict'];
  /** A second line: what was expected instead. */
  readonly sub?: string;
  /** The case departs here for the first time from what was expected. */
  readonly first?: boolean;
}

export type Row =
  | ({
      readonly kind: 'arrow';
      readonly t: number;
      readonly frame: Frame;
      readonly label: string;
      /** The procedure expected a message here, so that the lane behind has it too. */
      readonly expected: boolean;
    } & Marked)
  | ({ readonly kind: 'missing'; readonly t: number; readonly label: string } & Marked)
  | ({ readonly kind: 'note' | 'event'; readonly t: number; readonly label: string } & Marked)
  | { readonly kind: 'gap'; readonly label: string };

const LABEL = 46;
const SUB = 54;

const CONNECTION = { open: 'opened', refused: 'refused', closed: 'closed', 'tls-failed': 'failed in TLS' } as const;

type Shown = { readonly item: TimelineItem } & Marked;

interface Lane {
  /** What was expected, by its check, and by the message that came. */
  readonly byCheck: ReadonlyMap<Check, Expected>;
  readonly byFrame: ReadonlyMap<number, Expected>;
  /** Verdicts that are not a pass, by the messages that they rest on. */
  readonly red: ReadonlyMap<number, Check['verdict']>;
  readonly first: { readonly frame?: number; readonly check?: Check } | undefined;
  readonly own: ReadonlySet<number>;
}

function laneOf(run: CaseRun): Lane {
  const expected = expectedOf(run);
  const byCheck = new Map(expected.map((each) => [each.check, each]));
  const byFrame = new Map<number, Expected>();
  for (const each of expected) {
    if (each.came === undefined) continue;
    const known = byFrame.get(each.came);
    if (known === undefined || known.fate === 'met') byFrame.set(each.came, each);
  }
  const red = new Map<number, Check['verdict']>();
  for (const check of run.checks) {
    if (check.verdict === 'pass') continue;
    const known = byCheck.get(check);
    const rests = known ? [known.came].flatMap((n) => n ?? []) : waitedInVain(check) ? [] : check.frames;
    for (const n of rests) if (!red.has(n)) red.set(n, check.verdict);
  }
  // What is not the SUT's is not drawn as its fault: a call that it did not answer came from the tester.
  const rx = new Set(run.frames.flatMap((frame) => (frame.dir === 'rx' ? [frame.n] : [])));
  for (const { frames, blame } of run.findings) {
    const n = frames.findLast((each) => blame !== 'sut' || rx.has(each));
    if (n !== undefined && !red.has(n)) red.set(n, blame === 'sut' ? 'fail' : 'error');
  }
  const divergence = firstDivergence(run);
  const first = divergence && {
    ...(divergence.frame !== undefined && { frame: divergence.frame }),
    ...('check' in divergence.what && { check: divergence.what.check }),
  };
  return { byCheck, byFrame, red, first, own: new Set(run.frames.map((frame) => frame.n)) };
}

function ofFrame(item: TimelineItem & { kind: 'frame' }, { byFrame, red, first }: Lane): Shown {
  const { n } = item.frame;
  const verdict = red.get(n);
  const wrong = byFrame.get(n);
  const sub = wrong && wrong.fate !== 'met' ? `expected ${wrong.check.expected}` : undefined;
  return {
    item,
    ...(verdict && { red: verdict }),
    ...(sub !== undefined && { sub }),
    ...(first?.frame === n && { first: true }),
  };
}

/** A check has a row of its own where no message shows it: what did not come, and what did not pass without a message. */
function ofCheck(item: TimelineItem & { kind: 'check' }, { byCheck, first, own }: Lane): Shown[] {
  const { check } = item;
  const { verdict } = check;
  const known = byCheck.get(check);
  if (verdict === 'pass') return check.kind === 'absence' && known ? [{ item }] : [];
  const rests = known ? [known.came ?? 0] : waitedInVain(check) ? [] : check.frames;
  const shown = rests.some((n) => own.has(n));
  return shown ? [] : [{ item, red: verdict, ...(first?.check === check && { first: true }) }];
}

/** What can be drawn, still without its words: of a long case most of it is left out. */
function drawable(run: CaseRun, lane: Lane): Shown[] {
  return run.timeline.flatMap((item): Shown[] => {
    if (item.kind === 'frame') return [ofFrame(item, lane)];
    return item.kind === 'check' ? ofCheck(item, lane) : [{ item }];
  });
}

/** The row of a check: of what did not come with its deadline, of an absence that was kept, of any other by its title. */
function checkRow(check: Check, lane: Lane, mark: Marked): Row {
  const { t, awaited, expected, title } = check;
  const fate = lane.byCheck.get(check)?.fate;
  if (fate === 'missing') {
    const within = awaited ? ` within ${limitText(awaited.within)}` : '';
    const answer = check.kind === 'response' && check.action !== undefined ? `${check.action} response: ` : '';
    const label = oneLine(`${answer}${expected}`, LABEL);
    return { kind: 'missing', t, label, ...mark, sub: `expected${within}, nothing came` };
  }
  if (waitedInVain(check))
    return {
      kind: 'event',
      t,
      label: oneLine(title, LABEL),
      ...mark,
      sub: oneLine(`expected ${expected}, none came`, SUB),
    };
  const words = fate === 'met' ? `${expected}: ${check.actual}` : title;
  return { kind: 'event', t, label: oneLine(words, LABEL), ...mark };
}

function rowOf({ item, red, sub, first }: Shown, lane: Lane): Row {
  const mark = { ...(red && { red }), ...(sub !== undefined && { sub: oneLine(sub, SUB) }), ...(first && { first }) };
  switch (item.kind) {
    case 'frame': {
      const { frame } = item;
      const detail = frame.detail === undefined ? '' : `: ${frame.detail}`;
      const label = oneLine(`${frame.n} ${frame.name}${detail}`, LABEL);
      const known = lane.byFrame.get(frame.n);
      const expected = known !== undefined && known.fate !== 'unwanted';
      return { kind: 'arrow', t: frame.t, frame, label, expected, ...mark };
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
      return checkRow(item.check, lane, mark);
  }
}

/** The diagram's rows, at most about `max`: of a long run the beginning, the end, and what a red check rests on. */
export function diagramRows(run: CaseRun, max: number): readonly Row[] {
  const lane = laneOf(run);
  const all = drawable(run, lane);
  if (all.length <= max) return all.map((each) => rowOf(each, lane));
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
    if (!edge && !each.first && !(each.red && marked++ < max)) return void left++;
    close();
    rows.push(rowOf(each, lane));
  });
  return rows;
}
