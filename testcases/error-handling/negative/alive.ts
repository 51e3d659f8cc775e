/** Whether a SUT is still what it was: it answers a sound request, and says of itself what it said before. */
import { type CsmsContext, type StationContext } from '../../../harness/peers/context.js';
import { type Outcome } from '../../../harness/peers/conversation/conversation.js';
import { is2x, type Version } from '../../../harness/peers/for-cases/versions.js';

export type OnEither = StationContext<Version> | CsmsContext<Version>;

/** After so many payloads at the most the SUT has to show that it is alive. */
const AT_LEAST_EVERY = 50;

const NAMES_2X = [
  ['OCPPCommCtrlr', 'HeartbeatInterval'],
  ['OCPPCommCtrlr', 'RetryBackOffWaitMinimum'],
  ['AuthCtrlr', 'LocalPreAuthorize'],
  ['TxCtrlr', 'EVConnectionTimeOut'],
  ['SampledDataCtrlr', 'TxUpdatedInterval'],
] as const;

/** Settings that no station changes by itself (1.6 §9.1). */
const KEYS_16 = [
  ...['AuthorizeRemoteTxRequests', 'ClockAlignedDataInterval', 'ConnectionTimeOut', 'HeartbeatInterval'],
  ...['LocalAuthorizeOffline', 'LocalPreAuthorize', 'MeterValueSampleInterval', 'MeterValuesSampledData'],
  ...['NumberOfConnectors', 'ResetRetries', 'StopTransactionOnInvalidId', 'TransactionMessageAttempts'],
];

/** What became of a request: whether anything answered it, and what a result said, as text. */
interface Told {
  readonly frames: readonly number[];
  readonly answered: boolean;
  readonly text?: string;
}

