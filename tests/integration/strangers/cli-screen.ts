/**
 * What the screen of ocpp-ws-cli's simulator says. It draws the block of lines that changed anew, the newest line of
 * its log on top, so that what was shown before is shown again: only the first log line of each drawing is news.
 */
import { openTerminal, type Terminal } from './terminal.js';

export interface CliScreen {
  /** Types keys, and resolves with the log line that `log` describes, or when the text that `text` describes is there. */
  press(keys: string, wanted: { readonly log?: RegExp; readonly text?: RegExp }): Promise<string>;
  /** The latest line of the log that `pattern` describes. */
  latest(pattern: RegExp): string | undefined;
  /** Whether a transaction runs. */
  readonly charging: boolean;
  kill(): Promise<void>;
}

/** How long the simulator has to show what a key does, in milliseconds. */
const PATIENCE = 10_000;

// eslint-disable-next-line no-control-regex
const CONTROL = /\u001b(?:\[[0-9;?]*[A-Za-z]|\][^\u0007]*\u0007|[()][A-Z0-9])/g;
/** One drawing: what stands between the marks of synchronised output. */
// eslint-disable-next-line no-control-regex
const DRAWING = /\u001b\[\?2026h([^]*?)\u001b\[\?2026l/g;
const KEPT = 100_000;

export function openCliScreen(command: readonly string[], cwd: string): CliScreen {
  const log: string[] = [];
  let charging = false;
  let raw = '';
  let text = '';
  let waiting: (() => void) | undefined;

  const drawn = (drawing: string) => {
    const plain = drawing.replace(CONTROL, '');
    const news = /│ (.+)/.exec(plain)?.[1];
    if (news !== undefined) log.push(news.trim());
    const transaction = /\[(?:Tx: \d+|No Tx)\]/.exec(plain)?.[0];
    if (transaction !== undefined) charging = transaction !== '[No Tx]';
  };
  const onOutput = (chunk: string) => {
    text = (text + chunk.replace(CONTROL, '')).slice(-KEPT);
    raw += chunk;
    let end = 0;
    for (const match of raw.matchAll(DRAWING)) {
      drawn(match[1]!);
      end = match.index + match[0].length;
    }
    raw = raw.slice(end).slice(-KEPT);
    waiting?.();
  };
  const terminal: Terminal = openTerminal(command, cwd, onOutput);

  return {
    get charging() {
      return charging;
    },
    latest: (pattern) => log.findLast((line) => pattern.test(line)),
    kill: () => terminal.kill(),
    press(keys, wanted) {
      const from = log.length;
      text = '';
      return new Promise((resolve, reject) => {
        const end = (act: () => void) => {
          clearTimeout(timer);
          waiting = undefined;
          act();
        };
        const shown = () => `; the screen said: ${[...log.slice(-5), text.slice(-200)].join(' / ')}`;
        const timer = setTimeout(() => {
          const what = String(wanted.log ?? wanted.text);
          end(() => reject(new Error(`${what} was not shown within ${PATIENCE} ms${shown()}`)));
        }, PATIENCE);
        waiting = () => {
          const line = wanted.log && log.slice(from).find((item) => wanted.log?.test(item));
          if (line !== undefined) end(() => resolve(line));
          else if (wanted.text?.test(text)) end(() => resolve(text));
          else if (terminal.failure) end(() => reject(new Error(`${terminal.failure?.message}${shown()}`)));
        };
        terminal.type(keys);
        waiting();
      });
    },
  };
}
