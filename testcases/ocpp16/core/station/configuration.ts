/** 1.6 §5.3 ChangeConfiguration and §5.8 GetConfiguration, for a station. */
import { containing, matching, type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { changeKey, configure, keysOf, readKey, sameKey } from '../../states/configuration.js';
import { type Access, REQUIRED_KEYS } from '../../states/required-keys.js';

const SAMPLING = 'MeterValueSampleInterval';

const named = (key: string) =>
  matching(`"${key}" in any letter case`, (value) => typeof value === 'string' && sameKey(value, key));
const listOf = (value: string | undefined) => (value ?? '').split(',').map((item) => item.trim());

/** Asks for one key and returns its value, which has to be there. */
async function valueOf({ csms }: OnStation, key: string): Promise<string> {
  const result = await csms.call(
    'GetConfiguration',
    { key: [key] },
    {
      configurationKey: containing({ key: named(key), value: matching('a text', (v) => typeof v === 'string') }),
    },
    '1.6 §5.8',
    { id: `GetConfiguration-${key}` },
  );
  return keysOf(result as Readonly<Record<string, unknown>>).find((item) => sameKey(item.key, key))?.value ?? '';
}

const fits = (access: Access, readonly: boolean) => access === 'R|RW' || (access === 'R') === readonly;
const WORDS: Readonly<Record<Access, string>> = { R: 'read-only', RW: 'writable', 'R|RW': 'either' };

/** Reads all keys at once, and judges each that is required of the profiles by itself. */
async function hasEveryRequiredKey(context: OnStation, profiles: readonly string[]): Promise<readonly string[]> {
  const { csms, check } = context;
  const outcome = await csms.attempt('GetConfiguration', {});
  const keys = outcome.kind === 'result' ? keysOf(outcome.payload) : [];
  const frames = 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n];
  check('all-keys', keys.length > 0, {
    title: 'the station tells all its keys when none is named',
    requirements: '1.6 §5.8',
    frames,
    expected: 'a list of keys',
    actual: outcome.kind === 'result' ? `${keys.length} keys` : outcome.kind,
    action: 'GetConfiguration',
    essential: true,
  });
  const required = profiles.flatMap((profile) => Object.entries(REQUIRED_KEYS[profile] ?? {}));
  for (const [key, access] of required) {
    const index = keys.findIndex((item) => sameKey(item.key, key));
    const found = keys[index];
    check(`key-${key}`, found !== undefined && fits(access, found.readonly), {
      title: `the station has the key ${key}${access === 'R|RW' ? '' : `, ${WORDS[access]}`}`,
      requirements: ['1.6 §5.8', '1.6 §9', 'errata 3.83'],
      frames,
      expected: `${key}: ${WORDS[access]}`,
      actual: found === undefined ? 'no such key' : found.readonly ? 'read-only' : 'writable',
      action: 'GetConfiguration',
      asserts: [`configurationKey[${Math.max(0, index)}].${access === 'R|RW' ? 'key' : 'readonly'}`],
    });
  }
  return required.map(([key]) => key).filter((key) => keys.some((item) => sameKey(item.key, key)));
}

export const tellsItsConfiguration = stationCase({
  id: 'TC_019_CS',
  versions: ['1.6'],
  block: 'Core: configuration',
  title: 'A station tells its configuration, one key, many keys and all',
  purpose: 'Every required key is there and can be written or not as it has to be.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.8', '1.6 §9', 'errata 3.83'],
  steps: [
    'The tester asks for SupportedFeatureProfiles; the station tells it.',
    'The tester asks for all keys; each that the profiles require is there, with the right access.',
    'The tester asks for GetConfigurationMaxKeys, and then for as many of the required keys; the station tells all of them.',
  ],
  operator: [],
  async run(context) {
    const { csms } = context;
    const profiles = listOf(await valueOf(context, 'SupportedFeatureProfiles'));
    const supported = Object.keys(REQUIRED_KEYS).filter((name) => profiles.some((profile) => sameKey(profile, name)));
    const found = await hasEveryRequiredKey(context, [...new Set(['Core', ...supported])]);
    const most = Number(await valueOf(context, 'GetConfigurationMaxKeys'));
    const asked = found.slice(0, Number.isInteger(most) && most > 0 ? most : 1);
    const all = matching(`a list with ${asked.join(', ')}`, (list) =>
      asked.every((key) => keysOf({ configurationKey: list }).some((item) => sameKey(item.key, key))),
    );
    await csms.call('GetConfiguration', { key: asked }, { configurationKey: all }, '1.6 §5.8', {
      id: 'GetConfiguration-many',
      title: 'the station tells every key that is asked for at once',
    });
  },
});

export const takesANewValue = stationCase({
  id: 'TC_021_CS',
  versions: ['1.6'],
  block: 'Core: configuration',
  title: 'A station takes a new value for a key',
  purpose: 'It accepts the change and tells the new value from then on.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.3', '1.6 §5.8'],
  steps: [
    'The tester changes MeterValueSampleInterval to another value; the station accepts.',
    'The tester asks for the key; the station tells the new value.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const interval = parameters.meterValueInterval;
    // What is there before is another value, and is put back afterwards.
    await configure(context, SAMPLING, String(interval + 1));
    await csms.call(
      'ChangeConfiguration',
      { key: SAMPLING, value: String(interval) },
      { status: 'Accepted' },
      '1.6 §5.3',
    );
    const set = matching(`"${interval}"`, (value) => typeof value === 'string' && Number(value) === interval);
    await csms.call(
      'GetConfiguration',
      { key: [SAMPLING] },
      { configurationKey: containing({ key: named(SAMPLING), value: set }) },
      ['1.6 §5.3', '1.6 §5.8'],
    );
  },
});

export const refusesAnUnknownKey = stationCase({
  id: 'TC_040_1_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: configuration',
  title: 'A station refuses to set a key that it does not have',
  purpose: 'It answers NotSupported, which tells an unknown key from a wrong value.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.3'],
  steps: ['The tester sets a key that no station has; the station answers NotSupported.'],
  operator: [],
  async run({ csms }) {
    const unknown = { key: 'LaddprovNoSuchKey', value: 'true' };
    await csms.call('ChangeConfiguration', unknown, { status: 'NotSupported' }, '1.6 §5.3');
  },
});

export const refusesAWrongValue = stationCase({
  id: 'TC_040_2_CS',
  versions: ['1.6'],
  block: 'Core: configuration',
  title: 'A station refuses a value that a key cannot have',
  purpose: 'A negative interval is rejected, or answered with an error, and nothing is changed.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.3'],
  steps: [
    'The tester sets MeterValueSampleInterval to -1; the station rejects it, or answers with PropertyConstraintViolation.',
    'The tester asks for the key; the station tells the value that it had before.',
  ],
  operator: [],
  async run(context) {
    const { csms, afterwards } = context;
    const before = await readKey(context, SAMPLING);
    if (before === undefined) return context.stop(`the station does not tell ${SAMPLING}`);
    afterwards(async () => {
      if ((await readKey(context, SAMPLING)) !== before) await changeKey(context, SAMPLING, before);
    });
    await csms.callRefused(
      'ChangeConfiguration',
      { key: SAMPLING, value: '-1' },
      ['PropertyConstraintViolation'],
      { status: 'Rejected' },
      '1.6 §5.3',
    );
    await csms.call(
      'GetConfiguration',
      { key: [SAMPLING] },
      { configurationKey: containing({ key: named(SAMPLING), value: before }) },
      '1.6 §5.3',
    );
  },
});
