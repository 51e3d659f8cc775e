/** Runs one case on a lane: precondition, procedure, undoing, verdict. */
import { sleep } from '../doors/clock.js';
import { type StationActions } from '../doors/operator.js';
import { type Version } from '../doors/protocol.js';
import { type HttpRequest } from '../doors/wire.js';
import { type Lane } from '../lane/lane.js';
import { type Case } from '../peers/case.js';
import { type CsmsContext, type StationContext } from '../peers/context.js';
import { createCsmsFiles, type FileDoor } from '../peers/csms-side/csms-files.js';
import { type Conversation } from '../peers/conversation/conversation.js';
import { createCertificates } from '../peers/for-cases/certificates.js';
import { type Handshakes } from '../peers/for-cases/handshakes.js';
import { type Pki } from '../pki/authority.js';
import { connectionSince, createImpersonatedCsms, type Gate } from '../peers/csms-side/csms.js';
import { tellsRightFromWrong } from '../peers/discernment.js';
import { createJudge, isStop, type Judge } from '../peers/judge.js';
import { createCaseOperator } from '../peers/for-cases/operator.js';
import { createPeer } from '../peers/conversation/create-peer.js';
import { type Parameters } from '../peers/for-cases/settings.js';
import { type Connecting } from '../peers/station-side/connecting.js';
import { createImpersonatedStation } from '../peers/station-side/station.js';
import { type ConnectOptions } from '../peers/station-side/connect-options.js';
import { type Knocked } from '../lane/lane.js';
import { type Again, type Peer, type Requirements } from '../peers/conversation/peer.js';
import { type Verdict } from '../record/events.js';
import { type CaseResult } from './case-result.js';
import { type Incident, type Incidents } from './incidents.js';
import { letSettle } from './settle.js';
import { conclude, disturbance, withIncident } from './verdict.js';

/** What a case runs in: the lane and what the runner made for it. */
export interface CaseWorld {
  readonly lane: Lane;
  readonly version: Version;
  readonly parameters: Parameters;
  readonly conversation: Conversation;
  readonly gate: Gate;
  readonly handshakes: Handshakes;
  readonly incidents: Incidents;
  /** The tester's certificate authority; undefined in a replay, and where there is none. */
  readonly pki: Pki | undefined;
  /** Undefined where the run has no file server. */
  readonly files: FileDoor | undefined;
  /** The connection over which the station has come to rest. */
  readonly settled: { conn: number };
  /** How long to wait for a station that is not connected, in milliseconds. */
  readonly patience: number;
  readonly connecting: Connecting;
  readonly knock: (request: HttpRequest, options: ConnectOptions) => Promise<Knocked>;
  readonly boot: (peer: Peer<Version>, requirements: Requirements, again: Again, lenient?: boolean) => Promise<void>;
}

/** What a check on connections asserts that is not about TLS. */
const OF_CONNECTIONS = /^(?:ping|pong|compressed|not-sooner|not-later|keeps-trying|credentials)$/;
/** The block of the case that asks no more than whether somebody is there. */
const SANITY = 'Sanity';
type Common = Omit<StationContext<Version>, 'csms' | 'operator'>;

function commonContext(world: CaseWorld, judge: Judge, undos: (() => Promise<unknown>)[]): Common {
  const { lane, parameters, version } = world;
  return {
    parameters,
    version,
    certificates: createCertificates(lane, judge, world.pki),
    check(id, ok, options) {
      const {
        requirements,
        frames,
        expected,
        actual,
        action,
        asserts,
        title = id,
        essential = false,
        absence = false,
        connections,
        awaited,
      } = options;
      const ofTls = !asserts?.some((word) => OF_CONNECTIONS.test(word));
      judge.judge(
        {
          id,
          title,
          kind: absence ? 'absence' : connections ? (ofTls ? 'tls' : 'connection') : 'judgement',
          verdict: ok ? 'pass' : 'fail',
          expected,
          actual,
          requirements,
          frames,
          ...(connections && { connections }),
          ...(action !== undefined && { action }),
          ...(awaited && { awaited }),
          asserts: asserts ?? [],
        },
        !essential,
      );
    },
    advise: (id, message, clause, frames) => judge.advise(id, message, clause, frames),
    note: (text) => judge.note(text),
    precondition: (part) => judge.precondition(part),
    stop: (reason) => judge.stop(reason),
    notApplicable: (reason) => judge.notApplicable(reason),
    afterwards: (undo) => void undos.push(undo),
    pass: (ms) => sleep(lane.clock, ms),
    now: () => lane.clock.now(),
  };
}

async function runStationCase(
  item: Extract<Case, { role: 'station' }>,
  world: CaseWorld,
  judge: Judge,
  common: Common,
): Promise<void> {
  const { lane, conversation, gate, handshakes, parameters } = world;
  handshakes.forget();
  const { limits } = parameters;
  const peer = createPeer<Version>({ conversation, judge, limits, sut: 'station', dictated: () => false });
  const files = createCsmsFiles({ lane, judge, parameters, door: world.files });
  common.afterwards(() => Promise.resolve(files.close()));
  const csms = createImpersonatedCsms({ peer, conversation, judge, limits, gate, handshakes, files });
  const why = `${item.id}: ${item.title}`;
  const operator = createCaseOperator<StationActions>({
    conversation,
    judge,
    role: 'station',
    within: limits.operator,
    why,
    constant: {},
  });
  const context: StationContext<Version> = { ...common, csms, operator };
  const found = await judge.precondition(async () => {
    if (!csms.connected && !(await connectionSince(conversation, world.patience)))
      judge.stop('the station is not connected');
    await letSettle(world);
    return item.from?.enter(context);
  });
  conversation.mark();
  lane.acted();
  await item.run(context, found);
  if (item.restsOn) await judge.precondition(() => tellsRightFromWrong(context, judge));
}

