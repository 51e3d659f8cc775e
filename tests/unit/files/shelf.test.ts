import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Transfer } from '../../../harness/doors/files.js';
import { createShelf, type Reading, type ShelfOptions, type Writing } from '../../../harness/files/shelf.js';

const bytes = (text: string) => Buffer.from(text);
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

function shelfWith(options: ShelfOptions = {}) {
  const shelf = createShelf(options);
  const told: Transfer[] = [];
  shelf.onTransfer((transfer) => told.push(transfer));
  return { shelf, told };
}

type Open<T> = Extract<T, { kind: 'open' }>;
function opened<T extends Reading | Writing>(some: T): Open<T> {
  assert.equal(some.kind, 'open');
  return some as Open<T>;
}

test('a file that is offered is given whole, and the attempt is told once', () => {
  const { shelf, told } = shelfWith();
  shelf.offer('/a/fw.bin', bytes('0123456789'));
  const reading = opened(shelf.read('http', '/a/fw.bin'));
  assert.equal(Buffer.from(reading.content).toString(), '0123456789');
  reading.end(10);
  reading.end(3);
  assert.deepEqual(told, [
    { scheme: 'http', direction: 'download', path: '/a/fw.bin', outcome: 'complete', bytes: 10 },
  ]);
});

test('a download that ends early is cut, and one that resumes where it ended is complete', () => {
  const { shelf, told } = shelfWith();
  shelf.offer('/fw', bytes('0123456789'));
  opened(shelf.read('ftp', '/fw')).end(4);
  opened(shelf.read('ftp', '/fw', 4)).end(6);
  assert.deepEqual(
    told.map(({ outcome, bytes: count }) => [outcome, count]),
    [
      ['cut', 4],
      ['complete', 6],
    ],
  );
});

test('a download of the last byte alone is not complete', () => {
  const { shelf, told } = shelfWith();
  shelf.offer('/fw', bytes('0123456789'));
  opened(shelf.read('http', '/fw', 9)).end(1);
  assert.equal(told[0]?.outcome, 'cut');
});

test('a truncated file never gives more than its first half, however often it is asked for', () => {
  const { shelf } = shelfWith();
  shelf.offer('/fw', bytes('0123456789'), 'truncate');
  const first = opened(shelf.read('http', '/fw'));
  assert.deepEqual([Buffer.from(first.content).toString(), first.cut, first.size], ['01234', true, 10]);
  const again = opened(shelf.read('http', '/fw', 5));
  assert.deepEqual([again.content.length, again.cut], [0, true]);
});

test('who asks for what is not there, or is refused, is told as such', () => {
  const { shelf, told } = shelfWith();
  shelf.offer('/fw', bytes('x'), 'refuse');
  shelf.await('/up', 'refuse');
  assert.equal(shelf.read('http', '/other').kind, 'missing');
  assert.equal(shelf.read('http', '/fw').kind, 'refused');
  assert.equal(shelf.write('ftp', '/fw').kind, 'missing');
  assert.equal(shelf.write('ftp', '/up/log').kind, 'refused');
  assert.deepEqual(
    told.map(({ direction, outcome }) => `${direction} ${outcome}`),
    ['download missing', 'download refused', 'upload missing', 'upload refused'],
  );
});

test('an upload goes to the place itself or below it, is digested and kept', () => {
  const kept: string[] = [];
  const { shelf, told } = shelfWith({ keep: (path) => (kept.push(path), 'files/001-log') });
  shelf.await('/up');
  const writing = opened(shelf.write('http', '/up/log.txt'));
  assert.ok(writing.push(bytes('hello ')));
  assert.ok(writing.push(bytes('world')));
  assert.ok(writing.end(true));
  assert.equal(shelf.write('http', '/upper').kind, 'missing');
  assert.deepEqual(kept, ['/up/log.txt']);
  assert.deepEqual(told[0], {
    scheme: 'http',
    direction: 'upload',
    path: '/up/log.txt',
    outcome: 'complete',
    bytes: 11,
    sha256: sha256(bytes('hello world')),
    kept: 'files/001-log',
  });
});

test('an upload that was cut off can be resumed, and is then one file', () => {
  const { shelf, told } = shelfWith();
  shelf.await('/up');
  const first = opened(shelf.write('ftp', '/up/log'));
  first.push(bytes('hello '));
  first.end(false);
  assert.equal(shelf.size('/up/log'), 6);
  const rest = opened(shelf.write('ftp', '/up/log', 6));
  rest.push(bytes('world'));
  rest.end(true);
  assert.deepEqual(
    told.map(({ outcome, bytes: count, sha256: digest }) => [outcome, count, digest]),
    [
      ['cut', 6, undefined],
      ['complete', 11, sha256(bytes('hello world'))],
    ],
  );
});

test('an upload beyond the limit is stopped and told as cut', () => {
  const { shelf, told } = shelfWith({ limits: { upload: 10 } });
  shelf.await('/up');
  const writing = opened(shelf.write('http', '/up'));
  assert.ok(writing.push(Buffer.alloc(8)));
  assert.ok(!writing.push(Buffer.alloc(8)));
  assert.ok(!writing.end(true));
  assert.deepEqual(
    told.map(({ outcome, bytes: count }) => [outcome, count]),
    [['cut', 8]],
  );
});

test('uploads side by side share one limit, and what ended gives its room back', () => {
  const { shelf } = shelfWith({ limits: { upload: 10, held: 15 } });
  shelf.await('/up');
  const a = opened(shelf.write('http', '/up/a'));
  const b = opened(shelf.write('http', '/up/b'));
  assert.ok(a.push(Buffer.alloc(10)));
  assert.ok(!b.push(Buffer.alloc(10)));
  a.end(true);
  b.end(false);
  assert.ok(opened(shelf.write('http', '/up/c')).push(Buffer.alloc(10)));
});

test('after so many attempts nobody is served and nothing is told any more', () => {
  const { shelf, told } = shelfWith({ limits: { attempts: 3 } });
  shelf.offer('/fw', bytes('x'));
  for (let i = 0; i < 3; i++) shelf.read('http', '/none');
  assert.equal(shelf.read('http', '/fw').kind, 'refused');
  assert.equal(told.length, 3);
});

test('what is withdrawn is gone', () => {
  const { shelf } = shelfWith();
  shelf.offer('/a/fw', bytes('x'));
  shelf.await('/up');
  assert.ok(shelf.isFolder('/a'));
  shelf.withdraw('/a/fw');
  shelf.withdraw('/up');
  assert.deepEqual(
    [shelf.read('http', '/a/fw').kind, shelf.write('http', '/up').kind, shelf.isFolder('/a'), shelf.size('/a/fw')],
    ['missing', 'missing', false, undefined],
  );
});
