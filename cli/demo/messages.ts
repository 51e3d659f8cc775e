/** What the main thread of a demo and its workers tell each other. All of it can be cloned. */
import { type RecordEvent } from '../../harness/record/events.js';
import { type Part, type PartConclusion } from './part.js';

export type ToWorker =
  { readonly type: 'run'; readonly part: Part } | { readonly type: 'interrupt'; readonly reason: string };

export type FromWorker =
  | { readonly type: 'event'; readonly event: RecordEvent }
  | { readonly type: 'done'; readonly conclusion: PartConclusion };

/** The events that progress is made of. */
export const TOLD: readonly RecordEvent['type'][] = ['run-start', 'drawn', 'case-end', 'case-amend', 'incident'];
