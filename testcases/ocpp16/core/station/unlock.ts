/** 1.6 §5.18 UnlockConnector, for a station. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';

export const doesNotUnlockWhatItDoesNotHave = stationCase({
  id: 'TC_031_CS',
  versions: ['1.6'],
  block: 'Core: unlock',
  title: 'A station does not unlock a connector that it does not have',
  purpose: 'An unknown connector is answered with NotSupported, which 1.6 has for it.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.18', 'errata 3.85'],
  steps: ['The tester asks to unlock a connector beyond the last; the station answers NotSupported.'],
  operator: [],
  async run({ csms, parameters }) {
    const connectorId = parameters.connectors + 100;
    await csms.call('UnlockConnector', { connectorId }, { status: 'NotSupported' }, ['1.6 §5.18', 'errata 3.85']);
  },
});
