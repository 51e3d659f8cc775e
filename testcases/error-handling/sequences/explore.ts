/**
 * Random conversations with a SUT, and the shortest one that fails. What a conversation is made of and what the SUT may
 * do in it is in the files beside this one; the seed of the run decides which conversations there are. A conversation
 * stands in the record, so that it can be held again: `laddprov run --replay FILE`.
 */
import { type Arbitraries, arbitraries, type Arbitrary } from '../../../harness/peers/for-cases/arbitrary.js';
import { type CsmsContext, type StationContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';

export type OnEither = StationContext<Version> | CsmsContext<Version>;

/** One thing that the tester does, as data. */
export interface Step {
  readonly does: string;
  readonly [argument: string]: string | number;
}

/** What the SUT did that its model does not let it. */
export interface Fault {
  readonly reason: string;
  readonly frames: readonly number[];
  /** It is no fault of the SUT, but the conversation cannot go on. */
  readonly legal?: true;
}

/** Holds one conversation: it begins in a known state, and `end` puts back what it changed. */
export interface Player {
  /** Does the step and says what was wrong with what came of it. */
  play(step: Step): Promise<Fault | undefined>;
  end(): Promise<Fault | undefined>;
}

export interface Machine<Context> {
  readonly steps: (fc: Arbitraries, context: Context) => Arbitrary<Step>;
  /** The clause by which the SUT has to take part. */
  readonly clause: string;
  begin(context: Context): Promise<Player>;
}

/** Makes the alternatives of a table of steps: how often one comes, what it does, and what it is told. */
export const weighted =
  (fc: Arbitraries) =>
  (weight: number, does: string, told: Readonly<Record<string, Arbitrary<string | number>>> = {}) => ({
    weight,
    arbitrary: (Object.keys(told).length === 0
      ? fc.constant({ does })
      : fc.record({ does: fc.constant(does), ...told })) as Arbitrary<Step>,
  });

/** Names of what stands in the record. */
const GIVEN = 'conversation to replay';
export const SHORTEST = 'shortest conversation';

/** Of one case: conversations, steps in one, conversations with those that make it shorter, and milliseconds. */
const BOUNDS = { conversations: 25, steps: 12, all: 200, time: 300_000 };

const conversationOf = (context: OnEither) => ('csms' in context ? context.csms : context.station).conversation;

/** The steps that somebody gave; anything else is none. */
function stepsOf(value: unknown): readonly Step[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const steps: readonly unknown[] = value;
  const isStep = (step: unknown): step is Step =>
    typeof step === 'object' &&
    step !== null &&
    typeof (step as Step).does === 'string' &&
    Object.values(step).every((part) => typeof part === 'string' || typeof part === 'number');
  return steps.every(isStep) ? steps : undefined;
}

/** A step for people: `start connectorId 1, token valid`. */
const inWords = ({ does, ...rest }: Step): string =>
  [
    does,
    Object.entries(rest)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  ]
    .filter((part) => part !== '')
    .join(' ');

async function converse<Context extends OnEither>(
  context: Context,
  machine: Machine<Context>,
  steps: readonly Step[],
): Promise<Fault | undefined> {
  const { lane } = conversationOf(context);
  let found: Fault | undefined;
  const stop = lane.subscribe((event) => {
    if (event.type === 'finding' && event.severity === 'fail' && event.blame === 'sut')
      found ??= { reason: `rule ${event.rule}: ${event.message}`, frames: event.frames };
  });
  const player = await machine.begin(context);
  try {
    for (const step of steps) {
      found ??= await player.play(step);
      if (found) break;
    }
    return (await player.end()) ?? found;
  } finally {
    stop();
  }
}

/** Holds conversations until one fails or there were enough, finds the shortest that fails, and judges. */
export async function explore<Context extends OnEither>(
  context: Context,
  caseId: string,
  machine: Machine<Context>,
  script?: readonly Step[],
): Promise<void> {
  const conversation = conversationOf(context);
  const { lane } = conversation;
  const given = stepsOf(await lane.obtain(GIVEN, () => Promise.resolve(script ?? null)));
  const end = lane.clock.now() + BOUNDS.time;
  const first = conversation.last;
  let held = 0;
  let steps = 0;
  let failed: { readonly steps: readonly Step[]; readonly fault: Fault } | undefined;
  const hold = async (list: readonly Step[]): Promise<void> => {
    if (held >= BOUNDS.all || (held > 0 && lane.clock.now() > end)) return;
    held++;
    steps += list.length;
    const fault = await converse(context, machine, list);
    if (!fault) return;
    failed = { steps: list, fault };
    throw new Error(fault.reason);
  };
  if (given) await hold(given).catch(() => undefined);
  else {
    const fc = arbitraries();
    const any = fc.array(machine.steps(fc, context), { minLength: 1, maxLength: BOUNDS.steps });
    await fc.check(fc.asyncProperty(any, hold), {
      seed: lane.entropy.int(0, 2 ** 31 - 1),
      numRuns: BOUNDS.conversations,
      endOnFailure: false,
    });
  }
  // What is left of the search may hold a step in its middle that nothing depends on.
  for (let at = (failed?.steps.length ?? 0) - 1; !given && at >= 0; at--) {
    const fewer = failed?.steps.filter((_, index) => index !== at) ?? [];
    if (fewer.length > 0) await hold(fewer).catch(() => undefined);
  }
  if (failed?.fault.legal) context.stop(failed.fault.reason);
  if (failed) await lane.obtain(SHORTEST, () => Promise.resolve({ case: caseId, steps: failed?.steps }));
  context.check('conversation', failed === undefined, {
    title: 'the SUT takes its part in every conversation',
    requirements: machine.clause,
    frames: failed ? failed.fault.frames : [first, conversation.last].filter((n) => n > 0),
    expected: `what its model lets it do, in ${held} conversations of ${steps} steps`,
    actual: failed
      ? `${failed.fault.reason}; the shortest conversation: ${failed.steps.map(inWords).join('; ')}`
      : 'that and nothing else',
  });
}
