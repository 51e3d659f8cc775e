/** What is read out of a maker's own message about a sensor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Sensor, valuesIn, variableOf } from '../../../testcases/environment/ocpp16/states/transfers.js';

const HUMIDITY: Sensor = { name: 'HumiditySensor', variable: 'Humidity', unit: 'RH', high: 95, normal: 45 };
const AIR: Sensor = { name: 'AirQualitySensor', component: 'AcmeDust', variable: 'PM', high: 400, normal: 12 };

const said = (...items: readonly object[]): string => JSON.stringify(items);

test('a reading is found by the names of sensor and variable, in any letter case', () => {
  const text = said(
    { component: 'TiltSensor', variable: 'Angle', value: 95 },
    { component: 'humiditysensor', variable: 'humidity', value: '61.5' },
  );
  assert.deepEqual(valuesIn(text, HUMIDITY), [61.5]);
});

test('the reading of another sensor is not taken for it', () => {
  const text = said({ component: 'HumiditySensor', variable: 'Problem', value: true });
  assert.deepEqual(valuesIn(text, HUMIDITY), []);
});

test('a sensor is known by the name that its maker gives it too', () => {
  assert.deepEqual(valuesIn(said({ component: 'AcmeDust', variable: 'PM', value: 381 }), AIR), [381]);
});

test('an on or off is one or zero', () => {
  const door: Sensor = { name: 'CaseAccessSensor', variable: 'Active', high: true, normal: false };
  const text = (value: unknown) => said({ component: 'CaseAccessSensor', variable: 'Active', value });
  assert.deepEqual(valuesIn(text(true), door), [1]);
  assert.deepEqual(valuesIn(text('False'), door), [0]);
});

test('a text that names no sensor is read by its numbers', () => {
  assert.deepEqual(valuesIn('H=61.5;T=-3', HUMIDITY), [61.5, -3]);
});

test('what is no text, or nested without end, tells nothing and does no harm', () => {
  assert.deepEqual(valuesIn(undefined, HUMIDITY), []);
  assert.deepEqual(valuesIn({ value: 3 }, HUMIDITY), []);
  assert.deepEqual(valuesIn('['.repeat(5000) + ']'.repeat(5000), HUMIDITY), []);
});

test('the variable has the name of the sensor where the plan gives none', () => {
  assert.equal(variableOf({ name: 'HumiditySensor', high: 1, normal: 0 }), 'Humidity');
});
