/** The framing cases: the same groups for a station and a CSMS, for 1.6 and 2.x, with what differs between them. */
import { type Case } from '../../../harness/peers/case.js';
import { credentials } from './credentials.js';
import { directions, names, otherVersion } from './actions.js';
import { messageTypes, unaskedAnswers } from './answers.js';
import { bytes, depth, size } from './excess.js';
import { paths, subprotocols, twoConnections } from './handshake.js';
import { messageIds } from './ids.js';
import { noJson, unusualJson } from './json.js';
import { malformed } from './malformed.js';
import { noUpgrade } from './no-upgrade.js';
import { repeatedIds } from './repeated.js';
import { arrays, elements } from './shapes.js';
import { type Side, SIDES } from './side.js';
import { compression, fragments, pings } from './transport.js';

const GROUPS: readonly ((side: Side) => Case)[] = [
  malformed,
  ...[arrays, elements, messageIds, unaskedAnswers, messageTypes, noJson, unusualJson],
  ...[depth, size, bytes, names, directions, otherVersion, fragments, pings, compression, repeatedIds],
];
const HANDSHAKES: readonly ((side: Side) => Case)[] = [subprotocols, paths, twoConnections, credentials, noUpgrade];

export const framingCases: readonly Case[] = SIDES.flatMap((side) =>
  [...GROUPS, ...(side.role === 'csms' ? HANDSHAKES : [])].map((make) => make(side)),
);
