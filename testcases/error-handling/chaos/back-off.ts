/** Part 4 §5.3: the pauses between a 2.x station's attempts to connect, measured. */
import { type Case } from '../../../harness/peers/case.js';
import { type Handshake } from '../../../harness/peers/for-cases/handshakes.js';
import { alivenessOf, isAlive, type Side } from '../framing/side.js';
import { chaosCase, type OnStation } from './station.js';
import { limitText, measuredText } from '../../../harness/peers/for-cases/durations.js';

const CLAUSE = 'Part 4 §5.3';
/** The settings that the case asks for: seconds, and how often the pause doubles. */
const WAIT = 4;
const RANGE = 0;
const REPEATS = 2;

/** What a pause may be longer or shorter for its own sake: connecting takes time. Milliseconds. */
const EARLY = 500;

const variable = (name: string) => ({ component: { name: 'OCPPCommCtrlr' }, variable: { name } });
type Told = readonly { readonly attributeStatus?: unknown; readonly attributeValue?: unknown }[];

async function valueOf({ csms }: OnStation, name: string): Promise<string | undefined> {
  const outcome = await csms.attempt('GetVariables', { getVariableData: [variable(name)] });
  const [told] =
    (outcome.kind === 'result' ? (outcome.payload['getVariableResult'] as Told | undefined) : undefined) ?? [];
  return told?.attributeStatus === 'Accepted' ? String(told.attributeValue) : undefined;
}

const write = ({ csms }: OnStation, name: string, attributeValue: string) =>
  csms.attempt('SetVariables', { setVariableData: [{ ...variable(name), attributeValue }] });

export type BackOff = readonly [wait: number, range: number, repeats: number];

/** Gives the variables short values; what the station then says of them counts. Seconds, and a number of times. */
export async function shortBackOff(context: OnStation): Promise<BackOff> {
  const { afterwards, stop } = context;
  const names = ['RetryBackOffWaitMinimum', 'RetryBackOffRandomRange', 'RetryBackOffRepeatTimes'] as const;
  const wanted = [WAIT, RANGE, REPEATS];
  const found: number[] = [];
  for (const [index, name] of names.entries()) {
    const before = await valueOf(context, name);
    if (before === undefined) return stop(`the station does not tell ${name}`);
    if (before !== String(wanted[index])) {
      await write(context, name, String(wanted[index]));
      afterwards(() => write(context, name, before));
    }
    found.push(Number(await valueOf(context, name)));
  }
  const [wait = NaN, range = NaN, repeats = NaN] = found;
  if (![wait, range, repeats].every(Number.isFinite)) stop('the settings of the back-off cannot be read');
  return [wait, range, repeats];
}

/** Undoes the refusals. */
export async function letIn({ csms }: OnStation): Promise<void> {
  csms.acceptAgain();
  if (!csms.connected) await csms.expectConnection([]);
}

/** So many handshakes are refused. */
export const ATTEMPTS = 4;

/** The longest time that may lie before the attempt with that number (from 0), in milliseconds. */
function longestPause({ parameters }: OnStation, [wait, range, repeats]: BackOff, attempt: number): number {
  const slack = Math.max(3_000, parameters.limits.message / 2);
  return (wait * 2 ** Math.min(attempt, repeats) + range * (attempt + 1)) * 1000 + slack;
}

/** Drops the connection, refuses the next handshakes with `status`, and judges the pause before each. */
export async function keepsItsPauses(
  context: OnStation,
  settings: BackOff,
  status: number,
  also: (attempt: number, handshake: Handshake) => void = () => undefined,
): Promise<void> {
  const { csms, check, now, parameters } = context;
  const [wait, , repeats] = settings;
  csms.drop({ status });
  let since = now();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // The texts count the doublings in two ways that differ by one: the pause may stay the same a step earlier.
    const least = wait * 2 ** Math.min(attempt, Math.max(0, repeats - 1));
    const longest = longestPause(context, settings, attempt);
    const handshake = await csms.nextHandshake(2 * longest + parameters.limits.reboot);
    const pause = now() - since;
    since = now();
    check(`pause-${attempt + 1}`, pause >= least * 1000 - EARLY && pause <= longest, {
      title: `the pause before attempt ${attempt + 1} is as long as it has to be`,
      requirements: CLAUSE,
      frames: [],
      connections: handshake ? [handshake.conn] : [],
      asserts: ['not-sooner', 'not-later'],
      expected: `${limitText(least * 1_000)} to ${limitText(longest)}`,
      actual: handshake ? measuredText(pause) : 'it did not try',
      essential: true,
    });
    if (handshake) also(attempt, handshake);
  }
}

/** Lets the station in again, which may be in the longest of its pauses, and judges that it comes and is alive. */
export async function comesIn(context: OnStation, side: Side, settings: BackOff, after: string): Promise<void> {
  const { csms, parameters } = context;
  csms.acceptAgain();
  await csms.expectConnection(CLAUSE, { within: longestPause(context, settings, ATTEMPTS) + parameters.limits.reboot });
  await isAlive(context, side, after);
}

export function backOff(side: Side): Case {
  const described = {
    number: '08',
    title: 'A station waits longer each time before it connects again',
    purpose: 'The pauses begin with the minimum, double as often as configured, and stay so long then: no storm.',
    requirements: [CLAUSE, alivenessOf(side)],
    steps: [
      'The tester configures a short minimum, no random part and two doublings, as far as the station takes it.',
      'The tester drops the connection and refuses four handshakes; the pause before each is as the rules have it.',
      'The tester lets the station in; it serves a sound request.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    const settings = await shortBackOff(context);
    context.afterwards(() => letIn(context));
    await keepsItsPauses(context, settings, 503);
    await comesIn(context, side, settings, 'the-pauses');
  });
}
