/** Two CALLs with one message id: the second while the first is under way, or after it was answered (§4.1.4, §4.2.3). */
import { type Case } from '../../../harness/peers/case.js';
import { parseMessage } from '../../../harness/peers/for-cases/messages.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { judgeAnswer } from '../../../harness/peers/for-cases/wrong.js';
import { type OnEither } from '../../helpers/either.js';
import { alivenessOf, caseFor, isAlive, section, type Side, sound } from './side.js';

interface Call {
  readonly action: string;
  readonly payload: object;
}

interface Pair {
  readonly id: string;
  /** What the tester does: completes "answers". */
  readonly what: string;
  readonly first: Call;
  readonly second: Call;
}

interface Answer {
  readonly n: number;
  readonly id: string | undefined;
  readonly kind: string;
  readonly code?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Who answers a second time does so soon, in milliseconds. */
const GRACE = 2_000;

/**
 * Watches for answers. What it returns is called after the CALLs went out, and gives all that came: within the time
 * for an answer as many as there are CALLs, and then none for a while.
 */
function answersTo({ peer: { conversation }, parameters, pass, now, version }: OnEither, calls: number) {
  const answers: Answer[] = [];
  let last = now();
  const stop = conversation.onStray(({ n, text }) => {
    const message = parseMessage(text, version);
    last = now();
    answers.push({
      n,
      id: message.id,
      kind: message.kind,
      ...(message.kind === 'error' && { code: message.code }),
      ...(message.kind === 'result' && { payload: message.payload }),
    });
  });
  return async (): Promise<readonly Answer[]> => {
    const end = now() + parameters.limits.message;
    while (answers.length < calls ? now() < end : now() < last + GRACE) await pass(100);
    stop();
    return answers;
  };
}

const describe = (answers: readonly Answer[]): string =>
  answers.map(({ kind, id = 'none', code = '' }) => `${kind} ${code} with id "${id.slice(0, 40)}"`).join(', ') ||
  'none';

/** Whatever else a receiver makes of it, an answer has the id of its CALL; 2.x has another one for what it cannot read. */
const isOf = ({ id, kind }: Answer, own: string, { family }: Side): boolean =>
  id === own || (kind === 'error' && family === '2X' && id === '-1');

const write = (id: string, { action, payload }: Call): string => JSON.stringify([2, id, action, payload]);

/** What an error code is worth that answers one of two CALLs: of their id, or, in 2.x, of an action that it lacks. */
const worthOf = (version: Version, code: string) =>
  judgeAnswer(version, 'sound-optional', { kind: 'error', code }).verdict === 'right'
    ? ({ verdict: 'right' } as const)
    : judgeAnswer(version, 'id-repeated', { kind: 'error', code });

const fits = (version: Version, { code }: Answer): boolean =>
  code === undefined || worthOf(version, code).verdict !== 'wrong';

function adviseOnCodes({ advise, version }: OnEither, side: Side, pair: Pair, answers: readonly Answer[]): void {
  const odd = answers.filter(({ code }) => code !== undefined && worthOf(version, code).verdict === 'noted');
  if (odd.length > 0)
    advise(
      `code-${pair.id}`,
      `a CALL whose message id is in use is refused with ${odd.map(({ code }) => code).join(', ')}`,
      section(side, '4.2.3'),
      odd.map(({ n }) => n),
    );
}

/** Sends both at once, judges how they are answered, and returns the answers and the number of the first frame. */
async function bothAtOnce(context: OnEither, side: Side, pair: Pair, id: string) {
  const { peer, check, version } = context;
  peer.mark();
  const come = answersTo(context, 2);
  const [first, second] = [pair.first, pair.second].map((call) => peer.conversation.raw(write(id, call), pair.what));
  const answers = await come();
  check(
    `answers-${pair.id}`,
    answers.length >= 1 && answers.length <= 2 && answers.every((one) => isOf(one, id, side) && fits(version, one)),
    {
      title: `the ${side.sut} answers ${pair.what}`,
      requirements: [section(side, '4.1.4'), section(side, '4.2.3')],
      frames: [first ?? 0, second ?? 0, ...answers.map(({ n }) => n)],
      expected: 'one answer or two, results or errors, with their message id',
      actual: describe(answers),
    },
  );
  adviseOnCodes(context, side, pair, answers);
  return { answers, sent: first ?? 0 };
}

/** Sends the second when the first was served. */
async function oneAfterTheOther(context: OnEither, side: Side, pair: Pair, id: string): Promise<void> {
  const { peer, check, version } = context;
  peer.mark();
  const served = answersTo(context, 1);
  peer.conversation.raw(write(id, pair.first), 'its message id is going to be used a second time');
  await served();
  const come = answersTo(context, 1);
  const sent = peer.conversation.raw(write(id, pair.second), pair.what);
  const answers = await come();
  check(
    `answers-${pair.id}`,
    answers.length <= 1 && answers.every((one) => isOf(one, id, side) && fits(version, one)),
    {
      title: `the ${side.sut} answers ${pair.what}, or drops it`,
      requirements: [section(side, '4.1.4'), section(side, '4.2.3')],
      frames: [sent, ...answers.map(({ n }) => n)],
      expected: 'one answer at the most, with its message id',
      actual: describe(answers),
    },
  );
  adviseOnCodes(context, side, pair, answers);
}

/** A request of which can be seen how often it was done. */
function trigger({ family }: Side): Call {
  const where = family === '16' ? { connectorId: 1 } : { evse: { id: 1, connectorId: 1 } };
  return { action: 'TriggerMessage', payload: { requestedMessage: 'StatusNotification', ...where } };
}

/** A station that refuses one of two CALLs must not do it all the same. */
async function doesWhatItAccepts(context: OnEither, side: Side, id: string): Promise<void> {
  const { peer, check, parameters, now } = context;
  const twin = trigger(side);
  const pair = { id: 'same-trigger', what: 'the same TriggerMessage twice at once', first: twin, second: twin };
  const { answers, sent } = await bothAtOnce(context, side, pair, id);
  const accepted = answers.filter(({ payload }) => payload?.['status'] === 'Accepted').length;
  const where = side.family === '16' ? { connectorId: 1 } : { evseId: 1, connectorId: 1 };
  const end = now() + parameters.limits.action;
  let done = 0;
  const next = (within: number) => peer.next('StatusNotification', { where, within });
  while (done < accepted && now() < end && (await next(end - now()))) done++;
  while (done <= accepted && (await next(GRACE))) done++;
  check('effects-same-trigger', done <= accepted, {
    title: 'the station sends no status for a request that it did not accept',
    requirements: section(side, '4.1.4'),
    frames: [sent],
    expected: `at most ${accepted}, as many as it accepted`,
    actual: done > accepted ? 'more than that' : `${done}`,
    action: 'StatusNotification',
    asserts: Object.keys(where),
    absence: true,
  });
}

export function repeatedIds(side: Side): Case {
  const same = sound(side);
  return caseFor(side, {
    number: '23',
    title: `A ${side.sut} gets by with two requests that have one message id`,
    purpose:
      'The second is served, refused or dropped, and each answer has their id; nothing is answered thrice, or done though it was refused.',
    requirements: [section(side, '4.1.4'), section(side, '4.2.3'), alivenessOf(side)],
    steps: [
      'The tester sends the same request twice at once, two different ones with one message id, and one with an id that was used for another.',
      `The ${side.sut} answers with that id, and no more often than it was asked.`,
      ...(side.role === 'station'
        ? [
            'The tester asks twice at once, with one message id, for a status; no more statuses come than were accepted.',
          ]
        : []),
      `After each of them the tester sends a sound request; the ${side.sut} serves it.`,
    ],
    async run(context) {
      const other = { action: 'DataTransfer', payload: { vendorId: context.parameters.vendorId } };
      const run = Math.trunc(context.now()).toString(36);
      const twins = { id: 'same', what: 'the same CALL twice at once', first: same, second: same };
      const strangers = { id: 'other', what: 'two CALLs at once with one message id', first: same, second: other };
      const later = {
        id: 'later',
        what: 'a CALL with the id of another that was answered',
        first: same,
        second: other,
      };
      await bothAtOnce(context, side, twins, `${run}-same`);
      await isAlive(context, side, 'the-same-twice');
      await bothAtOnce(context, side, strangers, `${run}-other`);
      await isAlive(context, side, 'two-with-one-id');
      await oneAfterTheOther(context, side, later, `${run}-later`);
      await isAlive(context, side, 'an-id-used-before');
      if (side.role === 'csms') return;
      await doesWhatItAccepts(context, side, `${run}-trigger`);
      await isAlive(context, side, 'the-same-trigger-twice');
    },
  });
}