const isAnswer = ({ kind }: Outcome): boolean => kind !== 'timeout' && kind !== 'closed';
const framesOf = (outcome: Outcome): readonly number[] =>
  ('answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n]).filter((n) => n > 0);

type Line = Readonly<Record<string, unknown>>;
const nameOf = (value: unknown): string =>
  String((value as { readonly name?: unknown } | undefined)?.name).toLowerCase();
const KEYS = new Set(KEYS_16.map((key) => key.toLowerCase()));
const NAMES = new Set(NAMES_2X.map((names) => names.join('.').toLowerCase()));
/** Whether the line is about a setting that was asked for: others may move with the time. */
const isAskedFor = (line: Line): boolean =>
  KEYS.has(String(line['key']).toLowerCase()) || NAMES.has(`${nameOf(line['component'])}.${nameOf(line['variable'])}`);

/** What a station says of its settings; without a text where no result came. */
async function settingsOf(context: StationContext<Version>): Promise<Told> {
  const payload = is2x(context.version)
    ? {
        getVariableData: NAMES_2X.map(([component, variable]) => ({
          component: { name: component },
          variable: { name: variable },
        })),
      }
    : { key: KEYS_16 };
  const outcome = await context.csms.attempt(is2x(context.version) ? 'GetVariables' : 'GetConfiguration', payload);
  const told = { frames: framesOf(outcome), answered: isAnswer(outcome) };
  if (outcome.kind !== 'result') return told;
  const list = outcome.payload[is2x(context.version) ? 'getVariableResult' : 'configurationKey'];
  const lines = Array.isArray(list) ? (list as readonly Line[]).filter((line) => isAskedFor(line ?? {})) : [];
  return {
    ...told,
    text: lines
      .map((line) => JSON.stringify(line))
      .sort()
      .join('\n'),
  };
}

/** The first line that is in one text and not in the other. */
function difference(before: string, after: string): string {
  const [old, now] = [new Set(before.split('\n')), new Set(after.split('\n'))];
  const gone = [...old].find((line) => !now.has(line));
  const come = [...now].find((line) => !old.has(line));
  return `${gone ?? 'nothing'} became ${come ?? 'nothing'}`;
}

const clauseOf = (version: Version) => (is2x(version) ? 'Part 4 §4.1.1' : 'OCPP-J 1.6 §4.1.1');

/** Who is not sound may have been made so by any message since the last time that it was. */
const since = (count: number) => (count > 1 ? `, after ${count} messages since it last was asked` : '');

async function stationIsSound(context: StationContext<Version>, count: number): Promise<void> {
  const { conversation } = context.csms;
  const { memory } = conversation;
  const { frames, answered, text } = await settingsOf(context);
  const rests = clauseOf(context.version);
  const conn = conversation.line?.conn;
  const connected = memory.get('connected') as number | undefined;
  memory.set('connected', conn);
  const kept = connected === undefined || conn === connected;
  const says = answered ? (kept ? 'an answer' : 'another connection') : 'no answer';
  // What the answer says is another case's subject.
  context.check('alive', answered && kept, {
    title: 'the station answers a sound request, over the connection that it had',
    requirements: rests,
    frames,
    expected: 'an answer with its message id',
    actual: answered && kept ? says : `${says}${since(count)}`,
  });
  const before = memory.get('settings');
  if (text !== undefined) memory.set('settings', text);
  if (typeof before !== 'string' || !answered) return;
  context.check('unchanged', before === text, {
    title: "nothing in the station's settings has changed",
    requirements: rests,
    frames,
    expected: 'the same settings as before',
    actual:
      before === text ? 'the same' : `${text === undefined ? 'an error' : difference(before, text)}${since(count)}`,
  });
}

/** What a CSMS makes of a token that it knows: its status alone, since the rest may move with the time. */
async function authorization(context: CsmsContext<Version>): Promise<Told> {
  const { version, parameters } = context;
  const { idToken, type } = parameters.tokens.valid;
  const payload = is2x(version) ? { idToken: { idToken, type } } : { idTag: idToken };
  const outcome = await context.station.attempt('Authorize', payload);
  const told = { frames: framesOf(outcome), answered: isAnswer(outcome) };
  if (outcome.kind !== 'result') return told;
  const info = outcome.payload[is2x(version) ? 'idTokenInfo' : 'idTagInfo'] as { status?: unknown } | undefined;
  return { ...told, text: String(info?.status) };
}

async function csmsLives(context: CsmsContext<Version>, count: number): Promise<void> {
  const outcome = await context.station.attempt('Heartbeat', {});
  const answered = isAnswer(outcome);
  context.check('alive', answered, {
    title: 'the CSMS answers a Heartbeat',
    requirements: is2x(context.version) ? 'G02.FR.03' : '1.6 §4.6',
    frames: framesOf(outcome),
    expected: 'an answer with its message id',
    actual: answered ? 'an answer' : `${outcome.kind}${since(count)}`,
  });
}

async function csmsIsSound(context: CsmsContext<Version>, count: number): Promise<void> {
  const { memory } = context.station.conversation;
  await csmsLives(context, count);
  const { frames, answered, text } = await authorization(context);
  const before = memory.get('authorization');
  if (text !== undefined) memory.set('authorization', text);
  if (typeof before !== 'string' || !answered) return;
  context.check('unchanged', before === text, {
    title: 'the CSMS thinks of a token as before',
    requirements: clauseOf(context.version),
    frames,
    expected: before,
    actual: text === before ? before : `${text ?? 'an error'}${since(count)}`,
  });
}

/** Takes note of what the SUT is, where nobody has yet. */
export async function rememberSound(context: OnEither): Promise<void> {
  const { memory, line } = ('csms' in context ? context.csms : context.station).conversation;
  if (memory.has('noted')) return;
  memory.set('noted', true);
  if (!('csms' in context)) return void memory.set('authorization', (await authorization(context)).text);
  memory.set('connected', line?.conn);
  memory.set('settings', (await settingsOf(context)).text);
}

/**
 * Asks after the SUT when something went wrong, or when it was not asked for a while; `always` has it show at least that
 * it is alive.
 */
export async function staysSound(
  context: OnEither,
  { wentWrong = false, always = false }: { wentWrong?: boolean; always?: boolean } = {},
): Promise<void> {
  const { memory } = ('csms' in context ? context.csms : context.station).conversation;
  const asked = memory.get('since sound');
  const count = (typeof asked === 'number' ? asked : 0) + 1;
  const due = wentWrong || asked === undefined || count >= AT_LEAST_EVERY;
  memory.set('since sound', due ? 0 : count);
  if ('csms' in context) return due || always ? stationIsSound(context, count) : undefined;
  if (due) return csmsIsSound(context, count);
  if (always) await csmsLives(context, count);
}
