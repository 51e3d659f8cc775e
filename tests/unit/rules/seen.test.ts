import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FrameSeen } from '../../../harness/rules/rule.js';
import { createJoiner } from '../../../harness/rules/seen.js';
import { validity } from '../../../harness/rules/validity.js';
import { type Scene, play } from './scene.js';

const frames = (script: (scene: Scene) => void, version: '1.6' | '2.0.1' | '2.1' = '2.0.1'): readonly FrameSeen[] =>
  play(version, [], script).seen.filter((seen) => seen.kind === 'frame');

test('a result and an error are joined to the CALL that they answer, crossing CALLs with one id included', () => {
  const seen = frames((s) => {
    s.station([2, 'a', 'Heartbeat', {}]);
    s.csms([2, 'a', 'GetReport', { requestId: 1 }]);
    s.csms([3, 'a', {}]);
    s.station([4, 'a', 'NotSupported', '', {}]);
  });
  assert.deepEqual(seen[2]?.answers, { n: 1, action: 'Heartbeat', payload: {}, t: 100 });
  assert.deepEqual(seen[3]?.answers, { n: 2, action: 'GetReport', payload: { requestId: 1 }, t: 200 });
});

test('an answer is joined once, and to the oldest of two CALLs with one id', () => {
  const seen = frames((s) => {
    s.station([2, 'a', 'Heartbeat', {}]);
    s.station([2, 'a', 'Authorize', {}]);
    s.csms([3, 'a', {}]);
    s.csms([3, 'a', {}]);
    s.csms([3, 'a', {}]);
  });
  assert.deepEqual(
    seen.slice(2).map((one) => one.answers?.n),
    [1, 2, undefined],
  );
});

const KEYS = { configurationKey: [{ key: 'NumberOfConnectors', readonly: true, value: '2' }] };
const UNKNOWN = { status: 'UnknownVendorId' };

for (const [name, answers, joined] of [
  [
    'the second refused before the first is served',
    [
      [4, 'a', 'GenericError', '', {}],
      [3, 'a', KEYS],
    ],
    [2, 1],
  ],
  [
    'the first refused before the second is served',
    [
      [4, 'a', 'NotSupported', '', {}],
      [3, 'a', UNKNOWN],
    ],
    [2, 2],
  ],
  [
    'the first served, the second refused',
    [
      [3, 'a', KEYS],
      [4, 'a', 'GenericError', '', {}],
    ],
    [1, 2],
  ],
  [
    'both served in order',
    [
      [3, 'a', KEYS],
      [3, 'a', UNKNOWN],
    ],
    [1, 2],
  ],
  [
    'both served, the second first',
    [
      [3, 'a', UNKNOWN],
      [3, 'a', KEYS],
    ],
    [2, 1],
  ],
  [
    'what answers neither',
    [
      [3, 'a', {}],
      [3, 'a', { status: 'Laddprov' }],
    ],
    [1, 2],
  ],
  [
    'one answer more',
    [
      [4, 'a', 'GenericError', '', {}],
      [3, 'a', KEYS],
      [3, 'a', KEYS],
    ],
    [2, 1, undefined],
  ],
] as const)
  test(`two different CALLs that have one id on purpose, ${name}: an answer is for the one that it fits`, () => {
    const { seen, findings } = play('1.6', [validity], (s) => {
      s.csms([2, 'a', 'GetConfiguration', { key: ['NumberOfConnectors'] }], { deliberate: true });
      s.csms([2, 'a', 'DataTransfer', { vendorId: 'org.example' }], { deliberate: true });
      for (const answer of answers) s.station(answer);
    });
    const frames = seen.filter((one) => one.kind === 'frame');
    assert.deepEqual(
      frames.slice(2).map((one) => one.answers?.n),
      joined,
    );
    assert.equal(findings.length > 0, name === 'what answers neither');
  });

test('an answer on another connection is not joined', () => {
  const seen = frames((s) => {
    s.station([2, 'a', 'Heartbeat', {}]);
    s.closed();
    s.open();
    s.csms([3, 'a', {}]);
  });
  assert.equal(seen[1]?.answers, undefined);
});

test('a malformed answer still answers its CALL', () => {
  const seen = frames((s) => {
    s.station([2, 'a', 'Heartbeat', {}]);
    s.csms([3, 'a']);
  });
  assert.equal(seen[1]?.message.kind, 'malformed');
  assert.equal(seen[1]?.answers?.n, 1);
});

