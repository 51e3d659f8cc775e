/** E02 and E03 Start transaction, for a CSMS. */
import { csmsCase } from '../../../../harness/peers/ocpp2.js';
import { authorize, evConnected, flow, plugIn } from '../../states/csms-charging.js';
import { playStation } from '../../states/csms-session.js';

export const takesAPlugFirstStart = csmsCase({
  id: 'TC_E_03_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A CSMS takes a transaction in which the cable comes first',
  purpose: 'It accepts the token when it is asked and again when the transaction tells it, and takes the energy flow.',
  profiles: { Core: 'mandatory' },
  requirements: ['C01.FR.07', 'E01.FR.12', 'E02.FR.02', 'J02.FR.19'],
  from: evConnected,
  steps: [
    'The tester sends Authorize with the valid token; the CSMS accepts it.',
    'The tester tells the token in the running transaction; the CSMS accepts it.',
    'The tester tells that energy flows; the CSMS answers.',
  ],
  operator: [],
  async run(context, { point }) {
    await authorize(context, point, 'Updated');
    await flow(point);
  },
});

export const takesAnAuthoriseFirstStart = csmsCase({
  id: 'TC_E_04_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A CSMS takes a transaction in which the token comes first',
  purpose: 'It accepts the token with which the transaction starts, and takes the plug-in and the energy flow.',
  profiles: { Core: 'mandatory' },
  requirements: ['C01.FR.07', 'E01.FR.12', 'E03.FR.02', 'J02.FR.19', 'Part 2 G01'],
  steps: [
    'The tester sends Authorize with the valid token; the CSMS accepts it.',
    'The tester starts a transaction that tells the token; the CSMS accepts it.',
    'The tester reports the plug-in and that energy flows; the CSMS answers.',
  ],
  operator: [],
  async run(context) {
    const point = playStation(context);
    await authorize(context, point, 'Started');
    await plugIn(point, 'Updated');
    await flow(point);
  },
});
