/** What a case file needs, typed for OCPP 2.0.1 and 2.1; payloads are typed by 2.0.1, which 2.1 extends. */
import { type Case, type CsmsCaseData, type State, type StationCaseData } from './case.js';
import { type CsmsContext, type StationContext } from './context.js';
import { type Token } from './for-cases/settings.js';
import { type ActionOf, type RequestOf, type ResponseOf } from '../schema/types.js';

type Typed = '2.0.1';

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

export { absent, absentOr, between, containing, matching, near, noneOf, oneOf } from './matchers.js';
export { type Version } from '../doors/protocol.js';

/** A token of the plan as payloads carry it. */
export function idTokenOf({ idToken, type }: Token): Request<'Authorize'>['idToken'] {
  return { idToken, type: type as Request<'Authorize'>['idToken']['type'] };
}
