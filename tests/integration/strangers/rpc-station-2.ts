/**
 * A small honest charging station for 2.0.1 on top of ocpp-rpc: one EVSE, no token cache, transactions from the moment
 * that the power path closes until it opens. It tells variables in another order than it was asked, which is legal.
 */
import { sleep } from '../../../harness/doors/clock.js';
import { type OperatorAnswer, type OperatorRequest } from '../../../harness/doors/operator.js';
import { deviceModel, reported, valueOf } from './device-2.js';
import { createLink, type Json } from './rpc-link.js';
import { type RpcStation, type RpcStationOptions } from './rpc-station-16.js';
import { variableHandlers } from './variables-2.js';

interface Transaction {
  readonly id: string;
  readonly idToken: Json;
  seqNo: number;
  group?: string;
}

const RATE = 5;
const EVSE = { id: 1, connectorId: 1 };

export function createRpcStation2({ identity, password, clock }: RpcStationOptions): RpcStation {
  const model = deviceModel();
  let plugged = false;
  let operative = true;
  let scheduled: () => void = () => undefined;
  let authorized: { idToken: Json; group?: string; remoteStartId?: number } | undefined;
  let transaction: Transaction | undefined;
  let paused = false;
  let reportedStatus = '';
  let meter = 1000;
  let count = 0;
  let endpoint = '';

  const statusNow = () => (plugged ? 'Occupied' : operative ? 'Available' : 'Unavailable');
  const sendStatus = () => {
    reportedStatus = statusNow();
    for (const item of model) if (item.variable['name'] === 'AvailabilityState') item.value = reportedStatus;
    const place = { evseId: 1, connectorId: 1 };
    return link.send('StatusNotification', { timestamp: link.now(), connectorStatus: reportedStatus, ...place });
  };
  const report = () => {
    if (statusNow() !== reportedStatus) void sendStatus();
  };
  const meterValue = (context: string, measurands: string) =>
    measurands === ''
      ? {}
      : {
          meterValue: [
            {
              timestamp: link.now(),
              sampledValue: measurands
                .split(',')
                .map((measurand) => ({ value: meter, context, measurand, unitOfMeasure: { unit: 'Wh' } })),
            },
          ],
        };
  const event = (of: Transaction, eventType: string, triggerReason: string, info: Json, more: Json = {}) =>
    link.deliver('TransactionEvent', {
      eventType,
      timestamp: link.now(),
      triggerReason,
      seqNo: of.seqNo++,
      transactionInfo: { transactionId: of.id, ...info },
      ...more,
    });
  const chargingState = () => ({ chargingState: paused ? 'SuspendedEV' : 'Charging' });
  const charge = async (mine: Transaction) => {
    for (let second = 1; transaction === mine; second++) {
      await sleep(clock, 1000);
      if (transaction !== mine) return;
      if (!paused) meter += RATE;
      const sampled = Number(valueOf(model, 'SampledDataCtrlr', 'TxUpdatedInterval'));
      if (sampled > 0 && second % sampled === 0) {
        const measurands = valueOf(model, 'SampledDataCtrlr', 'TxUpdatedMeasurands');
        void event(mine, 'Updated', 'MeterValuePeriodic', chargingState(), meterValue('Sample.Periodic', measurands));
      }
      const aligned = Number(valueOf(model, 'AlignedDataCtrlr', 'Interval'));
      if (aligned > 0 && Math.floor(Date.parse(link.now()) / 1000) % aligned === 0) {
        const measurands = valueOf(model, 'AlignedDataCtrlr', 'Measurands');
        void event(mine, 'Updated', 'MeterValueClock', chargingState(), meterValue('Sample.Clock', measurands));
      }
    }
  };
  const stop = (stoppedReason: string, triggerReason: string, idToken?: Json) => {
    const ending = transaction;
    if (!ending) return;
    transaction = undefined;
    paused = false;
    const measurands = valueOf(model, 'SampledDataCtrlr', 'TxEndedMeasurands');
    void event(
      ending,
      'Ended',
      triggerReason,
      { stoppedReason, chargingState: plugged ? 'EVConnected' : 'Idle' },
      { ...meterValue('Transaction.End', measurands), ...(idToken && { idToken }) },
    );
    scheduled();
    scheduled = () => undefined;
    report();
  };
  const begin = (triggerReason: string) => {
    if (!plugged || !authorized || transaction) return;
    const { idToken, group, remoteStartId } = authorized;
    authorized = undefined;
    const mine: Transaction = {
      id: `${Math.trunc(clock.now()).toString(36)}-${++count}`,
      idToken,
      seqNo: 0,
      ...(group !== undefined && { group }),
    };
    transaction = mine;
    const measurands = valueOf(model, 'SampledDataCtrlr', 'TxStartedMeasurands');
    const remote = remoteStartId === undefined ? {} : { remoteStartId };
    void event(
      mine,
      'Started',
      triggerReason,
      { chargingState: 'Charging', ...remote },
      { evse: EVSE, idToken, ...meterValue('Transaction.Begin', measurands) },
    ).then((answer) => {
      const info = answer['idTokenInfo'] as Json | undefined;
      if (info && info['status'] !== 'Accepted' && transaction === mine) stop('DeAuthorized', 'Deauthorized');
    });
    void charge(mine);
  };
  const authorize = (given: NonNullable<typeof authorized>, triggerReason: string) => {
    authorized = given;
    begin(triggerReason);
    const seconds = Number(valueOf(model, 'TxCtrlr', 'EVConnectionTimeOut'));
    clock.at(clock.now() + seconds * 1000, () => {
      if (authorized === given) authorized = undefined;
    });
  };
  const present = async (idToken: Json, remoteStartId?: number) => {
    const text = String(idToken['idToken']).toLowerCase();
    if (transaction && String(transaction.idToken['idToken']).toLowerCase() === text)
      return stop('Local', 'StopAuthorized', idToken);
    if (!operative) return;
    const answer = await link.send('Authorize', { idToken });
    const info = (answer?.['idTokenInfo'] ?? {}) as { status?: string; groupIdToken?: { idToken: string } };
    if (info.status !== 'Accepted') return;
    const group = info.groupIdToken?.idToken;
    if (transaction) {
      if (group !== undefined && group === transaction.group) stop('Local', 'StopAuthorized', idToken);
      return;
    }
    const remote = remoteStartId === undefined ? {} : { remoteStartId };
    const trigger = remoteStartId === undefined ? 'Authorized' : 'RemoteStart';
    authorize({ idToken, ...(group !== undefined && { group }), ...remote }, trigger);
  };
  const restart = async (reason: string) => {
    authorized = undefined;
    reportedStatus = '';
    await link.cut();
    await sleep(clock, 500);
    link.start(reason);
  };
  const later = (work: () => unknown) => void clock.at(clock.now() + 100, () => void work());

  const handlers: Record<string, (payload: Json) => Json> = {
    ...variableHandlers({
      model,
      now: () => link.now(),
      report: (requestId, items) => {
        const last = Math.max(0, Math.ceil(items.length / 10) - 1);
        for (let seqNo = 0; seqNo <= last; seqNo++)
          void link.deliver('NotifyReport', {
            requestId,
            generatedAt: link.now(),
            seqNo,
            tbc: seqNo < last,
            reportData: items.slice(seqNo * 10, seqNo * 10 + 10).map(reported),
          });
      },
      later,
      heartbeat: (seconds) => link.setHeartbeat(seconds),
    }),
    ClearCache: () => ({ status: 'Rejected' }),
    DataTransfer: () => ({ status: 'UnknownVendorId' }),
    ChangeAvailability({ operationalStatus, evse }) {
      const { id = 1, connectorId = 1 } = (evse ?? {}) as { id?: number; connectorId?: number };
      if (id !== 1 || connectorId !== 1) return { status: 'Rejected' };
      const change = () => {
        operative = operationalStatus === 'Operative';
        report();
      };
      if (transaction) scheduled = change;
      else later(change);
      return { status: transaction ? 'Scheduled' : 'Accepted' };
    },
    RequestStartTransaction({ evseId = 1, idToken, remoteStartId }) {
      if (evseId !== 1 || transaction || !operative || !link.accepted) return { status: 'Rejected' };
      const token = idToken as Json;
      later(() =>
        valueOf(model, 'AuthCtrlr', 'AuthorizeRemoteStart') === 'true'
          ? present(token, Number(remoteStartId))
          : authorize({ idToken: token, remoteStartId: Number(remoteStartId) }, 'RemoteStart'),
      );
      return { status: 'Accepted' };
    },
    RequestStopTransaction({ transactionId }) {
      const meant = transaction;
      if (meant?.id !== transactionId) return { status: 'Rejected' };
      later(() => transaction === meant && stop('Remote', 'RemoteStop'));
      return { status: 'Accepted' };
    },
    GetTransactionStatus: ({ transactionId }) => ({
      messagesInQueue: false,
      ...(transactionId !== undefined && { ongoingIndicator: transaction?.id === transactionId }),
    }),
    Reset({ type, evseId }) {
      if (evseId !== undefined) return { status: 'Rejected' };
      const reset = () => restart(type === 'OnIdle' ? 'ScheduledReset' : 'RemoteReset');
      if (transaction && type === 'OnIdle') {
        scheduled = () => later(reset);
        return { status: 'Scheduled' };
      }
      later(async () => {
        stop('ImmediateReset', 'ResetCommand');
        await sleep(clock, 1000);
        await reset();
      });
      return { status: 'Accepted' };
    },
    UnlockConnector({ evseId, connectorId }) {
      if (evseId !== 1 || connectorId !== 1) return { status: 'UnknownConnector' };
      return { status: transaction ? 'OngoingAuthorizedTransaction' : 'Unlocked' };
    },
    TriggerMessage({ requestedMessage, evse }) {
      const { id = 1, connectorId = 1 } = (evse ?? {}) as { id?: number; connectorId?: number };
      if (id !== 1 || connectorId !== 1) return { status: 'Rejected' };
      const measurands = valueOf(model, 'AlignedDataCtrlr', 'Measurands');
      const running = transaction;
      const triggered: Record<string, () => unknown> = {
        // One that is accepted already is not registered again (F06.FR.17).
        ...(!link.accepted && { BootNotification: () => link.bootAgain() }),
        Heartbeat: () => link.send('Heartbeat', {}),
        StatusNotification: sendStatus,
        MeterValues: () => link.deliver('MeterValues', { evseId: 1, ...meterValue('Trigger', measurands) }),
        ...(running && {
          TransactionEvent: () =>
            event(running, 'Updated', 'Trigger', chargingState(), meterValue('Trigger', measurands)),
        }),
      };
      const work = triggered[String(requestedMessage)];
      if (!work) {
        const now = requestedMessage === 'TransactionEvent' || requestedMessage === 'BootNotification';
        return { status: now ? 'Rejected' : 'NotImplemented' };
      }
      later(work);
      return { status: 'Accepted' };
    },
  };

  const link = createLink({
    get url() {
      return endpoint;
    },
    identity,
    password,
    version: '2.0.1',
    clock,
    boot: (reason) => ({ reason, chargingStation: { vendorName: 'Stranger', model: 'Two', firmwareVersion: '2' } }),
    accepted: () => void sendStatus(),
    reconnected: report,
    handlers,
  });

  const act = async ({ action, args }: OperatorRequest): Promise<OperatorAnswer> => {
    if (action === 'plugIn') {
      plugged = true;
      report();
      begin('CablePluggedIn');
    } else if (action === 'plugOut') {
      plugged = false;
      stop('EVDisconnected', 'EVCommunicationLost');
      report();
    } else if (action === 'presentIdToken')
      await present({ idToken: args['idToken'], type: args['type'] ?? 'ISO14443' });
    else if (action === 'evStopsCharging' || action === 'evResumesCharging') {
      paused = action === 'evStopsCharging';
      if (transaction) void event(transaction, 'Updated', 'ChargingStateChanged', chargingState());
    } else if (action === 'network') await link.network(args['up'] === true);
    else if (action === 'powerCycle' || action === 'reboot') {
      stop(action === 'powerCycle' ? 'PowerLoss' : 'Reboot', 'AbnormalCondition');
      await restart(action === 'powerCycle' ? 'PowerUp' : 'LocalReset');
    } else return { status: 'unavailable', reason: `this station cannot do ${action}` };
    return { status: 'done' };
  };
  return {
    operator: { name: 'stranger', ask: act },
    connect(url) {
      endpoint = url;
      link.start('PowerUp');
    },
    stop: () => link.cut(),
  };
}
