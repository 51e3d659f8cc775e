/** One case for each place of each request that a SUT receives and each way in which a value there can be wrong. */
import { type Case } from '../../../harness/peers/case.js';
import { type Outcome } from '../../../harness/peers/conversation/conversation.js';
import { type Matcher, mismatches } from '../../../harness/peers/matchers.js';
import { type Negative, negativesOf, requestsTo } from '../../../harness/peers/for-cases/negatives.js';
import { is2x, type Role, type Version } from '../../../harness/peers/for-cases/versions.js';
import {
  ABSENT,
  allowedFor,
  type AnswerTo,
  judgeAnswer,
  type WrongKind,
} from '../../../harness/peers/for-cases/wrong.js';
import { refusing } from '../../helpers/refusal.js';
import { adviseOn } from '../../helpers/wrong-message.js';
import { type OnEither, rememberSound, staysSound } from './alive.js';
import { ACTS, harmless } from './base.js';
import { BLOCK, idOf } from './ids.js';
import { kindOf, optionalPlaces } from './judgement.js';
import { absence, rememberAbsence, seeSound } from './sound.js';

const clauseOf = (version: Version, valid: boolean): string => {
  if (is2x(version)) return valid ? 'Part 4 §4.1.1' : 'Part 4 §4.2.3';
  return valid ? 'OCPP-J 1.6 §4.2.2' : 'OCPP-J 1.6 §4.2.3';
};

/**
 * Places that the schema has and the text forbids, so that no sound payload has them: the profile of a transaction that
 * is yet to start has no transaction's id (1.6 errata 3.41; F01.FR.11).
 */
const isForbidden = ({ action, path }: Negative): boolean =>
  /^(?:RemoteStart|RequestStart)Transaction$/.test(action) && /^chargingProfile\.transactionId$/.test(path);

/** Answers to requests that the CSMS did not make. */
const UNASKED: readonly string[] = ['NotifyReport', 'NotifyMonitoringReport'];
/** Values at the edge of the schema, which mean something odd: copies of one item, a number of nothing, a text of x. */
const EDGES: readonly string[] = ['longest', 'most-items', 'least', 'most'];
/** Whether a rule would find the message odd: it is wrong, of an odd meaning, or an answer to nothing. */
const strange = ({ action, kind, valid }: Negative): boolean =>
  !valid || EDGES.includes(kind) || UNASKED.includes(action);

/** The time of every sample that says one. */
const SAMPLE_TIME = '2025-01-01T00:00:00Z';
/** The payload as if it were made now: a report of long ago is odd, however valid. */
function asOf(payload: object, now: string): object {
  const text = JSON.stringify(payload);
  return text.includes(SAMPLE_TIME) ? (JSON.parse(text.replaceAll(SAMPLE_TIME, now)) as object) : payload;
}

/** Ends the case where the SUT was not seen to understand the sound message: what it makes of this one shows nothing. */
async function isUnderstood(context: OnEither, action: string): Promise<void> {
  const seen = await seeSound(context, action);
  if (seen.kind === 'absent') context.notApplicable(seen.reason);
  if (seen.kind === 'refused') context.stop(seen.reason);
}

function answerOf(outcome: Outcome, shape: Matcher | undefined): AnswerTo {
  if (outcome.kind === 'timeout') return { kind: 'silence' };
  if (outcome.kind !== 'result') return outcome;
  return { kind: 'result', refuses: shape !== undefined && mismatches(outcome.payload, shape).length === 0 };
}

async function provoke(context: OnEither, version: Version, negative: Negative, kind: WrongKind): Promise<void> {
  const { action, says, valid } = negative;
  await rememberSound(context);
  await isUnderstood(context, action);
  const peer = 'csms' in context ? context.csms : context.station;
  const { codes, fitting, result, silence } = allowedFor(version, kind);
  const where = negative.path === '' ? 'the payload' : negative.path;
  const shape = result === 'refusing' ? refusing(version, action) : undefined;
  const clause = clauseOf(version, valid);
  const outcome = await peer.callRefused(
    action as never,
    asOf(negative.payload(), 'csms' in context ? context.csms.now() : context.station.now()) as never,
    codes,
    (result === 'any' ? {} : shape) as never,
    clause,
    {
      id: 'answer',
      title: valid ? `${where}: ${says} is taken for what it is` : `${where}: ${says} is not accepted`,
      named: fitting,
      mayBeSilent: silence,
      ...(strange(negative) && { deliberate: `${where} has ${says}` }),
      goOn: true,
    },
  );
  if (
    outcome.kind === 'error' &&
    ABSENT.includes(outcome.code) &&
    (await seeSound(context, action)).kind === 'unseen'
  ) {
    const reason = absence(action, outcome.code, outcome.answer);
    rememberAbsence(context, action, reason);
    context.notApplicable(reason);
  }
  const answer = answerOf(outcome, shape);
  const what = `${where} with ${says}`;
  const frames = 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n];
  adviseOn(context, { id: 'answer', what, kind }, answer, frames);
  await staysSound(context, { wentWrong: judgeAnswer(version, kind, answer).verdict === 'wrong' });
}

function caseOf(version: Version, sut: Role, negative: Negative, kind: WrongKind): Case {
  const { action, path, says, valid } = negative;
  const where = path === '' ? action : `${path} of ${action}`;
  const name = sut === 'station' ? 'station' : 'CSMS';
  const data = {
    id: idOf(version, sut, negative),
    versions: [version],
    block: BLOCK,
    title: valid ? `${where}: ${says}` : `${where}: ${says}, refused`,
    purpose: valid
      ? `What the schema allows at its very edge, the ${name} takes.`
      : `A ${name} does not act upon a message that its schema forbids, says so, and goes on.`,
    profiles: {},
    restsOn: 'right-from-wrong' as const,
    requirements: [clauseOf(version, valid)],
    steps: [
      `The tester sends a sound ${action}, unless the ${name} was seen to understand one; the ${name} answers.`,
      `The tester sends ${action}, valid but for this one place; the ${name} answers.`,
    ],
    operator: [],
  };
  return sut === 'station'
    ? { ...data, role: 'station', run: (context) => provoke(context, version, negative, kind) }
    : { ...data, role: 'csms', connect: 'kept', run: (context) => provoke(context, version, negative, kind) };
}

/** The cases for every request that a SUT of this role receives. */
export function requestCases(version: Version, sut: Role): readonly Case[] {
  return requestsTo(version, sut).flatMap((action) => {
    const negatives = negativesOf(version, action, 'request', harmless(version, action));
    const optional = optionalPlaces(negatives);
    return negatives
      .filter((negative) => (!negative.valid || !ACTS.includes(action)) && !isForbidden(negative))
      .map((negative) => caseOf(version, sut, negative, kindOf(version, negative, optional(negative))));
  });
}
