/**
 * One case for each place of each result that a SUT gets, and each way in which a value there can be wrong: the SUT is
 * made to send a request, and its answer is wrong. No version says what to do with a wrong result, except that 2.1 may
 * say so with CALLRESULTERROR (Part 4 §4.2.3); all that is left to see is that the SUT lives and is what it was.
 */
import { type Case, type CaseData } from '../../../harness/peers/case.js';
import { type CsmsContext, type StationContext } from '../../../harness/peers/context.js';
import { type Outcome } from '../../../harness/peers/conversation/conversation.js';
import { leastRequest, requestsTo } from '../../../harness/peers/for-cases/negatives.js';
import { is2x, type Role, type Version } from '../../../harness/peers/for-cases/versions.js';
import { type OnEither, rememberSound, staysSound } from './alive.js';
import { type BadAnswer, badAnswersTo } from './bad-answers.js';
import { ABSENT } from '../../../harness/peers/for-cases/wrong.js';
import { harmless } from './base.js';
import { BLOCK } from './ids.js';
import { absence, rememberAbsence, type Seen } from './sound.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

const clauseOf = (version: Version): string => (is2x(version) ? 'Part 4 §4.2.3' : 'OCPP-J 1.6 §4.2.3');

/** What a station can be told to send without a change to it (1.6 §5.17, F06). */
const TRIGGERED: Readonly<Record<'1.6' | '2.x', readonly (readonly [string, object])[]>> = {
  '1.6': [
    ['Heartbeat', {}],
    ['StatusNotification', { connectorId: 1 }],
    ['MeterValues', { connectorId: 1 }],
    ['DiagnosticsStatusNotification', {}],
    ['FirmwareStatusNotification', {}],
  ],
  '2.x': [
    ['Heartbeat', {}],
    ['StatusNotification', { evse: { id: 1, connectorId: 1 } }],
    ['MeterValues', { evse: { id: 1 } }],
    ['FirmwareStatusNotification', {}],
    ['LogStatusNotification', {}],
  ],
};

const TOMORROW = 24 * 60 * 60 * 1000;

interface Asked {
  readonly id: string;
  readonly n: number;
}

/** Leaves the next request of this name to the case: what it gets is sent by `answerWith`. */
function intercept(context: OnEither, action: string): Promise<Asked> {
  const { conversation } = 'csms' in context ? context.csms : context.station;
  return new Promise((resolve) => {
    const stop = conversation.answer((received) => {
      if (received.action !== action) return undefined;
      stop();
      // The answer goes out when the answerers are done.
      conversation.lane.clock.at(conversation.lane.clock.now(), () => resolve({ id: received.id, n: received.n }));
      return { silence: true };
    });
  });
}

/** Sends the answer, sees that the SUT is what it was, and that a complaint, where there is one, is a right one. */
async function answerWith(context: OnEither, bad: BadAnswer, { id, n }: Asked): Promise<void> {
  const { conversation } = 'csms' in context ? context.csms : context.station;
  const complaints: { readonly n: number; readonly text: string }[] = [];
  const stop = conversation.onStray((stray) => complaints.push(stray));
  const now = 'csms' in context ? context.csms.now() : context.station.now();
  const answer = conversation.raw(bad.text(id, now), bad.says);
  await staysSound(context, { always: true });
  stop();
  if (context.version !== '2.1' || complaints.length === 0) return;
  const wrong = complaints.filter(({ text }) => !isComplaint(text, id, bad.codes));
  context.check('complaint', wrong.length === 0 && complaints.length === 1, {
    title: 'what the SUT says of the result is one CALLRESULTERROR with its id and a code that fits',
    requirements: 'Part 4 §4.2.3',
    frames: [n, answer, ...complaints.map((each) => each.n)],
    expected: bad.codes.length === 0 ? 'nothing' : `CALLRESULTERROR ${bad.codes.join(' or ')}, once, or nothing`,
    actual: complaints.map(({ text }) => text.slice(0, 100)).join('; '),
  });
}

function isComplaint(text: string, id: string, codes: readonly string[]): boolean {
  try {
    const [type, of, code] = JSON.parse(text) as [unknown, unknown, unknown];
    return type === 5 && of === id && codes.includes(code as string);
  } catch {
    return false;
  }
}

/** Ends the case where the station does not send the message when it is told to: nothing is shown of results then. */
function sendsWhenTold(context: StationContext<Version>, action: string, outcome: Outcome): void {
  const { memory } = context.csms.conversation;
  if (outcome.kind === 'result') {
    const { status } = outcome.payload;
    if (status === 'Accepted') return;
    const reason = `the station does not send ${action} when it is told to: ${String(status).slice(0, 40)} in frame ${outcome.answer}`;
    if (status !== 'NotImplemented') return context.stop(reason);
    // Not this message (1.6 §5.17, F06.FR.08).
    memory.set(`sends ${action}`, reason);
    context.notApplicable(reason);
  }
  if (outcome.kind === 'error' && ABSENT.includes(outcome.code)) {
    const reason = absence('TriggerMessage', outcome.code, outcome.answer);
    rememberAbsence(context, 'TriggerMessage', reason);
    context.notApplicable(reason);
  }
  context.stop(`the station did not take the request to send ${action}: ${outcome.kind}`);
}

