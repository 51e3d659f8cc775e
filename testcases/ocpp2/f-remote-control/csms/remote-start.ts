/** F01 and F02 Remote start, for a CSMS. */
import { csmsCase, type OnCsms, type Response } from '../../../../harness/peers/ocpp2.js';
import { type Token } from '../../../../harness/peers/for-cases/settings.js';
import { sameText } from '../../../helpers/same-text.js';
import { evConnected, flow, plugIn } from '../../states/csms-charging.js';
import { type ChargingStation, playStation } from '../../states/csms-session.js';

const REQUIREMENTS = ['F01.FR.04', 'F01.FR.03', 'E01.FR.12', 'J02.FR.19'];

interface Asked {
  readonly token: Token;
  readonly remoteStartId: number;
}

/** Has the CSMS ask for a start with the valid token, which the tester answers with `answer`. */
async function isAskedToStart(
  { station, operator, parameters }: OnCsms,
  { place }: ChargingStation,
  answer: Response<'RequestStartTransaction'>,
): Promise<Asked> {
  const token = parameters.tokens.valid;
  const { idToken, type } = token;
  station.answer('RequestStartTransaction', answer);
  await operator.sendRequest({
    action: 'RequestStartTransaction',
    payload: { idToken: { idToken, type }, evseId: place.evseId, remoteStartId: 1 },
  });
  const { payload } = await station.expect(
    'RequestStartTransaction',
    { idToken: { idToken: sameText(idToken), type: sameText(type) } },
    'F01.FR.04',
  );
  return { token, remoteStartId: payload.remoteStartId };
}

export const startsWhenPluggedIn = csmsCase({
  id: 'TC_F_01_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'F Remote control',
  title: 'A CSMS starts charging remotely after the cable was plugged in',
  purpose: 'It names the token, and accepts that token when the running transaction tells it.',
  profiles: { Core: 'mandatory' },
  requirements: REQUIREMENTS,
  from: evConnected,
  steps: [
    'The operator has the CSMS send RequestStartTransaction; the tester accepts with the id of the running transaction.',
    'The tester tells the remote start and its token in the transaction; the CSMS accepts the token.',
    'The tester tells that energy flows; the CSMS answers.',
  ],
  operator: ['sendRequest'],
  async run(context, { point }) {
    const { transactionId } = point;
    const { token, remoteStartId } = await isAskedToStart(context, point, { status: 'Accepted', transactionId });
    await point.event('Updated', 'RemoteStart', { token, remoteStartId, requirements: ['F01.FR.03', 'E01.FR.12'] });
    await flow(point);
  },
});

/** A case in which the cable comes after the request; with `authorizes` the station asks about the token first. */
const startsBeforePlugIn = (id: string, authorizes: boolean) =>
  csmsCase({
    id,
    versions: ['2.0.1', '2.1'],
    block: 'F Remote control',
    title: `A CSMS starts charging remotely at a station that ${authorizes ? 'asks' : 'does not ask'} about the token`,
    purpose: `The token is judged ${authorizes ? 'when the station asks, and again ' : ''}when the transaction tells it.`,
    profiles: { Core: 'mandatory' },
    requirements: [...REQUIREMENTS, 'Part 2 G01', ...(authorizes ? ['C01.FR.07'] : [])],
    steps: [
      'The operator has the CSMS send RequestStartTransaction; the tester accepts.',
      ...(authorizes ? ['The tester sends Authorize with that token; the CSMS accepts it.'] : []),
      'The tester starts a transaction that tells the remote start and its token; the CSMS accepts the token.',
      'The tester reports the plug-in and that energy flows; the CSMS answers.',
    ],
    operator: ['sendRequest'],
    async run(context) {
      const point = playStation(context);
      const { token, remoteStartId } = await isAskedToStart(context, point, { status: 'Accepted' });
      if (authorizes) await point.authorize(token);
      await point.event('Started', 'RemoteStart', { token, remoteStartId, requirements: ['F01.FR.03', 'E01.FR.12'] });
      await plugIn(point, 'Updated');
      await flow(point);
    },
  });

export const startsWithAuthorize = startsBeforePlugIn('TC_F_02_CSMS', true);
export const startsWithoutAuthorize = startsBeforePlugIn('TC_F_03_CSMS', false);
