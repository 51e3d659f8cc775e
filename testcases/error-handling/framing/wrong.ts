/** Frames that are wrong in one way each: sent one after the other, and after each the SUT is as alive as before. */
import { type Case } from '../../../harness/peers/case.js';
import { allowedFor } from '../../../harness/peers/for-cases/wrong.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { connectsAgain, isConnected, type OnEither } from '../../helpers/either.js';
import { sendWrong, type WrongMessage } from '../../helpers/wrong-message.js';
import { alivenessOf, caseFor, isAlive, type Side } from './side.js';

export type Wrong = WrongMessage;

/** Who answers and closes has closed by then, in milliseconds. */
const CLOSING = 500;
/** RFC 6455 §7.1.5: the connection ended without a close frame. */
const NO_CLOSE_FRAME = 1006;
/** How long a station that has connected again has to boot, if it has to, in milliseconds. */
const BOOT = 5_000;
/** So long is waited for whatever may come, in milliseconds, before the SUT is asked whether it lives. */
const GRACE = 2_000;

/** Whatever comes is right, as long as the SUT lives. Gives when something came, the connection ended, or time was up. */
async function comesToAnEnd({ peer, pass, now }: OnEither, within: number): Promise<void> {
  const { conversation } = peer;
  let came = false;
  const stops = [conversation.onStray(() => (came = true)), conversation.onLost(() => (came = true))];
  const end = now() + within;
  while (!came && now() < end) await pass(100);
  for (const stop of stops) stop();
}

async function send(context: OnEither, side: Side, wrong: Wrong, id: string): Promise<void> {
  const { what, kind, text, sending, within = GRACE } = wrong;
  const { peer, pass, parameters, version } = context;
  if (kind === 'beyond-bounds') {
    peer.mark();
    peer.conversation.raw(text(id), what, sending);
    return comesToAnEnd(context, Math.min(within, parameters.limits.message));
  }
  const provoked = await sendWrong(context, side.sut, wrong, id);
  if (allowedFor(version, kind).closes && provoked.kind !== 'silence') await pass(CLOSING);
}

/** Whether the station boots over a connection that it lost for no reason of its own, too: then a boot says nothing. */
async function bootsAlways(context: OnEither, requirement: string, id: string): Promise<boolean> {
  if ('station' in context) return true;
  context.csms.drop();
  await connectsAgain(context, requirement, `connection-again-${id}`);
  return (await context.csms.next('BootNotification', { within: BOOT })) !== undefined;
}

/** The connection was closed over it: that is legal, and a restart is not. */
async function comesBack(context: OnEither, { id, what, kind }: Wrong, code: number): Promise<void> {
  const { conversation } = context.peer;
  const { clause, closes } = allowedFor(context.version, kind);
  const last = conversation.last;
  const how = code === NO_CLOSE_FRAME ? 'without a close frame' : `with code ${code}`;
  if (closes) context.advise(`closed-${id}`, `the connection was closed ${how} over ${what}`, clause, [last]);
  await connectsAgain(context, clause, `connection-after-${id}`);
  if ('station' in context) return;
  const boot = await context.csms.next('BootNotification', { within: BOOT });
  if (!boot) return;
  const says = `the station booted after ${what}`;
  if (code !== NO_CLOSE_FRAME || (await bootsAlways(context, clause, id)))
    return context.advise(`boot-${id}`, says, clause, [boot.n]);
  context.check(`restart-after-${id}`, false, {
    title: 'the station goes on as it was',
    requirements: clause,
    frames: [last, boot.n],
    expected: 'the same station on a new connection',
    actual: `${says}, and the connection had ended without a close frame: it has restarted`,
  });
}

/** Sends one, and judges what comes of it and that the SUT is alive after it. */
async function provokeOne(context: OnEither, side: Side, wrong: Wrong, id: string): Promise<void> {
  let closed = NO_CLOSE_FRAME;
  const stop = context.peer.conversation.onLost((code) => (closed = code));
  await send(context, side, wrong, id);
  const { closes } = allowedFor(context.version, wrong.kind);
  const there = isConnected(context) && (await isAlive(context, side, wrong.id, { closes }));
  stop();
  if (there) return;
  await comesBack(context, wrong, closed);
  await isAlive(context, side, wrong.id);
}

/** Sends each in turn. */
async function provokeEach(context: OnEither, side: Side, list: readonly Wrong[]): Promise<void> {
  // Message ids are new in every run: a SUT may remember those that it has seen.
  const run = Math.trunc(context.now()).toString(36);
  for (const [index, wrong] of list.entries()) await provokeOne(context, side, wrong, `${run}-${index}`);
}

/** What the checks of such a list rest on. */
const requirementsOf = (side: Side, version: Version, list: readonly Wrong[]): readonly string[] => [
  ...new Set([
    ...list.flatMap(({ kind }) => (kind === 'beyond-bounds' ? [] : [allowedFor(version, kind).clause])),
    alivenessOf(side),
  ]),
];

interface Group {
  readonly number: string;
  readonly title: string;
  readonly purpose: string;
  /** What the tester sends, as a sentence. */
  readonly sends: string;
  /** Where it depends on the version, what 2.1 has goes in all. */
  readonly list: (version: Version) => readonly Wrong[];
  /** Puts back what a SUT may have made of one of them. */
  readonly undo?: (context: OnEither) => Promise<unknown>;
}

/** A case that sends the frames of a group. */
export function groupCase(side: Side, { number, title, purpose, sends, list, undo }: Group): Case {
  const [version = '1.6'] = side.versions;
  return caseFor(side, {
    number,
    title,
    purpose,
    requirements: requirementsOf(side, version, list(version)),
    steps: [sends, `After each of them the tester sends a sound request; the ${side.sut} answers it.`],
    run(context) {
      if (undo) context.afterwards(() => undo(context));
      return provokeEach(context, side, list(context.version));
    },
  });
}
