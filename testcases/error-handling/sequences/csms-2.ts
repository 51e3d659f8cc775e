/** Conversations of a 2.x charging station with a CSMS. */
import { type CsmsContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { type Fault, type Machine } from './explore.js';
import {
  type Caller,
  createCsmsPlayer,
  csmsSteps,
  type CsmsWords,
  judgeToken,
  placesOf,
  tokenOf,
} from './with-csms.js';

interface Session {
  readonly transactionId: string;
  readonly idToken: { readonly idToken: string; readonly type: string };
  seqNo: number;
  energy: number;
}

const evseOf = (step: { readonly [argument: string]: string | number }) => Number(step['evseId'] ?? 1);

function wordsOf(context: CsmsContext<Version>, caller: Caller): CsmsWords {
  const { station } = context;
  const sessions = new Map<number, Session>();

  const report = (evseId: number, connectorId = 1) =>
    caller.send('StatusNotification', {
      timestamp: station.now(),
      connectorStatus: sessions.has(evseId) && connectorId === 1 ? 'Occupied' : 'Available',
      evseId,
      connectorId,
    });
  const event = (eventType: string, triggerReason: string, session: Session, more: object) => ({
    eventType,
    triggerReason,
    timestamp: station.now(),
    seqNo: session.seqNo++,
    ...more,
  });
  const info = ({ transactionId }: Session, chargingState: string, more: object = {}) => ({
    transactionInfo: { transactionId, chargingState, ...more },
  });
  const start = async (evseId: number, name: unknown): Promise<Fault | undefined> => {
    if (sessions.has(evseId)) return undefined;
    const { idToken, type } = tokenOf(context, name);
    const transactionId = station.conversation.lane.entropy.id();
    const session: Session = { transactionId, idToken: { idToken, type }, seqNo: 0, energy: 0 };
    sessions.set(evseId, session);
    const payload = event('Started', 'Authorized', session, {
      ...info(session, 'Charging'),
      evse: { id: evseId, connectorId: 1 },
      idToken: session.idToken,
    });
    // A request with a token takes a response with what the token is worth (E01.FR.12).
    return (
      (await report(evseId)) ??
      (await caller.send('TransactionEvent', payload, (result) => judgeToken(context, name, result['idTokenInfo'])))
    );
  };
  const meterValue = (session: Session | undefined, value: { context: string }) => [
    { timestamp: station.now(), sampledValue: [{ value: session?.energy ?? 0, ...value }] },
  ];
  const update = async (evseId: number): Promise<Fault | undefined> => {
    const session = sessions.get(evseId);
    if (!session) return undefined;
    session.energy += 100;
    const values = { meterValue: meterValue(session, { context: 'Sample.Periodic' }) };
    return caller.send(
      'TransactionEvent',
      event('Updated', 'MeterValuePeriodic', session, { ...info(session, 'Charging'), ...values }),
    );
  };
  const stop = async (evseId: number): Promise<Fault | undefined> => {
    const session = sessions.get(evseId);
    if (!session) return undefined;
    sessions.delete(evseId);
    const ended = event('Ended', 'StopAuthorized', session, {
      ...info(session, 'Idle', { stoppedReason: 'Local' }),
      idToken: session.idToken,
    });
    return (await caller.send('TransactionEvent', ended)) ?? (await report(evseId));
  };
  return {
    boot: { reason: 'PowerUp', chargingStation: { vendorName: 'laddprov', model: 'impersonated' } },
    async reportAll() {
      let fault: Fault | undefined;
      for (const { id, connectors } of context.parameters.evses)
        for (let connectorId = 1; connectorId <= connectors; connectorId++) fault ??= await report(id, connectorId);
      return fault;
    },
    authorize: ({ idToken, type }) => ({ idToken: { idToken, type } }),
    info: 'idTokenInfo',
    stop,
    plays: {
      start: (step) => start(evseOf(step), step['token']),
      update: (step) => update(evseOf(step)),
      'update-unknown': (step) =>
        caller.odd('a transaction that never began', 'TransactionEvent', {
          eventType: 'Updated',
          triggerReason: 'MeterValuePeriodic',
          timestamp: station.now(),
          seqNo: 7,
          transactionInfo: { transactionId: `laddprov-never-${evseOf(step)}` },
        }),
      stop: (step) => stop(evseOf(step)),
      meter: (step) =>
        caller.send('MeterValues', {
          evseId: evseOf(step),
          meterValue: meterValue(sessions.get(evseOf(step)), { context: 'Sample.Clock' }),
        }),
      report: (step) => report(evseOf(step)),
    },
  };
}

export const machine: Machine<CsmsContext<Version>> = {
  steps: (fc, context) =>
    csmsSteps(fc, placesOf(context), ({ may, place: evseId }) => [
      may(4, 'start', { evseId, token: fc.constantFrom('valid', 'second') }),
      may(4, 'update', { evseId }),
      may(3, 'stop', { evseId }),
      may(1, 'update-unknown', { evseId }),
      may(1, 'meter', { evseId }),
      may(1, 'report', { evseId }),
    ]),
  clause: 'FR.02 (Part 2, generic requirements)',
  begin: (context) => createCsmsPlayer(context, (caller) => wordsOf(context, caller)),
};
