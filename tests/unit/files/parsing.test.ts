import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createLineReader, MAX_LINE, parseFtpLine, passiveReply } from '../../../harness/files/ftp-line.js';
import { rangeOf } from '../../../harness/files/http-server.js';
import { boundaryOf, fileIn } from '../../../harness/files/multipart.js';
import { pathOfTarget, resolvePath } from '../../../harness/files/paths.js';

test('no path leads out of the shelf, whatever is asked for', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 600 }), fc.string({ maxLength: 50 }), (text, base) => {
      const path = resolvePath(text, `/${base}`);
      if (path === undefined) return true;
      return path.startsWith('/') && path.length <= 500 && !path.split('/').includes('..') && !path.includes('//');
    }),
  );
  assert.equal(resolvePath('../../../etc/passwd', '/a/b'), '/etc/passwd');
  assert.equal(resolvePath('/a/./b//c/'), '/a/b/c');
  assert.equal(resolvePath('a\u0000b'), undefined);
});

test('a request target is decoded once, and a broken one is no path', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => pathOfTarget(text)?.startsWith('/') ?? true));
  assert.equal(pathOfTarget('/a%20b?x=1'), '/a b');
  assert.equal(pathOfTarget('/a%2e%2e/%2e%2e/b'), '/b');
  assert.equal(pathOfTarget('/%zz'), undefined);
  assert.equal(pathOfTarget('http://host:80/a'), '/a');
  assert.equal(pathOfTarget('*'), undefined);
});

test('lines of FTP come out the same however they are cut into pieces', () => {
  const line = fc.stringMatching(/^[ -~]{0,60}$/);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), fc.integer({ min: 1, max: 40 }), (lines, step) => {
      const all = Buffer.from(lines.map((one) => `${one}\r\n`).join(''));
      const read = createLineReader();
      const out: string[] = [];
      for (let at = 0; at < all.length; at += step) {
        const result = read(all.subarray(at, at + step));
        assert.ok(result.ok);
        out.push(...result.lines);
      }
      assert.deepEqual(out, lines);
    }),
  );
});

test('a line without an end is not collected for ever', () => {
  const read = createLineReader();
  assert.ok(read(Buffer.alloc(MAX_LINE, 97)).ok);
  assert.ok(!read(Buffer.from('a')).ok);
  assert.ok(!createLineReader()(Buffer.concat([Buffer.alloc(MAX_LINE + 1, 97), Buffer.from('\n')])).ok);
});

test('any line is a command or none', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => /^(?:[A-Z]{3,5})?$/.test(parseFtpLine(text).verb)));
  assert.deepEqual(parseFtpLine('retr a b.bin\r'), { verb: 'RETR', argument: 'a b.bin' });
  assert.deepEqual(parseFtpLine('\u00ff\u00f4ABOR'), { verb: 'ABOR', argument: '' });
});

test('a passive address is six numbers', () => {
  assert.equal(passiveReply('10.0.0.7', 40_123), '227 Passive (10,0,0,7,156,187)');
});

test('one range is understood, and several or a broken one mean the whole', () => {
  assert.deepEqual(rangeOf('bytes=0-', 10), [0, 10]);
  assert.deepEqual(rangeOf('bytes=4-5', 10), [4, 6]);
  assert.deepEqual(rangeOf('bytes=4-99', 10), [4, 10]);
  assert.deepEqual(rangeOf('bytes=-3', 10), [7, 10]);
  assert.equal(rangeOf('bytes=10-', 10), null);
  assert.equal(rangeOf('bytes=5-4', 10), undefined);
  assert.equal(rangeOf('bytes=0-1,3-4', 10), undefined);
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.integer({ min: 1, max: 100 }), (text, size) => {
      const range = rangeOf(text, size);
      return !range || (range[0] >= 0 && range[0] < range[1] && range[1] <= size);
    }),
  );
});

const form = (name: string, content: Buffer, boundary: string) =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="x"\r\n\r\nfield\r\n`),
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);

test('the file of a multipart form is found, byte for byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
      const found = fileIn(form('log.zip', Buffer.from(content), 'XyZ-12345'), 'XyZ-12345');
      assert.deepEqual(Buffer.from(found ?? []), Buffer.from(content));
    }),
  );
});

test('a broken multipart body gives no file or a piece of the body, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(400), (noise, cut) => {
      const whole = form('log', Buffer.from(noise), 'b');
      const found = fileIn(whole.subarray(0, Math.min(cut, whole.length)), 'b');
      return found === undefined || found.length <= whole.length;
    }),
  );
  assert.equal(fileIn(Buffer.from('no form at all'), 'b'), undefined);
});

test('the boundary stands in the content type', () => {
  assert.equal(boundaryOf('multipart/form-data; boundary=abc'), 'abc');
  assert.equal(boundaryOf('Multipart/Form-Data; charset=utf-8; boundary="a b"'), 'a b');
  assert.equal(boundaryOf('application/zip'), undefined);
  assert.equal(boundaryOf(undefined), undefined);
});
