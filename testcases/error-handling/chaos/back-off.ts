/** Part 4 §5.3: the pauses between a 2.x station's attempts to connect, measured. */
import { type Case } from '../../../harness/peers/case.js';
import { alivenessOf, isAlive, type Side } from '../framing/side.js';
import { chaosCase, type OnStation } from './station.js';

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

/** Gives the variables short values; what the station then says of them counts. */
async function settings(context: OnStation): Promise<readonly [number, number, number]> {
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
    const { csms, check, now, afterwards, parameters } = context;
    const [wait, range, repeats] = await settings(context);
    const slack = Math.max(3_000, parameters.limits.message / 2);
    afterwards(async () => {
      csms.acceptAgain();
      if (!csms.connected) await csms.expectConnection([]);
    });
    csms.drop({ status: 503 });
    let since = now();
    for (let attempt = 0; attempt < 4; attempt++) {
      // The texts count the doublings in two ways that differ by one: the pause may stay the same a step earlier.
      const most = wait * 2 ** Math.min(attempt, repeats);
      const least = wait * 2 ** Math.min(attempt, Math.max(0, repeats - 1));
      const longest = (most + range * (attempt + 1)) * 1000 + slack;
      const handshake = await csms.nextHandshake(2 * longest + parameters.limits.reboot);
      const pause = now() - since;
      since = now();
      check(`pause-${attempt + 1}`, pause >= least * 1000 - EARLY && pause <= longest, {
        title: `the pause before attempt ${attempt + 1} is as long as it has to be`,
        requirements: CLAUSE,
        frames: [],
        connections: handshake ? [handshake.conn] : [],
        asserts: ['not-sooner', 'not-later'],
        expected: `${least} to ${longest / 1000} s`,
        actual: handshake ? `${(pause / 1000).toFixed(1)} s` : 'it did not try',
        essential: true,
      });
    }
    csms.acceptAgain();
    const within = (wait * 2 ** repeats + range * (repeats + 1)) * 1000 + parameters.limits.reboot;
    await csms.expectConnection(CLAUSE, { within });
    await isAlive(context, side, 'the-pauses');
  });
}
