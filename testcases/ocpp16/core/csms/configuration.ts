/** 1.6 §5.3 ChangeConfiguration and §5.8 GetConfiguration, for a central system. */
import { containing, csmsCase, matching } from '../../../../harness/peers/ocpp16.js';
import { sameText } from '../../../helpers/same-text.js';

/** §5.8: no list and an empty list both ask for every key. */
const everyKey = matching('absent or empty', (value) => value === undefined || (value as unknown[]).length === 0);

export const readsEveryKey = csmsCase({
  id: 'TC_019_1_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: configuration',
  title: 'A central system reads every configuration key',
  purpose: 'It asks without naming keys, and takes a list with all that a charge point has.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.8', '1.6 §4.6'],
  steps: [
    'The operator has the central system send GetConfiguration without keys; the tester answers with all of its keys.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    await operator.sendRequest({ action: 'GetConfiguration', payload: {} });
    await station.expect('GetConfiguration', {}, '1.6 §5.8', { where: { key: everyKey } });
    await station.call('Heartbeat', {}, {}, '1.6 §4.6');
  },
});

export const readsOneKey = csmsCase({
  id: 'TC_019_2_CSMS',
  versions: ['1.6'],
  block: 'Core: configuration',
  title: 'A central system reads one configuration key',
  purpose: 'It asks for the key that it was told to ask for.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.8', '1.6 §4.6'],
  steps: [
    'The operator has the central system ask for SupportedFeatureProfiles; the tester answers with its value.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    const key = 'SupportedFeatureProfiles';
    await operator.sendRequest({ action: 'GetConfiguration', payload: { key: [key] } });
    await station.expect('GetConfiguration', {}, '1.6 §5.8', { where: { key: containing(sameText(key)) } });
    await station.call('Heartbeat', {}, {}, '1.6 §4.6');
  },
});

export const changesAKey = csmsCase({
  id: 'TC_021_CSMS',
  versions: ['1.6'],
  block: 'Core: configuration',
  title: 'A central system changes a configuration key',
  purpose: 'It sends the key and the value that it was told to send.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.3'],
  steps: ['The operator has the central system set MeterValueSampleInterval to 60; the tester accepts.'],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    const [key, value] = ['MeterValueSampleInterval', '60'];
    await operator.sendRequest({ action: 'ChangeConfiguration', payload: { key, value } });
    await station.expect('ChangeConfiguration', { value }, '1.6 §5.3', { where: { key: sameText(key) } });
  },
});

/** A case in which the tester refuses a change, and the central system is to go on as before. */
const copesWith = (
  id: string,
  status: 'NotSupported' | 'Rejected',
  what: string,
  change: Readonly<Record<'key' | 'value', string>>,
) =>
  csmsCase({
    id,
    restsOn: 'right-from-wrong',
    versions: ['1.6'],
    block: 'Core: configuration',
    title: `A central system copes with a charge point that ${what}`,
    purpose: `${status} is an answer like any other: the conversation goes on.`,
    profiles: { Core: 'mandatory' },
    requirements: ['1.6 §5.3', '1.6 §4.6'],
    steps: [
      `The operator has the central system send ChangeConfiguration; the tester answers ${status}.`,
      'The tester sends Heartbeat; the central system answers.',
    ],
    operator: ['sendRequest'],
    async run({ station, operator }) {
      // Which key the CSMS can send is left open: any change is refused in the same way.
      station.answer('ChangeConfiguration', { status });
      await operator.sendRequest({ action: 'ChangeConfiguration', payload: change });
      await station.expect('ChangeConfiguration', {}, '1.6 §5.3');
      await station.call('Heartbeat', {}, {}, '1.6 §4.6');
    },
  });

export const copesWithAnUnknownKey = copesWith('TC_040_1_CSMS', 'NotSupported', 'does not know the key', {
  key: 'LaddprovNoSuchKey',
  value: '1',
});
export const copesWithARefusedValue = copesWith('TC_040_2_CSMS', 'Rejected', 'refuses the value', {
  key: 'MeterValueSampleInterval',
  value: '-1',
});
