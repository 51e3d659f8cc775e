/**
 * One writer at a time. A lock is a file beside the index that names its holder. It never outlives its holder for long:
 * one whose process is gone, or that did not change hands for `stale` milliseconds, is taken away.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { historyError } from './history-error.js';

/** What a writer needs from outside. */
export interface Surroundings {
  /** The name of this machine and the number of this process. */
  readonly host: string;
  readonly pid: number;
  /** A text that nobody else has. */
  token(): string;
  /** Resolves after so many milliseconds. */
  pause(ms: number): Promise<void>;
  /** Whether a process of this machine lives. */
  alive(pid: number): boolean;
  /** Milliseconds between two looks at a lock, after which it counts as left behind, and to wait at most. */
  readonly every?: number;
  readonly stale?: number;
  readonly atMost?: number;
}

export interface Lock {
  /** False where somebody took the lock for left behind. */
  held(): boolean;
  release(): void;
}

const code = (error: unknown): unknown => (error as { readonly code?: unknown }).code;

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (code(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function holderOf(content: string): { readonly host?: unknown; readonly pid?: unknown } {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Takes away the lock that holds `content`, and no other: one that came in its place meanwhile is put back. */
function takeAway(path: string, content: string, token: string): void {
  const aside = `${path}.${token}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (code(error) === 'ENOENT') return;
    throw error;
  }
  try {
    if (readFileSync(aside, 'utf8') !== content) linkSync(aside, path);
  } catch (error) {
    if (code(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Waits for the lock at `path`. Throws HISTORY_BUSY when others keep it for too long. */
export async function acquire(path: string, around: Surroundings): Promise<Lock> {
  const { host, pid, every = 25, stale = 20_000, atMost = 30_000 } = around;
  const own = JSON.stringify({ host, pid, token: around.token() });
  let seen: string | undefined;
  let unchanged = 0;
  for (let waited = 0; ; waited += every) {
    try {
      writeFileSync(path, own, { flag: 'wx' });
      return {
        held: () => contentOf(path) === own,
        release: () => void (contentOf(path) === own && rmSync(path, { force: true })),
      };
    } catch (error) {
      if (code(error) !== 'EEXIST') throw error;
    }
    const content = contentOf(path);
    if (content === undefined) continue;
    unchanged = content === seen ? unchanged + every : 0;
    seen = content;
    const holder = holderOf(content);
    const gone = holder.host === host && typeof holder.pid === 'number' && !around.alive(holder.pid);
    // A number may be another process by now, in another container even: what stands still for long is left behind too.
    if (gone || unchanged >= stale) takeAway(path, content, around.token());
    else if (waited >= atMost)
      throw historyError(
        'HISTORY_BUSY',
        `another process keeps the index of runs locked: ${path}`,
        'Enter the run when it is done: laddprov runs add FOLDER-OF-THE-RUN. Remove the lock file if nothing runs.',
      );
    else await around.pause(every);
  }
}
