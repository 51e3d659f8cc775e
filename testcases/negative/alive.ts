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

async function stationIsSound(context: StationContext<Version>): Promise<void> {
  const { memory } = context.csms.conversation;
  const { frames, text } = await settingsOf(context);
  const rests = is2x(context.version) ? 'Part 4 §4.1.1' : 'OCPP-J 1.6 §4.1.1';
  context.check('alive', text !== undefined, {
    title: 'the station answers a sound request',
    requirements: rests,
    frames,
    expected: 'its settings',
    actual: text === undefined ? 'no result' : 'its settings',
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
    actual: before === text ? 'the same' : difference(before, text),
  });
}

async function csmsIsSound(context: CsmsContext<Version>): Promise<void> {
  const outcome = await context.station.attempt('Heartbeat', {});
  context.check('alive', outcome.kind === 'result', {
    title: 'the CSMS answers a Heartbeat',
    requirements: is2x(context.version) ? 'G02.FR.01' : '1.6 §4.6',
    frames: 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n],
    expected: 'a result',
    actual: outcome.kind,
  });
}

/** Asks after the SUT when something went wrong, or when it was not asked for a while. */
export async function staysSound(context: OnEither, wentWrong: boolean): Promise<void> {
  const { conversation } = 'csms' in context ? context.csms : context.station;
  const { memory } = conversation;
  const since = Number(memory.get('since sound') ?? AT_LEAST_EVERY) + 1;
  const due = wentWrong || since >= AT_LEAST_EVERY;
  memory.set('since sound', due ? 0 : since);
  if (!due) return;
  await ('csms' in context ? stationIsSound(context) : csmsIsSound(context));
}
