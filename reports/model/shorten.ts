/** Sentences for a terminal, which long lists would fill; the report has them whole. */

const ALTERNATIVES = /\b([A-Za-z]\w*)((?: or [A-Za-z]\w*){3,})/g;
const QUOTED = /("[^"]*")((?:, "[^"]*"){4,})/g;

/**
 * The text with its long lists cut: `CALLERROR FormationViolation or ProtocolError or …` becomes `CALLERROR
 * FormationViolation or 10 others`, and a list of quoted values in the same way.
 */
export function shortened(text: string): string {
  return text
    .replace(ALTERNATIVES, (_, first: string, rest: string) => `${first} or ${rest.split(' or ').length - 1} others`)
    .replace(QUOTED, (_, first: string, rest: string) => `${first} and ${rest.match(/, "/g)!.length} others`);
}
