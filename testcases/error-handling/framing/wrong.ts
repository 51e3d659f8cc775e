/** Frames that are wrong in one way each: sent one after the other, and after each the SUT is as alive as before. */
import { type Case } from '../../../harness/peers/case.js';
import { type Sending } from '../../../harness/peers/sending.js';
import { type Version } from '../../../harness/peers/versions.js';
import { connectsAgain, isConnected, type OnEither } from '../../helpers/either.js';
import { alivenessOf, caseFor, isAlive, type Side } from './side.js';

export interface Wrong {
  readonly id: string;
  /** What it is, to follow `refuses`: `a CALL of three elements`. */
  readonly what: string;
  /** The frame, with a message id that is new in this run. */
  readonly text: (id: string) => string | Uint8Array;
  /** The codes that fit; none where an error is wrong. */
  readonly codes: readonly string[];
  /** The id that an answer carries, where it is not the one that was given. */
  readonly answered?: (id: string) => string;
  /** Whether the answer must carry just that id: the frame is a CALL but for what is wrong in it. */
  readonly readable?: boolean;
  /** Whether a result passes as well; `noted`: with an advisory. */
  readonly result?: 'right' | 'noted';
  /** Whether no answer passes; by default it does. */
  readonly silence?: boolean;
  /** 2.1: whether a CALLRESULTERROR passes. */
  readonly complaint?: boolean;
  /** Whether the connection may be closed over it. */
  readonly mayClose?: boolean;
  /** Whatever comes is right, as long as the SUT lives: no document says what has to. */
  readonly anything?: boolean;
  readonly sending?: Sending;
  readonly requirement: string;
}

/** §4.1.4: whoever gives back a longer one may cut it. */
const LONGEST_ID = 36;
/** Who answers and closes has closed by then, in milliseconds. */
const CLOSING = 500;
/** RFC 6455 §7.1.5: the connection ended without a close frame. */
const NO_CLOSE_FRAME = 1006;
/** How long a station that has connected again has to boot, if it has to, in milliseconds. */
const BOOT = 5_000;

/** So long is waited for whatever may come, in milliseconds, before the SUT is asked whether it lives. */
const GRACE = 2_000;

const titleOf = (sut: string, { what, result, silence = true, codes }: Wrong): string => {
  if (result === 'right') return silence ? `the ${sut} serves, refuses or drops ${what}` : `the ${sut} serves ${what}`;
  const verb = codes.length === 0 ? 'ignores' : silence ? 'refuses or drops' : 'refuses';
  return `the ${sut} ${verb} ${what}`;
};

async function send(context: OnEither, side: Side, wrong: Wrong, id: string): Promise<void> {
  const { what, text, codes, result, silence = true, complaint, sending, requirement, readable } = wrong;
  const answered = wrong.answered?.(id) ?? id;
  const { peer, pass, advise } = context;
  const { conversation } = peer;
  if (wrong.anything) {
    peer.mark();
    conversation.raw(text(id), what, sending);
    return pass(Math.min(GRACE, context.parameters.limits.message));
  }
  const outcome = await peer.provoke({
    id: wrong.id,
    title: titleOf(side.sut, wrong),
    reason: what,
    text: text(id),
    // Whoever gives up before the id answers with one of its own (Part 4 §4.2.3).
    ids: readable ? [answered] : [answered, answered.slice(0, LONGEST_ID), '-1', ''],
    codes,
    results: result !== undefined,
    silence,
    ...(complaint && { complaints: true }),
    ...(sending && { sending }),
    requirements: requirement,
  });
  if (outcome === 'result' && result === 'noted')
    advise(`taken-${wrong.id}`, `${what} was taken for a request`, requirement, [conversation.last]);
  if (wrong.mayClose && outcome !== 'silence') await pass(CLOSING);
}

/** The connection was closed over it: that is legal, and a restart is not. */
async function comesBack(context: OnEither, { id, what, requirement }: Wrong, code: number): Promise<void> {
  const { conversation } = context.peer;
  const last = conversation.last;
  const how = code === NO_CLOSE_FRAME ? 'without a close frame' : `with code ${code}`;
  context.advise(`closed-${id}`, `the connection was closed ${how} over ${what}`, requirement, [last]);
  await connectsAgain(context, requirement, `connection-after-${id}`);
  if ('station' in context) return;
  const boot = await context.csms.next('BootNotification', { within: BOOT });
  if (!boot) return;
  const says = `the station booted after ${what}`;
  if (code !== NO_CLOSE_FRAME) return context.advise(`boot-${id}`, says, requirement, [boot.n]);
  context.check(`restart-after-${id}`, false, {
    title: 'the station goes on as it was',
    requirements: requirement,
    frames: [last, boot.n],
    expected: 'the same station on a new connection',
    actual: `${says}, and the connection had ended without a close frame: it has restarted`,
  });
}

/** Sends each in turn, and judges what comes of it and that the SUT is alive after it. */
async function provokeEach(context: OnEither, side: Side, list: readonly Wrong[]): Promise<void> {
  // Message ids are new in every run: a SUT may remember those that it has seen.
  const run = Math.trunc(context.now()).toString(36);
  for (const [index, wrong] of list.entries()) {
    let closed = NO_CLOSE_FRAME;
    const stop = context.peer.conversation.onLost((code) => (closed = code));
    await send(context, side, wrong, `${run}-${index}`);
    stop();
    if (!isConnected(context) && wrong.mayClose) await comesBack(context, wrong, closed);
    await isAlive(context, side, wrong.id);
  }
}

/** What the checks of such a list rest on. */
const requirementsOf = (side: Side, list: readonly Wrong[]): readonly string[] => [
  ...new Set([...list.flatMap(({ anything, requirement }) => (anything ? [] : [requirement])), alivenessOf(side)]),
];

interface Group {
  readonly number: string;
  readonly title: string;
  readonly purpose: string;
  /** What the tester sends, as a sentence. */
  readonly sends: string;
  /** Where it depends on the version, what 2.1 has goes in all. */
  readonly list: (version: Version) => readonly Wrong[];
}

/** A case that sends the frames of a group. */
export function groupCase(side: Side, { number, title, purpose, sends, list }: Group): Case {
  return caseFor(side, {
    number,
    title,
    purpose,
    requirements: requirementsOf(side, list(side.versions[0]!)),
    steps: [sends, `After each of them the tester sends a sound request; the ${side.sut} serves it.`],
    run: (context) => provokeEach(context, side, list(context.version)),
  });
}
