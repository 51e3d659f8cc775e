/** The tester is a server, and a client, too: what it sends to a SUT is sent to it, with noise between. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createEntropy, type Entropy } from '../../harness/doors/entropy.js';
import { VERSIONS } from '../../harness/doors/protocol.js';
import { negativesOf, requestsTo } from '../../harness/peers/for-cases/negatives.js';
import { type Outcome } from './support/outcome.js';
import { meetCsms, meetStation } from './support/meet.js';
import { connectStation } from './support/raw-station.js';
import { startCsms } from './support/raw-csms.js';

type Sent = string | Uint8Array;

/** Frames of every version that are wrong in one place, in a 1.6 conversation, each with an id of its own. */
function negatives(sut: 'csms' | 'station'): readonly string[] {
  return VERSIONS.flatMap((version) =>
    requestsTo(version, sut).flatMap((action) =>
      negativesOf(version, action, 'request')
        // Of the newer versions a part is enough: their messages are unknown here.
        .filter((_, index) => version === '1.6' || index % 20 === 0)
        .map(({ payload, path, kind }) => [2, `${version}-${action}-${path}-${kind}`.slice(-36), action, payload()]),
    ),
  ).map((frame) => JSON.stringify(frame));
}

/** Answers to nothing, frames cut off, letters exchanged, and bytes that are no text at all. */
function noise(entropy: Entropy, frames: readonly string[], count: number): readonly Sent[] {
  return Array.from({ length: count }, (_, index): Sent => {
    const frame = entropy.pick(frames);
    const at = entropy.int(0, frame.length - 1);
    switch (index % 6) {
      case 0:
        return Uint8Array.from({ length: entropy.int(0, 200) }, () => entropy.int(0, 255));
      case 1:
        return `${frame.slice(0, at)}!${index}`;
      case 2:
        return `${frame.slice(0, at)}${String.fromCharCode(entropy.int(1, 0xd7ff))}${frame.slice(at)} `;
      case 3:
        return JSON.stringify([entropy.int(-3, 9), entropy.id(), {}]);
      case 4:
        return JSON.stringify([4, entropy.id(), entropy.id(), '', {}]);
      default:
        return '['.repeat(entropy.int(1, 5000)) + String(index);
    }
  });
}

/** The most memory that the process ever held, in MB; where the system tells. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const textOf = (frame: Sent): string => (typeof frame === 'string' ? frame : Buffer.from(frame).toString('base64'));

/** Every frame that was sent stands in the record as often as it was sent. */
function assertRecorded(outcome: Outcome, sent: readonly Sent[]): void {
  const left = new Map<string, number>();
  for (const { dir, text } of outcome.of('frame')) if (dir === 'rx') left.set(text, (left.get(text) ?? 0) + 1);
  const missing = sent.filter((frame) => {
    const text = textOf(frame);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
  assert.deepEqual(missing.slice(0, 3).map(textOf), [], `${missing.length} of ${sent.length} are not in the record`);
}

function assertSurvived(outcome: Outcome): void {
  assert.ok(Object.values(outcome.verdicts).every((verdict) => verdict === 'pass' || verdict === 'fail'));
  assert.deepEqual(
    outcome.of('finding').filter(({ blame, severity }) => blame === 'tester' && severity === 'fail'),
    [],
  );
}

describe('the tester, sent what it sends', { concurrency: 2, timeout: 500_000 }, () => {
  test('as a CSMS: nothing of it crashes the run, and all of it is in the record', async (t) => {
    const frames = negatives('csms');
    const sent = [...frames, ...noise(createEntropy(1), frames, 600)];
    let peak = 0;
    const { code, outcome, stdout } = await meetStation(t, (url, run) =>
      connectStation(t, {
        url,
        onCall({ action }, station) {
          if (action === 'ChangeConfiguration' && peak === 0) {
            peak = 1;
            for (const frame of sent) station.raw(frame);
            setInterval(() => (peak = Math.max(peak, peakOf(run.child.pid))), 100).unref();
          }
          return undefined;
        },
      }),
    );
    assert.equal(code, 1, stdout);
    assertRecorded(outcome, sent);
    assertSurvived(outcome);
    assert.ok(sent.length > 800, String(sent.length));
    assert.ok(peak < 400, `${peak} MB`);
  });

  test('as a station: nothing of it crashes the run, and all of it is in the record', async (t) => {
    const frames = negatives('station');
    const sent = [...frames, ...noise(createEntropy(2), frames, 600)];
    let done = false;
    const csms = await startCsms(t, {
      onCall({ action }, session) {
        if (action === 'Heartbeat' && !done) {
          done = true;
          for (const frame of sent) session.raw(frame);
        }
        return undefined;
      },
    });
    const { code, outcome, stdout } = await meetCsms(t, csms.url);
    assert.equal(code, 1, stdout);
    assertRecorded(outcome, sent);
    assertSurvived(outcome);
    assert.ok(sent.length > 800, String(sent.length));
  });
});
