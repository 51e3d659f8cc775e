/** Temperatures as they come in the field: late, out of order, in heaps and in a hurry (§4.7, §5.3, §5.17). */
import { csmsCase, matching } from '../../../../harness/peers/ocpp16.js';
import { sameText } from '../../../helpers/same-text.js';
import { CONNECTOR, playChargePoint } from '../../../ocpp16/states/csms-session.js';
import { measure, readingOf, showsTemperature, warmth } from '../states/csms-readings.js';

const MINUTE = 60_000;
/** How many messages come one right after another. */
const HURRY = 60;

export const keepsTheNewest = csmsCase({
  id: 'ENV_16_CSMS_02',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A central system takes an old temperature after a newer one',
  purpose: 'It answers both; that it shows the newer one is good practice.',
  profiles: {},
  requirements: ['1.6 §4.7'],
  steps: [
    'The tester sends a temperature of now, and then one that is ten minutes old; the central system answers both.',
    'Where its operator can see it, the central system shows the newer one.',
    'The tester sends the next temperature; the central system answers and, where its operator can see it, shows that one.',
  ],
  operator: [],
  async run(context) {
    const newer = await measure(context, 'new', [readingOf(context, 0, warmth(53.5))]);
    const older = await measure(context, 'old', [readingOf(context, 10 * MINUTE, warmth(19.5))], {
      deliberate: 'an old reading after a newer one, as from a queue',
    });
    await showsTemperature(context, { id: 'newest-shown', celsius: 53.5, frames: [newer, older], advice: true });
    const next = await measure(context, 'next', [readingOf(context, 0, warmth(54.5))]);
    await showsTemperature(context, { id: 'next-shown', celsius: 54.5, frames: [next] });
  },
});

export const takesAHeap = csmsCase({
  id: 'ENV_16_CSMS_03',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A central system takes temperatures of many times and places in one message',
  purpose: 'It answers, and what it shows is the last of them.',
  profiles: {},
  requirements: ['1.6 §4.7'],
  steps: [
    'The tester sends one message with readings of six times, each with temperatures beside other measurands; the central system answers.',
    'Where its operator can see it, the central system shows the temperature of the last reading.',
  ],
  operator: [],
  async run(context) {
    const others = [
      { value: '230.4', measurand: 'Voltage', phase: 'L1-N', unit: 'V', location: 'Outlet' },
      { value: '1200', measurand: 'RPM', location: 'Body' },
      { value: '17', measurand: 'SoC', unit: 'Percent', location: 'EV' },
    ] as const;
    const meterValue = [5, 4, 3, 2, 1, 0].map((minutes) =>
      readingOf(context, minutes * MINUTE, warmth(60.5 - minutes * 3), ...others),
    );
    const told = await measure(context, 'heap', meterValue);
    await showsTemperature(context, { id: 'last-shown', celsius: 60.5, frames: [told] });
  },
});

export const keepsUp = csmsCase({
  id: 'ENV_16_CSMS_04',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A central system keeps up with a charge point that tells its temperature all the time',
  purpose: 'Every message is answered, and the last one is what it shows.',
  profiles: {},
  requirements: ['1.6 §4.7'],
  steps: [
    `The tester sends a temperature ${HURRY} times, each as soon as the one before is answered; the central system answers each.`,
    'Where its operator can see it, the central system shows the last one.',
  ],
  operator: [],
  async run(context) {
    const { station, check } = context;
    const missed: string[] = [];
    let answer = station.conversation.last;
    for (let index = 0; index < HURRY; index++) {
      const meterValue = [readingOf(context, 0, warmth(30 + index / 10))];
      const outcome = await station.attempt('MeterValues', { connectorId: CONNECTOR, meterValue });
      if (outcome.kind !== 'result') missed.push(`${index + 1}: ${outcome.kind}`);
      if ('answer' in outcome) answer = outcome.answer;
    }
    check('all-answered', missed.length === 0, {
      title: `the central system answers each of the ${HURRY} messages`,
      requirements: '1.6 §4.7',
      frames: [answer],
      expected: 'a result for each of them',
      actual: missed.length === 0 ? 'a result for each of them' : `not so: ${missed.slice(0, 10).join(', ')}`,
      action: 'MeterValues',
    });
    const told = await measure(context, 'last', [readingOf(context, 0, warmth(47.5))]);
    await showsTemperature(context, { id: 'last-shown', celsius: 47.5, frames: [told] });
  },
});

