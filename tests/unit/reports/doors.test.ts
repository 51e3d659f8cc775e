import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { buildRunModel, renderHtml } from '../../../reports/index.js';
import { mixedRun } from './sample-runs.js';
import { HOSTILE } from './support.js';
import { syntheticRecord } from './synthetic-record.js';

/** The page of a run in whose first case these events happened. */
async function pageWith(make: (start: EventOf<'case-start'>) => readonly RecordEvent[]): Promise<string> {
  const events = syntheticRecord(mixedRun());
  const index = events.findIndex((event) => event.type === 'case-start');
  const start = events[index] as EventOf<'case-start'>;
  return renderHtml(await buildRunModel([...events.slice(0, index + 1), ...make(start), ...events.slice(index + 1)]));
}

const certificate = {
  subject: 'CN=CS001, O=Nordladd',
  issuer: 'CN=Root',
  serial: '01ab',
  sha256: 'ab'.repeat(32),
  notBefore: Date.UTC(2026, 0, 1),
  notAfter: Date.UTC(2027, 0, 1),
  key: 'EC P-256',
};

const failure = (start: EventOf<'case-start'>, reason: string, peer = certificate): EventOf<'connection'> => ({
  type: 'connection',
  conn: 77,
  lane: start.lane,
  t: start.t,
  event: 'tls-failed',
  by: 'sut',
  identity: start.identity,
  code: 'UNKNOWN_CA',
  reason,
  tls: {
    version: 'TLSv1.2',
    suite: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
    hello: { versions: ['TLSv1.2'], suites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] },
    peer,
  },
});

describe('what came through the other doors, in the HTML report', () => {
  it('tells a failed TLS handshake with its reason, what was offered and whose certificate it was', async () => {
    const html = await pageWith((start) => [failure(start, 'the root is not known')]);
    for (const part of [
      'connection 77 TLS handshake given up by the SUT',
      'UNKNOWN_CA',
      'the root is not known',
      'certificate CN=CS001, O=Nordladd (EC P-256)',
      'valid 2026-01-01 to 2027-01-01',
    ])
      assert.ok(html.includes(part), part);
  });

  it('tells a file with its path, outcome and digest, and what the tester made', async () => {
    const html = await pageWith(({ lane, t }) => [
      {
        type: 'transfer',
        transfer: 4,
        lane,
        t,
        scheme: 'ftp',
        direction: 'upload',
        path: '/diagnostics.zip',
        outcome: 'complete',
        bytes: 12,
        sha256: 'cd'.repeat(32),
        kept: 'uploads/4',
      },
      { type: 'material', material: 1, lane, t, name: 'certificate', value: { chain: 'PEM' } },
    ]);
    for (const part of [
      'file 4, upload by ftp, /diagnostics.zip: complete, 12 bytes',
      'kept as uploads/4',
      '1 certificate',
    ])
      assert.ok(html.includes(part), part);
  });

  it('escapes and bounds what a SUT writes into a certificate or a path, and survives dates beyond all dates', async () => {
    const peer = { ...certificate, subject: HOSTILE, notBefore: -1e300, notAfter: 1e300 };
    const html = await pageWith((start) => [
      failure(start, HOSTILE, peer),
      {
        type: 'transfer',
        transfer: 1,
        lane: start.lane,
        t: start.t,
        scheme: 'http',
        direction: 'download',
        path: HOSTILE,
        outcome: 'missing',
        bytes: 0,
      },
    ]);
    assert.ok(!html.includes(`<script>document.title='owned'`));
    assert.ok(!html.includes('<img src=x'));
    assert.ok(html.includes('TLS handshake given up'));
  });
});
