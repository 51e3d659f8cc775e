/** The suite against its own reference peers over real WebSockets, and the verification of what that leaves. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { verifyRecord } from '../../harness/run/verify.js';
import { catalogue } from '../../testcases/index.js';
import { cli, folderOf } from './support/cli.js';
import { wholeRun } from './support/outcome.js';

const SELECTION = ['TC_062_CS', 'TC_019_CS', 'TC_003_CS', 'TC_B_06_CSMS', 'TC_C_02_CSMS'];
const PARTS = ['station-1.6', 'csms-2.0.1', 'csms-2.1'];

/** The record with its footer's digest made right again, as a forger would. */
function resealed(lines: readonly string[]): string {
  const body = `${lines.slice(0, -1).join('\n')}\n`;
  const digest = createHash('sha256').update(body).digest('hex');
  return `${body}${(lines.at(-1) ?? '').replace(/"digest":"[0-9a-f]+"/, `"digest":"${digest}"`)}\n`;
}

/** Another character in the place of one, that JSON can hold as well. */
const otherCharacter = (text: string, at: number) =>
  `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`;

describe('demo', { timeout: 500_000 }, () => {
  test('runs a selection on both sides over WebSockets, conformant, in plain lines, and every record verifies', async (t) => {
    const out = join(folderOf(t), 'out');
    const args = SELECTION.flatMap((id) => ['--select', id]);
    const { code, stdout, stderr } = await cli(t, ['demo', ...args, '--out', out, '--seed', '5']);
    assert.equal(code, 0, stdout + stderr);
    assert.equal(stderr, '');
    // eslint-disable-next-line no-control-regex -- nobody asked for colours
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    for (const part of PARTS) {
      const outcome = await wholeRun(join(out, part));
      assert.ok(Object.keys(outcome.verdicts).length >= 3);
      assert.ok(Object.values(outcome.verdicts).every((verdict) => verdict === 'pass'));
      const [start] = outcome.of('run-start');
      assert.deepEqual([start?.wire, start?.seed], ['websocket', 5]);
    }
    const page = readFileSync(join(out, 'index.html'), 'utf8');
    assert.match(page, /Conformant in what ran: all 3 runs/);
    const links = [...page.matchAll(/<a href="([^"#]+)">/g)].map(([, href]) => href!);
    assert.ok(PARTS.every((part) => links.includes(`${part}/report.html`)) && links.includes('matrix.html'));
    for (const link of links) assert.ok(existsSync(join(out, link)), link);

    const folder = join(out, 'station-1.6');
    const record = readFileSync(join(folder, 'record.jsonl'), 'utf8');
    const lines = record.trimEnd().split('\n');
    const forged = join(folderOf(t), 'record.jsonl');
    const verdictOn = (text: string) => {
      writeFileSync(forged, text);
      return verifyRecord(forged, catalogue);
    };
    assert.equal((await verdictOn(resealed(lines))).verified, true, 'resealing alone changes nothing');

    let changed = 0;
    for (const [index, line] of lines.entries()) {
      if (!line.includes('"type":"frame"')) continue;
      const from = line.indexOf('"text":"') + 8;
      const places = [from, from + Math.floor((line.indexOf('","lane"', from) - from) / 2)];
      for (const place of places) {
        const { verified, problems } = await verdictOn(
          lines.with(index, otherCharacter(line, place)).join('\n') + '\n',
        );
        assert.equal(verified, false, line);
        assert.match(problems.join(), /changed|line \d+/);
        changed++;
      }
    }
    assert.ok(changed > 60, `${changed} changes`);

    const sent = lines.findIndex((line) => line.includes('"dir":"tx"'));
    const verdict = lines.findIndex((line) => line.includes('"type":"case-end"'));
    const check = lines.findIndex((line) => line.includes('"type":"check"'));
    for (const [index, line] of [
      [sent, (lines[sent] ?? '').replace('"text":"[3', '"text":"[4')],
      [verdict, (lines[verdict] ?? '').replace('"pass"', '"fail"')],
      [check, (lines[check] ?? '').replace('"verdict":"pass"', '"verdict":"fail"')],
    ] as const) {
      assert.notEqual(line, lines[index]);
      const { verified, divergences } = await verdictOn(resealed(lines.with(index, line)));
      assert.equal(verified, false, 'the replay finds what the digest does not');
      assert.equal(divergences.length, 1);
    }

    writeFileSync(join(folder, 'record.jsonl'), otherCharacter(record, record.indexOf('"text":"[') + 9));
    const verified = await cli(t, ['verify', folder]);
    assert.equal(verified.code, 1);
    assert.match(verified.stdout, /NOT verified/);
  });

  test('with the same seed sends the same message ids', async (t) => {
    const ids = async () => {
      const out = join(folderOf(t), 'out');
      const { code, stdout } = await cli(t, ['demo', '--select', 'TC_062_CS', '--out', out, '--seed', '7']);
      assert.equal(code, 0, stdout);
      const { of } = await wholeRun(join(out, 'station-1.6'));
      return of('frame')
        .filter(({ dir, text }) => dir === 'tx' && text.startsWith('[2'))
        .map(({ text }) => (JSON.parse(text) as unknown[])[1]);
    };
    const [first, second] = await Promise.all([ids(), ids()]);
    assert.ok(first.length > 0);
    assert.deepEqual(first, second);
  });
});
