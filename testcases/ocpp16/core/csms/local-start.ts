/** 1.6 §4.1, §4.8: sessions that begin at the charge point, for a central system. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';
import { authorized, charge } from '../../states/csms-charging.js';
import { playChargePoint } from '../../states/csms-session.js';

/** What the tester shows as its ConnectionTimeOut, in milliseconds. */
const CONNECTION_TIME_OUT = 60_000;

export const takesAPlugFirstSession = csmsCase({
  id: 'TC_003_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: sessions',
  title: 'A central system takes a session in which the cable comes first',
  purpose: 'It authorises the token, gives the transaction an id and takes every status on the way.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.1', '1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The tester reports Preparing; the central system answers.',
    'The tester sends Authorize with the valid token; the central system accepts it.',
    'The tester sends StartTransaction; the central system accepts the token.',
    'The tester reports Charging; the central system answers.',
  ],
  operator: [],
  async run(context) {
    const idTag = context.parameters.tokens.valid.idToken;
    const point = playChargePoint(context);
    await point.report('Preparing');
    await point.authorize(idTag);
    await point.start(idTag);
    await point.report('Charging');
  },
});

export const takesAnAuthoriseFirstSession = csmsCase({
  id: 'TC_004_1_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: sessions',
  title: 'A central system takes a whole session in which the token comes first',
  purpose: 'It authorises, starts, takes meter values, and ends the transaction when the same token comes again.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.1', '1.6 §4.7', '1.6 §4.8', '1.6 §4.9', '1.6 §4.10'],
  steps: [
    'The tester sends Authorize with the valid token; the central system accepts it.',
    'The tester reports Preparing, starts the transaction and reports Charging; the central system accepts the token.',
    'The tester sends meter values; the central system answers.',
    'The tester stops the transaction with the same token and reports Finishing and Available.',
  ],
  operator: [],
  async run(context) {
    const { point, idTag } = await charge(context, playChargePoint(context));
    await point.sample();
    await point.stop('Local', { idTag });
    await point.report('Finishing');
    await point.report('Available');
  },
});

export const takesAConnectionTimeOut = csmsCase({
  id: 'TC_004_2_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: sessions',
  title: 'A central system takes it that nobody plugged in after authorising',
  purpose: 'The connector goes from Preparing back to Available without a transaction, and both reports are answered.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.9'],
  from: authorized,
  steps: [
    'The tester reports Preparing; the central system answers.',
    'When the connection time-out is over, the tester reports Available; the central system answers.',
  ],
  operator: [],
  async run({ pass }, { point }) {
    await point.report('Preparing', { subject: true });
    await pass(CONNECTION_TIME_OUT);
    await point.report('Available', { subject: true });
  },
});

export const takesACachedToken = csmsCase({
  id: 'TC_007_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: sessions',
  title: 'A central system takes a transaction that nobody asked it to authorise',
  purpose: 'A charge point that knows the token starts at once; the central system judges the token all the same.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The tester reports Preparing; the central system answers.',
    'Without Authorize, the tester sends StartTransaction; the central system accepts the token.',
    'The tester reports Charging; the central system answers.',
  ],
  operator: [],
  async run(context) {
    const point = playChargePoint(context);
    await point.report('Preparing');
    await point.start(context.parameters.tokens.valid.idToken);
    await point.report('Charging');
  },
});
