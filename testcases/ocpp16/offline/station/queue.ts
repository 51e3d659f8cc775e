/** 1.6 §3.7: what a station queues while it is offline, in which order it comes, and with which times. */
import { absentOr, stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/charging.js';
import { backToIdle, becomes, CONNECTOR, ENERGY_OFFERED, register, statusWithin } from '../../states/connector.js';
import { comesBack, cutsOff, during, letsInOffline, unseen } from '../../states/offline.js';
import { reportsEnd, reportsStart } from '../../states/offline-sessions.js';

export const isCutOffByTheOperator = stationCase({
  id: 'OFF_16_CS_01',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A station whose network is cut reports the end of its transaction later',
  purpose: 'It loses its own network, not the connection alone, and the end still has the time at which it happened.',
  profiles: { Core: 'conditional' },
  condition: 'LocalStop',
  requirements: ['1.6 §3.7', '1.6 §4.9', '1.6 §4.10'],
  from: charging,
  steps: [
    "The operator cuts the station's network and presents the token that started.",
    'The operator restores the network.',
    'The station reports the end with its time, for no reason or Local, and Finishing, in either order; over a new connection, or over the old one where that outlived the cut.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut', 'network'],
  async run(context, { connectorId, transactionId, idTag, meterStart }) {
    const { csms, operator, afterwards, now, parameters } = context;
    let down = false;
    afterwards(async () => {
      if (down) await operator.network({ up: true });
    });
    const cut = now();
    await operator.network({ up: false });
    down = true;
    const at = await unseen(context, () => operator.presentIdToken({ connectorId, idToken: idTag }));
    await operator.network({ up: true });
    down = false;
    const shape = { transactionId, reason: absentOr('Local'), meterStop: register(meterStart), timestamp: during(at) };
    await csms.expectAll(
      [csms.message('StopTransaction', shape, ['1.6 §3.7', '1.6 §4.10']), becomes(context, connectorId, ['Finishing'])],
      { within: parameters.limits.reboot + (now() - cut) + statusWithin(context) },
    );
  },
});

export const keepsTheOrder = stationCase({
  id: 'OFF_16_CS_02',
  versions: ['1.6'],
  block: 'Offline',
  title: 'A station reports what happened while it was offline in the order in which it happened',
  purpose: 'One transaction after another on the same connector: start, end, start, each with its own time.',
  profiles: { Core: 'conditional' },
  condition: 'OfflineTransactions and LocalStop',
  requirements: ['1.6 §3.7', '1.6 §4.8', '1.6 §4.9', '1.6 §4.10', 'OCPP-J 1.6 §5.4'],
  precondition: 'the token may start while the station is offline',
  steps: [
    'The tester drops the connection and refuses every other.',
    'The operator plugs in, presents the token, presents it again and unplugs; then plugs in and presents it once more.',
    'The tester lets the station in again; it connects.',
    'The station reports the first start, its end, and only then the second start, each with its time.',
    'The station reports that energy is offered.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const { csms, operator, afterwards, now, stop } = context;
    const idTag = context.parameters.tokens.valid.idToken;
    const present = () => operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    const start = async () => {
      await operator.plugIn({ connectorId: CONNECTOR });
      await present();
    };
    await letsInOffline(context, idTag);
    const first = 1 + (Math.trunc(now()) % 1_000_000_000);
    const given: number[] = [];
    csms.answer('StartTransaction', () => {
      given.push(first + given.length);
      return { transactionId: given.at(-1)!, idTagInfo: { status: 'Accepted' } };
    });
    afterwards(() => backToIdle(context, given.at(-1)));

    const cut = await cutsOff(context);
    const began = await unseen(context, start);
    const ended = await unseen(context, present);
    await operator.plugOut({ connectorId: CONNECTOR });
    const beganAgain = await unseen(context, start);
    await comesBack(context, cut);

    const [one] = await csms.expectAll([reportsStart(context, { idTag, at: began })]);
    const [transactionId = stop('StartTransaction was not answered by the tester')] = given;
    const { meterStart } = one.payload;
    const [end] = await csms.expectAll([reportsEnd(context, { transactionId, meterStart, at: ended })]);
    await csms.expectAll(
      [reportsStart(context, { idTag, at: beganAgain }, end.n), becomes(context, CONNECTOR, ENERGY_OFFERED)],
      { within: statusWithin(context) },
    );
  },
});
