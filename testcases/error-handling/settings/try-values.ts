/** Tries values that a setting refuses, watches what comes of one that is taken, and puts the old value back. */
import { type StationContext } from '../../../harness/peers/context.js';
import { type Outcome } from '../../../harness/peers/conversation/conversation.js';
import { is2x, type Version } from '../../../harness/peers/for-cases/versions.js';
import { allowedFor, type AnswerTo, judgeAnswer } from '../../../harness/peers/for-cases/wrong.js';
import { type BadValue, badValuesFor, type Setting } from './values.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

type OnStation = StationContext<Version>;

/** How a version reads and writes its settings. */
export interface Access {
  /** What stands for a setting in sentences: `the key HeartbeatInterval`. */
  says(setting: Setting): string;
  write(setting: Setting, value: string): readonly [action: string, payload: object];
  read(setting: Setting): readonly [action: string, payload: object];
  /** The status of the result of a write, and where it stands. */
  statusOf(result: Readonly<Record<string, unknown>>): string;
  readonly statusPath: string;
  /** The value in the result of a read, and where it stands. */
  valueOf(result: Readonly<Record<string, unknown>>, setting: Setting): string | undefined;
  readonly valuePath: string;
  readonly requirements: readonly string[];
}

/** So long is watched what a station does with a value that it should not have taken, in milliseconds. */
const WATCH = 5_000;
/** More messages than this meanwhile are a flood. */
const FLOOD = 20;

const framesOf = (outcome: Outcome): readonly number[] =>
  ('answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n]).filter((n) => n > 0);

/** Statuses by which a setting has the new value, now or after a reboot; every other one says no. */
const TAKEN: readonly string[] = ['Accepted', 'RebootRequired'];

function answerOf(access: Access, outcome: Outcome): AnswerTo {
  if (outcome.kind === 'timeout') return { kind: 'silence' };
  if (outcome.kind !== 'result') return outcome;
  return { kind: 'result', refuses: !TAKEN.includes(access.statusOf(outcome.payload)) };
}

const saysOf = (access: Access, outcome: Outcome): string =>
  outcome.kind === 'result'
    ? access.statusOf(outcome.payload).slice(0, 60)
    : outcome.kind === 'error'
      ? `CALLERROR ${outcome.code.slice(0, 60)}`
      : outcome.kind;

/** Watches a station that took what it should not have: it neither floods nor hangs up. */
async function staysCalm(context: OnStation, access: Access, setting: Setting, bad: BadValue): Promise<void> {
  const { csms, pass, check } = context;
  const { conversation } = csms;
  const since = conversation.last;
  let messages = 0;
  const stop = conversation.watch(() => {
    messages++;
    return false;
  });
  await pass(WATCH);
  stop();
  const calm = messages <= FLOOD && csms.connected;
  if (calm) return;
  check(`afterwards-${setting.name}-${bad.id}`, false, {
    title: `the station goes on as before with what it took for ${access.says(setting)}`,
    requirements: access.requirements,
    frames: [since, conversation.last],
    expected: `at most ${FLOOD} messages in ${limitText(WATCH)}, over the same connection`,
    actual: csms.connected ? `${messages} messages` : 'the connection was closed',
  });
  if (!csms.connected) await csms.expectConnection(access.requirements, { id: `connection-${setting.name}` });
}

/** Whether the station took the value. */
async function isTaken(context: OnStation, access: Access, setting: Setting, bad: BadValue): Promise<boolean> {
  const { csms, version, check, advise } = context;
  const [action, payload] = access.write(setting, bad.value);
  const what = `${access.says(setting)}, ${bad.id.replaceAll('-', ' ')}`;
  const outcome = await csms.attempt(action, payload, { deliberate: `a value that a setting cannot have: ${what}` });
  const answer = answerOf(access, outcome);
  const { verdict, note } = judgeAnswer(version, 'setting', answer);
  const taken = answer.kind === 'result' && !answer.refuses;
  const shown = bad.value.length > 40 ? `${bad.value.slice(0, 20)}… (${bad.value.length} digits)` : bad.value;
  const [clause = ''] = access.requirements;
  if (!bad.sure) {
    if (taken)
      advise(
        `taken-${setting.name}-${bad.id}`,
        `"${shown}" was taken for ${access.says(setting)}`,
        clause,
        framesOf(outcome),
      );
  } else
    check(`${setting.name}-${bad.id}`, verdict !== 'wrong', {
      title: `the station refuses "${shown}" for ${access.says(setting)}`,
      requirements: access.requirements,
      frames: framesOf(outcome),
      expected: `Rejected, or CALLERROR ${allowedFor(version, 'setting').fitting.join(' or ')}`,
      actual: saysOf(access, outcome),
      action,
      asserts: outcome.kind === 'result' ? [access.statusPath] : [],
    });
  if (verdict === 'noted' && note !== undefined)
    advise(`noted-${setting.name}-${bad.id}`, note, clause, framesOf(outcome));
  return taken;
}

async function read(context: OnStation, access: Access, setting: Setting) {
  const outcome = await context.csms.attempt(...access.read(setting));
  return {
    frames: framesOf(outcome),
    value: outcome.kind === 'result' ? access.valueOf(outcome.payload, setting) : undefined,
  };
}

/** Tries every value that one setting refuses. */
async function tryOne(context: OnStation, access: Access, setting: Setting): Promise<void> {
  const { csms, check, afterwards } = context;
  const putBack = async () => {
    const [action, payload] = access.write(setting, setting.value);
    await csms.attempt(action, payload);
  };
  let taken = false;
  for (const bad of badValuesFor(setting, is2x(context.version))) {
    if (!(await isTaken(context, access, setting, bad))) continue;
    if (!taken) afterwards(putBack);
    taken = true;
    await staysCalm(context, access, setting, bad);
  }
  if (taken) await putBack();
  const { frames, value } = await read(context, access, setting);
  check(`kept-${setting.name}`, value === setting.value, {
    title: `${access.says(setting)} has the value that it had, ${taken ? 'put back' : 'whatever was tried'}`,
    requirements: access.requirements,
    frames,
    expected: `"${setting.value.slice(0, 100)}"`,
    actual: value === undefined ? 'no value' : `"${value.slice(0, 100)}"`,
    action: access.read(setting)[0],
    asserts: [access.valuePath],
  });
}

/** Tries them all; where there is none the case does not apply. */
export async function tryValues(
  context: OnStation,
  access: Access,
  settings: readonly Setting[],
  kind: string,
): Promise<void> {
  if (settings.length === 0)
    context.notApplicable(`the station shows no standard setting of ${kind} that can be written`);
  for (const setting of settings) await tryOne(context, access, setting);
}
