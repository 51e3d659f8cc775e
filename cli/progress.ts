/** Live progress: a line per finished case, and on a terminal a line that says what is running now. */
import { shortened } from '../reports/index.js';
import { type CaseVerdict, type RecordEvent } from '../harness/record/events.js';

const MARKS: Readonly<Record<CaseVerdict, string>> = {
  pass: '✓',
  inconclusive: '?',
  fail: '✗',
  error: '!',
  'not-applicable': '-',
};
const COLOURS: Readonly<Record<CaseVerdict, string>> = {
  pass: '\u001b[32m',
  inconclusive: '\u001b[33m',
  fail: '\u001b[31m',
  error: '\u001b[35m',
  'not-applicable': '\u001b[2m',
};
const RESET = '\u001b[0m';

export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What the SUT said can hold anything; a terminal must not act on it. */
// eslint-disable-next-line no-control-regex -- these are the characters to take out
const plain = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '·');

/** Takes the events of a run as they come and writes progress to `output`. */
export function createProgress(output: Output, label = ''): { on(event: RecordEvent): void; end(): void } {
  const live = output.isTTY === true && process.env['CI'] === undefined;
  const colours = live && process.env['NO_COLOR'] === undefined;
  const running = new Map<number, string>();
  let total = 0;
  let done = 0;
  const markOf = (verdict: CaseVerdict) => (colours ? `${COLOURS[verdict]}${MARKS[verdict]}${RESET}` : MARKS[verdict]);
  const clear = () => live && output.write('\r\u001b[2K');
  const status = () => {
    if (!live || running.size === 0) return;
    const text = `${label}${done}/${total} running ${[...running.values()].join(', ')}`;
    output.write(plain(text).slice(0, Math.max(20, (output.columns ?? 80) - 1)));
  };
  return {
    on(event) {
      if (event.type === 'run-start') total = event.cases.filter((item) => item.run).length;
      else if (event.type === 'drawn') total++;
      else if (event.type === 'case-start') {
        running.set(event.lane, event.case);
        clear();
        status();
      } else if (event.type === 'case-end') {
        running.delete(event.lane);
        if (event.attempt === undefined) done++;
        clear();
        const attempt = event.attempt === undefined ? '' : `, attempt ${event.attempt}`;
        const reason = event.verdict === 'pass' ? '' : `: ${plain(shortened(event.reason)).slice(0, 300)}`;
        output.write(
          `${label}${markOf(event.verdict)} ${event.verdict.padEnd(4)} ${event.case} (${(event.duration / 1000).toFixed(1)} s${attempt})${reason}\n`,
        );
        status();
      } else if (event.type === 'case-amend') {
        clear();
        output.write(
          `${label}${markOf(event.verdict)} ${event.verdict.padEnd(4)} ${event.case}, found later: ${plain(shortened(event.reason)).slice(0, 300)}\n`,
        );
        status();
      } else if (event.type === 'incident') {
        clear();
        output.write(`${label}! ${plain(event.text).slice(0, 300)}\n`);
        status();
      } else if (event.type === 'operator-ask' && live) {
        clear();
        status();
      }
    },
    end: () => void clear(),
  };
}
