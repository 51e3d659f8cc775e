/** What the generated negative cases are made of: the payloads, and which messages a SUT receives. */
import { type Role, type Version } from '../doors/protocol.js';
import { isSend, senderOf } from '../schema/directions.js';
import { actionsOf } from '../schema/schemas.js';

export { type Negative, NEGATIVE_KINDS, type NegativeKind, negativesOf } from '../schema/negatives.js';
export { type Choices } from '../schema/sample.js';

/** The requests that a SUT of this role receives, in alphabetical order; a SEND, which nobody answers, is none. */
export function requestsTo(version: Version, sut: Role): readonly string[] {
  const other: Role = sut === 'station' ? 'csms' : 'station';
  return actionsOf(version).filter((action) => {
    const sender = senderOf(version, action);
    return (sender === other || sender === 'both') && !isSend(version, action);
  });
}
