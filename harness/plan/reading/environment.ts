/** `{{env.NAME}}` in the texts of a plan: values that stay outside the file. */

const ENVIRONMENT = /\{\{\s*env\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** The environment variables that a text uses. */
export function environmentNames(text: string): readonly string[] {
  return [...text.matchAll(ENVIRONMENT)].map((match) => match[1]!);
}
