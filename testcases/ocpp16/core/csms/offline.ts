/** 1.6 §3.7.1: transactions that a charge point reports when it is online again, for a central system. */
import { csmsCase, type OnCsms } from '../../../../harness/peers/ocpp16.js';
import { playChargePoint } from '../../states/csms-session.js';

/** How long the tester stays away, in milliseconds: long enough for times that differ in whole seconds. */
const AWAY = 3_000;

/** Goes offline and comes back without a boot; returns when the absence began. */
async function comesBack({ station, now, pass }: OnCsms): Promise<number> {
  const left = now();
  station.drop();
  await pass(AWAY);
  await station.connect('1.6 §3.7.1');
  return left;
}

export const takesAnOfflineStart = csmsCase({
  id: 'TC_037_1_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: offline',
  title: 'A central system takes a transaction that began while the charge point was offline',
  purpose: 'The start comes late and with its own time, and the token is judged all the same.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.7.1', '1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The tester drops the connection and connects again.',
    'The tester sends StartTransaction with the valid token and an earlier time; the central system accepts the token.',
    'The tester reports Charging; the central system answers.',
  ],
  operator: [],
  async run(context) {
    const point = playChargePoint(context);
    const at = await comesBack(context);
    await point.start(context.parameters.tokens.valid.idToken, { at: at + 1_000 });
    await point.report('Charging');
  },
});

export const refusesAnOfflineStart = csmsCase({
  id: 'TC_037_3_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: offline',
  title: 'A central system refuses the token of a transaction that began offline, and takes its end',
  purpose: 'It says Invalid to the start, gives the transaction an id nevertheless, and takes the stop.',
  profiles: { Core: 'mandatory' },
  condition: 'NOT AcceptsEveryToken',
  requirements: ['1.6 §3.7.1', '1.6 §4.8', '1.6 §4.9', '1.6 §4.10'],
  steps: [
    'The tester drops the connection and connects again.',
    'The tester sends StartTransaction with the invalid token and an earlier time; the central system says Invalid.',
    'The tester reports Charging, stops the transaction with reason DeAuthorized and reports Finishing.',
  ],
  operator: [],
  async run(context) {
    const point = playChargePoint(context);
    const at = await comesBack(context);
    await point.start(context.parameters.tokens.invalid.idToken, { at: at + 1_000, status: 'Invalid' });
    await point.report('Charging');
    await point.stop('DeAuthorized');
    await point.report('Finishing');
  },
});

export const takesAnOfflineTransaction = csmsCase({
  id: 'TC_039_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: offline',
  title: 'A central system takes a transaction that began and ended offline',
  purpose: 'It answers both halves, which come late, one right after the other.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §3.7.1', '1.6 §4.8', '1.6 §4.10'],
  steps: [
    'The tester drops the connection and connects again.',
    'The tester sends StartTransaction with an earlier time; the central system accepts the token.',
    'The tester sends StopTransaction with a time between then and now; the central system answers.',
  ],
  operator: [],
  async run(context) {
    const idTag = context.parameters.tokens.valid.idToken;
    const point = playChargePoint(context);
    const at = await comesBack(context);
    await point.start(idTag, { at: at + 1_000 });
    await point.stop('Local', { idTag, at: at + 2_000 });
  },
});
