/** The four kinds of SUT that the framing cases are made for, and what is the same of all cases for one of them. */
import { type Case } from '../../../harness/peers/case.js';
import { type Sending } from '../../../harness/peers/for-cases/sending.js';
import { type Role, type Version } from '../../../harness/peers/for-cases/versions.js';
import { type OnEither } from '../../helpers/either.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

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

/** A request that every such SUT serves, whatever its state, and that changes nothing. */
export function sound({ role, family }: Side): { readonly action: string; readonly payload: object } {
  if (role === 'csms') return { action: 'Heartbeat', payload: {} };
  if (family === '16') return { action: 'GetConfiguration', payload: { key: ['NumberOfConnectors'] } };
  return { action: 'GetVariables', payload: { getVariableData: [PROBE] } };
}
const PROBE = { component: { name: 'ChargingStation' }, variable: { name: 'AvailabilityState' } };

const SERVES: Readonly<Record<string, string>> = {
  'station 16': '1.6 §5.8',
  'csms 16': '1.6 §4.6',
  'station 2X': 'B06.FR.10',
  'csms 2X': 'G02.FR.03',
};
/** What the check that it is alive rests on. */
export const alivenessOf = ({ role, family }: Side): string => SERVES[`${role} ${family}`] ?? '';

/**
 * Judges that the SUT is alive: it answers a sound request under its id, whatever the answer says. What it says is the
 * subject of other cases. A red check ends the case: nothing more can be learnt of it. `closes`: the connection may end
 * meanwhile, over what went before; then false is returned and nothing judged. `also`: what the check rests on besides.
 */
export async function isAlive(
  context: OnEither,
  side: Side,
  after: string,
  {
    closes = false,
    times = '',
    also = [],
  }: { closes?: boolean; times?: string; also?: string | readonly string[] } = {},
): Promise<boolean> {
  const { action, payload } = sound(side);
  const { limits } = context.parameters;
  const outcome = await context.peer.attempt(action, payload);
  if (outcome.kind === 'closed' && closes) return false;
  const answered = outcome.kind !== 'timeout' && outcome.kind !== 'closed';
  context.check(`alive-after-${after}${times}`, answered, {
    title: `the ${side.sut} answers a sound request after ${after.replaceAll('-', ' ')}`,
    requirements: [alivenessOf(side), ...(typeof also === 'string' ? [also] : also)],
    frames: 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n].filter((n) => n > 0),
    expected: 'an answer with its message id',
    actual: answered
      ? `a ${outcome.kind}`
      : outcome.kind === 'closed'
        ? 'the connection was closed'
        : `no answer within ${limitText(limits.message)}`,
    essential: true,
  });
  return true;
}

/** Judges that the SUT serves a sound request that comes in a way of its own: an error says that it did not read it. */
export async function isServed(
  context: OnEither,
  side: Side,
  id: string,
  how: { readonly title: string; readonly also: string; readonly sending: Sending },
): Promise<void> {
  const { action, payload } = sound(side);
  const { title, also, sending } = how;
  await context.peer.call(action as never, payload as never, {} as never, [also, alivenessOf(side)], {
    id: `served-${id}`,
    title,
    sending,
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
