/** Errors as a person at a terminal needs them: what is wrong, and what to do. Exit codes are those of the design. */
import { EXIT } from '../harness/run/conclude.js';

interface Explained {
  readonly code: string;
  readonly headline?: string;
  readonly hint?: string;
  readonly message: string;
}

/** Errors of ours and of the system. Node's own (`ERR_…`) say that it was called wrongly: that is a defect. */
const isExplained = (error: unknown): error is Explained => {
  const { code } = error as { readonly code?: unknown };
  return error instanceof Error && typeof code === 'string' && !code.startsWith('ERR_');
};

/** Words for what the system reports by code alone. */
const SYSTEM: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Something else listens there: stop it, or choose another port in the plan.',
  EACCES: 'The system does not allow it: look at the permissions, or choose a port above 1023.',
  ENOENT: 'Look at the path.',
  EEXIST: 'Choose another folder with --out; a record is never overwritten.',
};

/** A mistake in how a command was called. */
export function usageError(headline: string, hint: string): Error {
  return Object.assign(new Error(headline), { code: 'USAGE', headline, hint });
}

/** Prints the error to standard error and returns the exit code: 2 for what the user can mend, 4 for our own. */
export function explain(error: unknown): number {
  if (isExplained(error)) {
    const hint = error.hint ?? SYSTEM[error.code];
    process.stderr.write(
      `laddprov: ${error.message}\n${hint !== undefined && !error.message.includes(hint) ? `  hint: ${hint}\n` : ''}`,
    );
    return EXIT.usage;
  }
  process.stderr.write(
    `laddprov: a defect of laddprov itself: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return EXIT.testerError;
}
