import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { prettyJson } from '../../../reports/html/pretty-json.js';

describe('laying out JSON', () => {
  it('leaves every key and value as it was, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 80 }), (text, width) => {
        assert.deepEqual(JSON.parse(prettyJson(text, width)), JSON.parse(text));
      }),
    );
  });

  it('gives anything that is not JSON back as it came', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const laid = prettyJson(text);
        assert.equal(laid.replace(/\s/g, ''), text.replace(/\s/g, ''));
      }),
    );
    for (const text of ['', '[', '{"a" 1}', '[1,]x', '{"a":1,}', '["unended]']) assert.equal(prettyJson(text), text);
  });

  it('keeps the head of a message on one line and gives its payload a line per member', () => {
    const laid = prettyJson('[2,"id","BootNotification",{"reason":"PowerUp","chargingStation":{"model":"M"}}]', 50);
    const lines = [
      '[2, "id", "BootNotification", {',
      ' "reason": "PowerUp",',
      ' "chargingStation": {"model": "M"}',
      '}]',
    ];
    assert.deepEqual(laid.split('\n'), lines);
  });
});
