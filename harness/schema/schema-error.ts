/** An error of the schema layer: a stable code, a headline that says what is wrong, and a hint that says what to do. */
export interface SchemaError extends Error {
  readonly code: 'SCHEMAS_CHANGED' | 'SCHEMAS_MISSING' | 'SCHEMA_UNKNOWN';
  readonly headline: string;
  readonly hint: string;
}

export function schemaError(code: SchemaError['code'], headline: string, hint: string): SchemaError {
  return Object.assign(new Error(`${headline}. ${hint}`), { code, headline, hint });
}
