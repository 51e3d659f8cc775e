/**
 * A lane with the peer that the tester plays on it. Live runs and replays drive the same runner; all that differs is
 * where its inputs come from.
 */
import { is2x, SUBPROTOCOL } from '../doors/protocol.js';
import { createLane, type ArrivalFacts, type Lane, type LaneOptions, type Line } from '../lane/lane.js';
import { type Transfer } from '../doors/files.js';
import { type TlsFailure } from '../doors/tls.js';
import { type Connection } from '../doors/wire.js';
import { type Case } from '../peers/case.js';
import { type Conversation, createConversation } from '../peers/conversation/conversation.js';
import { type Answerer } from '../peers/conversation/answer.js';
import { type Gate } from '../peers/csms-side/csms.js';
import { type FileDoor } from '../peers/csms-side/csms-files.js';
import * as ocpp16 from '../peers/ocpp16/index.js';
import * as ocpp2 from '../peers/ocpp2/index.js';
import { createConnecting } from '../peers/station-side/connecting.js';
import { createHandshakes } from '../peers/for-cases/handshakes.js';
import { type SecurityProfile } from '../peers/for-cases/security.js';
import { type Parameters } from '../peers/for-cases/settings.js';
import { type ConnectOptions } from '../peers/station-side/connect-options.js';
import { type CaseResult } from './case-result.js';
import { createIncidents, type Incident } from './incidents.js';
import { createLate } from './late.js';
import { type CaseWorld, runCase, skipCase } from './run-case.js';
import { createLeftovers } from './leftovers/leftovers.js';
import { createRecovery } from './recovery.js';
import { type RunSecurity } from './security.js';
import { stoppable } from './stoppable.js';

/** How the tester reaches a CSMS under test. */
export interface Target {
  /** The endpoint without the identity. */
  readonly url: string;
  readonly profile: SecurityProfile;
  readonly password?: string | Uint8Array;
}

export interface LaneRunnerOptions extends LaneOptions {
  readonly parameters: Parameters;
  /** Needed for a CSMS under test. */
  readonly target?: Target;
  /** The tester's file server, where there is one. */
  readonly files?: FileDoor;
  /** What the tester brings to TLS; undefined in a replay. */
  readonly security?: RunSecurity;
  /** Sees each connection of a station under test before it is used, and gives what is used in its place. */
  readonly attached?: (line: Line) => Line;
}

export interface BatchOptions {
  readonly onEnd?: (result: CaseResult) => void;
  /**
   * `shared`: cases of other lanes run against the same SUT, so that what becomes of it may be their doing. `alone`:
   * nothing else runs, and nothing is run again.
   */
  readonly company?: 'shared' | 'alone';
  /** Told of a case that is over and may have brought the SUT down, where others may have done it too. */
  readonly onSuspect?: (caseId: string) => void;
}

export interface LaneRunner {
  readonly lane: Lane;
  readonly gate: Gate;
  /** A handshake of the station that was accepted. */
  arrive(connection: Connection, facts: ArrivalFacts): void;
  refused(facts: ArrivalFacts & { readonly status: number; readonly reason?: string }): void;
  tlsFailed(failure: TlsFailure): void;
  transferred(transfer: Transfer): void;
  /** A case that begins, or the one that ends (undefined), in what happened before: it is not run. */
  past(caseId: string | undefined): void;
  /**
   * Runs what `next` hands out until it has nothing more; a case right after itself is a further attempt at it. It
   * begins as an input of its own.
   */
  batch(next: () => Case | undefined, options?: BatchOptions): Promise<void>;
  /** Stops in the midst of a case and puts back what it left, in 10 s at most. An input of its own as well. */
  leave(): Promise<void>;
}

/** How long an interrupted run may take to put back what its last case left, in milliseconds. */
const LEAVING = 10_000;

/** The endpoint of one identity: percent-encoded as OCPP-J §3.1.1 asks. */
export function endpointOf(url: string, segment: string): string {
  const base = new URL(url);
  base.pathname = `${base.pathname.replace(/\/$/, '')}/${segment}`;
  return base.toString();
}

/** The same endpoint with or without TLS, as the profile has it. */
const withScheme = (url: string, profile: SecurityProfile): string =>
  url.replace(/^wss?:/, profile >= 2 ? 'wss:' : 'ws:');

