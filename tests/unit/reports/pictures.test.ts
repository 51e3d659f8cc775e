import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readingsOf } from '../../../reports/model/readings.js';
import { statusesOf } from '../../../reports/model/statuses.js';
import { type Frame } from '../../../reports/model/run-model.js';
import { HOSTILE } from './support.js';

const EPOCH = Date.UTC(2026, 0, 5, 12);

let next = 0;
const frame = (dir: Frame['dir'], kind: 'call' | 'result', action: string, payload: unknown, t = 1000): Frame => {
  const id = `m${kind === 'call' ? ++next : next}`;
  const text = JSON.stringify(kind === 'call' ? [2, id, action, payload] : [3, id, payload]);
  return { n: ++next, conn: 1, t, dir, text, kind, action, name: action };
};
const at = (ms: number) => new Date(EPOCH + ms).toISOString();

describe('the values of the environment that a station reported', () => {
  it('are read from meter values of 1.6, by connector and location, at their own times', () => {
    const sampledValue = [
      { value: '41.5', measurand: 'Temperature', unit: 'Celcius', location: 'Outlet' },
      { value: '16.0', measurand: 'Current.Offered' },
      { value: '100', measurand: 'Energy.Active.Import.Register' },
    ];
    const payload = { connectorId: 1, meterValue: [{ timestamp: at(400), sampledValue }] };
    const [temperature, offered, ...more] = readingsOf([frame('rx', 'call', 'MeterValues', payload)], EPOCH, 'rx');
    assert.deepEqual([temperature?.place, temperature?.unit, offered?.unit], ['connector 1, Outlet', 'Celcius', 'A']);
    assert.deepEqual(
      temperature?.readings.map(({ t, value }) => [t, value]),
      [[400, 41.5]],
    );
    assert.deepEqual(more, []);
  });

  it('are read from events of 2.x with their alerts and with the thresholds that the station took', () => {
    const component = { name: 'TemperatureSensor', evse: { id: 1 } };
    const variable = { name: 'Temperature' };
    const wish = { value: 70, type: 'UpperThreshold', severity: 2, component, variable };
    const ask = frame('tx', 'call', 'SetVariableMonitoring', { setMonitoringData: [wish, { ...wish, value: 900 }] });
    const answer = {
      ...frame('rx', 'result', 'SetVariableMonitoring', {
        setMonitoringResult: [{ status: 'Accepted', type: 'UpperThreshold', severity: 2, component, variable }],
      }),
      text: '',
    };
    const id = (JSON.parse(ask.text) as string[])[1];
    const granted = { setMonitoringResult: [{ status: 'Accepted', type: 'UpperThreshold', component, variable }] };
    const event = (actualValue: string, cleared: boolean) =>
      frame('rx', 'call', 'NotifyEvent', {
        eventData: [{ timestamp: at(500), trigger: 'Alerting', actualValue, cleared, component, variable }],
      });
    const frames = [ask, { ...answer, text: JSON.stringify([3, id, granted]) }, event('91', false), event('40', true)];
    const [series] = readingsOf(frames, EPOCH, 'rx');
    assert.equal(series?.place, 'EVSE 1, TemperatureSensor');
    assert.deepEqual(
      series.marks.map(({ kind }) => kind),
      ['alert', 'cleared'],
    );
    assert.equal(series.thresholds[0]?.value, 70);
  });

  it('are bounded and survive whatever a station says', () => {
    const many = Array.from({ length: 200 }, (_, i) =>
      frame('rx', 'call', 'NotifyEvent', {
        eventData: [
          {
            timestamp: HOSTILE,
            actualValue: '1e999',
            component: { name: `${HOSTILE}Sensor` },
            variable: { name: 'x' },
          },
          { actualValue: String(i), component: { name: `S${i}Sensor` }, variable: { name: HOSTILE } },
          null,
          7,
        ],
      }),
    );
    const series = readingsOf([...many, frame('rx', 'call', 'MeterValues', { meterValue: [[]] })], EPOCH, 'rx');
    assert.ok(series.length <= 24);
    assert.ok(series.every(({ quantity, place }) => quantity.length <= 60 && place.length <= 80));
    assert.ok(
      series.flatMap(({ readings }) => readings).every(({ value, t }) => Number.isFinite(value) && Number.isFinite(t)),
    );
  });
});

describe('the statuses that a station reported', () => {
  it('are one line of time for each connector, by their own times, in 1.6 and 2.x', () => {
    const frames = [
      frame('rx', 'call', 'StatusNotification', {
        connectorId: 1,
        status: 'Faulted',
        errorCode: 'HighTemperature',
        timestamp: at(900),
      }),
      frame('rx', 'call', 'StatusNotification', {
        connectorId: 1,
        status: 'Available',
        errorCode: 'NoError',
        timestamp: at(300),
      }),
      frame('rx', 'call', 'StatusNotification', { evseId: 2, connectorId: 1, connectorStatus: 'Occupied' }),
      frame('tx', 'call', 'StatusNotification', { connectorId: 9, status: 'Available' }),
    ];
    const lines = statusesOf(frames, EPOCH, 'rx');
    assert.deepEqual(
      lines.map(({ place }) => place),
      ['connector 1', 'EVSE 2 connector 1'],
    );
    assert.deepEqual(
      lines[0]?.changes.map(({ status, error }) => [status, error]),
      [
        ['Available', undefined],
        ['Faulted', 'HighTemperature'],
      ],
    );
  });

  it('keep the time of their coming where their own is unbelievable', () => {
    const [line] = statusesOf(
      [
        frame(
          'rx',
          'call',
          'StatusNotification',
          { connectorId: 1, status: 'Available', timestamp: '1970-01-01T00:00:00Z' },
          4200,
        ),
      ],
      EPOCH,
      'rx',
    );
    assert.equal(line?.changes[0]?.t, 4200);
  });
});
