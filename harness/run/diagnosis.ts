/** One thing that `doctor` looked at. */
export interface Diagnosis {
  readonly subject: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly hint?: string;
}