export const takesWhatCameLate = csmsCase({
  id: 'ENV_16_CSMS_05',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A central system takes the temperatures of a time without a connection',
  purpose: 'They come with their own times after the connection is back, and the last of them is what it shows.',
  profiles: {},
  requirements: ['1.6 §4.7', '1.6 §4.8', '1.6 §4.9', '1.6 §4.10'],
  steps: [
    'The tester starts a transaction, loses the connection and comes back.',
    'It sends what it measured meanwhile, oldest first; the central system answers each.',
    'Where its operator can see it, the central system shows the last one; the transaction ends as usual.',
  ],
  operator: [],
  async run(context) {
    const { station, parameters } = context;
    const point = playChargePoint(context);
    const transactionId = await point.start(parameters.tokens.valid.idToken);
    await point.report('Charging');
    station.drop();
    await station.connect('1.6 §4.7');
    let told = 0;
    // The last of them was taken just now: nothing that was told before is newer.
    for (const minutes of [3, 2, 1, 0])
      told = await measure(
        context,
        `late-${minutes}`,
        [readingOf(context, minutes * MINUTE, warmth(65.5 - minutes, 'Sample.Periodic'))],
        { transactionId },
      );
    await showsTemperature(context, { id: 'last-shown', celsius: 65.5, frames: [told] });
    await point.stop('Local', { idTag: parameters.tokens.valid.idToken });
    await point.report('Available');
  },
});

export const asksForTheTemperature = csmsCase({
  id: 'ENV_16_CSMS_06',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A central system asks how warm it is',
  purpose: 'It triggers meter values of the connector, takes them, and shows what they say.',
  profiles: { RemoteTrigger: 'conditional' },
  requirements: ['1.6 §4.7', '1.6 §5.17'],
  steps: [
    'The operator has the central system send TriggerMessage for MeterValues of the connector; the tester accepts.',
    'The tester sends a temperature of context Trigger; the central system answers and, where its operator can see it, shows that value.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const payload = { requestedMessage: 'MeterValues', connectorId: CONNECTOR } as const;
    station.answer('TriggerMessage', ({ requestedMessage }) =>
      requestedMessage === 'MeterValues' ? { status: 'Accepted' } : undefined,
    );
    await operator.sendRequest({ action: 'TriggerMessage', payload });
    await station.expect('TriggerMessage', { connectorId: CONNECTOR }, '1.6 §5.17', {
      where: { requestedMessage: 'MeterValues' },
    });
    const told = await measure(context, 'triggered', [readingOf(context, 0, warmth(36.5, 'Trigger'))]);
    await showsTemperature(context, { id: 'triggered-shown', celsius: 36.5, frames: [told] });
  },
});

/** Measurands of 1.6 without an own phase, as far as a charge point with a thermometer may be asked for them. */
const hasTemperature = matching(
  'a comma separated list with Temperature',
  (value) =>
    typeof value === 'string' &&
    value
      .split(',')
      .map((item) => item.trim())
      .includes('Temperature'),
);

export const asksForTemperatures = csmsCase({
  id: 'ENV_16_CSMS_07',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A central system has the temperature sampled',
  purpose: 'It adds the measurand to those that are sampled, in the form that the key has.',
  profiles: {},
  requirements: ['1.6 §3.16', '1.6 §4.6', '1.6 §5.3'],
  steps: [
    'The operator has the central system set MeterValuesSampledData to energy and temperature; the tester accepts.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    const key = 'MeterValuesSampledData';
    station.answer('ChangeConfiguration', (request) => (/^MeterValuesSampledData$/i.test(request.key) ? { status: 'Accepted' } : undefined)); // prettier-ignore
    await operator.sendRequest({
      action: 'ChangeConfiguration',
      payload: { key, value: 'Energy.Active.Import.Register,Temperature' },
    });
    await station.expect('ChangeConfiguration', { value: hasTemperature }, ['1.6 §3.16', '1.6 §5.3'], {
      where: { key: sameText(key) },
    });
    await station.call('Heartbeat', {}, {}, '1.6 §4.6');
  },
});
