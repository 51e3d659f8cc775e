/** What the schemas cannot say: the meaning of values, each by the clause of the specification that fixes it. */
import { type Role, type Version } from '../../doors/protocol.js';
import { senderOf } from '../directions.js';
import { schemaOf } from '../schemas.js';
import { type Part } from '../types.js';
import { MAX_PROBLEMS } from '../validate.js';
import { visitPayload } from '../visit.js';
import { type Concern, type Context, type SemanticProblem } from './concern.js';
import { dateTimes } from './date-times.js';
import { empties } from './empties.js';
import { identifiers } from './identifiers.js';
import { measuredValues } from './measured-values.js';
import { numbers } from './numbers.js';
import { texts } from './texts.js';
import { units } from './units.js';
import { urls } from './urls.js';

const CONCERNS: readonly Concern[] = [dateTimes, identifiers, numbers, urls, units, measuredValues, empties, texts];

/** Who sends this half of the exchange; undefined for DataTransfer, which either may start. */
function sentBy(version: Version, action: string, part: Part): Role | undefined {
  const starter = senderOf(version, action);
  if (starter === undefined || starter === 'both') return undefined;
  return (starter === 'station') === (part === 'request') ? 'station' : 'csms';
}

/**
 * What is wrong, or unwise, in the meaning of a payload: 20 problems at most, failures first. It expects a payload that
 * `validatePayload` accepts, looks only at values of the right type in one that it does not, and never repeats what
 * that says. An unknown message has no problems here.
 */
export function semanticProblems(
  version: Version,
  action: string,
  part: Part,
  payload: unknown,
): readonly SemanticProblem[] {
  const schema = schemaOf(version, action, part);
  if (schema === undefined) return [];
  const context: Context = { version, action, part, sender: sentBy(version, action, part) };
  const found: Record<SemanticProblem['severity'], SemanticProblem[]> = { fail: [], advisory: [] };
  visitPayload(schema, `${action}${part === 'request' ? 'Request' : 'Response'}`, payload, (place) => {
    for (const concern of CONCERNS) {
      for (const entry of concern(place, context)) {
        if (found[entry.severity].length < MAX_PROBLEMS) found[entry.severity].push(entry);
      }
    }
    return found.fail.length < MAX_PROBLEMS;
  });
  return [...found.fail, ...found.advisory].slice(0, MAX_PROBLEMS);
}
