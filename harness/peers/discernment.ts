/**
 * Whether the SUT tells right from wrong. There are cases that whoever agrees with everything would pass, and rightly
 * so by their own checks: what they ask for is to be accepted. Their pass rests on this besides, asked when the
 * procedure is over: a sound request is served, and some wrong one is not. Which one is not asked too closely: a SUT
 * that is wrong about one of them fails the case whose subject that is. Where nothing shows it, the case is inconclusive.
 */
import { type CsmsContext, type StationContext } from './context.js';
import { connectionSince } from './csms-side/csms.js';
import { type Conversation, type Outcome } from './conversation/conversation.js';
import { type Judge } from './judge.js';
import { is2x, type Version } from './for-cases/versions.js';

type OnEither = StationContext<Version> | CsmsContext<Version>;

/** Whether something was shown, in words, and by which frames. */
interface Sign {
  readonly shown: boolean;
  readonly frames: readonly number[];
  readonly says: string;
}

/** What the check asserts: the proof makes its mutants by this word. */
const RIGHT_FROM_WRONG = 'right-from-wrong';

const NOBODYS = { action: 'LaddprovNoSuchAction', name: 'LaddprovNoSuchName' };
/** Where no answer is as good as a refusal, so long is waited for one, in milliseconds. */
const PATIENCE = 5_000;
/** How often both kinds of token are asked after: a guess is not right as often. */
const ROUNDS = 3;

