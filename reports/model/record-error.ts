/** A record that no report can be made from. */
export class RecordError extends Error {
  readonly code: 'RECORD_WITHOUT_START' | 'RECORD_WITH_TWO_STARTS';
  readonly headline: string;
  readonly hint: string;

  constructor(code: RecordError['code'], headline: string, hint: string) {
    super(`${headline}\n${hint}`);
    this.name = 'RecordError';
    this.code = code;
    this.headline = headline;
    this.hint = hint;
  }
}
