/** 1.6 §3.5, §3.7: sessions of a station that cannot reach the central system. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/charging.js';
import { configure, tryConfigure } from '../../states/configuration.js';
import { becomes, CONNECTOR, ENERGY_OFFERED, statusWithin, watched } from '../../states/connector.js';
import { comesBack, cutsOff, letsInOffline, unseen } from '../../states/offline.js';
import { reportsEnd, reportsStart, startsOffline } from '../../states/offline-sessions.js';

const ONLINE_AGAIN = ['1.6 §3.7', 'OCPP-J 1.6 §5.4'] as const;

export const startsWhileOffline = stationCase({
  id: 'TC_037_1_CS',
  versions: ['1.6'],
  block: 'Core: offline',
  title: 'A station starts a transaction while it is offline, and reports it later',
  purpose: 'The start comes with the time at which it happened, and the connector is reported as it is by then.',
  profiles: { Core: 'conditional' },
  condition: 'OfflineTransactions',
  requirements: [...ONLINE_AGAIN, '1.6 §4.8', '1.6 §4.9'],
  precondition: 'the token may start while the station is offline',
  steps: [
    'The tester drops the connection and refuses every other.',
    'The operator plugs in and presents the token.',
    'The tester lets the station in again; it connects.',
    'The station reports the start with its time, and that energy is offered, in either order.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const idTag = context.parameters.tokens.valid.idToken;
    await letsInOffline(context, idTag);
    const cut = await cutsOff(context);
    const start = await startsOffline(context, idTag);
    await comesBack(context, cut);
    const { csms } = context;
    await csms.expectAll([reportsStart(context, start), becomes(context, CONNECTOR, ENERGY_OFFERED)], {
      within: statusWithin(context),
    });
  },
});

/** The tester refuses the token of a transaction that began offline; whether it is stopped is a matter of a key. */
async function startsInvalid(context: OnStation, stops: boolean) {
  const idTag = context.parameters.tokens.invalid.idToken;
  await configure(context, 'StopTransactionOnInvalidId', String(stops));
  await tryConfigure(context, 'MaxEnergyOnInvalidId', '0');
  await letsInOffline(context, idTag);
  const cut = await cutsOff(context);
  const start = await startsOffline(context, idTag, 'Invalid');
  await comesBack(context, cut);
  return start;
}

/**
 * Advises where the station did not report that energy was offered before the refusal was known: that status was over
 * soon after, and need not be told.
 */
async function advisesOnSkipping({ csms, advise }: OnStation, n: number): Promise<void> {
  const where = { connectorId: CONNECTOR, status: 'Charging' } as const;
  if (await csms.next('StatusNotification', { where, within: 1 })) return;
  advise(
    'charging-not-told',
    'the station did not report Charging before it learnt that the token is invalid: legal, but the official tool waits for it',
    '1.6 §4.9, rules 1 and 3 for a station that was offline',
    [n],
  );
}

export const suspendsAnInvalidToken = stationCase({
  id: 'TC_037_2_CS',
  versions: ['1.6'],
  block: 'Core: offline',
  title: 'A station that started offline for an invalid token gives it no more energy',
  purpose: 'Set not to stop the transaction, it suspends it when it learns of the refusal, and goes on with it.',
  profiles: { Core: 'conditional' },
  condition: 'OfflineTransactions',
  requirements: [...ONLINE_AGAIN, '1.6 §4.8', '1.6 §4.9', '1.6 §9.1.24', 'errata 3.17'],
  precondition: 'the invalid token may start while the station is offline; StopTransactionOnInvalidId is false',
  steps: [
    'The tester drops the connection and refuses every other; the operator plugs in and presents the token.',
    'The tester lets the station in again; it reports the start with its time, and the tester says Invalid.',
    'The station reports SuspendedEVSE, and does not stop the transaction.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const { csms } = context;
    const start = await startsInvalid(context, false);
    const [told] = await csms.expectAll(
      [reportsStart(context, start), becomes(context, CONNECTOR, ['SuspendedEVSE'], ['1.6 §4.9', 'errata 3.17'])],
      { within: statusWithin(context) },
    );
    await advisesOnSkipping(context, told.n);
    await csms.forbid('StopTransaction', watched(context), '1.6 §9.1.24');
  },
});

