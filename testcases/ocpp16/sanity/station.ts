/** The sanity case of a 1.6 station: alive, and tells what it knows from what it does not. */
import { containing, present, stationCase } from '../../../harness/peers/ocpp16.js';

const NO_SUCH_KEY = 'LaddprovNoSuchKey';

export const tellsKnownFromUnknown = stationCase({
  id: 'SANITY_16_CS',
  versions: ['1.6'],
  block: 'Sanity',
  title: 'The station is alive and tells known from unknown',
  purpose:
    'A run rests on it: a station that answers yes to everything, or nothing at all, shows nothing in any other case.',
  profiles: {},
  requirements: ['1.6 §5.8', 'OCPP-J 1.6 §4.2.3'],
  steps: [
    'The tester asks for one key that every station has and one that none has; the station tells them apart.',
    'The tester calls an action that does not exist; the station refuses it with an error.',
  ],
  operator: [],
  async run({ csms }) {
    const known = {
      configurationKey: containing({ key: 'NumberOfConnectors', value: present }),
      unknownKey: [NO_SUCH_KEY],
    };
    await csms.call('GetConfiguration', { key: ['NumberOfConnectors', NO_SUCH_KEY] }, known, '1.6 §5.8');
    await csms.provoke({
      id: 'unknown-action',
      title: 'the station refuses an action that does not exist',
      text: JSON.stringify([2, 'laddprov-sanity', 'LaddprovNoSuchAction', {}]),
      reason: 'an action that does not exist',
      ids: ['laddprov-sanity'],
      codes: ['NotImplemented', 'NotSupported'],
      silence: false,
      requirements: 'OCPP-J 1.6 §4.2.3',
    });
  },
});
