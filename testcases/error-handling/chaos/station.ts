/** A station whose CSMS is late, silent, slow, gone, or of another time: it goes on, and serves what it is asked. */
import { type Case } from '../../../harness/peers/case.js';
import { type StationContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { type OnEither } from '../../helpers/either.js';
import { alivenessOf, caseFor, type Described, isAlive, section, type Side } from '../framing/side.js';
import { type Answering, answerings, listed } from './answerings.js';
import { holdsBack, type Held } from './held.js';

export type OnStation = StationContext<Version> & OnEither;

export const chaosCase = (
  side: Side,
  described: Omit<Described, 'run' | 'prefix'>,
  run: (context: OnStation) => Promise<void>,
): Case =>
  caseFor(side, {
    ...described,
    prefix: 'CHAOS',
    async run(context) {
      if ('csms' in context) await run(context);
    },
  });

/** How long a station may take until its next heartbeat, in milliseconds. */
const beat = ({ parameters }: OnStation): number => 2_000 * parameters.heartbeatInterval + parameters.limits.message;

/** The station's next heartbeat, unanswered: asked for where it can be, waited for where not. */
async function unansweredHeartbeat(context: OnStation): Promise<Held> {
  const { csms, parameters, stop } = context;
  const held = holdsBack(context, 'Heartbeat');
  const asked = await csms.attempt('TriggerMessage', { requestedMessage: 'Heartbeat' });
  const soon = asked.kind === 'result' && asked.payload['status'] === 'Accepted';
  const heartbeat = (soon ? await held.next(parameters.limits.action) : undefined) ?? (await held.next(beat(context)));
  return heartbeat ?? stop('the station sent no heartbeat');
}

/** Judges that there is a next heartbeat, after whatever the station makes of what went before. */
async function goesOn(context: OnStation, side: Side, requirement: string): Promise<void> {
  const { csms, parameters } = context;
  if (!csms.connected) await csms.expectConnection(requirement);
  await csms.expect('Heartbeat', {}, requirement, {
    id: 'goes-on',
    title: `the ${side.sut} goes on sending heartbeats`,
    within: beat(context) + parameters.limits.reboot,
  });
}

export function noAnswer(side: Side): Case {
  const requirement = section(side, '4.1.1');
  const described = {
    number: '01',
    title: 'A station whose request is not answered goes on',
    purpose: 'It serves requests while it waits, gives up waiting, and sends the next one.',
    requirements: [requirement, alivenessOf(side)],
    steps: [
      'The tester leaves a heartbeat unanswered, and sends a sound request meanwhile; the station serves it.',
      'The station sends the next heartbeat.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    await unansweredHeartbeat(context);
    await isAlive(context, side, 'no-answer');
    await goesOn(context, side, requirement);
  });
}

const ANSWERINGS: readonly Answering[] = [
  ...answerings({ currentTime: 42 }),
  { id: 'late', says: 'after the station can have given up', late: true, frames: (id, right) => [[3, id, right]] },
];

export function oddAnswers(side: Side): Case {
  const requirement = section(side, '4.2.2');
  const described = {
    number: '02',
    title: 'A station survives answers that are late, doubled or wrong',
    purpose: 'Whatever the answer to its request is, it serves the next request and sends its own.',
    requirements: [requirement, alivenessOf(side)],
    steps: [
      `The tester answers heartbeats ${listed(ANSWERINGS)}.`,
      'After each of them the tester sends a sound request; the station serves it.',
      'The station sends the next heartbeat.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    const { csms, pass, parameters } = context;
    for (const { id, says, frames, late } of ANSWERINGS) {
      const heartbeat = await unansweredHeartbeat(context);
      if (late) await pass(parameters.limits.reboot);
      for (const frame of frames(heartbeat.id, { currentTime: csms.now() }))
        csms.conversation.raw(JSON.stringify(frame), `answered ${says}`);
      if (!csms.connected) await csms.expectConnection(requirement, { id: `connection-${id}` });
      await isAlive(context, side, id);
    }
    await goesOn(context, side, requirement);
  });
}

export function clockJumps(side: Side): Case {
  const requirement = side.family === '16' ? '1.6 §4.6' : 'G02.FR.03';
  const described = {
    number: '03',
    title: 'A station whose clock is set far ahead and back keeps its pace',
    purpose: 'A time that jumps changes what the station writes, and neither silences nor floods it.',
    requirements: [...new Set([requirement, alivenessOf(side)])],
    steps: [
      'The tester answers a heartbeat with a time of 400 days ahead, the next with one of 400 days ago, the next rightly.',
      'After each the station serves a sound request, and sends the next heartbeat, neither too late nor in a flood.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    const { csms, now, parameters, check, afterwards } = context;
    const heartbeats = () => csms.next('Heartbeat', { within: beat(context) });
    afterwards(() => heartbeats());
    for (const [id, days] of [
      ['ahead', 400],
      ['back', -400],
      ['right', 0],
    ] as const) {
      const stop = csms.conversation.answer(({ action }) => {
        if (action !== 'Heartbeat' || days === 0) return undefined;
        const currentTime = new Date(Math.trunc(now()) + days * 86_400_000).toISOString();
        return { result: { currentTime }, deliberate: `the time is set ${Math.abs(days)} days ${id}` };
      });
      await csms.expect('Heartbeat', {}, requirement, {
        id: `Heartbeat-${id}`,
        title: `the station sends a heartbeat, which the tester answers with the time ${id}`,
        within: beat(context),
      });
      stop();
      const since = csms.conversation.last;
      await isAlive(context, side, `time-${id}`);
      let more = 0;
      const end = now() + 1_000 * parameters.heartbeatInterval;
      while (now() < end && (await csms.next('Heartbeat', { within: end - now() }))) more++;
      // How often a station may is its own affair; more than one a second is nobody's pace.
      const most = parameters.heartbeatInterval + 3;
      check(`pace-${id}`, more <= most, {
        title: 'the station sends no flood of heartbeats over it',
        requirements: requirement,
        frames: [since],
        expected: `at most ${most} heartbeats in the interval of one`,
        actual: `${more} heartbeats`,
        action: 'Heartbeat',
        asserts: ['rate'],
        absence: true,
      });
    }
  });
}
