/** What can be wrong with an index of runs. None of it loses a run: the records are what counts, the index is made of them. */
export type HistoryErrorCode =
  'HISTORY_MISSING' | 'HISTORY_DAMAGED' | 'HISTORY_FOREIGN' | 'HISTORY_NEWER' | 'HISTORY_BUSY' | 'HISTORY_LOST_LOCK';

export interface HistoryError extends Error {
  readonly code: HistoryErrorCode;
  readonly headline: string;
  readonly hint: string;
}

export const historyError = (code: HistoryErrorCode, headline: string, hint: string): HistoryError =>
  Object.assign(new Error(headline), { code, headline, hint });

export const isHistoryError = (error: unknown): error is HistoryError =>
  error instanceof Error && String((error as { readonly code?: unknown }).code).startsWith('HISTORY_');

/** The way out of an index that cannot be used. */
export const REBUILD =
  'Make it again from the records: laddprov runs rebuild FOLDER-OF-RUNS. The file is kept as it is, beside the new one.';
