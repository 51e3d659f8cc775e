/** What the page of the history is made from. */
import { type Changes, type Flip } from '../../harness/history/changes.js';
import { type ProductHistory } from '../../harness/history/product-history.js';

/** One product with all that is told of it. */
export interface HistoryPart {
  readonly history: ProductHistory;
  readonly changes: Changes;
  /** Changes of verdict, oldest first, by case. */
  readonly flips: ReadonlyMap<string, readonly Flip[]>;
  /** Where the report of a run is, relative to the page, by the run's digest; none where there is no report. */
  readonly reports: ReadonlyMap<string, string>;
}

export interface HistoryPage {
  readonly parts: readonly HistoryPart[];
  readonly tool: { readonly name: string; readonly version: string };
}
