/** What the schemas cannot say: the meaning of values, each by the clause of the specification that fixes it. */
import { type Role, type Version } from '../../doors/protocol.js';
import { senderOf } from '../directions.js';
import { schemaOf } from '../schemas.js';
import { type Part } from '../types.js';
import { MAX_PROBLEMS } from '../validate.js';
import { type Itinerary, plan, type Site, walk } from '../visit.js';
import { type Concern, type Context, type Judge, NONE, type SemanticProblem } from './concern.js';
import { chargingProfiles } from './charging-profiles.js';
import { dateTimes } from './date-times.js';
import { empties } from './empties.js';
import { identifiers } from './identifiers.js';
import { measuredValues } from './measured-values.js';
import { numbering } from './numbering.js';
import { numbers } from './numbers.js';
import { texts } from './texts.js';
import { units } from './units.js';
import { urls } from './urls.js';

const CONCERNS: readonly Concern[] = [
  dateTimes,
  identifiers,
  numbering,
  numbers,
  urls,
  units,
  measuredValues,
  empties,
  texts,
  chargingProfiles,
];

/** Who sends this half of the exchange; undefined for DataTransfer, which either may start. */
function sentBy(version: Version, action: string, part: Part): Role | undefined {
  const starter = senderOf(version, action);
  if (starter === undefined || starter === 'both') return undefined;
  return (starter === 'station') === (part === 'request') ? 'station' : 'csms';
}

const isJudge = (judge: Judge | undefined): judge is Judge => judge !== undefined;

function planOf(version: Version, action: string, part: Part): Itinerary<Judge> | undefined {
  const schema = schemaOf(version, action, part);
  if (schema === undefined) return undefined;
  const context: Context = { version, action, part, sender: sentBy(version, action, part) };
  const judgesAt = (site: Site): readonly Judge[] => CONCERNS.map((concern) => concern(site, context)).filter(isJudge);
  return plan(schema, `${action}${part === 'request' ? 'Request' : 'Response'}`, judgesAt);
}

type Plans = Record<Part, Map<string, Itinerary<Judge>>>;
const noPlans = (): Plans => ({ request: new Map(), response: new Map() });

/** Made on first use, like the validators: the schemas do not change. */
const plans: Readonly<Record<Version, Plans>> = { '1.6': noPlans(), '2.0.1': noPlans(), '2.1': noPlans() };

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
  const known = plans[version][part];
  let itinerary = known.get(action);
  if (itinerary === undefined) {
    itinerary = planOf(version, action, part);
    // Names come from the wire: only those of the version are kept.
    if (itinerary === undefined) return NONE;
    known.set(action, itinerary);
  }
  let found: Record<SemanticProblem['severity'], SemanticProblem[]> | undefined;
  walk(itinerary, payload, (judge, place) => {
    const problems = judge(place);
    if (problems.length === 0) return true;
    found ??= { fail: [], advisory: [] };
    for (const entry of problems) if (found[entry.severity].length < MAX_PROBLEMS) found[entry.severity].push(entry);
    return found.fail.length < MAX_PROBLEMS;
  });
  return found === undefined ? NONE : [...found.fail, ...found.advisory].slice(0, MAX_PROBLEMS);
}