export function createLaneRunner(options: LaneRunnerOptions): LaneRunner {
  const { version, sut, parameters, target, security } = options;
  const lane = createLane(options);
  const held = stoppable(lane);
  const gate: Gate = { policy: { accept: true }, compression: false, security: {}, lasting: {} };
  const handshakes = createHandshakes(held.lane);
  const family = is2x(version) ? ocpp2 : ocpp16;

  const csmsAnswers = family.csmsAnswers(lane, parameters);
  const converse = (on = held.lane): Conversation => {
    const defaults: Answerer = sut === 'station' ? csmsAnswers : family.stationAnswers(() => conversation, parameters);
    const role = sut === 'station' ? 'csms' : 'station';
    const conversation = createConversation({ lane: on, version, role, defaults });
    return conversation;
  };
  const endpointFor = (connectOptions: ConnectOptions) => {
    if (!target) throw new Error('there is no CSMS to connect to');
    const { profile = target.profile } = connectOptions;
    const usual = profile === 1 || profile === 2 ? target.password : undefined;
    const password = connectOptions.password === undefined ? usual : (connectOptions.password ?? undefined);
    const base = connectOptions.profile === undefined ? target.url : withScheme(target.url, profile);
    return {
      url: endpointOf(base, connectOptions.segment ?? encodeURIComponent(lane.identity)),
      ...(security && profile >= 2 && { tls: security.client(lane.identity, profile, connectOptions.tls) }),
      timeout: parameters.limits.message,
      ...(password !== undefined && { basic: { user: connectOptions.user ?? lane.identity, password } }),
    };
  };
  const open = async (connectOptions: ConnectOptions) => {
    const result = await held.lane.open({
      ...endpointFor(connectOptions),
      ...(connectOptions.compression && { compression: true }),
      protocols: connectOptions.protocols ?? [SUBPROTOCOL[version]],
    });
    return result.ok ? { ...result, line: held.line(result.line) } : result;
  };
  const connecting = createConnecting({
    lane: held.lane,
    limits: parameters.limits,
    pace: parameters.reconnectPace,
    open,
  });
  // A station keeps its connection from case to case; towards a CSMS every case has one of its own.
  const lasting = sut === 'station' ? converse() : undefined;

  const settled = { conn: 0 };
  let spoken = lasting;
  const incidents = createIncidents(lane, (conn) => spoken?.line?.conn === conn);
  const late = createLate(lane);
  /** What was disturbed once: if it happens again, it is the case's own doing. */
  const disturbed = new Set<string>();
  let blame: (incident: Incident) => void = late.blame;
  incidents.onBetween((incident) => {
    lane.emit({ ...incident.event });
    blame(incident);
  });
  const recovery = createRecovery(parameters.limits);
  const leftovers = createLeftovers(lane, parameters.limits);

  const worldOf = (kept: Conversation | undefined): CaseWorld => ({
    lane: held.lane,
    version,
    parameters,
    gate,
    handshakes,
    incidents,
    pki: security?.pki,
    files: options.files,
    settled,
    patience: recovery.patience(),
    conversation: lasting ?? kept ?? converse(),
    connecting,
    knock: (request, connectOptions) => lane.knock({ ...endpointFor(connectOptions), request }),
    boot: (peer, requirements, again, lenient) => family.boot(peer, parameters, requirements, again, lenient),
  });
  const hangUp = (conversation: Conversation) =>
    new Promise<void>((resolve) => {
      conversation.settleAnswers();
      const { line } = conversation;
      if (!line?.open) return resolve();
      const cancel = lane.clock.at(lane.clock.now() + 2000, () => {
        line.terminate();
        resolve();
      });
      line.onClose(() => {
        cancel();
        resolve();
      });
      line.close();
    });

  return {
    lane,
    gate,
    arrive(connection, facts) {
      void lane.arrive(connection, facts).then((line) => {
        if (line.subprotocol === '') line.close();
        else lasting?.attach(held.line(options.attached?.(line) ?? line));
      });
    },
    refused: (facts) => lane.refused(facts),
    tlsFailed: (failure) => lane.tlsFailed(failure),
    transferred: (transfer) => lane.transferred(transfer),
    past(caseId) {
      if (caseId === undefined) {
        lasting?.settleAnswers();
        // Whatever the case did with what came, it is past.
        lasting?.mark();
        lane.endObservation();
      }
      lane.enter(caseId);
      if (caseId !== undefined) leftovers.begin(caseId);
      // The case had let the station come to rest, on the connection that it had or the next.
      if (caseId === undefined || !lasting) return;
      const rest = (conn: number) => (settled.conn = conn);
      if (lasting.line?.open) return void rest(lasting.line.conn);
      const forget = lasting.onLine((line) => {
        rest(line.conn);
        forget();
      });
    },
    batch: (next, { onEnd, company, onSuspect } = {}) =>
      new Promise((resolve, reject) => {
        const work = async () => {
          lane.emit({ type: 'lane-start', identity: lane.identity, ...(company && { company }) });
          blame =
            company === 'shared' ? ({ owner }) => owner !== undefined && onSuspect?.(owner) : (one) => late.blame(one);
          // The conversation of a case that keeps its connection for the next such case.
          let kept: Conversation | undefined;
          let before: Case | undefined;
          let attempt = 1;
          for (let item = next(); item; item = next()) {
            attempt = item === before ? attempt + 1 : 1;
            before = item;
            const keeps = item.role === 'csms' && item.connect === 'kept';
            if (kept && !keeps) await hangUp(kept);
            const world = worldOf(keeps ? kept : undefined);
            spoken = world.conversation;
            const gone = (await recovery.gone(world)) ?? (await leftovers.standing(item, world));
            if (gone === undefined) leftovers.begin(item.id);
            const certain = company === 'alone' || disturbed.has(item.id);
            const result =
              gone === undefined
                ? await runCase(item, world, {
                    attempt,
                    rerun: certain ? 'no' : (company ?? 'doubtful'),
                    onIncident: blame,
                  })
                : skipCase(item, lane, gone, attempt);
            if (result.disturbed !== undefined) disturbed.add(item.id);
            late.ended(result);
            if (gone === undefined) {
              await leftovers.after(world);
              if (!leftovers.unregistered) await recovery.after(result, world);
              // One that came back has told how it stands.
              await leftovers.after(world, recovery.patience());
            }
            kept = keeps ? world.conversation : undefined;
            if (!lasting && !kept) await hangUp(world.conversation);
            onEnd?.(late.latest(result));
          }
          if (kept) await hangUp(kept);
        };
        lane.input(() => void work().then(resolve, reject));
      }),
    leave: () =>
      new Promise((resolve, reject) => {
        const work = async () => {
          const line = spoken?.line;
          if (!line?.open || !leftovers.some()) return;
          lane.emit({ type: 'lane-start', identity: lane.identity, leaving: true });
          held.stop();
          const conversation = converse(lane);
          conversation.attach(held.behind(line));
          await leftovers.atOnce({ ...worldOf(conversation), lane, conversation }, LEAVING);
        };
        lane.input(() => void work().then(resolve, reject));
      }),
  };
}
