/** The four kinds of SUT that the framing cases are made for, and what is the same of all cases for one of them. */
import { type Case } from '../../../harness/peers/case.js';
import { containing, matching } from '../../../harness/peers/matchers.js';
import { type Sending } from '../../../harness/peers/sending.js';
import { type Role, type Version } from '../../../harness/peers/versions.js';
import { type OnEither } from '../../helpers/either.js';

export interface Side {
  readonly role: Role;
  readonly family: '16' | '2X';
  readonly versions: readonly Version[];
  /** How the SUT is called in sentences. */
  readonly sut: 'station' | 'central system' | 'CSMS';
}

export const SIDES: readonly Side[] = [
  { role: 'station', family: '16', versions: ['1.6'], sut: 'station' },
  { role: 'csms', family: '16', versions: ['1.6'], sut: 'central system' },
  { role: 'station', family: '2X', versions: ['2.0.1', '2.1'], sut: 'station' },
  { role: 'csms', family: '2X', versions: ['2.0.1', '2.1'], sut: 'CSMS' },
];

/** A section of the framing chapter, as OCPP-J 1.6 or Part 4 of 2.x numbers it. */
export const section = ({ family }: Side, old: string, now = old): string =>
  family === '16' ? `OCPP-J 1.6 §${old}` : `Part 4 §${now}`;

/** 1.6 has a spelling of its own; products in the field send both, and the rules advise on that. */
export const formCodes = ({ family }: Side): readonly string[] =>
  family === '16' ? ['FormationViolation', 'FormatViolation'] : ['FormatViolation', 'FormationViolation'];

/** The codes that fit a frame that is no CALL: no document has a table of them. */
export const frameCodes = (side: Side): readonly string[] => [
  ...(side.family === '2X' ? ['RpcFrameworkError'] : []),
  ...formCodes(side),
  ...['ProtocolError', 'GenericError', 'TypeConstraintViolation', 'PropertyConstraintViolation'],
];

/** The codes for what a receiver does not have. */
export const ABSENT: readonly string[] = ['NotImplemented', 'NotSupported'];

/** A request that every such SUT serves, whatever its state, and that changes nothing. */
export function sound({ role, family }: Side): { readonly action: string; readonly payload: object } {
  if (role === 'csms') return { action: 'Heartbeat', payload: {} };
  if (family === '16') return { action: 'GetConfiguration', payload: { key: ['NumberOfConnectors'] } };
  return { action: 'GetVariables', payload: { getVariableData: [PROBE] } };
}
const PROBE = { component: { name: 'ChargingStation' }, variable: { name: 'AvailabilityState' } };

/** What its answer has to say at the least. */
function soundAnswer({ role, family }: Side): object {
  if (role === 'csms') return {};
  if (family === '2X') return { getVariableResult: [{ attributeStatus: 'Accepted', ...PROBE }] };
  const key = matching('"NumberOfConnectors" in any letter case', (text) => /^NumberOfConnectors$/i.test(String(text)));
  const value = matching('a number', (text) => typeof text === 'string' && /^\d+$/.test(text));
  return { configurationKey: containing({ key, value }) };
}

const SERVES: Readonly<Record<string, string>> = {
  'station 16': '1.6 §5.8',
  'csms 16': '1.6 §4.6',
  'station 2X': 'B06.FR.10',
  'csms 2X': 'G02.FR.03',
};
/** What the check that it is alive rests on. */
export const alivenessOf = ({ role, family }: Side): string => SERVES[`${role} ${family}`] ?? '';

/** Judges that the SUT serves a sound request. A red check ends the case: nothing more can be learnt of it. */
export async function isAlive(
  context: OnEither,
  side: Side,
  after: string,
  { also, ...how }: { title?: string; id?: string; also?: string; sending?: Sending } = {},
): Promise<void> {
  const { action, payload } = sound(side);
  const rests = [...(also === undefined ? [] : [also]), alivenessOf(side)];
  await context.peer.call(action as never, payload as never, soundAnswer(side) as never, rests, {
    id: `alive-after-${after}`,
    title: `the ${side.sut} serves a sound request after ${after.replaceAll('-', ' ')}`,
    ...how,
  });
}

export interface Described {
  /** Two digits: the case's id is `RPC_16_CS_` and this. */
  readonly number: string;
  readonly block?: string;
  readonly title: string;
  readonly purpose: string;
  readonly requirements: readonly string[];
  readonly steps: readonly string[];
  readonly connect?: 'booted' | 'not-connected';
  readonly condition?: string;
  readonly precondition?: string;
  readonly prefix?: 'RPC' | 'CHAOS';
  readonly operator?: readonly string[];
  run(context: OnEither): Promise<void>;
}

/** A case for one kind of SUT. */
export function caseFor(side: Side, described: Described): Case {
  const { number, run, connect, prefix = 'RPC', operator = [], block = 'Error handling', ...data } = described;
  const label = side.role === 'station' ? 'CS' : 'CSMS';
  const facts = {
    ...data,
    id: `${prefix}_${side.family}_${label}_${number}`,
    versions: side.versions,
    block,
    profiles: {},
    // Most of them ask but for being served, or for anything but a result.
    restsOn: 'right-from-wrong' as const,
    operator,
  };
  return side.role === 'station'
    ? { ...facts, role: 'station', run: (context) => run(Object.assign(context, { peer: context.csms })) }
    : {
        ...facts,
        role: 'csms',
        ...(connect && { connect }),
        run: (context) => run(Object.assign(context, { peer: context.station })),
      };
}
