/** The sensors of the reference station: heat by load, failures, streams. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTimeline } from '../../../harness/doors/timeline.js';
import { type StationActions } from '../../../harness/doors/operator.js';
import { createDevice } from '../../../fixtures/reference-station/device/device.js';
import { NOMINAL } from '../../../fixtures/reference-station/device/outlet.js';
import { setSensor } from '../../../fixtures/reference-station/operator-sensors.js';
import { DEFAULT_VARIANT } from '../../../fixtures/reference-station/variant.js';

const MINUTE = 60_000;

function bench(ambient = 20) {
  const timeline = createTimeline(Date.UTC(2026, 0, 5));
  const device = createDevice(timeline, 2, { ...DEFAULT_VARIANT, ambient });
  const set = (args: StationActions['setSensor']) => setSensor(device, args).status;
  return { timeline, device, set };
}

test('a session in the heat gets too hot, is given less, and cools down again', async () => {
  const { timeline, device } = bench(62);
  const outlet = device.outlets.get(1)!;
  const keepCool = () => outlet.setOffer({ amps: device.coolEnoughFor(1), phases: NOMINAL.phases });
  device.listen(({ kind }) => kind === 'sensor' && keepCool());
  outlet.plugIn();
  outlet.setContactor(true);
  assert.equal(device.coolEnoughFor(1), 16);
  const offers: number[] = [];
  for (let minute = 0; minute < 120; minute++) {
    await timeline.advanceTo(timeline.now() + MINUTE);
    if (outlet.offer.amps !== offers.at(-1)) offers.push(outlet.offer.amps);
  }
  assert.equal(offers[0], 16);
  assert.equal(offers[1], 8);
  outlet.setContactor(false);
  device.outside.set(20);
  await timeline.advanceTo(timeline.now() + 120 * MINUTE);
  assert.equal(device.coolEnoughFor(1), 16);
  device.switchOff();
});

test('a sensor that is broken or switched off reads nothing and is not active', () => {
  const { device, set } = bench();
  const probe = device.probes.get('FloodSensor')!;
  assert.equal(set({ sensor: 'FloodSensor', variable: 'Height', value: 0.4, unit: 'm' }), 'done');
  assert.deepEqual([probe.read(), probe.active(), probe.tripped], [0.4, true, true]);
  set({ sensor: 'FloodSensor', variable: 'Problem', value: true });
  assert.deepEqual([probe.read(), probe.active(), probe.tripped], [undefined, false, true]);
  set({ sensor: 'FloodSensor', variable: 'Problem', value: false });
  set({ sensor: 'FloodSensor', variable: 'Height', value: 0 });
  assert.deepEqual([probe.read(), probe.active(), probe.tripped], [0, false, true]);
  set({ sensor: 'FloodSensor', variable: 'Tripped', value: false });
  assert.equal(probe.tripped, false);
  probe.setEnabled(false);
  assert.equal(probe.read(), undefined);
});

test('what a sensor does not have, or cannot measure, is not done', () => {
  const { set } = bench();
  assert.equal(set({ sensor: 'TiltSensor', variable: 'Angle', value: 400 }), 'failed');
  assert.equal(set({ sensor: 'TiltSensor', variable: 'Angle', value: 4, unit: 'lx' }), 'failed');
  assert.equal(set({ sensor: 'TiltSensor', variable: 'Force', value: 4 }), 'unavailable');
  assert.equal(set({ sensor: 'LightSensor', variable: 'Tripped', value: true }), 'unavailable');
  assert.equal(set({ sensor: 'TemperatureSensor', variable: 'Temperature', value: 4, evseId: 9 }), 'failed');
});

test('temperatures are taken in every unit', () => {
  const { device, set } = bench();
  const read = () => device.temperatures.get(1)!.read();
  set({ sensor: 'TemperatureSensor', variable: 'Temperature', value: 194, unit: 'Fahrenheit', evseId: 1 });
  assert.equal(read(), 90);
  set({ sensor: 'TemperatureSensor', variable: 'Temperature', value: 300.15, unit: 'K', evseId: 1 });
  assert.equal(read(), 27);
});

test('heat takes current away in two steps, and gives it back below them', () => {
  const { device, set } = bench();
  const at = (value: number) => {
    set({ sensor: 'TemperatureSensor', variable: 'Temperature', value, evseId: 1 });
    return device.coolEnoughFor(1);
  };
  assert.deepEqual([70, 71, 86, 81, 79, 66, 64].map(at), [16, 8, 0, 0, 8, 8, 16]);
  set({ sensor: 'TemperatureSensor', variable: 'Problem', value: true, evseId: 1 });
  assert.equal(device.coolEnoughFor(1), 8);
  assert.equal(device.coolEnoughFor(2), 16);
});
