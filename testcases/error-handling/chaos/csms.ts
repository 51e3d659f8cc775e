/** A CSMS whose station is late, silent, slow, gone, or of another time: it goes on, and serves what it is asked. */
import { type Case } from '../../../harness/peers/case.js';
import { type CsmsContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { type OnEither } from '../../helpers/either.js';
import { isLetInAgain } from '../../helpers/let-in.js';
import { alivenessOf, caseFor, type Described, isAlive, section, type Side, sound } from '../framing/side.js';
import { type Answering, answerings, listed } from './answerings.js';
import { DEAF_STEP, isDeafForAWhile, stopsReading } from './deaf.js';
import { type Held, holdsBack } from './held.js';

type OnCsms = CsmsContext<Version> & OnEither;

const chaosCase = (
  side: Side,
  described: Omit<Described, 'run' | 'prefix'>,
  run: (context: OnCsms) => Promise<void>,
): Case =>
  caseFor(side, {
    ...described,
    prefix: 'CHAOS',
    async run(context) {
      if ('station' in context) await run(context);
    },
  });

/** A request that every CSMS can send and that asks for nothing much. */
const ASKED = 'ClearCache';
const SENT = { '16': '1.6 §5.4', '2X': 'Part 2 C11' } as const;

/** Has the CSMS send its request, which stays unanswered. What its operator makes of that is no matter here. */
async function unansweredRequest(context: OnCsms): Promise<Held> {
  const { station, parameters, stop } = context;
  const held = holdsBack(context, ASKED);
  const asked = station.conversation.lane.ask({
    role: 'csms',
    action: 'sendRequest',
    args: { station: station.identity, action: ASKED, payload: {} },
    why: 'the tester is going to answer it late, oddly or never',
    within: parameters.limits.operator,
  });
  // Where there is no way to have it sent, nobody is waited for.
  let why = '';
  const nobody = new Promise<undefined>((resolve) => {
    void asked.then((answer) => {
      if (answer.status !== 'unavailable') return;
      why = `: ${answer.reason}`;
      resolve(undefined);
    });
  });
  const sent = held.next(parameters.limits.operator + parameters.limits.action);
  return (await Promise.race([sent, nobody])) ?? stop(`the CSMS sent no ${ASKED}${why}`);
}

/** Judges that the CSMS can send the same request once more, answered as it should be. */
async function sendsAgain({ station, operator }: OnCsms, side: Side): Promise<void> {
  station.answer(ASKED, { status: 'Accepted' });
  await operator.sendRequest({ action: ASKED, payload: {} });
  await station.expect(ASKED, {}, SENT[side.family], {
    id: 'sends-again',
    title: `the ${side.sut} sends the request again when it is told to`,
  });
}

export function noAnswer(side: Side): Case {
  const described = {
    number: '01',
    title: `A ${side.sut} whose request is not answered goes on`,
    purpose:
      'It serves the station while it waits and afterwards, takes an answer that comes too late for none, and sends again.',
    requirements: [SENT[side.family], alivenessOf(side)],
    steps: [
      `The operator has the ${side.sut} send ClearCache; the tester does not answer, and sends a sound request, which is served.`,
      'The tester answers when it is far too late, and sends a sound request, which is served.',
      `The operator has the ${side.sut} send ClearCache again; the tester accepts.`,
    ],
    operator: ['sendRequest'],
  };
  return chaosCase(side, described, async (context) => {
    const { station, pass, parameters } = context;
    const { id } = await unansweredRequest(context);
    await isAlive(context, side, 'no-answer');
    await pass(parameters.limits.reboot);
    station.conversation.raw(JSON.stringify([3, id, { status: 'Accepted' }]), 'answered far too late');
    await isAlive(context, side, 'a-late-answer');
    await sendsAgain(context, side);
  });
}

const ACCEPTED = { status: 'Accepted' };
const ANSWERINGS: readonly Answering[] = [
  ...answerings({ status: 42 }),
  {
    id: 'unknown-status',
    says: 'with a status that does not exist',
    frames: (id) => [[3, id, { status: 'Laddprov' }]],
  },
];

export function oddAnswers(side: Side): Case {
  const described = {
    number: '02',
    title: `A ${side.sut} survives answers that are doubled or wrong`,
    purpose: 'Whatever the answer to its request is, it serves the station, and sends its next request.',
    requirements: [SENT[side.family], alivenessOf(side)],
    steps: [
      `The operator has the ${side.sut} send ClearCache; the tester answers ${listed(ANSWERINGS)}.`,
      `After each of them the tester sends a sound request; the ${side.sut} serves it.`,
      `The operator has the ${side.sut} send ClearCache again; the tester accepts.`,
    ],
    operator: ['sendRequest'],
  };
  return chaosCase(side, described, async (context) => {
    for (const { id, says, frames } of ANSWERINGS) {
      const request = await unansweredRequest(context);
      for (const frame of frames(request.id, ACCEPTED))
        context.station.conversation.raw(JSON.stringify(frame), `answered ${says}`);
      await isAlive(context, side, id);
    }
    await sendsAgain(context, side);
  });
}

/** How often in a row. */
const STORM = 20;

export function cuts(side: Side): Case {
  const requirement = section(side, '3.1.1');
  const described = {
    number: '03',
    title: `A ${side.sut} serves a station whose connection is cut again and again`,
    purpose:
      'Before an answer, in the middle of a message, and in a storm of connections: the station that is back is served.',
    requirements: [requirement, alivenessOf(side)],
    steps: [
      'The tester drops the connection before an answer, and in the middle of a message; it connects again and is served.',
      `The tester connects and drops ${STORM} times in a row, connects again and is served.`,
    ],
  };
  return chaosCase(side, described, async (context) => {
    const { station, pass } = context;
    const { action, payload } = sound(side);
    const back = async (id: string) => {
      await station.connect(requirement);
      await isAlive(context, side, id);
    };
    const lost = station.attempt(action, payload);
    station.drop();
    await lost;
    await back('a-cut-before-the-answer');
    const torn = station.attempt(action, payload, { sending: { parts: 5, pause: 200 } });
    await pass(500);
    station.drop();
    await torn;
    await back('a-cut-in-a-message');
    station.drop();
    let refused = 0;
    for (let count = 0; count < STORM; count++) {
      const result = await station.tryToConnect({ atOnce: true });
      if (result.ok) result.line.terminate();
      else refused++;
    }
    if (refused > 0) context.note(`${refused} of ${STORM} connections in a row were refused`);
    await isLetInAgain(context, requirement);
    await isAlive(context, side, 'a-storm');
  });
}

const CODES = [1000, 1001, 1011, 3000, 4999] as const;

export function closeCodes(side: Side): Case {
  const requirement = section(side, '3.1.1');
  const described = {
    number: '04',
    title: `A ${side.sut} serves a station again, whatever code it closed with`,
    purpose: 'However a station says goodbye, it is let in again and served.',
    requirements: [requirement, alivenessOf(side)],
    steps: [`The tester closes with the codes ${CODES.join(', ')}; each time it connects again and is served.`],
  };
  return chaosCase(side, described, async (context) => {
    const { station } = context;
    for (const code of CODES) {
      station.conversation.settleAnswers();
      station.conversation.line?.close(code, 'laddprov');
      await station.connect(requirement);
      await isAlive(context, side, `code-${code}`);
    }
  });
}

/** A second connection may be refused while the CSMS takes the first for living; then the tester ends that one. */
async function isServedBesideADeadConnection(context: OnCsms, side: Side, requirement: string): Promise<void> {
  const { station, pass, advise } = context;
  stopsReading(context);
  await pass(1_000);
  const second = await station.tryToConnect({});
  if (second.ok) await pass(1_000);
  if (second.ok && second.line.open) station.use(second);
  else {
    advise('second-refused', 'the station was kept out while an old connection of it was there', requirement, []);
    station.drop();
    await station.connect(requirement);
  }
  await isAlive(context, side, 'a-dead-connection', { also: requirement });
}

export function halfOpen(side: Side): Case {
  const requirement = section(side, '3.1.1');
  const described = {
    number: '05',
    title: `A ${side.sut} survives a station that reads nothing for a while, or never again`,
    purpose:
      'A connection that nobody reads blocks nobody else: not this station when it is back, on the same connection or on a new one.',
    requirements: [alivenessOf(side)],
    steps: [
      DEAF_STEP,
      `The tester reads on; the ${side.sut}, over this connection or a new one, serves a sound request.`,
      'The tester stops reading for good and connects a second time; it is served, at the latest when the first connection has ended.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    await isDeafForAWhile(context, side, requirement);
    await isAlive(context, side, 'a-deaf-station');
    await isServedBesideADeadConnection(context, side, requirement);
  });
}

const YEAR = 365 * 86_400_000;
const TIMES: readonly (readonly [string, string, number])[] = [
  ['ahead', 'a year ahead', YEAR],
  ['behind', 'a year behind', -YEAR],
  ['epoch', 'of a clock that never ran', NaN],
  ['beyond', 'in forty years', 40 * YEAR],
  ['right', 'that is right', 0],
];

export function clockJumps(side: Side): Case {
  const requirement = side.family === '16' ? '1.6 §4.9' : 'Part 2 G01';
  const described = {
    number: '06',
    title: `A ${side.sut} takes messages from a station whose clock jumps`,
    purpose: 'A message whose time cannot be right is answered as any other: it may be late, and must not be lost.',
    requirements: [requirement, alivenessOf(side)],
    steps: [
      `The tester reports a connector with times ${TIMES.map(([, says]) => says).join(', ')}; the ${side.sut} answers each.`,
      'The tester sends a sound request; it is served.',
    ],
  };
  return chaosCase(side, described, async (context) => {
    const { station, now, parameters } = context;
    for (const [id, says, shift] of TIMES) {
      const timestamp = new Date(Number.isNaN(shift) ? 0 : Math.trunc(now()) + shift).toISOString();
      const payload =
        side.family === '16'
          ? { connectorId: 1, errorCode: 'NoError', status: 'Available', timestamp }
          : { evseId: parameters.evses[0]?.id ?? 1, connectorId: 1, connectorStatus: 'Available', timestamp };
      await station.call('StatusNotification', payload as never, {}, requirement, {
        id: `StatusNotification-${id}`,
        title: `the ${side.sut} answers a status with a time ${says}`,
        deliberate: `a time ${says}`,
      });
    }
    await isAlive(context, side, 'clock-jumps');
  });
}
