/** What a case file needs, typed for OCPP 1.6J. */
import { type Case, type CsmsCaseData, type State, type StationCaseData } from './case.js';
import { type CsmsContext, type StationContext } from './context.js';
import { type ActionOf, type RequestOf, type ResponseOf } from '../schema/types.js';

type Typed = '1.6';

export type OnStation = StationContext<Typed>;
export type OnCsms = CsmsContext<Typed>;
export type Request<A extends ActionOf<Typed>> = RequestOf<Typed, A>;
export type Response<A extends ActionOf<Typed>> = ResponseOf<Typed, A>;

/** A case for a station under test. */
export function stationCase<Found = undefined>(data: StationCaseData<Typed, Found>): Case {
  return { ...data, role: 'station' } as unknown as Case;
}

/** A case for a CSMS under test. */
export function csmsCase<Found = undefined>(data: CsmsCaseData<Typed, Found>): Case {
  return { ...data, role: 'csms' } as unknown as Case;
}

/** A state that cases for a station start in. */
export const stationState = <Found>(state: State<OnStation, Found>): State<OnStation, Found> => state;

/** A state that cases for a CSMS start in. */
export const csmsState = <Found>(state: State<OnCsms, Found>): State<OnCsms, Found> => state;

export { type Message } from './conversation/peer.js';
export { absent, absentOr, between, containing, matching, near, noneOf, oneOf, present } from './matchers.js';