async function runCsmsCase(
  item: Extract<Case, { role: 'csms' }>,
  world: CaseWorld,
  judge: Judge,
  common: Common,
): Promise<void> {
  const { lane, conversation, parameters, connecting } = world;
  const { limits } = parameters;
  // After the operator was told what the CSMS should send, the next such request carries a dictated payload.
  const asked = new Set<string>();
  const peer = createPeer<Version>({
    conversation,
    judge,
    limits,
    sut: 'csms',
    dictated: (action) => asked.has(action),
    connecting,
  });
  const { knock, boot } = world;
  const station = createImpersonatedStation({ peer, conversation, judge, connecting, knock, boot });
  const onAsk = (action: string, args: Readonly<Record<string, unknown>>) => {
    if (action === 'sendRequest' && lane.operatorDictates) asked.add(String(args['action']));
  };
  const why = `${item.id}: ${item.title}`;
  const operator = createCaseOperator({
    conversation,
    judge,
    role: 'csms',
    within: limits.operator,
    why,
    constant: { station: lane.identity },
    onAsk,
  }) as CsmsContext<Version>['operator'];
  const context: CsmsContext<Version> = { ...common, station, operator };
  const found = await judge.precondition(async () => {
    await station.getReady(item.connect ?? 'booted');
    return item.from?.enter(context);
  });
  conversation.mark();
  await item.run(context, found);
  if (item.restsOn) await judge.precondition(() => tellsRightFromWrong(context, judge));
}

export interface CaseRunOptions {
  /** From 1. */
  readonly attempt?: number;
  /**
   * Whether it is run again where something happened to the SUT: where it is doubtful that the case did it, or in any
   * event, since cases of other lanes share the SUT.
   */
  readonly rerun?: 'no' | 'doubtful' | 'shared';
  /** Told of what became of the SUT in it. */
  readonly onIncident?: (incident: Incident) => void;
}

/** Runs `item` and emits its events. Never rejects: what goes wrong in the tester is the verdict `error`. */
export async function runCase(
  item: Case,
  world: CaseWorld,
  { attempt = 1, rerun = 'no', onIncident }: CaseRunOptions = {},
): Promise<CaseResult> {
  const { lane, conversation, gate, incidents } = world;
  lane.enter(item.id, item.block === SANITY);
  incidents.begin(item.id, conversation.line?.open === true);
  const start = lane.t();
  // A first attempt goes without saying.
  const which = attempt > 1 ? { attempt } : {};
  lane.emit({ type: 'case-start', case: item.id, identity: lane.identity, ...which });
  const judge = createJudge(lane, item.id);
  const findings: { verdict: Verdict; reason: string }[] = [];
  const unsubscribe = lane.subscribe((event) => {
    if (event.type !== 'finding' || event.severity !== 'fail' || event.case !== item.id) return;
    const verdict = event.blame === 'sut' ? 'fail' : 'error';
    findings.push({ verdict, reason: `rule ${event.rule}: ${event.message}` });
  });
  const undos: (() => Promise<unknown>)[] = [];
  const common = commonContext(world, judge, undos);
  const guarded = async (part: () => Promise<unknown>, meaning: string) => {
    try {
      await part();
    } catch (error) {
      if (isStop(error)) return { verdict: error.verdict, reason: error.reason };
      return {
        verdict: 'error' as const,
        reason: `${meaning}: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
    return undefined;
  };
  const stopped = await guarded(
    () =>
      item.role === 'station' ? runStationCase(item, world, judge, common) : runCsmsCase(item, world, judge, common),
    'the case itself failed',
  );
  conversation.forgetAnswers();
  gate.policy = { accept: true };
  gate.compression = false;
  for (const undo of undos.reverse()) {
    const problem = await guarded(() => judge.silently(undo), 'it failed');
    if (problem) judge.note(`putting back what the case changed: ${problem.reason}`);
  }
  gate.security = {};
  // What is still owed to the SUT belongs to this case, not to the next.
  conversation.settleAnswers();
  lane.endObservation();
  unsubscribe();
  const happened = incidents.end();
  const judged = conclude(judge, findings, stopped);
  const again = item.block === SANITY ? 'no' : rerun;
  const disturbed = disturbance(item.id, judged.verdict, happened, again);
  const { verdict, reason } = withIncident(item.id, judged, happened, disturbed);
  // What a case expects and takes in its stride is no news.
  for (const incident of happened) {
    const { event, owner } = incident;
    if (judged.verdict !== 'pass' || owner !== item.id) lane.emit({ ...event });
    if (owner !== item.id) onIncident?.(incident);
  }
  lane.emit({
    type: 'case-end',
    case: item.id,
    verdict,
    reason,
    duration: Math.round((lane.t() - start) * 1000) / 1000,
    ...which,
    ...(disturbed !== undefined && { disturbed }),
  });
  lane.enter(undefined);
  return {
    id: item.id,
    verdict,
    reason,
    attempt,
    started: start,
    ended: lane.t(),
    ...(disturbed !== undefined && { disturbed }),
  };
}

/** A case that cannot run, for there is nobody to run it against: inconclusive, at once. */
export function skipCase(item: Case, lane: Lane, reason: string, attempt = 1): CaseResult {
  const started = lane.t();
  const which = attempt > 1 ? { attempt } : {};
  lane.enter(item.id);
  lane.emit({ type: 'case-start', case: item.id, identity: lane.identity, ...which });
  lane.emit({ type: 'case-end', case: item.id, verdict: 'inconclusive', reason, duration: 0, ...which });
  lane.enter(undefined);
  return { id: item.id, verdict: 'inconclusive', reason, attempt, started };
}
