/** Conversations of a 1.6 charge point with a central system. */
import { type Arbitraries, type Arbitrary } from '../../harness/peers/arbitrary.js';
import { type CsmsContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/versions.js';
import { type Fault, type Machine, type Player, type Step } from './explore.js';
import { createCaller, type Result, timekeeper, TOKENS, tokenOf } from './with-csms.js';

const steps = (fc: Arbitraries): Arbitrary<Step> => {
  const connectorId = fc.integer({ min: 1, max: 2 });
  const token = fc.constantFrom(...TOKENS);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({ does: 'heartbeat' }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('authorize'), token }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constant('start'), connectorId, token }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('meter'), connectorId }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('stop'), connectorId }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('stop-unknown'), connectorId }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('report'), connectorId: fc.integer({ min: 0, max: 2 }) }) },
    { weight: 1, arbitrary: fc.constant({ does: 'data' }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('pause'), seconds: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.constant({ does: 'reconnect' }) },
    { weight: 1, arbitrary: fc.constant({ does: 'boot' }) },
  );
};

interface Session {
  readonly id: number;
  readonly idTag: string;
  meter: number;
}

async function begin(context: CsmsContext<Version>): Promise<Player> {
  const { station } = context;
  const caller = createCaller(context);
  const sessions = new Map<number, Session>();
  const statuses = new Map<number, string>();
  const given = new Set<number>();
  const keepsTime = timekeeper();

  const report = (connectorId: number, status: string) => {
    statuses.set(connectorId, status);
    return caller.send('StatusNotification', { connectorId, errorCode: 'NoError', status, timestamp: station.now() });
  };
  const boot = async () =>
    (await caller.send(
      'BootNotification',
      { chargePointVendor: 'laddprov', chargePointModel: 'impersonated' },
      keepsTime,
    )) ??
    (await report(0, 'Available')) ??
    (await report(1, statuses.get(1) ?? 'Available')) ??
    (await report(2, statuses.get(2) ?? 'Available'));
  const statusOf = (result: Result) => (result['idTagInfo'] as { readonly status?: unknown } | undefined)?.status;
  /** A token that the plan calls valid is accepted, or is in a transaction; one that it does not is not. */
  const judgeToken = (name: unknown, result: Result) => {
    const status = statusOf(result);
    if (name === 'invalid' || name === 'blocked')
      return status === 'Accepted' ? `the ${name} token was accepted` : undefined;
    return status === 'Accepted' || status === 'ConcurrentTx'
      ? undefined
      : `the ${String(name)} token is ${String(status)}`;
  };
  const start = async (connectorId: number, name: unknown): Promise<Fault | undefined> => {
    if (sessions.has(connectorId)) return undefined;
    const idTag = tokenOf(context, name).idToken;
    let id = 0;
    const fault =
      (await report(connectorId, 'Preparing')) ??
      (await caller.send(
        'StartTransaction',
        { connectorId, idTag, meterStart: 0, timestamp: station.now() },
        (result) => {
          id = Number(result['transactionId']);
          if (given.has(id)) return `transaction ${id} was there before (1.6 §4.8)`;
          return judgeToken(name, result);
        },
      )) ??
      (await report(connectorId, 'Charging'));
    given.add(id);
    if (!fault) sessions.set(connectorId, { id, idTag, meter: 0 });
    return fault;
  };
  const stop = async (connectorId: number): Promise<Fault | undefined> => {
    const session = sessions.get(connectorId);
    if (!session) return undefined;
    sessions.delete(connectorId);
    const { id, idTag, meter } = session;
    return (
      (await caller.send('StopTransaction', {
        transactionId: id,
        idTag,
        meterStop: meter + 100,
        timestamp: station.now(),
      })) ??
      (await report(connectorId, 'Finishing')) ??
      (await report(connectorId, 'Available'))
    );
  };
  const meter = (connectorId: number) => {
    const session = sessions.get(connectorId);
    if (session) session.meter += 100;
    const meterValue = [{ timestamp: station.now(), sampledValue: [{ value: String(session?.meter ?? 0) }] }];
    return caller.send('MeterValues', { connectorId, ...(session && { transactionId: session.id }), meterValue });
  };
  const play = async (step: Step): Promise<Fault | undefined> => {
    const connectorId = Number(step['connectorId'] ?? 1);
    switch (step.does) {
      case 'heartbeat':
        return caller.send('Heartbeat', {}, keepsTime);
      case 'authorize':
        return caller.send('Authorize', { idTag: tokenOf(context, step['token']).idToken }, (result) =>
          judgeToken(step['token'], result),
        );
      case 'start':
        return start(connectorId, step['token']);
      case 'meter':
        return meter(connectorId);
      case 'stop':
        return stop(connectorId);
      case 'stop-unknown':
        // It is answered whatever it says (1.6 §4.10).
        return caller.odd('a transaction that nobody knows', 'StopTransaction', {
          transactionId: 987_654_000 + connectorId,
          meterStop: 1,
          timestamp: station.now(),
        });
      case 'report':
        return report(connectorId, statuses.get(connectorId) ?? 'Available');
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
  clause: 'OCPP-J 1.6 §4.2.2',
  begin,
};
