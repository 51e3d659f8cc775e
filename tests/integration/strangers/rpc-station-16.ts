/** A small honest charge point for 1.6 on top of ocpp-rpc: the Core profile and RemoteTrigger, one connector. */
import { type Clock, sleep } from '../../../harness/doors/clock.js';
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../../../harness/doors/operator.js';
import { CONFIGURATION_16, setKey } from './keys-16.js';
import { createLink, type Json } from './rpc-link.js';

export interface RpcStation {
  readonly operator: Operator;
  connect(url: string): void;
  stop(): Promise<void>;
}
export interface RpcStationOptions {
  readonly identity: string;
  readonly password: string;
  readonly clock: Clock;
}

interface Transaction {
  id?: number;
  readonly idTag: string;
  parentIdTag?: string;
  readonly started: Promise<void>;
}

/** Energy per second of charging, in Wh. */
const RATE = 5;
const DONE: OperatorAnswer = { status: 'done' };

export function createRpcStation16({ identity, password, clock }: RpcStationOptions): RpcStation {
  const keys = new Map(CONFIGURATION_16.map(([key, entry]) => [key, { ...entry }]));
  let plugged = false;
  /** Availability of the station (0) and of its connector; the two have no direct connection (1.6 §4.9). */
  const operative = [true, true];
  /** What comes into force when the transaction is over. */
  let scheduled: () => void = () => undefined;
  let authorized: { idTag: string; parentIdTag?: string; until: number } | undefined;
  let transaction: Transaction | undefined;
  let finishing = false;
  let paused = false;
  let status = 'Available';
  let reported = '';
  let meter = 1000;
  let endpoint = '';

  const number = (key: string) => Number(keys.get(key)?.value);
  const statusNow = () => {
    if (transaction) return paused ? 'SuspendedEV' : 'Charging';
    if (finishing) return 'Finishing';
    if (!operative[1]) return 'Unavailable';
    return plugged || authorized ? 'Preparing' : 'Available';
  };
  const payloadOf = (connectorId: number) => ({
    connectorId,
    errorCode: 'NoError',
    status: connectorId > 0 ? status : operative[0] ? 'Available' : 'Unavailable',
    timestamp: link.now(),
  });
  const report = () => {
    status = statusNow();
    if (status === reported) return;
    reported = status;
    void link.send('StatusNotification', payloadOf(1));
  };
  const sample = (context: string, measurands: string) => ({
    timestamp: link.now(),
    sampledValue: measurands
      .split(',')
      .filter((measurand) => measurand === 'Energy.Active.Import.Register')
      .map((measurand) => ({ value: String(meter), context, measurand, unit: 'Wh' })),
  });
  const meterValues = (context: string, key: string) => {
    const values = sample(context, keys.get(key)!.value);
    if (values.sampledValue.length === 0) return;
    const id = transaction?.id === undefined ? {} : { transactionId: transaction.id };
    void link.deliver('MeterValues', { connectorId: 1, ...id, meterValue: [values] });
  };
  const charge = async (mine: Transaction) => {
    for (let second = 1; transaction === mine; second++) {
      await sleep(clock, 1000);
      if (transaction !== mine) return;
      if (!paused) meter += RATE;
      const interval = number('MeterValueSampleInterval');
      if (interval > 0 && second % interval === 0) meterValues('Sample.Periodic', 'MeterValuesSampledData');
      const aligned = number('ClockAlignedDataInterval');
      const now = Math.floor(Date.parse(link.now()) / 1000);
      if (aligned > 0 && now % aligned === 0) meterValues('Sample.Clock', 'MeterValuesAlignedData');
    }
  };
  const stop = (reason: string, idTag?: string) => {
    const ending = transaction;
    if (!ending) return;
    transaction = undefined;
    paused = false;
    finishing = plugged;
    const [meterStop, timestamp] = [meter, link.now()];
    const who = idTag === undefined ? {} : { idTag };
    void ending.started.then(() =>
      link.deliver('StopTransaction', { transactionId: ending.id, meterStop, timestamp, reason, ...who }),
    );
    scheduled();
    scheduled = () => undefined;
    report();
  };
  const begin = () => {
    if (!plugged || !authorized || transaction || finishing) return;
    const { idTag, parentIdTag } = authorized;
    authorized = undefined;
    const sent = link.deliver('StartTransaction', { connectorId: 1, idTag, meterStart: meter, timestamp: link.now() });
    const mine: Transaction = {
      idTag,
      ...(parentIdTag !== undefined && { parentIdTag }),
      started: sent.then((answer) => {
        mine.id = Number(answer['transactionId']);
        const info = answer['idTagInfo'] as Json;
        if (info['status'] !== 'Accepted' && keys.get('StopTransactionOnInvalidId')!.value === 'true')
          stop('DeAuthorized');
      }),
    };
    transaction = mine;
    report();
    void charge(mine);
  };
  const authorize = (idTag: string, parentIdTag?: string) => {
    const mine = {
      idTag,
      ...(parentIdTag !== undefined && { parentIdTag }),
      until: clock.now() + number('ConnectionTimeOut') * 1000,
    };
    authorized = mine;
    begin();
    report();
    clock.at(mine.until, () => {
      if (authorized !== mine) return;
      authorized = undefined;
      report();
    });
  };
  const present = async (idTag: string) => {
    if (transaction?.idTag === idTag) return stop('Local', idTag);
    if (authorized?.idTag === idTag) {
      authorized = undefined;
      return report();
    }
    if (!operative[1]) return;
    const answer = await link.send('Authorize', { idTag });
    const info = (answer?.['idTagInfo'] ?? {}) as { status?: string; parentIdTag?: string };
    if (info.status !== 'Accepted') return;
    if (!transaction) authorize(idTag, info.parentIdTag);
    else if (info.parentIdTag !== undefined && info.parentIdTag === transaction.parentIdTag) stop('Local', idTag);
  };
  const restart = async (reason: string) => {
    authorized = undefined;
    reported = '';
    await link.cut();
    await sleep(clock, 500);
    link.start(reason);
  };
  const later = (work: () => unknown) => void clock.at(clock.now() + 100, () => void work());

  const handlers: Record<string, (payload: Json) => Json> = {
    GetConfiguration({ key }) {
      const wanted = Array.isArray(key) && key.length > 0 ? (key as string[]) : [...keys.keys()];
      const known = wanted.filter((name) => keys.has(name));
      const unknownKey = wanted.filter((name) => !keys.has(name));
      return { configurationKey: known.map((name) => ({ key: name, ...keys.get(name) })), unknownKey };
    },
    ChangeConfiguration({ key, value }) {
      const answer = setKey(keys, String(key), String(value));
      if (answer === 'Accepted' && key === 'HeartbeatInterval') link.setHeartbeat(Number(value));
      return { status: answer };
    },
    ChangeAvailability({ connectorId, type }) {
      if (Number(connectorId) > 1) return { status: 'Rejected' };
      const change = () => {
        const whole = connectorId === 0;
        const news = whole && operative[0] !== (type === 'Operative');
        if (whole) operative[0] = type === 'Operative';
        operative[1] = type === 'Operative';
        if (news) void link.send('StatusNotification', payloadOf(0));
        report();
      };
      if (transaction) scheduled = change;
      else later(change);
      return { status: transaction ? 'Scheduled' : 'Accepted' };
    },
    ClearCache: () => ({ status: 'Rejected' }),
    DataTransfer: () => ({ status: 'UnknownVendorId' }),
    RemoteStartTransaction({ idTag, connectorId = 1 }) {
      if (connectorId !== 1 || transaction || finishing || !operative[1]) return { status: 'Rejected' };
      later(() =>
        keys.get('AuthorizeRemoteTxRequests')!.value === 'true' ? present(String(idTag)) : authorize(String(idTag)),
      );
      return { status: 'Accepted' };
    },
    RemoteStopTransaction({ transactionId }) {
      const meant = transaction;
      if (meant?.id !== transactionId) return { status: 'Rejected' };
      later(() => transaction === meant && stop('Remote'));
      return { status: 'Accepted' };
    },
    Reset({ type }) {
      later(async () => {
        stop(type === 'Hard' ? 'HardReset' : 'SoftReset');
        // A soft reset lets the CSMS know first; a hard one has it delivered after the boot.
        if (type === 'Soft') await sleep(clock, 1000);
        await restart('');
      });
      return { status: 'Accepted' };
    },
    UnlockConnector({ connectorId }) {
      if (connectorId !== 1) return { status: 'NotSupported' };
      const meant = transaction;
      later(() => transaction === meant && stop('UnlockCommand'));
      return { status: 'Unlocked' };
    },
    TriggerMessage({ requestedMessage, connectorId = 1 }) {
      if (Number(connectorId) > 1) return { status: 'Rejected' };
      const triggered: Record<string, () => unknown> = {
        BootNotification: () => link.bootAgain(),
        Heartbeat: () => link.send('Heartbeat', {}),
        StatusNotification: () => link.send('StatusNotification', payloadOf(Number(connectorId))),
        MeterValues: () => meterValues('Trigger', 'MeterValuesSampledData'),
      };
      const work = triggered[String(requestedMessage)];
      if (!work) return { status: 'NotImplemented' };
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
    version: '1.6',
    clock,
    boot: () => ({ chargePointVendor: 'Stranger', chargePointModel: 'One', firmwareVersion: '1' }),
    accepted() {
      reported = status = statusNow();
      void link.send('StatusNotification', payloadOf(0));
      void link.send('StatusNotification', payloadOf(1));
    },
    reconnected: report,
    handlers,
  });

  const act = async ({ action, args }: OperatorRequest): Promise<OperatorAnswer> => {
    if (action === 'plugIn') {
      plugged = true;
      begin();
      report();
    } else if (action === 'plugOut') {
      stop('EVDisconnected');
      report();
      plugged = finishing = false;
      report();
    } else if (action === 'presentIdToken') await present(String(args['idToken']));
    else if (action === 'evStopsCharging' || action === 'evResumesCharging') {
      paused = action === 'evStopsCharging';
      report();
    } else if (action === 'network') await link.network(args['up'] === true);
    else if (action === 'powerCycle' || action === 'reboot') {
      stop(action === 'powerCycle' ? 'PowerLoss' : 'Reboot');
      await restart('PowerUp');
    } else return { status: 'unavailable', reason: `this station cannot do ${action}` };
    return DONE;
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
