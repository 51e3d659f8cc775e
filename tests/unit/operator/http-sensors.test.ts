import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOperator } from '../../../harness/operator/index.js';
import { ask, planWith, serve } from './support.js';

test('a sensor is brought to a value at an endpoint of ours, or by whoever comes next', async () => {
  const server = await serve(({ url }, response) => response.writeHead(url?.includes('Tilt') ? 404 : 204).end());
  const operator = await createOperator(planWith('station', { kind: 'http', url: server.url }));
  const set = (sensor: string, variable: string, value: number | boolean, more: object = {}) =>
    operator.ask(ask('station', 'setSensor', { sensor, variable, value, ...more }));
  const warm = await set('TemperatureSensor', 'Temperature', 90, { unit: 'Celsius', evseId: 1 });
  assert.deepEqual(warm, { status: 'done' });
  assert.deepEqual(await set('CaseAccessSensor', 'Problem', true), { status: 'done' });
  assert.equal((await set('TiltSensor', 'Angle', 20)).status, 'unavailable');
  assert.deepEqual(server.seen.map(({ url }) => url).slice(0, 2), [
    '/sensor?sensor=TemperatureSensor&variable=Temperature&value=90&unit=Celsius&connector_id=1',
    '/sensor?sensor=CaseAccessSensor&variable=Problem&value=true',
  ]);
  await server.close();
});
