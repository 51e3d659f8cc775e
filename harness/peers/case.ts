/**
 * A case: the data that say what it is, and the procedure, which reads like its sequence diagram. `ocpp16.ts` and
 * `ocpp2.ts` type it for their versions.
 */
import { type Role, type Version } from '../doors/protocol.js';
import { type CaseFacts } from '../record/events.js';
import { type CsmsContext, type StationContext } from './context.js';

/** A named state that a case starts in; shared, so that every case comes to it the same way. */
export interface State<Context, Found> {
  readonly name: string;
  /** What holds when it is reached, for people. */
  readonly description: string;
  /** Brings the SUT there. What it does is precondition: a red check in it makes the case inconclusive. */
  enter(context: Context): Promise<Found>;
}

export interface CaseData {
  /** Stable, never reused. */
  readonly id: string;
  readonly versions: readonly Version[];
  /** The chapter of the catalogue, such as `B Provisioning`. */
  readonly block: string;
  readonly title: string;
  readonly purpose: string;
  /** Certification profiles in which it is mandatory or conditional. */
  readonly profiles: Readonly<Record<string, 'mandatory' | 'conditional'>>;
  /** The official condition on features, such as `C-49 and NOT AQ-2`. */
  readonly condition?: string;
  /** Requirements that its checks rest on. */
  readonly requirements: readonly string[];
  readonly precondition?: string;
  /**
   * What its pass rests on beside its own checks, where these would be content with a SUT that agrees with everything:
   * that the SUT tells right from wrong (discernment.ts). Asked after the procedure; inconclusive where nothing shows it.
   */
  readonly restsOn?: 'right-from-wrong';
  readonly steps: readonly string[];
  /** Operator actions that it asks for; empty when it runs by itself. */
  readonly operator: readonly string[];
}

export type StationCaseData<V extends Version, Found> = CaseData & {
  readonly from?: State<StationContext<V>, Found>;
  run(context: StationContext<V>, found: Found): Promise<void>;
};

export type CsmsCaseData<V extends Version, Found> = CaseData & {
  /**
   * How far the tester goes before the procedure starts; by default it boots and reports its connectors. `kept`: so
   * too, unless the case before was `kept` and its connection is still there.
   */
  readonly connect?: 'booted' | 'connected' | 'not-connected' | 'kept';
  readonly from?: State<CsmsContext<V>, Found>;
  run(context: CsmsContext<V>, found: Found): Promise<void>;
};

/** A case as the runner takes it, whatever versions it is typed for. */
export type Case =
  | ({ readonly role: 'station' } & StationCaseData<Version, unknown>)
  | ({ readonly role: 'csms' } & CsmsCaseData<Version, unknown>);

const RESTS_ON: Readonly<Record<NonNullable<CaseData['restsOn']>, string>> = {
  'right-from-wrong': 'its pass rests on a product that tells right from wrong: asked when the rest is over',
};

/** The facts of a case that the record and `list` carry. */
export function factsOf(item: Case): CaseFacts {
  const {
    id,
    role,
    versions,
    block,
    title,
    purpose,
    profiles,
    condition,
    requirements,
    precondition,
    restsOn,
    steps,
    operator,
    from,
  } = item;
  const state = from && `${from.name}: ${from.description}`;
  const sound = restsOn && RESTS_ON[restsOn];
  const before = [precondition, state, sound].filter((text) => text !== undefined).join('; ');
  return {
    id,
    role: role satisfies Role,
    versions: [...versions],
    block,
    title,
    purpose,
    profiles: { ...profiles },
    ...(condition !== undefined && { condition }),
    requirements: [...requirements],
    ...(before !== '' && { precondition: before }),
    steps: [...steps],
    operator: [...operator],
  };
}
