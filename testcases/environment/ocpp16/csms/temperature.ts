/** Temperatures towards a 1.6 central system: what a charge point may send, it has to take (§4.7, §4.9, §7.43). */
import { csmsCase, type OnCsms, type Request } from '../../../../harness/peers/ocpp16.js';
import { agreesIfReadable, isTemperature } from '../../../helpers/read-back.js';
import { CONNECTOR, playChargePoint } from '../../../ocpp16/states/csms-session.js';

type Sample = Request<'MeterValues'>['meterValue'][number]['sampledValue'][number];

const temperature = (value: string, unit: Sample['unit'], location: Sample['location']): Sample => ({
  value,
  measurand: 'Temperature',
  context: 'Sample.Clock',
  ...(location !== undefined && { location }),
  ...(unit !== undefined && { unit }),
});

/** What a case calls it, and the values of one message. The second spelling of Celsius is in the enumeration too. */
const MESSAGES: readonly (readonly [string, readonly Sample[]])[] = [
  ['misspelt', [temperature('41.5', 'Celcius', 'Body')]],
  ['fahrenheit', [temperature('107.6', 'Fahrenheit', 'Inlet')]],
  ['kelvin', [temperature('300.65', 'K', 'Cable')]],
  ['below-zero', [temperature('-12.5', 'Celsius', 'Outlet')]],
  ['without-place', [temperature('22', 'Celsius', undefined)]],
  [
    'beside-energy',
    [
      { value: '12000', measurand: 'Energy.Active.Import.Register', context: 'Sample.Clock', unit: 'Wh' },
      temperature('43', 'Celsius', 'Body'),
    ],
  ],
];

/** The reading that is read back, in degrees Celsius. */
const KNOWN = 71.5;

async function measure({ station }: OnCsms, id: string, sampledValue: readonly Sample[]): Promise<number> {
  const odd = sampledValue.some(({ unit }) => unit === 'Celcius');
  const meterValue = [{ timestamp: station.now(), sampledValue: [...sampledValue] }];
  await station.call('MeterValues', { connectorId: CONNECTOR, meterValue }, {}, '1.6 §4.7', {
    id: `MeterValues-${id}`,
    ...(odd && { deliberate: 'the second spelling of Celsius, which the enumeration has beside the first' }),
  });
  return station.conversation.last;
}

export const takesTemperatures = csmsCase({
  id: 'ENV_16_CSMS_01',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Environment',
  title: 'A central system takes temperatures and the alarm of a hot connector',
  purpose: 'Every legal way to say how warm it is gets an answer, and what the central system shows agrees with it.',
  profiles: {},
  requirements: ['1.6 §4.7', '1.6 §4.9'],
  steps: [
    'The tester sends a temperature; the central system answers and, where its operator can see it, shows that value.',
    'The tester sends temperatures in every unit, in both spellings of Celsius, below zero, without a place and beside energy.',
    'The tester reports HighTemperature as a warning and as a fault, and its end; the central system answers and, where its operator can see it, shows the fault.',
  ],
  operator: [],
  async run(context) {
    const { station } = context;
    const point = playChargePoint(context);
    const told = await measure(context, 'celsius', [temperature(String(KNOWN), 'Celsius', 'Body')]);
    await agreesIfReadable(context, {
      id: 'temperature-shown',
      title: 'the central system shows the temperature that it was told',
      what: 'sensorValue',
      name: 'TemperatureSensor',
      place: { connectorId: CONNECTOR },
      requirements: '1.6 §4.7',
      frames: [told],
      action: 'MeterValues',
      asserts: ['meterValue[0].sampledValue[0].value'],
      expected: `${KNOWN} Celsius, in whichever unit`,
      agrees: (value) => isTemperature(value, KNOWN),
    });
    for (const [id, samples] of MESSAGES) await measure(context, id, samples);
    await point.report('Available', { errorCode: 'HighTemperature', id: 'StatusNotification-warning' });
    await point.report('Faulted', { errorCode: 'HighTemperature', id: 'StatusNotification-fault' });
    await agreesIfReadable(context, {
      id: 'fault-shown',
      title: 'the central system shows the connector as faulted',
      what: 'connectorStatus',
      place: { connectorId: CONNECTOR },
      requirements: '1.6 §4.9',
      frames: [station.conversation.last],
      action: 'StatusNotification',
      asserts: ['status'],
      expected: 'Faulted',
      agrees: (value) => typeof value === 'string' && /fault/i.test(value),
    });
    await point.report('Available', { id: 'StatusNotification-cleared' });
  },
});