test('binary frames and frames over the limit are malformed without being read', () => {
  const seen = frames((s) => {
    s.station('WzIsImEi', { binary: true });
    s.station([2, 'a', 'Heartbeat', {}], { oversize: 2_000_000 });
  });
  assert.deepEqual(
    seen.map(({ message, size }) => [message.kind === 'malformed' && message.reason, size]),
    [
      ['binary', 8],
      ['oversize', 2_000_000],
    ],
  );
});

test('what answers a deliberately wrong frame is marked, whatever id it has, and nothing after it', () => {
  const seen = frames((s) => {
    s.csms([2, 'a', 'Reset', { type: 'Nonsense' }], { deliberate: 'a value that is none' });
    s.station([4, 'a', 'PropertyConstraintViolation', '', {}]);
    s.csms('[2,', { deliberate: true });
    s.station([4, '-1', 'RpcFrameworkError', '', {}]);
    s.station([4, '-1', 'RpcFrameworkError', '', {}]);
    s.csms([2, 'b', 'Reset', { type: 'OnIdle' }]);
    s.station([3, 'b', { status: 'Accepted' }]);
  });
  assert.deepEqual(
    seen.map((one) => [one.deliberate === true, one.reacts === true]),
    [
      [true, false],
      [false, true],
      [true, false],
      [false, true],
      [false, false],
      [false, false],
      [false, false],
    ],
  );
});

test('a text that is nested too deeply is malformed, not a failure of the tester', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  const seen = frames((s) => s.station(deep));
  assert.equal(seen[0]?.message.kind, 'malformed');
});

test('frames of a connection that was never opened are left out', () => {
  const joiner = createJoiner();
  assert.equal(joiner.frame({ conn: 7, n: 1, t: 0, sender: 'station', text: '[]' }), undefined);
  assert.equal(joiner.closed({ conn: 7, t: 0 }), undefined);
});

test('CALLs that are never answered are forgotten, the oldest first', () => {
  const seen = frames((s) => {
    for (let i = 0; i < 300; i++) s.station([2, `id${i}`, 'Heartbeat', {}]);
    s.csms([3, 'id0', {}]);
    s.csms([3, 'id299', {}]);
  });
  assert.deepEqual(
    seen.slice(-2).map((one) => one.answers?.n),
    [undefined, 300],
  );
});

test('a wrong frame that nothing reacted to in a minute, and a wrong answer, do not excuse what comes later', () => {
  const seen = frames((s) => {
    s.csms('[2,', { deliberate: true });
    s.wait(61);
    s.station([4, '-1', 'RpcFrameworkError', '', {}]);
    s.station([2, 'a', 'Heartbeat', {}]);
    s.csms([3, 'a', { wrong: true }], { deliberate: true });
    s.station([3, 'b', {}]);
  });
  assert.deepEqual(
    seen.map((one) => one.deliberate === true || one.reacts === true),
    [true, false, false, true, false],
  );
});

test('2.1 reacts to a wrong answer with a CALLRESULTERROR, which is marked', () => {
  const seen = frames((s) => {
    s.station([2, 'a', 'Heartbeat', {}]);
    s.csms([3, 'a', { wrong: true }], { deliberate: true });
    s.station([5, 'a', 'FormatViolation', '', {}]);
  }, '2.1');
  assert.deepEqual([seen[2]?.deliberate, seen[2]?.reacts], [undefined, true]);
});

test('an answer to one of several CALLs with one id knows the actions of the others, also once they were answered', () => {
  const seen = frames((s) => {
    s.csms([2, 'a', 'GetReport', { requestId: 1 }]);
    s.csms([2, 'a', 'DataTransfer', { vendorId: 'x' }]);
    s.station([4, 'a', 'NotSupported', '', {}]);
    s.station([3, 'a', { status: 'Accepted' }]);
    s.csms([2, 'a', 'ClearCache', {}]);
    s.station([3, 'a', { status: 'Accepted' }]);
  });
  assert.deepEqual(
    [2, 3, 5].map((index) => [seen[index]?.answers?.action, seen[index]?.rivals]),
    [
      ['GetReport', ['DataTransfer']],
      ['DataTransfer', ['GetReport']],
      ['ClearCache', undefined],
    ],
  );
});
