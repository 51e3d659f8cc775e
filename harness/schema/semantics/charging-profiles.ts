/** The charging profile of a transaction that is yet to start (1.6 §5.16.2 with errata 3.41; F01.FR.09, F01.FR.11). */
import { is2x, type Version } from '../../doors/protocol.js';
import { showValue } from '../describe.js';
import { type Concern, type Judge, NONE, problem } from './concern.js';

const RULE = 'profile';
const STARTS: ReadonlySet<string> = new Set(['RemoteStartTransaction', 'RequestStartTransaction']);

const clauseOf = (version: Version, of2x: string): string => (is2x(version) ? of2x : '§5.16.2, errata 3.41');

const purposes =
  (clause: string): Judge =>
  (place) =>
    typeof place.value !== 'string' || place.value === 'TxProfile'
      ? NONE
      : problem(place, RULE, 'fail', clause, `${showValue(place.value)} where a remote start has a TxProfile`);

const transactions =
  (clause: string): Judge =>
  (place) =>
    problem(place, RULE, 'fail', clause, 'a transaction that is yet to start has no id to name');

export const chargingProfiles: Concern = ({ trail }, { version, action, part }) => {
  if (part !== 'request' || !STARTS.has(action)) return undefined;
  if (trail === 'chargingProfile.chargingProfilePurpose') return purposes(clauseOf(version, 'F01.FR.09'));
  return trail === 'chargingProfile.transactionId' ? transactions(clauseOf(version, 'F01.FR.11')) : undefined;
};
