import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderHistoryHtml } from '../../../reports/index.js';
import { assertTame, HOSTILE } from '../reports/support.js';
import { longHistory, partOf, sampleHistory } from './sample-history.js';

const tool = { name: 'laddprov', version: '0.1.0' };
const page = (...args: Parameters<typeof partOf>) => renderHistoryHtml({ parts: [partOf(...args)], tool });

/** The commands of the paths of one kind in a drawing. */
const paths = (html: string, kind: string): readonly string[] =>
  [...html.matchAll(new RegExp(`<path class="${kind}" d="([^"]*)"`, 'g'))].map((match) => match[1]!);
const shapes = (path: string | undefined): number => path?.match(/M/g)?.length ?? 0;

describe('the page of the history', () => {
  test('has no markup, attribute or script of a product in it', () =>
    assertTame(renderHistoryHtml(sampleHistory(HOSTILE))));

  test('draws a bar of each kind for each run that has such cases', () => {
    const html = page(['1', '1', '2'], { TC_A: 'ppp', TC_B: 'pff', TC_C: 'ipe' });
    const [trend] = html.split('Which firmware broke what');
    assert.equal(shapes(paths(trend!, 'hp')[0]), 3);
    assert.equal(shapes(paths(trend!, 'hf')[0]), 2);
    assert.equal(shapes(paths(trend!, 'ho')[0]), 2);
    assert.deepEqual(
      [...trend!.matchAll(/>✕(\d)</g)].map((match) => match[1]),
      ['1', '1'],
    );
    // Two cases passed in the first run and in the second, one in the third.
    const heights = [...paths(trend!, 'hp')[0]!.matchAll(/v-([\d.]+)/g)].map((match) => Number(match[1]));
    assert.equal(heights[0], heights[1]);
    assert.equal(Math.round((heights[0]! / heights[2]!) * 10), 20);
  });

  test('gives each case a strip with a shape for each run, and says it in words', () => {
    const html = page(['1', '1', '2', '2'], { TC_B: 'pfi.' });
    const strip = html.split('<h3>Cases</h3>')[1]!;
    assert.deepEqual(
      ['hp', 'hf', 'ho', 'hd'].map((kind) => shapes(paths(strip, kind)[0])),
      [1, 1, 1, 1],
    );
    assert.match(strip, /<desc>Of 4 runs, oldest first: pass in 1, fail in 1, inconclusive in 1\.<\/desc>/);
    assert.match(strip, /fail with firmware 1 \([0-9a-f]{10}\), inconclusive with 2/);
  });

  test('counts what fails now because of a firmware, not what was mended since', () => {
    assert.match(
      page(['1', '2'], { TC_A: 'pf' }),
      /<p class="lead">1 case fails now that passed with the firmware before/,
    );
    assert.match(page(['1', '2', '3'], { TC_A: 'pfp' }), /<p class="lead">No case fails now that passed/);
    assert.match(page(['1', '2', '2'], { TC_A: 'pfi', TC_B: 'pff' }), /<p class="lead">2 cases fail now/);
  });

  test('leaves cases out of a table that have no verdict, and says of a firmware that nobody named that it is unknown', () => {
    const html = page([undefined], { TC_A: 'n', TC_B: 'p' });
    assert.doesNotMatch(html, /TC_A/);
    assert.match(html, /with firmware unknown/);
  });

  test('of years of runs draws the latest, keeps what changed, and stays a file that opens at once', () => {
    const history = longHistory(90, 1700);
    const failed = history.parts[0]!.history.cases.filter(({ states }) => states.includes('fail')).length;
    const html = renderHistoryHtml(history);
    assert.match(html, /The latest 60 of 90 runs are drawn/);
    assert.match(html, /200 more cases are left out, those that always passed before others/);
    assert.equal(html.match(/data-f="[1-9]/g)?.length, failed, 'every case that failed is there');
    assert.ok(html.length < 3_000_000, String(html.length));
  });
});
