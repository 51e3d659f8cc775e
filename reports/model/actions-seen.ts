import { type EventOf } from '../../harness/record/events.js';

/** The beginning of a CALL or SEND whose action is a word, as all of OCPP are. */
const CALL = /^\s*\[\s*[26]\s*,\s*"[^"]{0,255}"\s*,\s*"(\w{1,50})"/;
/** More than any version has; a SUT that makes up names fills no memory. */
const MOST = 500;

/** Collects the messages that were exchanged, by action; not those that the tester made wrong on purpose. */
export function createActionsSeen(): { readonly seen: ReadonlySet<string>; take(frame: EventOf<'frame'>): void } {
  const seen = new Set<string>();
  return {
    seen,
    take({ text, deliberate }) {
      if (deliberate !== undefined || seen.size >= MOST) return;
      const action = CALL.exec(text)?.[1];
      if (action !== undefined) seen.add(action);
    },
  };
}
