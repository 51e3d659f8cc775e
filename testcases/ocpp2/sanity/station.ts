/** The sanity case of a 2.x station: alive, and tells what it knows from what it does not. */
import { stationCase } from '../../../harness/peers/ocpp2.js';

export const tellsKnownFromUnknown = stationCase({
  id: 'SANITY_2X_CS',
  versions: ['2.0.1', '2.1'],
  block: 'Sanity',
  title: 'The station is alive and tells known from unknown',
  purpose:
    'A run rests on it: a station that answers yes to everything, or nothing at all, shows nothing in any other case.',
  profiles: {},
  requirements: ['B06.FR.04', 'B06.FR.06', 'Part 4 §4.2.3'],
  steps: [
    'The tester reads a variable that every station has and one of a component that none has; the station tells them apart.',
    'The tester calls an action that does not exist; the station refuses it with an error, or drops it.',
  ],
  operator: [],
  async run({ csms }) {
    // One variable a request: with two in one, the results may come in either order (B06.FR.02).
    await csms.call(
      'GetVariables',
      { getVariableData: [{ component: { name: 'ChargingStation' }, variable: { name: 'AvailabilityState' } }] },
      { getVariableResult: [{ component: { name: 'ChargingStation' }, attributeStatus: 'Accepted' }] },
      'B06.FR.04',
      { id: 'GetVariables.conf-known' },
    );
    await csms.call(
      'GetVariables',
      { getVariableData: [{ component: { name: 'LaddprovNoSuchComponent' }, variable: { name: 'Nothing' } }] },
      {
        getVariableResult: [{ component: { name: 'LaddprovNoSuchComponent' }, attributeStatus: 'UnknownComponent' }],
      },
      'B06.FR.06',
      { id: 'GetVariables.conf-unknown' },
    );
    await csms.provoke({
      id: 'unknown-action',
      title: 'the station does not accept an action that does not exist',
      text: JSON.stringify([2, 'laddprov-sanity', 'LaddprovNoSuchAction', {}]),
      reason: 'an action that does not exist',
      ids: ['laddprov-sanity'],
      codes: ['NotImplemented', 'NotSupported'],
      silence: true,
      requirements: 'Part 4 §4.2.3',
    });
  },
});
