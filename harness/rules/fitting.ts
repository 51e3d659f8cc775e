/** An answer fits its request: what was asked for comes back, and nothing else. */
import { type Version } from '../doors/protocol.js';
import { MANY, entry, keep, short } from './bounded.js';
import { part2 } from './clauses.js';
import { type Asked, type Fit, type Fitting, type Memory } from './fits.js';
import { configuration } from './fits-configuration.js';
import { REPORTED } from './fits-reported.js';
import {
  certificateStatus, chainStatus, clearedTariffs, compositeSchedule, installedCertificates, localListVersion,
  sendLocalList, tariffs, transactionStatus, transactionToken, vatNumber,
} from './fits-single.js'; // prettier-ignore
import { clearMonitors, getVariables, setMonitors, setVariables } from './fits-variables.js';
import { judgePayload } from './judged.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { integerOf } from './values.js';

const COMMON: Readonly<Record<string, Fitting>> = {
  GetCompositeSchedule: compositeSchedule,
  GetInstalledCertificateIds: installedCertificates,
  GetLocalListVersion: localListVersion,
  SendLocalList: sendLocalList,
};
const OF_16: Readonly<Record<string, Fitting>> = { ...COMMON, GetConfiguration: configuration };
const OF_2X: Readonly<Record<string, Fitting>> = {
  ...COMMON,
  ClearTariffs: clearedTariffs,
  ClearVariableMonitoring: clearMonitors,
  GetCertificateChainStatus: chainStatus,
  GetCertificateStatus: certificateStatus,
  GetTariffs: tariffs,
  GetTransactionStatus: transactionStatus,
  GetVariables: getVariables,
  SetVariableMonitoring: setMonitors,
  SetVariables: setVariables,
  TransactionEvent: transactionToken,
  VatNumberValidation: vatNumber,
};
const ANSWERS: Readonly<Record<Version, Readonly<Record<string, Fitting>>>> = {
  '1.6': OF_16,
  '2.0.1': OF_2X,
  '2.1': OF_2X,
};

/** Findings for one frame; the first ones say it all. */
const MAX_FINDINGS = 4;
/** Requests under one id: a report may still be under way when its id is given to another. */
const MAX_ASKED = 4;

type Judgement = Fit & Pick<Finding, 'frames'>;

const makeMemory = (): Memory => ({ maxKeys: undefined, list: undefined, asked: new Map() });

/** A request whose result comes in messages of its own. */
function asks({ asked }: Memory, seen: FrameSeen): void {
  const { message, n } = seen;
  if (message.kind !== 'call') return;
  const { action, payload } = message;
  const kind = REPORTED.find(({ requests }) => requests.includes(action));
  const requestId = integerOf(payload, 'requestId');
  if (kind === undefined || requestId === undefined) return;
  const key = `${kind.part} ${requestId}`;
  // Of one that is wrong on purpose nobody knows what it asks for: nothing limits what comes.
  const request: Asked = { action: isProvoked(seen) ? '' : action, n, request: payload };
  keep(asked, key, [...(asked.get(key) ?? []), request].slice(-MAX_ASKED), MANY.exchanges);
}

/** A message that carries what was asked for, by any of the requests with its id. */
function reports({ asked }: Memory, { message, n, version }: FrameSeen): readonly Judgement[] {
  if (message.kind !== 'call') return [];
  const { action, payload } = message;
  const kind = REPORTED.find(({ part }) => part === action);
  const requests = kind === undefined ? undefined : asked.get(`${kind.part} ${integerOf(payload, 'requestId')}`);
  if (kind === undefined || requests === undefined) return [];
  const found = requests.map((one) => ({ one, fit: kind.judge[one.action]?.(version, payload, one.request) }));
  const [first] = found;
  if (found.some(({ fit }) => fit === undefined) || first?.fit === undefined) return [];
  return [{ ...first.fit, frames: [first.one.n, n] }];
}

function answers(memory: Memory, { message, answers: call, version, conn, n }: FrameSeen): readonly Judgement[] {
  if (message.kind !== 'result' || call === undefined) return [];
  const { action } = call;
  const fitting = Object.hasOwn(ANSWERS[version], action) ? ANSWERS[version][action] : undefined;
  // What its schema forbids is another rule's subject, and nobody knows what a request asks for that it forbids.
  const wrong = (part: 'request' | 'response', payload: unknown) =>
    judgePayload(version, action, part, payload).schema.length > 0;
  if (!fitting || wrong('request', call.payload) || wrong('response', message.payload)) return [];
  const found = fitting({ version, action, request: call.payload, response: message.payload, conn }, memory);
  return found.map((fit) => ({ ...fit, message: `${action}: ${fit.message}`, frames: [call.n, n] }));
}

export const fitting = defineRule<Map<string, Memory>>({
  id: 'fitting',
  title: 'An answer fits its request: all that was asked for comes back, once, and nothing else.',
  clauses: {
    '1.6': 'OCPP 1.6 §5.7, §5.8, §5.10, §7.47; Security Whitepaper M03',
    '2.0.1': part2('2.0.1', 'B05', 'B06', 'B08', 'D01', 'D02', 'E14', 'K08', 'K09', 'M03', 'N02', 'N04', 'N06', 'O04'),
    '2.1': part2(
      '2.1',
      'B05',
      'B06',
      'B08',
      'D01',
      'D02',
      'E14',
      'I09',
      'I10',
      'K08',
      'K09',
      'M03',
      'M07',
      'N02',
      'N04',
      'N06',
      'O04',
      'R04',
    ),
  },
  init: () => new Map(),
  on(seen, stations) {
    if (seen.kind !== 'frame') return [];
    const memory = entry(stations, short(seen.identity), MANY.identities, makeMemory);
    if (seen.sender === 'csms') asks(memory, seen);
    if (isProvoked(seen)) {
      if (seen.answers?.action === 'SendLocalList') memory.list = undefined;
      return [];
    }
    const found = [...answers(memory, seen), ...(seen.sender === 'station' ? reports(memory, seen) : [])];
    return found.slice(0, MAX_FINDINGS).map((judgement) => ({ ...judgement, by: seen.sender }));
  },
});
