import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brief } from './judge.js';

test('T19: 2.x: the status of EVSE 0, or of connector 0, is that of none; 1.6 has a connector 0', () => {
  const status = (evseId: number, connectorId: number) =>
    brief('2.1', 'StatusNotification', {
      timestamp: '2024-01-01T00:00:00Z',
      connectorStatus: 'Available',
      evseId,
      connectorId,
    });
  assert.deepEqual(status(1, 1), []);
  assert.deepEqual(status(0, 1), ['fail numbering evseId']);
  assert.deepEqual(status(1, 0), ['fail numbering connectorId']);
  const whole = { connectorId: 0, errorCode: 'NoError', status: 'Available' };
  assert.deepEqual(brief('1.6', 'StatusNotification', whole), []);
});