async function askStation(context: StationContext<Version>, bad: BadAnswer, args: object): Promise<void> {
  const { csms } = context;
  const { memory } = csms.conversation;
  const never = memory.get(`sends ${bad.action}`);
  if (typeof never === 'string') context.notApplicable(never);
  const trigger = memory.get('sound TriggerMessage') as Seen | undefined;
  if (trigger?.kind === 'absent') context.notApplicable(trigger.reason);
  await rememberSound(context);
  const asked = intercept(context, bad.action);
  const outcome = await csms.attempt('TriggerMessage', { requestedMessage: bad.action, ...args });
  sendsWhenTold(context, bad.action, outcome);
  const found = await within(context, asked, context.parameters.limits.action);
  if (!found) return context.stop(`the station accepted to send ${bad.action} and did not`);
  if (bad.action !== 'Heartbeat') return answerWith(context, bad, found);
  await answerWith(context, bad, found);
  await keepsTime(context);
}

/** How far the station's clock may go astray in a case, in milliseconds. */
const ASTRAY = 60_000;

/** A station sets its clock by the Heartbeat's result (1.6 §4.6, G02): not by one that says no time. */
async function keepsTime(context: StationContext<Version>): Promise<void> {
  const { csms, parameters, version } = context;
  const [, where = {}] = TRIGGERED[is2x(version) ? '2.x' : '1.6'].find(([name]) => name === 'StatusNotification') ?? [];
  await csms.attempt('TriggerMessage', { requestedMessage: 'StatusNotification', ...where });
  const message = await csms.next('StatusNotification', { within: parameters.limits.action });
  const { timestamp } = message?.payload ?? {};
  if (message === undefined || timestamp === undefined) return;
  const ok = Math.abs(Date.parse(timestamp) - message.at) <= ASTRAY;
  context.check('clock', ok, {
    title: "the station's clock is right still",
    requirements: is2x(version) ? 'G02.FR.06' : '1.6 §4.6',
    frames: [message.n],
    expected: `a time within ${limitText(ASTRAY)}`,
    actual: ok ? 'such a time' : timestamp,
    action: 'StatusNotification',
    asserts: ['timestamp'],
  });
}

async function askCsms(context: CsmsContext<Version>, bad: BadAnswer, caseId: string): Promise<void> {
  const { station, version, parameters } = context;
  const { lane } = station.conversation;
  await rememberSound(context);
  const asked = intercept(context, bad.action);
  station.mark();
  let refused: string | undefined;
  const payload = leastRequest(version, bad.action, {
    ...harmless(version, bad.action),
    // Reservations and the like end in the future.
    now: new Date(context.now() + TOMORROW).toISOString(),
    include: (path) => bad.action === 'GetTransactionStatus' && path === 'transactionId',
  });
  // What the CSMS is told to send makes sense as a whole.
  harmless(version, bad.action).finish?.(payload as Record<string, unknown>, '');
  // Whether the operator was content says nothing: the CSMS may tell it of the bad result.
  const answered = lane
    .ask({
      role: 'csms',
      action: 'sendRequest',
      args: { station: lane.identity, action: bad.action, payload },
      why: `${caseId}: what the CSMS makes of ${bad.says}`,
      within: parameters.limits.operator,
    })
    .then((answer) => {
      if (answer.status !== 'done') refused = answer.reason;
      return answer;
    });
  const found = await Promise.race([
    within(context, asked, parameters.limits.operator),
    answered.then((answer) => (answer.status === 'done' ? asked : undefined)),
  ]);
  if (!found) return context.stop(`the CSMS was not made to send ${bad.action}: ${refused ?? 'nothing came'}`);
  await answerWith(context, bad, found);
}

/** What comes of `promise` in so many milliseconds; undefined when it takes longer. */
function within<T>(context: OnEither, promise: Promise<T>, ms: number): Promise<T | undefined> {
  const { clock } = ('csms' in context ? context.csms : context.station).conversation.lane;
  return new Promise((resolve, reject) => {
    const cancel = clock.at(clock.now() + ms, () => resolve(undefined));
    promise.then((value) => {
      cancel();
      resolve(value);
    }, reject);
  });
}

const REMOTE_TRIGGER: CaseData['profiles'] = { RemoteTrigger: 'mandatory' };

function caseOf(version: Version, sut: Role, bad: BadAnswer, trigger: object): Case {
  const name = sut === 'station' ? 'station' : 'CSMS';
  const data = {
    id: bad.id,
    versions: [version],
    block: BLOCK,
    title: `${bad.action} is answered with ${bad.says}`,
    purpose: bad.valid
      ? `What the schema allows at its very edge, the ${name} takes as an answer.`
      : `A ${name} whose request gets an answer that its schema forbids goes on, and is what it was.`,
    // Triggers are in a profile of their own in 1.6, and in the core of 2.x.
    profiles: sut === 'station' && version === '1.6' ? REMOTE_TRIGGER : {},
    restsOn: 'right-from-wrong' as const,
    requirements: [clauseOf(version)],
    steps: [`The ${name} is made to send ${bad.action}.`, `The tester answers with ${bad.says}.`],
    operator: sut === 'csms' ? ['sendRequest'] : [],
  };
  return sut === 'station'
    ? { ...data, role: 'station', run: (context) => askStation(context, bad, trigger) }
    : { ...data, role: 'csms', connect: 'kept', run: (context) => askCsms(context, bad, bad.id) };
}

/** The cases for the answers to every request that a SUT of this role can be made to send. */
export function resultCases(version: Version, sut: Role): readonly Case[] {
  const requests: readonly (readonly [string, object])[] =
    sut === 'station'
      ? TRIGGERED[is2x(version) ? '2.x' : '1.6']
      : requestsTo(version, 'station').map((action) => [action, {}] as const);
  return requests.flatMap(([action, trigger]) =>
    badAnswersTo(version, sut, action).map((bad) => caseOf(version, sut, bad, trigger)),
  );
}
