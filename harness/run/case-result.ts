/** What one run of a case came to. */
import { type CaseVerdict } from '../record/events.js';

export interface CaseResult {
  readonly id: string;
  readonly verdict: CaseVerdict;
  readonly reason: string;
  /** Which attempt at the case it was, from 1. */
  readonly attempt: number;
  /** When it began, in milliseconds since the run's start. */
  readonly started: number;
  /** When it was over, in milliseconds since the run's start; before the SUT was brought back. */
  readonly ended?: number;
  /** What happened to the SUT in it that was not the case's doing: its verdict counts for nothing. */
  readonly disturbed?: string;
}