const framesOf = (outcome: Outcome): readonly number[] =>
  ('answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n]).filter((n) => n > 0);
const saysOf = (outcome: Outcome): string =>
  outcome.kind === 'error' ? `CALLERROR ${outcome.code.slice(0, 40)}` : outcome.kind;

const isSame = (a: unknown, b: string): boolean => typeof a === 'string' && a.toLowerCase() === b.toLowerCase();
const recordsOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap((item) =>
    typeof item === 'object' && item !== null ? [item as Readonly<Record<string, unknown>>] : [],
  );

type Fields = Readonly<Record<string, unknown>>;

/** What an answer says of a name: that it is known, that it is not, or neither. */
const judgeKey = (payload: Fields, name: string): boolean | undefined => {
  const known = recordsOf(payload['configurationKey']);
  if (known.some(({ key, value }) => isSame(key, name) && value !== undefined)) return true;
  const unknown: readonly unknown[] = Array.isArray(payload['unknownKey']) ? payload['unknownKey'] : [];
  return unknown.some((key) => isSame(key, name)) ? false : undefined;
};
const judgeVariable = (payload: Fields, name: string): boolean | undefined => {
  const nameOf = (component: unknown) => (component as { readonly name?: unknown } | null | undefined)?.name;
  const results = recordsOf(payload['getVariableResult']);
  const status = results.find(({ component }) => isSame(nameOf(component), name))?.['attributeStatus'];
  return typeof status === 'string' ? status === 'Accepted' : undefined;
};

/**
 * Asks a station for a name that every one has, and for one that none has (1.6 §5.8, B06.FR.04, B06.FR.06). One a
 * request: more may be too many.
 */
async function namesApart({ csms, version }: StationContext<Version>): Promise<Sign & { readonly served: boolean }> {
  const frames: number[] = [];
  const isKnown = async (name: string) => {
    const outcome = is2x(version)
      ? await csms.attempt('GetVariables', {
          getVariableData: [{ component: { name }, variable: { name: 'AvailabilityState' } }],
        })
      : await csms.attempt('GetConfiguration', { key: [name] });
    frames.push(...framesOf(outcome));
    if (outcome.kind !== 'result') return { served: false };
    const { payload } = outcome;
    const known = (is2x(version) ? judgeVariable : judgeKey)(payload, name);
    // A key that is not there may be a flaw: that anything is said of it is an answer with a meaning.
    return { served: known !== undefined || Object.keys(payload).length > 0, known };
  };
  const one = await isKnown(is2x(version) ? 'ChargingStation' : 'NumberOfConnectors');
  const other = await isKnown(NOBODYS.name);
  const shown = one.known === true && other.known === false;
  const what = is2x(version) ? 'variables' : 'keys';
  return { shown, served: one.served, frames, says: `${shown ? 'tells' : 'does not tell'} ${what} apart` };
}

/** Sends an action that nobody has, and then a request without what it has to have: neither is given a result. */
async function refusesWrong(conversation: Conversation, action: string, limit: number): Promise<Sign> {
  const frames: number[] = [];
  for (const [name, what] of [
    [NOBODYS.action, 'an action that does not exist'],
    [action, `${action} without its fields`],
  ] as const) {
    const outcome = await conversation.call(name, {}, Math.min(PATIENCE, limit), { deliberate: what });
    frames.push(...framesOf(outcome));
    if (outcome.kind !== 'result') return { shown: true, frames, says: `${what}: ${saysOf(outcome)}` };
  }
  return { shown: false, frames, says: 'gives a result to what is wrong' };
}

/** Asks a CSMS after a valid and an invalid token, several times: it accepts the one and never the other. */
async function tokensApart({ station, version, parameters }: CsmsContext<Version>): Promise<Sign> {
  const frames: number[] = [];
  const isAccepted = async ({ idToken, type }: { readonly idToken: string; readonly type: string }) => {
    const outcome = await station.attempt(
      'Authorize',
      is2x(version) ? { idToken: { idToken, type } } : { idTag: idToken },
    );
    frames.push(...framesOf(outcome));
    const info = outcome.kind === 'result' ? outcome.payload[is2x(version) ? 'idTokenInfo' : 'idTagInfo'] : undefined;
    const { status } = (info ?? {}) as { readonly status?: unknown };
    return typeof status === 'string' ? status === 'Accepted' : undefined;
  };
  let shown = true;
  for (let round = 0; shown && round < ROUNDS; round++) {
    shown = (await isAccepted(parameters.tokens.valid)) === true;
    shown = shown && (await isAccepted(parameters.tokens.invalid)) === false;
  }
  return { shown, frames, says: `${shown ? 'tells' : 'does not tell'} a valid token from an invalid one` };
}

async function askStation(context: StationContext<Version>): Promise<readonly Sign[]> {
  const { csms, version, parameters } = context;
  const { conversation } = csms;
  if (!csms.connected && !(await connectionSince(conversation, parameters.limits.reboot)))
    context.stop('the station is not connected');
  const names = await namesApart(context);
  if (names.shown || !names.served) return [names];
  const action = is2x(version) ? 'GetVariables' : 'ChangeAvailability';
  return [names, await refusesWrong(conversation, action, parameters.limits.message)];
}

async function askCsms(context: CsmsContext<Version>): Promise<readonly Sign[]> {
  const { station, parameters } = context;
  let sound = station.connected ? await station.attempt('Heartbeat', {}) : undefined;
  // A case may have ended with a connection that was about to close.
  if (!sound || sound.kind === 'closed') {
    await station.connect();
    await station.boot();
    sound = await station.attempt('Heartbeat', {});
  }
  const served = { shown: false, frames: framesOf(sound), says: `Heartbeat: ${saysOf(sound)}` };
  if (sound.kind !== 'result') return [served];
  const wrong = await refusesWrong(station.conversation, 'StatusNotification', parameters.limits.message);
  return wrong.shown ? [served, wrong] : [served, wrong, await tokensApart(context)];
}

/**
 * Judges that the SUT tells right from wrong. A CSMS is asked once on each conversation; a station, which has but one
 * for all cases, each time: that takes one request.
 */
export async function tellsRightFromWrong(context: OnEither, judge: Judge): Promise<void> {
  const { conversation } = 'csms' in context ? context.csms : context.station;
  const known = conversation.memory.get(RIGHT_FROM_WRONG) as readonly Sign[] | undefined;
  const signs = known ?? ('csms' in context ? await askStation(context) : await askCsms(context));
  const shown = signs.some((sign) => sign.shown);
  if (shown && !('csms' in context)) conversation.memory.set(RIGHT_FROM_WRONG, signs);
  judge.judge({
    id: 'tells-right-from-wrong',
    title: `the ${'csms' in context ? 'station' : 'CSMS'} tells right from wrong`,
    kind: 'judgement',
    verdict: shown ? 'pass' : 'fail',
    expected: 'a sound request is served, and some wrong one is not',
    actual: signs.map(({ says }) => says).join('; '),
    frames: signs.flatMap(({ frames }) => frames),
    asserts: [RIGHT_FROM_WRONG],
  });
}
