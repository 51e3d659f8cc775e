/** The sanity case of a 2.x CSMS: alive, and does not say yes to everything. */
import { csmsCase, idTokenOf, noneOf, present } from '../../../harness/peers/ocpp2.js';

export const refusesWhatItDoesNotKnow = csmsCase({
  id: 'SANITY_2X_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'Sanity',
  title: 'The CSMS is alive and tells known from unknown',
  purpose:
    'A run rests on it: a CSMS that answers yes to everything, or nothing at all, shows nothing in any other case.',
  profiles: {},
  requirements: ['G02.FR.03', 'C01.FR.07', 'Part 4 §4.2.3'],
  steps: [
    'The tester boots as a station and sends a Heartbeat.',
    'The tester asks for a token that the plan calls invalid; the CSMS does not accept it.',
    'The tester calls an action that does not exist; the CSMS refuses it with an error, or drops it.',
  ],
  operator: [],
  async run({ station, parameters }) {
    await station.call('Heartbeat', {}, { currentTime: present }, 'G02.FR.03');
    if (!parameters.claims('AcceptsEveryToken'))
      await station.call(
        'Authorize',
        { idToken: idTokenOf(parameters.tokens.invalid) },
        { idTokenInfo: { status: noneOf('Accepted') } },
        'C01.FR.07',
      );
    await station.provoke({
      id: 'unknown-action',
      title: 'the CSMS does not accept an action that does not exist',
      text: JSON.stringify([2, 'laddprov-sanity', 'LaddprovNoSuchAction', {}]),
      reason: 'an action that does not exist',
      ids: ['laddprov-sanity'],
      codes: ['NotImplemented', 'NotSupported'],
      silence: true,
      requirements: 'Part 4 §4.2.3',
    });
  },
});
