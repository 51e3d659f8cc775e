/** Conversations of a 2.x charging station with a CSMS. */
import { type Arbitraries, type Arbitrary } from '../../harness/peers/arbitrary.js';
import { type CsmsContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/versions.js';
import { type Fault, type Machine, type Player, type Step } from './explore.js';
import { createCaller, type Result, timekeeper, TOKENS, tokenOf } from './with-csms.js';

const steps = (fc: Arbitraries): Arbitrary<Step> => {
  const evseId = fc.integer({ min: 1, max: 2 });
  const token = fc.constantFrom(...TOKENS);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({ does: 'heartbeat' }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('authorize'), token }) },
    {
      weight: 4,
      arbitrary: fc.record({ does: fc.constant('start'), evseId, token: fc.constantFrom('valid', 'second') }),
    },
    { weight: 4, arbitrary: fc.record({ does: fc.constant('update'), evseId }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('stop'), evseId }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('update-unknown'), evseId }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('meter'), evseId }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('report'), evseId }) },
    { weight: 1, arbitrary: fc.constant({ does: 'data' }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('pause'), seconds: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.constant({ does: 'reconnect' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'boot' }) },
  );
};

interface Session {
  readonly transactionId: string;
  readonly idToken: { readonly idToken: string; readonly type: string };
  seqNo: number;
  energy: number;
}

async function begin(context: CsmsContext<Version>): Promise<Player> {
  const { station } = context;
  const caller = createCaller(context);
  const sessions = new Map<number, Session>();
  const keepsTime = timekeeper();

  const report = (evseId: number) =>
    caller.send('StatusNotification', {
      timestamp: station.now(),
      connectorStatus: sessions.has(evseId) ? 'Occupied' : 'Available',
      evseId,
      connectorId: 1,
    });
  const boot = async () =>
    (await caller.send(
      'BootNotification',
      { reason: 'PowerUp', chargingStation: { vendorName: 'laddprov', model: 'impersonated' } },
      keepsTime,
    )) ??
    (await report(1)) ??
    (await report(2));
  const judgeToken = (name: unknown, result: Result) => {
    const status = (result['idTokenInfo'] as { readonly status?: unknown } | undefined)?.status;
    if (name === 'invalid' || name === 'blocked')
      return status === 'Accepted' ? `the ${name} token was accepted` : undefined;
    return status === 'Accepted' || status === 'ConcurrentTx'
      ? undefined
      : `the ${String(name)} token is ${String(status)}`;
  };
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
      (await report(evseId)) ?? (await caller.send('TransactionEvent', payload, (result) => judgeToken(name, result)))
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
  const unknown = (evseId: number) =>
    caller.odd('a transaction that never began', 'TransactionEvent', {
      eventType: 'Updated',
      triggerReason: 'MeterValuePeriodic',
      timestamp: station.now(),
      seqNo: 7,
      transactionInfo: { transactionId: `laddprov-never-${evseId}` },
    });
  const play = async (step: Step): Promise<Fault | undefined> => {
    const evseId = Number(step['evseId'] ?? 1);
    switch (step.does) {
      case 'heartbeat':
        return caller.send('Heartbeat', {}, keepsTime);
      case 'authorize': {
        const { idToken, type } = tokenOf(context, step['token']);
        return caller.send('Authorize', { idToken: { idToken, type } }, (result) => judgeToken(step['token'], result));
      }
      case 'start':
        return start(evseId, step['token']);
      case 'update':
        return update(evseId);
      case 'update-unknown':
        return unknown(evseId);
      case 'stop':
        return stop(evseId);
      case 'meter':
        return caller.send('MeterValues', {
          evseId,
          meterValue: meterValue(sessions.get(evseId), { context: 'Sample.Clock' }),
        });
      case 'report':
        return report(evseId);
      case 'data':
        return caller.send('DataTransfer', { vendorId: context.parameters.vendorId }, ({ status }) =>
          status === 'Accepted' ? 'a vendor that nobody knows was accepted' : undefined,
        );
      case 'pause':
        await context.pass(Number(step['seconds'] ?? 1) * 1000);
        return undefined;
      case 'reconnect':
        return caller.reconnect();
      case 'boot':
        return (await caller.reconnect()) ?? boot();
      default:
        return undefined;
    }
  };
  const fault = (await caller.reconnect()) ?? (await boot());
  return {
    play: (step) => (fault ? Promise.resolve(fault) : play(step)),
    end: async () => fault ?? (await stop(1)) ?? (await stop(2)),
  };
}

export const machine: Machine<CsmsContext<Version>> = {
  steps,
  clause: 'FR.02 (Part 2, generic requirements)',
  begin,
};
