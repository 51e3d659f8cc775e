/** Asks the person at the terminal: what to do, where, how long there is, and why. */
import { createInterface, type Interface } from 'node:readline';
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../doors/operator.js';
import { bounded } from './bounded.js';
import { describeAction, type Instruction } from './instructions.js';

export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Texts may come from the SUT or a plan: nothing in them may steer the terminal. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

function promptText({ what, where, time, why, detail, wantsValue }: Instruction): string {
  const done = wantsValue ? '[d VALUE] what it shows' : '[Enter] done';
  const lines = [
    '',
    `  ► ${what}`,
    ...(where === '' ? [] : [`    at ${where}`]),
    ...(detail === undefined ? [] : detail.split('\n').map((line) => `    ${line}`)),
    `    why: ${why}`,
    `    time: ${time}`,
    `    ${done}   [c] cannot be done here   [f] did not work   (a comment may follow: f it is stuck)`,
    '',
  ];
  return printable(lines.join('\n'));
}

/** What a line means; undefined when it means nothing. */
function readReply(line: string, wantsValue: boolean): OperatorAnswer | undefined {
  const [, key, comment] = /^([dcf])(?:\s+(.*))?$/i.exec(line.trim()) ?? [];
  const text = comment?.trim() ?? '';
  switch (key?.toLowerCase()) {
    case 'c':
      return { status: 'unavailable', reason: text || 'the person at the terminal cannot do it' };
    case 'f':
      return { status: 'failed', reason: text || 'the person at the terminal says that it did not work' };
    case 'd':
      if (wantsValue) return text === '' ? undefined : { status: 'done', value: text };
      return { status: 'done', ...(text === '' ? {} : { note: text }) };
    default:
      return line.trim() === '' && !wantsValue ? { status: 'done' } : undefined;
  }
}

/**
 * An operator at a terminal. Without one it is unavailable. Requests of several lanes are shown one after the other;
 * the time of each counts from when it is shown.
 */
export function terminalOperator({ input, output }: TerminalStreams): Operator {
  let lines: Interface | undefined;
  let ended = false;
  let onLine: ((line: string | undefined) => void) | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const open = () => {
    if (lines !== undefined) return;
    lines = createInterface({ input, terminal: false });
    lines.on('line', (line) => onLine?.(line));
    lines.on('close', () => {
      ended = true;
      onLine?.(undefined);
    });
  };

  const show = async (request: OperatorRequest): Promise<OperatorAnswer> => {
    open();
    if (ended) return { status: 'unavailable', reason: 'the terminal was closed' };
    const instruction = describeAction(request);
    const { wantsValue } = instruction;
    output.write(`${promptText(instruction)}    > `);
    const answer = await bounded(request.within, () => {
      return new Promise((resolve) => {
        onLine = (line) => {
          if (line === undefined) return resolve({ status: 'unavailable', reason: 'the terminal was closed' });
          const reply = readReply(line, wantsValue);
          if (reply !== undefined) resolve(reply);
          else output.write(wantsValue ? '    d and the value, c or f > ' : '    Enter, c or f > ');
        };
      });
    });
    onLine = undefined;
    if (answer.status === 'failed' && answer.reason.startsWith('no answer within'))
      output.write('\n    time is over\n');
    return answer;
  };

  return {
    name: 'terminal',
    ask(request) {
      if (input.isTTY !== true || output.isTTY !== true) {
        return Promise.resolve({ status: 'unavailable', reason: 'there is no terminal to ask at' });
      }
      const answer = last.then(() => show(request));
      last = answer.catch(() => undefined);
      return answer;
    },
    close() {
      lines?.close();
      return Promise.resolve();
    },
  };
}
