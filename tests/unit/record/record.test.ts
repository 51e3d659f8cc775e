import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { checkDigest, readRecord } from '../../../harness/record/read.js';
import { createFileRecorder } from '../../../harness/record/recorder.js';
import { createRedaction } from '../../../harness/record/redact.js';
import { REDACTED } from '../../../harness/wire/secrets.js';

const frame = (text: string): EventOf<'frame'> => ({ type: 'frame', n: 1, conn: 1, lane: 1, t: 1.5, dir: 'rx', text });
const folder = () => mkdtempSync(join(tmpdir(), 'laddprov-record-'));
const end = (digest: string): RecordEvent => ({
  type: 'run-end',
  t: 2,
  ended: '2026-01-05T12:00:00.000Z',
  notRun: [],
  counts: {
    pass: 0,
    inconclusive: 0,
    fail: 0,
    error: 0,
    notApplicable: 0,
    notSelected: 0,
    notRun: 0,
    checks: 0,
    frames: 1,
    findings: 0,
    advisories: 0,
  },
  exitCode: 4,
  conclusion: 'x',
  digest,
});

function write(events: readonly RecordEvent[]): string {
  const path = join(folder(), 'record.jsonl');
  const recorder = createFileRecorder(path, createRedaction([]));
  for (const event of events) recorder.emit(event);
  recorder.emit(end(recorder.digest()));
  recorder.close();
  return path;
}

test('what was written is read again, and the digest is that of the bytes', async () => {
  const path = write([frame('[2,"1","Heartbeat",{}]'), frame('ü\u0000"')]);
  const events: RecordEvent[] = [];
  for await (const event of readRecord(path)) events.push(event);
  assert.equal(events.length, 3);
  assert.deepEqual(events[1], frame('ü\u0000"'));
  assert.equal(await checkDigest(path), 'right');
});

test('any changed byte is found by the digest, and a record without an end has none', async () => {
  const path = write([frame('[2,"1","Heartbeat",{}]')]);
  const bytes = readFileSync(path);
  const endOfFirst = bytes.indexOf(0x0a);
  for (const at of [0, 20, endOfFirst - 3]) {
    const changed = Buffer.from(bytes);
    changed[at] = changed[at]! ^ 1;
    writeFileSync(`${path}.${at}`, changed);
    assert.equal(await checkDigest(`${path}.${at}`), 'wrong', `byte ${at}`);
  }
  writeFileSync(`${path}.cut`, bytes.subarray(0, endOfFirst + 1));
  assert.equal(await checkDigest(`${path}.cut`), 'missing');
});

test('a line that is no event is named with its number', async () => {
  const path = join(folder(), 'record.jsonl');
  writeFileSync(path, `${JSON.stringify(frame('x'))}\n{"type":"frame"}\n`);
  await assert.rejects(
    async () => {
      for await (const event of readRecord(path)) assert.ok(event);
    },
    { code: 'RECORD_INVALID', line: 2 },
  );
});

test('a record is never overwritten', () => {
  const path = write([frame('x')]);
  assert.throws(() => createFileRecorder(path, (event) => event), { code: 'EEXIST' });
});

test('passwords go out of every frame that carries them, whatever the version, and secrets of the plan out of everything', () => {
  const redact = createRedaction(['s3cret"x']);
  const textOf = (text: string) => (redact(frame(text)) as EventOf<'frame'>).text;
  assert.equal(
    textOf('[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"414243"}]'),
    `[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"${REDACTED}"}]`,
  );
  const set = textOf(
    JSON.stringify([
      2,
      '1',
      'SetVariables',
      {
        setVariableData: [
          {
            component: { name: 'SecurityCtrlr' },
            variable: { name: 'BasicAuthPassword' },
            attributeValue: 'hunter2hunter2',
          },
        ],
      },
    ]),
  );
  assert.ok(!set.includes('hunter2') && set.includes(REDACTED));
  assert.ok(!textOf('{"AuthorizationKey": broken hunter2').includes('hunter2'));
  assert.ok(!textOf('[2,"1","DataTransfer",{"data":"s3cret\\"x"}]').includes('s3cret'));
  const note = redact({ type: 'note', lane: 1, t: 0, text: 'it said s3cret"x aloud' });
  assert.equal(note.type === 'note' && note.text, `it said ${REDACTED} aloud`);
});

