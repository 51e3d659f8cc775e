/** One case for each place of each request that a SUT receives and each way in which a value there can be wrong. */
import { type Case } from '../../harness/peers/case.js';
import { type Negative, negativesOf, requestsTo } from '../../harness/peers/negatives.js';
import { mismatches } from '../../harness/peers/matchers.js';
import { is2x, type Role, type Version } from '../../harness/peers/versions.js';
import { type OnEither, rememberSound, staysSound } from './alive.js';
import { ACTS, HARMLESS } from './base.js';
import { BLOCK, idOf } from './ids.js';
import { ABSENT, judgementOf, optionalPlaces } from './judgement.js';
import { refusing } from './refusal.js';

const clauseOf = (version: Version, valid: boolean): string => {
  if (is2x(version)) return valid ? 'Part 4 §4.1.1' : 'Part 4 §4.2.3';
  return valid ? 'OCPP-J 1.6 §4.2.2' : 'OCPP-J 1.6 §4.2.3';
};

/** Answers to requests that the CSMS did not make. */
const UNASKED: readonly string[] = ['NotifyReport', 'NotifyMonitoringReport'];
/** Whether a rule would find the message odd: it is wrong, a text without a meaning, or an answer to nothing. */
const strange = ({ action, kind, valid }: Negative): boolean =>
  !valid || kind === 'longest' || UNASKED.includes(action);

/** The time of every sample that says one. */
const SAMPLE_TIME = '2025-01-01T00:00:00Z';
/** The payload as if it were made now: a report of long ago is odd, however valid. */
function asOf(payload: object, now: string): object {
  const text = JSON.stringify(payload);
  return text.includes(SAMPLE_TIME) ? (JSON.parse(text.replaceAll(SAMPLE_TIME, now)) as object) : payload;
}

async function provoke(context: OnEither, version: Version, negative: Negative, optional: boolean): Promise<void> {
  const { action, says, valid } = negative;
  await rememberSound(context);
  const peer = 'csms' in context ? context.csms : context.station;
  const { codes, fitting, result } = judgementOf(version, negative, optional);
  const where = negative.path === '' ? 'the payload' : negative.path;
  const shape = result === 'any' ? {} : result === 'refusing' ? refusing(version, action) : undefined;
  const outcome = await peer.callRefused(
    action as never,
    asOf(negative.payload(), 'csms' in context ? context.csms.now() : context.station.now()) as never,
    codes,
    shape as never,
    clauseOf(version, valid),
    {
      id: 'answer',
      title: valid ? `${where}: ${says} is taken for what it is` : `${where}: ${says} is not accepted`,
      // A message that cannot be used may be dropped in 2.x (Part 4 §4.2.3).
      mayBeSilent: is2x(version) && !valid,
      ...(strange(negative) && { deliberate: `${where} has ${says}` }),
      goOn: true,
    },
  );
  const frames = 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n];
  const clause = clauseOf(version, valid);
  if (!valid && outcome.kind === 'result' && shape !== undefined)
    context.advise('accepted', `${where} with ${says} was taken, not refused with an error`, clause, frames);
  if (outcome.kind === 'error' && ABSENT.includes(outcome.code))
    context.note(`the SUT does not have ${action}: nothing is shown of what it checks`);
  else if (valid && outcome.kind === 'error' && codes.includes(outcome.code))
    context.advise(
      'refused',
      `${outcome.code}, although ${where} with ${says} is what the schema allows`,
      clause,
      frames,
    );
  else if (!valid && outcome.kind === 'error' && !fitting.includes(outcome.code))
    context.advise(
      'code',
      `${outcome.code} says less of what is wrong than ${fitting.slice(0, 2).join(' or ')}`,
      clause,
      frames,
    );
  const wrong =
    outcome.kind === 'closed' ||
    outcome.kind === 'timeout' ||
    (outcome.kind === 'malformed' && !codes.includes(outcome.code ?? '')) ||
    (outcome.kind === 'result' && (shape === undefined || mismatches(outcome.payload, shape).length > 0)) ||
    (outcome.kind === 'error' && !codes.includes(outcome.code));
  await staysSound(context, { wentWrong: wrong });
}

function caseOf(version: Version, sut: Role, negative: Negative, optional: boolean): Case {
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
    steps: [`The tester sends ${action}, valid but for this one place; the ${name} answers.`],
    operator: [],
  };
  return sut === 'station'
    ? { ...data, role: 'station', run: (context) => provoke(context, version, negative, optional) }
    : { ...data, role: 'csms', connect: 'kept', run: (context) => provoke(context, version, negative, optional) };
}

/** The cases for every request that a SUT of this role receives. */
export function requestCases(version: Version, sut: Role): readonly Case[] {
  return requestsTo(version, sut).flatMap((action) => {
    const negatives = negativesOf(version, action, 'request', HARMLESS);
    const optional = optionalPlaces(negatives);
    return negatives
      .filter(({ valid }) => !valid || !ACTS.includes(action))
      .map((negative) => caseOf(version, sut, negative, optional(negative)));
  });
}
