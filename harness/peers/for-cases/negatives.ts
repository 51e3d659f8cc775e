/** What the generated negative cases are made of: the payloads, and which messages a SUT receives. */
import { type Role, type Version } from '../../doors/protocol.js';
import { isSend, senderOf } from '../../schema/directions.js';
import { placesOf } from '../../schema/places.js';
import { type Choices, minimalSample } from '../../schema/sample.js';
import { actionsOf } from '../../schema/schemas.js';
import { type Part } from '../../schema/types.js';

export { type Base, basePayload, type Negative, NEGATIVE_KINDS, negativesOf } from '../../schema/negatives.js';
export { type Choices } from '../../schema/sample.js';

/** The requests that a SUT of this role receives, in alphabetical order; a SEND, which nobody answers, is none. */
export function requestsTo(version: Version, sut: Role): readonly string[] {
  const other: Role = sut === 'station' ? 'csms' : 'station';
  return actionsOf(version).filter((action) => {
    const sender = senderOf(version, action);
    return (sender === other || sender === 'both') && !isSend(version, action);
  });
}

/** The places of a message that have a list of values to choose from, with the values. */
export function enumsOf(
  version: Version,
  action: string,
  part: Part,
): readonly { readonly path: string; readonly members: readonly string[] }[] {
  return placesOf(version, action, part).flatMap(({ path, schema }) =>
    schema.enum === undefined ? [] : [{ path, members: schema.enum.map(String) }],
  );
}

/** The least request that is valid, with `choices` where the schema leaves one. */
export const leastRequest = (version: Version, action: string, choices: Choices): object =>
  minimalSample(version, action, 'request', choices);
