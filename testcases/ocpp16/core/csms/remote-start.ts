/** 1.6 §5.11 RemoteStartTransaction, for a central system. */
import { csmsCase, type OnCsms } from '../../../../harness/peers/ocpp16.js';
import { CONNECTOR, playChargePoint } from '../../states/csms-session.js';

/** How long the played charge point waits for an EV, in seconds. */
const CONNECTION_TIME_OUT = 10;

/** Has the central system ask for a start on the connector; returns the token and the connector that it names. */
async function isAskedToStart({ station, operator, parameters }: OnCsms) {
  const idTag = parameters.tokens.valid.idToken;
  await operator.sendRequest({ action: 'RemoteStartTransaction', payload: { idTag, connectorId: CONNECTOR } });
  const { payload } = await station.expect('RemoteStartTransaction', {}, '1.6 §5.11');
  const { connectorId = CONNECTOR } = payload;
  const exists = connectorId >= 1 && connectorId <= parameters.connectors;
  // Neither is fixed: the CSMS may have a token of its own for this, and leave the connector to the charge point.
  return { idTag: payload.idTag, connectorId: exists ? connectorId : CONNECTOR };
}

export const startsWhenPluggedIn = csmsCase({
  id: 'TC_010_CSMS',
  versions: ['1.6'],
  block: 'Core: remote start',
  title: 'A central system starts a session remotely after the cable was plugged in',
  purpose: 'It asks for the start and accepts its own token when the charge point authorises and starts with it.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.11', '1.6 §4.1', '1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The tester reports Preparing; the central system answers.',
    'The operator has the central system send RemoteStartTransaction; the tester accepts.',
    'The tester sends Authorize and StartTransaction with that token; the central system accepts both.',
    'The tester reports Charging; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const point = playChargePoint(context);
    await point.report('Preparing');
    context.station.answer('RemoteStartTransaction', { status: 'Accepted' });
    const { idTag, connectorId } = await isAskedToStart(context);
    if (connectorId !== CONNECTOR) await point.report('Preparing', { connectorId, id: 'StatusNotification-other' });
    await point.authorize(idTag);
    await point.start(idTag, { connectorId });
    await point.report('Charging', { connectorId });
  },
});

export const startsBeforePlugIn = csmsCase({
  id: 'TC_011_1_CSMS',
  versions: ['1.6'],
  block: 'Core: remote start',
  title: 'A central system starts a session remotely before the cable is plugged in',
  purpose: 'Between the request and the transaction lies the plug-in, and every step is answered.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.11', '1.6 §4.1', '1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The operator has the central system send RemoteStartTransaction; the tester accepts.',
    'The tester sends Authorize with that token; the central system accepts it.',
    'The tester reports Preparing, starts the transaction and reports Charging; the central system accepts the token.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const point = playChargePoint(context);
    context.station.answer('RemoteStartTransaction', { status: 'Accepted' });
    const { idTag, connectorId } = await isAskedToStart(context);
    await point.authorize(idTag);
    await point.report('Preparing', { connectorId });
    await point.start(idTag, { connectorId });
    await point.report('Charging', { connectorId });
  },
});

export const copesWithADriverWhoDoesNotCome = csmsCase({
  id: 'TC_011_2_CSMS',
  versions: ['1.6'],
  block: 'Core: remote start',
  title: 'A central system copes with a charge point that frees the connector because nobody plugs in',
  purpose: 'It accepts its own token, and takes both reports of the connector, with no transaction between them.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.11', '1.6 §4.1', '1.6 §4.9'],
  steps: [
    'The operator has the central system send RemoteStartTransaction; the tester accepts.',
    'The tester sends Authorize with that token; the central system accepts it.',
    'The tester reports Preparing and, when the time for plugging in is over, Available; the central system answers both.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const point = playChargePoint(context);
    context.station.answer('RemoteStartTransaction', { status: 'Accepted' });
    const { idTag, connectorId } = await isAskedToStart(context);
    await point.authorize(idTag);
    await point.report('Preparing', { connectorId });
    await context.pass(CONNECTION_TIME_OUT * 1000);
    await point.report('Available', { connectorId });
  },
});

export const copesWithARefusedStart = csmsCase({
  id: 'TC_026_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: remote start',
  title: 'A central system copes with a charge point that refuses to start',
  purpose: 'Rejected is an answer like any other: the conversation goes on.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.11', '1.6 §4.6'],
  steps: [
    'The operator has the central system send RemoteStartTransaction; the tester rejects it.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station } = context;
    station.answer('RemoteStartTransaction', { status: 'Rejected' });
    await isAskedToStart(context);
    await station.call('Heartbeat', {}, {}, '1.6 §4.6');
  },
});
