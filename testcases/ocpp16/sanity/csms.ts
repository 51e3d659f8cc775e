/** The sanity case of a 1.6 central system: alive, and does not say yes to everything. */
import { csmsCase, noneOf, present } from '../../../harness/peers/ocpp16.js';

export const refusesWhatItDoesNotKnow = csmsCase({
  id: 'SANITY_16_CSMS',
  versions: ['1.6'],
  block: 'Sanity',
  title: 'The central system is alive and tells known from unknown',
  purpose:
    'A run rests on it: a central system that answers yes to everything, or nothing at all, shows nothing in any other case.',
  profiles: {},
  requirements: ['1.6 §4.1', '1.6 §4.6', 'OCPP-J 1.6 §4.2.3'],
  steps: [
    'The tester boots as a station and sends a Heartbeat.',
    'The tester asks for a token that the plan calls invalid; the central system does not accept it.',
    'The tester calls an action that does not exist; the central system refuses it with an error.',
  ],
  operator: [],
  async run({ station, parameters }) {
    await station.call('Heartbeat', {}, { currentTime: present }, '1.6 §4.6');
    if (!parameters.claims('AcceptsEveryToken'))
      await station.call(
        'Authorize',
        { idTag: parameters.tokens.invalid.idToken },
        { idTagInfo: { status: noneOf('Accepted') } },
        '1.6 §4.1',
      );
    await station.provoke({
      id: 'unknown-action',
      title: 'the central system refuses an action that does not exist',
      text: JSON.stringify([2, 'laddprov-sanity', 'LaddprovNoSuchAction', {}]),
      reason: 'an action that does not exist',
      ids: ['laddprov-sanity'],
      codes: ['NotImplemented', 'NotSupported'],
      silence: false,
      requirements: 'OCPP-J 1.6 §4.2.3',
    });
  },
});
