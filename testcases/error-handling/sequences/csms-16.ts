/** Conversations of a 1.6 charge point with a central system. */
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
  readonly id: number;
  readonly idTag: string;
  meter: number;
}

const connectorOf = (step: { readonly [argument: string]: string | number }) => Number(step['connectorId'] ?? 1);

function wordsOf(context: CsmsContext<Version>, caller: Caller): CsmsWords {
  const { station } = context;
  const sessions = new Map<number, Session>();
  const statuses = new Map<number, string>();
  const given = new Set<number>();

  const report = (connectorId: number, status: string) => {
    statuses.set(connectorId, status);
    return caller.send('StatusNotification', { connectorId, errorCode: 'NoError', status, timestamp: station.now() });
  };
  const reportAgain = (connectorId: number) => report(connectorId, statuses.get(connectorId) ?? 'Available');
  const start = async (connectorId: number, name: unknown): Promise<Fault | undefined> => {
    if (sessions.has(connectorId)) return undefined;
    // A start that says the same in the same moment is the same start, sent again (§3.7.1).
    await context.pass(10);
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
          return judgeToken(context, name, result['idTagInfo']);
        },
      )) ??
      (await report(connectorId, 'Charging'));
    given.add(id);
    // What was wrong with the answer ends the conversation, and the transaction with it.
    if (id !== 0) sessions.set(connectorId, { id, idTag, meter: 0 });
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
  return {
    boot: { chargePointVendor: 'laddprov', chargePointModel: 'impersonated' },
    async reportAll() {
      let fault = await report(0, 'Available');
      for (let id = 1; id <= context.parameters.connectors; id++) fault ??= await reportAgain(id);
      return fault;
    },
    authorize: ({ idToken }) => ({ idTag: idToken }),
    info: 'idTagInfo',
    stop,
    plays: {
      start: (step) => start(connectorOf(step), step['token']),
      meter: (step) => meter(connectorOf(step)),
      stop: (step) => stop(connectorOf(step)),
      // It is answered whatever it says (1.6 §4.10).
      'stop-unknown': (step) =>
        caller.odd('a transaction that nobody knows', 'StopTransaction', {
          transactionId: 987_654_000 + connectorOf(step),
          meterStop: 1,
          timestamp: station.now(),
        }),
      report: (step) => reportAgain(connectorOf(step)),
    },
  };
}

export const machine: Machine<CsmsContext<Version>> = {
  steps: (fc, context) =>
    csmsSteps(fc, placesOf(context), ({ may, place: connectorId, token }) => [
      may(4, 'start', { connectorId, token }),
      may(3, 'meter', { connectorId }),
      may(3, 'stop', { connectorId }),
      may(1, 'stop-unknown', { connectorId }),
      may(1, 'report', { connectorId: fc.constantFrom(0, ...placesOf(context)) }),
    ]),
  clause: 'OCPP-J 1.6 §4.2.2',
  begin: (context) => createCsmsPlayer(context, (caller) => wordsOf(context, caller)),
};
