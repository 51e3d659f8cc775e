/** Whether a SUT is still what it was: it answers a sound request, and says of itself what it said before. */
import { type CsmsContext, type StationContext } from '../../harness/peers/context.js';
import { is2x, type Version } from '../../harness/peers/versions.js';

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

/** What a station says of its settings, as one text; undefined when it does not answer. */
async function settingsOf(context: StationContext<Version>): Promise<{ frames: number[]; text?: string }> {
  const payload = is2x(context.version)
    ? {
        getVariableData: NAMES_2X.map(([component, variable]) => ({
          component: { name: component },
          variable: { name: variable },
        })),
      }
    : { key: KEYS_16 };
  const outcome = await context.csms.attempt(is2x(context.version) ? 'GetVariables' : 'GetConfiguration', payload);
  if (outcome.kind !== 'result') return { frames: [outcome.n] };
  const frames = [outcome.n, outcome.answer];
  const told = outcome.payload[is2x(context.version) ? 'getVariableResult' : 'configurationKey'];
  const lines = Array.isArray(told) ? told.map((line) => JSON.stringify(line)).sort() : [];
  return { frames, text: lines.join('\n') };
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
  const { frames, text } = await settingsOf(context);
  const rests = clauseOf(context.version);
  context.check('alive', text !== undefined, {
    title: 'the station answers a sound request',
    requirements: rests,
    frames,
    expected: 'its settings',
    actual: text === undefined ? `no result${since(count)}` : 'its settings',
  });
  const conn = conversation.line?.conn;
  const connected = memory.get('connected');
  memory.set('connected', conn);
  if (connected !== undefined)
    context.check('kept', connected === conn, {
      title: 'the station has kept its connection',
      requirements: rests,
      frames,
      expected: `connection ${String(connected)}`,
      actual: conn === connected ? `connection ${conn}` : `connection ${conn ?? 0}${since(count)}`,
    });
  const before = memory.get('settings');
  if (text === undefined) return;
  memory.set('settings', text);
  if (typeof before !== 'string') return;
  context.check('unchanged', before === text, {
    title: "nothing in the station's settings has changed",
    requirements: rests,
    frames,
    expected: 'the same settings as before',
    actual: before === text ? 'the same' : `${difference(before, text)}${since(count)}`,
  });
}

/** What a CSMS makes of a token that it knows: its status alone, since the rest may move with the time. */
async function authorization(context: CsmsContext<Version>): Promise<{ frames: number[]; status?: string }> {
  const { version, parameters } = context;
  const { idToken, type } = parameters.tokens.valid;
  const payload = is2x(version) ? { idToken: { idToken, type } } : { idTag: idToken };
  const outcome = await context.station.attempt('Authorize', payload);
  if (outcome.kind !== 'result') return { frames: [outcome.n] };
  const info = outcome.payload[is2x(version) ? 'idTokenInfo' : 'idTagInfo'] as { status?: unknown } | undefined;
  return { frames: [outcome.n, outcome.answer], status: String(info?.status) };
}

async function csmsIsSound(context: CsmsContext<Version>, count: number): Promise<void> {
  const { memory } = context.station.conversation;
  const outcome = await context.station.attempt('Heartbeat', {});
  context.check('alive', outcome.kind === 'result', {
    title: 'the CSMS answers a Heartbeat',
    requirements: is2x(context.version) ? 'G02.FR.01' : '1.6 §4.6',
    frames: 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n],
    expected: 'a result',
    actual: outcome.kind === 'result' ? 'a result' : `${outcome.kind}${since(count)}`,
  });
  const { frames, status } = await authorization(context);
  const before = memory.get('authorization');
  if (status !== undefined) memory.set('authorization', status);
  if (typeof before !== 'string') return;
  context.check('unchanged', before === status, {
    title: 'the CSMS thinks of a token as before',
    requirements: clauseOf(context.version),
    frames,
    expected: before,
    actual: status === before ? status : `${status ?? 'no result'}${since(count)}`,
  });
}

/** Asks after the SUT when something went wrong, or when it was not asked for a while. */
export async function staysSound(context: OnEither, wentWrong: boolean): Promise<void> {
  const { conversation } = 'csms' in context ? context.csms : context.station;
  const { memory } = conversation;
  const first = memory.get('since sound') === undefined;
  const count = Number(memory.get('since sound') ?? 0) + 1;
  const due = wentWrong || first || count >= AT_LEAST_EVERY;
  memory.set('since sound', due ? 0 : count);
  if (!due) return;
  await ('csms' in context ? stationIsSound(context, count) : csmsIsSound(context, count));
}