export const stopsAnInvalidToken = stationCase({
  id: 'TC_037_3_CS',
  versions: ['1.6'],
  block: 'Core: offline',
  title: 'A station that started offline for an invalid token stops the transaction',
  purpose: 'Set to do so, it reports the end with reason DeAuthorized when it learns of the refusal.',
  profiles: { Core: 'conditional' },
  condition: 'OfflineTransactions',
  requirements: [...ONLINE_AGAIN, '1.6 §4.8', '1.6 §4.9', '1.6 §4.10', '1.6 §9.1.24', 'errata 3.17'],
  precondition: 'the invalid token may start while the station is offline; StopTransactionOnInvalidId is true',
  steps: [
    'The tester drops the connection and refuses every other; the operator plugs in and presents the token.',
    'The tester lets the station in again; it reports the start with its time, and the tester says Invalid.',
    'The station stops the transaction with reason DeAuthorized and reports Finishing, in either order.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const { csms } = context;
    const start = await startsInvalid(context, true);
    const [told] = await csms.expectAll(
      [reportsStart(context, start), becomes(context, CONNECTOR, ['Finishing'], ['1.6 §4.9', 'errata 3.17'])],
      { within: statusWithin(context) },
    );
    await advisesOnSkipping(context, told.n);
    const transactionId = start.id();
    if (transactionId === undefined) return context.stop('StartTransaction was not answered by the tester');
    await csms.expect('StopTransaction', { transactionId, reason: 'DeAuthorized' }, [
      '1.6 §4.10',
      '1.6 §9.1.24',
      'errata 3.17',
    ]);
  },
});

export const stopsWhileOffline = stationCase({
  id: 'TC_038_CS',
  versions: ['1.6'],
  block: 'Core: offline',
  title: 'A station stops a transaction while it is offline, and reports it later',
  purpose: 'The end comes with the time at which the driver ended it, and the connector waits for the cable.',
  profiles: { Core: 'conditional' },
  condition: 'LocalStop',
  requirements: [...ONLINE_AGAIN, '1.6 §4.9', '1.6 §4.10'],
  from: charging,
  steps: [
    'The tester drops the connection and refuses every other.',
    'The operator presents the token that started.',
    'The tester lets the station in again; it connects.',
    'The station reports the end with its time, for no reason or Local, and Finishing, in either order.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId, idTag, meterStart }) {
    const { csms, operator } = context;
    const cut = await cutsOff(context);
    const at = await unseen(context, () => operator.presentIdToken({ connectorId, idToken: idTag }));
    await comesBack(context, cut);
    await csms.expectAll(
      [reportsEnd(context, { transactionId, meterStart, at }), becomes(context, connectorId, ['Finishing'])],
      { within: statusWithin(context) },
    );
  },
});

export const keepsAWholeTransaction = stationCase({
  id: 'TC_039_CS',
  versions: ['1.6'],
  block: 'Core: offline',
  title: 'A station starts and stops a transaction while it is offline, and reports both later',
  purpose: 'The end names the number that the start was given, and each has the time at which it happened.',
  profiles: { Core: 'conditional' },
  condition: 'OfflineTransactions and LocalStop',
  requirements: [...ONLINE_AGAIN, '1.6 §4.8', '1.6 §4.10'],
  precondition: 'the token may start while the station is offline',
  steps: [
    'The tester drops the connection and refuses every other.',
    'The operator plugs in, presents the token, presents it again, and unplugs.',
    'The tester lets the station in again; it connects.',
    'The station reports the start with its time, then the end of that transaction, for no reason or Local, with its time.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const { csms, operator } = context;
    const idTag = context.parameters.tokens.valid.idToken;
    await letsInOffline(context, idTag);
    const cut = await cutsOff(context);
    const start = await startsOffline(context, idTag);
    const at = await unseen(context, () => operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag }));
    await start.unplug();
    await comesBack(context, cut);
    const [began] = await csms.expectAll([reportsStart(context, start)]);
    const transactionId = start.id();
    if (transactionId === undefined) return context.stop('StartTransaction was not answered by the tester');
    await csms.expectAll([reportsEnd(context, { transactionId, meterStart: began.payload.meterStart, at })]);
  },
});
