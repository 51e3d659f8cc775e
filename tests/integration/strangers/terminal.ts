/**
 * A program on a pseudo-terminal, driven by keys: `script` of util-linux makes the terminal, so that no native module
 * is needed. Its package is essential on Debian and its kin.
 */
import { spawn } from 'node:child_process';

export interface Terminal {
  /** Types keys: plain characters and control sequences. */
  type(keys: string): void;
  /** Why nothing more will be shown. */
  readonly failure: Error | undefined;
  /** Ends the program without letting it say goodbye, as a loss of power would. */
  kill(): Promise<void>;
}

/** Of util-linux. */
const MAKER = 'script';

const quoted = (argument: string) => `'${argument.replaceAll("'", `'\\''`)}'`;

/** Starts `command`; `onOutput` is told of what it writes, and once more with '' when it has ended. */
export function openTerminal(command: readonly string[], cwd: string, onOutput: (text: string) => void): Terminal {
  const line = `stty rows 50 cols 120; exec ${command.map(quoted).join(' ')}`;
  const child = spawn(MAKER, ['-qfec', line, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, SHELL: '/bin/sh', TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let failure: Error | undefined;
  const closed = new Promise<void>((resolve) => {
    const end = (error: Error) => {
      failure ??= error;
      onOutput('');
      resolve();
    };
    child.on('error', (error: NodeJS.ErrnoException) =>
      end(
        error.code === 'ENOENT'
          ? new Error('there is no `script` on this machine, which makes terminals: install util-linux (or bsdutils)')
          : error,
      ),
    );
    child.on('close', (code) => end(new Error(`the program ended with ${code ?? 'a signal'}`)));
  });
  child.stdin.on('error', () => undefined);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
  return {
    type: (keys) => void child.stdin.write(keys),
    get failure() {
      return failure;
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
