import { environment } from '../../../harness/rules/environment.js';
import { type Scene, at, table } from './scene.js';

const ONLY_16 = ['1.6'] as const;
const ONLY_2X = ['2.0.1', '2.1'] as const;
const sampled16 = (s: Scene, sample: object): unknown =>
  s.asks('station', 'MeterValues', { connectorId: 1, meterValue: [{ timestamp: at(1), sampledValue: [sample] }] });
const sampled2 = (s: Scene, sample: object): unknown =>
  s.asks('station', 'MeterValues', { evseId: 1, meterValue: [{ timestamp: at(1), sampledValue: [sample] }] });
const NAME = { component: { name: 'TemperatureSensor', evse: { id: 1 } }, variable: { name: 'Temperature' } };
const USUAL = { dataType: 'decimal', unit: 'Celsius', minLimit: -40, maxLimit: 125, supportsMonitoring: true };
const reported = (s: Scene, value: string, characteristics: object = USUAL, name: object = NAME): unknown =>
  s.asks('station', 'NotifyReport', {
    requestId: 1,
    generatedAt: at(0),
    seqNo: 0,
    reportData: [{ ...name, variableAttribute: [{ value }], variableCharacteristics: characteristics }],
  });
const read = (s: Scene, attributeValue: string): unknown =>
  s.asks(
    'csms',
    'GetVariables',
    { getVariableData: [NAME] },
    {
      getVariableResult: [{ ...NAME, attributeStatus: 'Accepted', attributeValue }],
    },
  );

table(environment, [
  {
    name: 'temperatures in any of their units, and the misspelt one',
    versions: ONLY_16,
    expect: 'silent',
    script(s) {
      for (const [value, unit] of [
        ['-20', 'Celsius'],
        ['21.5', 'Celcius'],
        ['70', 'Fahrenheit'],
        ['295', 'K'],
      ])
        sampled16(s, { value, unit, measurand: 'Temperature' });
    },
  },
  {
    name: 'a signed temperature, which is no number',
    versions: ONLY_16,
    expect: 'silent',
    script: (s) => sampled16(s, { value: '-999', format: 'SignedData', measurand: 'Temperature', unit: 'Celsius' }),
  },
  {
    name: 'a temperature without a unit',
    versions: ONLY_16,
    expect: [['advisory', 'station', /no unit/]],
    script: (s) => sampled16(s, { value: '21', measurand: 'Temperature' }),
  },
  {
    name: 'a temperature below absolute zero',
    versions: ONLY_16,
    expect: [['fail', 'station', /-274 Celsius, which no temperature can be/]],
    script: (s) => sampled16(s, { value: '-274', measurand: 'Temperature', unit: 'Celsius' }),
  },
  {
    name: 'a station that would be on fire',
    versions: ONLY_16,
    expect: [['advisory', 'station', /hardly true/]],
    script: (s) => sampled16(s, { value: '700', measurand: 'Temperature', unit: 'Celsius' }),
  },
  {
    name: 'a battery of 101 percent in 1.6',
    versions: ONLY_16,
    expect: [['fail', 'station', /which no state of charge can be/]],
    script: (s) => sampled16(s, { value: '101', measurand: 'SoC', unit: 'Percent' }),
  },
  {
    name: 'a battery that is full, with no unit',
    expect: 'silent',
    script: (s) =>
      s.version === '1.6'
        ? sampled16(s, { value: '100', measurand: 'SoC' })
        : sampled2(s, { value: 100, measurand: 'SoC' }),
  },
  {
    name: 'a battery of less than nothing',
    versions: ONLY_2X,
    expect: [['fail', 'station', /-5 Percent, which no state of charge/]],
    script: (s) => sampled2(s, { value: -5, measurand: 'SoC', unitOfMeasure: { unit: 'Percent' } }),
  },
  {
    name: 'a sensor within its limits, whatever its writing, and a variable of no sensor',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      reported(s, '21.5');
      reported(s, '2.15e1');
      reported(s, '', { dataType: 'decimal', unit: 'Celsius', supportsMonitoring: false });
      reported(
        s,
        '400',
        { dataType: 'decimal', unit: 'W', maxLimit: 3, supportsMonitoring: false },
        {
          component: { name: 'EVSE', evse: { id: 1 } },
          variable: { name: 'Power' },
        },
      );
      read(s, '125');
    },
  },
  {
    name: 'a sensor of a vendor without limits',
    versions: ONLY_2X,
    expect: 'silent',
    script: (s) =>
      reported(
        s,
        '80',
        { dataType: 'decimal', unit: 'RH', supportsMonitoring: false },
        {
          component: { name: 'LaddprovCellarSensor' },
          variable: { name: 'Humidity' },
        },
      ),
  },
  {
    name: 'a temperature sensor that measures volts',
    versions: ONLY_2X,
    expect: [['fail', 'station', /told in "V", which is no unit of temperature/]],
    script: (s) => reported(s, '21', { dataType: 'decimal', unit: 'V', supportsMonitoring: false }),
  },
  {
    name: 'a sensor that tells no unit',
    versions: ONLY_2X,
    expect: [['fail', 'station', /has no unit/]],
    script: (s) => reported(s, '21', { dataType: 'decimal', supportsMonitoring: false }),
  },
  {
    name: 'a reading outside the limits of an earlier report',
    versions: ONLY_2X,
    expect: [['fail', 'station', /126, outside the limits .* \(-40 to 125\)/]],
    script(s) {
      reported(s, '21');
      read(s, '126');
    },
  },
  {
    name: 'an event with a value that no humidity can be',
    versions: ONLY_2X,
    expect: [['fail', 'station', /120 RH, which no humidity can be/]],
    script(s) {
      const name = { component: { name: 'HumiditySensor' }, variable: { name: 'Humidity' } };
      reported(s, '50', { dataType: 'decimal', unit: 'RH', supportsMonitoring: true }, name);
      s.asks('station', 'NotifyEvent', {
        generatedAt: at(1),
        seqNo: 0,
        eventData: [{ eventId: 1, timestamp: at(1), trigger: 'Alerting', actualValue: '120', ...name }],
      });
    },
  },
]);
