import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderText } from '../../../reports/index.js';
import { longRun, mixedRun } from './sample-runs.js';
import { HOSTILE, modelOf } from './support.js';

describe('the summary for the terminal', () => {
  it('gives counts, what failed and why, and the conclusion', async () => {
    const text = renderText(await modelOf(mixedRun()));
    assert.match(text, /2 pass, 1 fail, 1 error, 1 inconclusive, 1 not run, 1 not selected, 1 not/);
    assert.match(text, /✕ fail TC_B_21_CS/);
    assert.match(text, /received reason PowerUp/);
    assert.match(text, /^exit code {2}4, /m);
    assert.match(text, /^result {5}Tester error\./m);
  });

  it('says at the top that a run without its end is incomplete', async () => {
    const lines = renderText(await modelOf({ ...mixedRun(), end: false })).split('\n');
    assert.match(lines[1]!, /incomplete/);
  });

  it('keeps to 92 columns and sends no control sequence to the terminal, whatever the SUT sent', async () => {
    const text = renderText(await modelOf({ ...mixedRun(), hostile: HOSTILE }));
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    for (const line of text.split('\n')) assert.ok(line.length <= 92, line);
  });

  it('does not list failures for ever', async () => {
    assert.match(renderText(await modelOf(longRun(100, 1))), /and 60 more/);
  });
});
