import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceOf } from '../../../harness/proof/reference.js';
import { unwantedPayloads } from '../../../harness/proof/unwanted.js';
import { type CheckEvent, type RecordEvent } from '../../../harness/record/events.js';

type Frame = readonly [dir: 'rx' | 'tx', frame: unknown];

const frames = (texts: readonly Frame[]) =>
  texts.map(([dir, frame], index) => ({ type: 'frame', n: index + 1, dir, text: JSON.stringify(frame), t: index }));

/** What a mutant would say of `action` where a check on `asserts` watched after the last frame. */
function said(texts: readonly Frame[], action: string, asserts: readonly string[]): readonly unknown[] {
  const reference = referenceOf(frames(texts) as unknown as RecordEvent[], '1.6', 'station');
  return unwantedPayloads(reference, { frames: [texts.length], asserts } as unknown as CheckEvent, action);
}

const status = (connectorId: number, word: string): Frame => [
  'rx',
  [2, `${connectorId}${word}`, 'StatusNotification', { connectorId, status: word }],
];

test('what must not come is said as the product said it elsewhere, then with every other word, each of them once', () => {
  const run = [status(1, 'Available'), status(2, 'Available'), status(1, 'Preparing'), status(2, 'Available')];
  const statuses = said(run, 'StatusNotification', ['status']).map((payload) => (payload as { status: string }).status);
  assert.deepEqual(statuses.slice(0, 2), ['Available', 'Preparing']);
  assert.ok(statuses.includes('Faulted'));
  assert.equal(new Set(statuses).size, statuses.length);
});

test('what must not come is said of what the tester spoke of, where the product never said anything of the kind', () => {
  const asked: Frame = ['tx', [2, 'a', 'TriggerMessage', { requestedMessage: 'MeterValues', connectorId: 3 }]];
  const payloads = said([asked, ['rx', [3, 'a', { status: 'Rejected' }]]], 'MeterValues', ['connectorId']);
  assert.ok(payloads.some((payload) => (payload as { connectorId: number }).connectorId === 3));
});