test('a line that no secret is suspected in is what redaction would have made of it', () => {
  const secrets = fc.array(fc.string({ minLength: 1, maxLength: 6, unit: 'binary' }), { maxLength: 3 });
  const pieces = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('AuthorizationKey', '"', '\\')));
  fc.assert(
    fc.property(secrets, pieces, fc.nat(), (plain, texts, at) => {
      const redact = createRedaction(plain);
      // Somewhere in it one of the secrets, as it is and as JSON has it.
      const secret = plain[at % Math.max(1, plain.length)] ?? '';
      const value = [...texts, at % 3 === 0 ? '' : at % 3 === 1 ? secret : JSON.stringify(secret)].join('');
      const events: RecordEvent[] = [
        frame(value),
        { type: 'note', lane: 1, t: 0, text: value },
        {
          type: 'operator-ask',
          ask: 1,
          lane: 1,
          t: 0,
          role: 'csms',
          action: 'x',
          args: { a: [value] },
          why: '',
          within: 1,
        },
      ];
      for (const event of events) {
        const line = JSON.stringify(event);
        if (!redact.suspects!(line)) assert.equal(JSON.stringify(redact(event)), line);
      }
    }),
    { numRuns: 500 },
  );
});

test('what is written has no secret, whatever it is made of', () => {
  const secret = 's3cret"\\x\u0001ü';
  const path = join(folder(), 'record.jsonl');
  const recorder = createFileRecorder(path, createRedaction([secret]));
  recorder.emit(frame(`before ${secret} after`));
  recorder.emit(frame(JSON.stringify([2, '1', 'DataTransfer', { vendorId: secret }])));
  recorder.emit(frame('[2,"1","ChangeConfiguration",{"key":"authorizationkey","value":"414243"}]'));
  recorder.close();
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const texts = lines.map((line) => (JSON.parse(line) as EventOf<'frame'>).text);
  assert.deepEqual(texts, [
    `before ${REDACTED} after`,
    `[2,"1","DataTransfer",{"vendorId":"${REDACTED}"}]`,
    `[2,"1","ChangeConfiguration",{"key":"authorizationkey","value":"${REDACTED}"}]`,
  ]);
});

test('lines are read whole however long they are, with any line end, and empty ones are passed over', async () => {
  const texts = ['ü'.repeat(400_000), 'short', '\u2028 and 😀'.repeat(50_000), 'last'];
  const lines = texts.map((text) => JSON.stringify(frame(text)));
  const path = join(folder(), 'record.jsonl');
  writeFileSync(path, `${lines[0]}\n\n${lines[1]}\r\n\r\n${lines[2]}\n${lines[3]}`);
  const read: string[] = [];
  for await (const event of readRecord(path)) if (event.type === 'frame') read.push(event.text);
  assert.deepEqual(read, texts);
  writeFileSync(path, `${lines[0]}\n\nno event\n`);
  await assert.rejects(async () => {
    for await (const event of readRecord(path)) assert.ok(event);
  }, /line 3 of the record: not JSON/);
});

test('the digest is right whether or not lines and blocks end together', async () => {
  for (const length of [1, 1000, 262_000, 262_144, 400_000, 1_000_000]) {
    const path = write([frame('x'.repeat(length)), frame('y')]);
    assert.equal(await checkDigest(path), 'right');
    writeFileSync(path, readFileSync(path, 'utf8').replace('y', 'z'));
    assert.equal(await checkDigest(path), 'wrong');
  }
});
