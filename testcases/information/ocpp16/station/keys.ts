/** 1.6 §5.8: which configuration keys a station says that it has, and which it has not. */
import { containing, present, stationCase } from '../../../../harness/peers/ocpp16.js';
import { sameText } from '../../../helpers/same-text.js';

const NO_SUCH_KEY = 'LaddprovNoSuchKey';

export const tellsKnownFromUnknownKeys = stationCase({
  id: 'INFO_16_CS_11',
  versions: ['1.6'],
  block: 'Station information',
  title: 'A station tells a key that it has from one that it has not',
  purpose: 'The one comes with its value, the other in the list of unknown keys.',
  profiles: {},
  requirements: ['1.6 §5.8', '1.6 §6.24'],
  // One key a request: GetConfigurationMaxKeys may be 1.
  steps: [
    'The tester asks for a key that every station has; the station tells its value.',
    'The tester asks for a key that no station has; the station says that it does not know it.',
  ],
  operator: [],
  async run({ csms }) {
    await csms.call(
      'GetConfiguration',
      { key: ['NumberOfConnectors'] },
      { configurationKey: containing({ key: sameText('NumberOfConnectors'), value: present }) },
      ['1.6 §5.8', '1.6 §6.24'],
      { id: 'GetConfiguration.conf-known', title: 'the station tells a key that it has', goOn: true },
    );
    await csms.call(
      'GetConfiguration',
      { key: [NO_SUCH_KEY] },
      { unknownKey: [sameText(NO_SUCH_KEY)] },
      ['1.6 §5.8', '1.6 §6.24'],
      { id: 'GetConfiguration.conf-unknown', title: 'the station says that it does not know a key that it has not' },
    );
  },
});
