import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Version, VERSIONS } from '../../../harness/doors/protocol.js';
import { type JsonSchema, schemaOf } from '../../../harness/schema/schemas.js';
import { unitsOf } from '../../../harness/schema/semantics/units.js';
import { brief } from './judge.js';

const sample16 = (sampledValue: object) => ({
  connectorId: 1,
  meterValue: [{ timestamp: '2024-01-01T00:00:00Z', sampledValue: [{ value: '1', ...sampledValue }] }],
});
const unit16 = (measurand: string | undefined, unit?: string) =>
  brief('1.6', 'MeterValues', sample16({ measurand, unit })).map((line) => line.split(' ').slice(0, 2).join(' '));
const sample2 = (measurand: string | undefined, unit?: string) => ({
  evseId: 1,
  meterValue: [
    {
      timestamp: '2024-01-01T00:00:00Z',
      sampledValue: [
        { value: 1, ...(measurand && { measurand }), ...(unit !== undefined && { unitOfMeasure: { unit } }) },
      ],
    },
  ],
});
const unit2 = (version: Version, measurand: string | undefined, unit?: string) =>
  brief(version, 'MeterValues', sample2(measurand, unit)).map((line) => line.split(' ').slice(0, 2).join(' '));
/** JSON has no undefined; strip what a test leaves out. */
const strip = (value: object): object => JSON.parse(JSON.stringify(value)) as object;

test('1.6: a unit of another quantity is wrong', () => {
  for (const [measurand, unit] of [
    ['Voltage', 'A'],
    ['Energy.Active.Import.Register', 'W'],
    ['Power.Active.Import', 'kVA'],
    ['SoC', 'Wh'],
    ['Current.Import', 'V'],
    ['Energy.Reactive.Export.Interval', 'kWh'],
  ] as const)
    assert.deepEqual(unit16(measurand, unit), ['fail unit'], `${measurand} ${unit}`);
  assert.deepEqual(brief('1.6', 'MeterValues', strip(sample16({ unit: 'A' }))), [
    'fail unit meterValue[0].sampledValue[0].unit',
  ]);
});

test('1.6: the right unit, or none where Wh is meant, is fine', () => {
  for (const [measurand, unit] of [
    ['Voltage', 'V'],
    ['Energy.Active.Import.Register', 'kWh'],
    ['Power.Offered', 'VA'],
    ['SoC', 'Percent'],
    ['Temperature', 'K'],
    ['Temperature', 'Celsius'],
    ['Power.Factor', 'Percent'],
  ] as const)
    assert.deepEqual(unit16(measurand, unit), [], `${measurand} ${unit}`);
  for (const measurand of ['Energy.Active.Export.Interval', 'Frequency', 'RPM', 'Power.Factor'])
    assert.deepEqual(brief('1.6', 'MeterValues', strip(sample16({ measurand }))), [], measurand);
  assert.deepEqual(brief('1.6', 'MeterValues', sample16({})), []);
});

test('1.6: a missing unit that cannot be Wh, Celcius, and a unit where there is none are worth a word', () => {
  for (const measurand of ['Temperature', 'Voltage', 'Energy.Reactive.Import.Register'])
    assert.deepEqual(
      brief('1.6', 'MeterValues', strip(sample16({ measurand }))),
      ['advisory unit meterValue[0].sampledValue[0].unit'],
      measurand,
    );
  assert.deepEqual(unit16('Temperature', 'Celcius'), ['advisory unit']);
  assert.deepEqual(unit16('Frequency', 'Wh'), ['advisory unit']);
});

test('2.x: units are judged by the standard list; other units are worth a word, misspelt ones are wrong', () => {
  assert.deepEqual(unit2('2.0.1', 'Voltage', 'V'), []);
  assert.deepEqual(unit2('2.0.1', undefined), []);
  assert.deepEqual(unit2('2.0.1', undefined, 'kWh'), []);
  assert.deepEqual(unit2('2.0.1', 'Frequency', 'Hz'), []);
  assert.deepEqual(unit2('2.1', 'Frequency', 'mHz'), []);
  assert.deepEqual(unit2('2.0.1', 'Frequency', 'mHz'), ['advisory unit']);
  assert.deepEqual(unit2('2.0.1', 'Voltage', 'A'), ['fail unit']);
  assert.deepEqual(unit2('2.0.1', 'Voltage'), ['advisory unit']);
  assert.deepEqual(unit2('2.0.1', 'Energy.Active.Import.Register', 'MWh'), ['advisory unit']);
  assert.deepEqual(unit2('2.0.1', 'Energy.Active.Import.Register', 'KWH'), ['fail unit']);
  assert.deepEqual(unit2('2.1', 'Display.InletHot', 'Celsius'), []);
  assert.deepEqual(unit2('2.1', 'Display.RemainingTimeToTargetSOC', 's'), []);
});

test('every measurand of every version has units, or is known to have none', () => {
  const unknown: string[] = [];
  for (const version of VERSIONS) {
    const schema = schemaOf(version, 'MeterValues', 'request');
    const inline = schema?.properties?.meterValue?.items?.properties?.sampledValue?.items?.properties?.measurand;
    const measurand: JsonSchema | undefined = schema?.definitions?.MeasurandEnumType ?? inline;
    assert.ok(measurand?.enum);
    for (const name of measurand.enum) if (unitsOf(version, name) === undefined) unknown.push(`${version} ${name}`);
  }
  // A flag and a state: neither is measured in anything.
  assert.deepEqual(unknown, ['2.1 Display.ChargingComplete', '2.1 Display.InletHot']);
});

test('1.6: a raw value is a decimal number', () => {
  const value = (text: string, format?: string) =>
    brief('1.6', 'MeterValues', sample16({ value: text, ...(format && { format }) }));
  const at = 'measured-value meterValue[0].sampledValue[0].value';
  for (const text of ['0', '12', '-3.5', '007', '0.000', '12345678901234567890.5'])
    assert.deepEqual(value(text), [], text);
  for (const text of ['1e3', '+5', ' 5', '.5', '5.']) assert.deepEqual(value(text), [`advisory ${at}`], text);
  for (const text of ['', 'abc', 'NaN', 'Infinity', '12,5', '0x10', '1 2', '--1'])
    assert.deepEqual(value(text), [`fail ${at}`], text);
  assert.deepEqual(value('0aFF', 'SignedData'), []);
  assert.deepEqual(value('OCMF|{}', 'SignedData'), [`advisory ${at}`]);
});
