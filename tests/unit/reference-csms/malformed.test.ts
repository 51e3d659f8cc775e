import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Version } from '../../../harness/doors/protocol.js';
import { createBench } from './bench.js';

const spelt = {
  '1.6': { format: 'FormationViolation', occurrence: 'OccurenceConstraintViolation' },
  '2.0.1': { format: 'FormatViolation', occurrence: 'OccurrenceConstraintViolation' },
  '2.1': { format: 'FormatViolation', occurrence: 'OccurrenceConstraintViolation' },
};

const token = (version: Version, value: unknown): object =>
  version === '1.6' ? { idTag: value } : { idToken: { idToken: value, type: 'Central' } };

for (const version of ['1.6', '2.0.1', '2.1'] as const) {
  test(`${version}: each kind of wrong request gets its error code, and the next right one its answer`, async () => {
    const bench = await createBench();
    const station = await bench.boot('CS1', version);
    const error = async (action: string, payload: unknown) => (await station.wrong(action, payload)).value as unknown;
    assert.equal(await error('NoSuchAction', {}), 'NotImplemented');
    assert.equal(await error('Reset', {}), 'NotImplemented');
    assert.equal(await error('heartbeat', {}), 'NotImplemented');
    assert.equal(await error('toString', {}), 'NotImplemented');
    assert.equal(await error('Authorize', {}), spelt[version].occurrence);
    assert.equal(await error('Authorize', token(version, 5)), 'TypeConstraintViolation');
    assert.equal(await error('Authorize', token(version, 'x'.repeat(256))), 'PropertyConstraintViolation');
    assert.equal(await error('Heartbeat', { extra: 1 }), spelt[version].format);
    assert.equal(await error('Heartbeat', [1]), spelt[version].format);
    const beat = { customData: { vendorId: 'V', any: 1 } };
    assert.equal((await station.wrong('Heartbeat', version === '1.6' ? {} : beat)).kind, 'result');
    bench.assertValid();
  });

  test(`${version}: what cannot be read is answered as "-1" in 2.x, dropped in 1.6, and harms nothing`, async () => {
    for (const unreadableFrames of ['error', 'ignore'] as const) {
      const bench = await createBench({ variant: { unreadableFrames } });
      const station = await bench.boot('CS1', version);
      for (const text of ['{', '', '"x"', '{}', '[2]', '[]', '[2,null,"Heartbeat",{}]']) {
        const before = station.frames.length;
        await station.text(text);
        const answers = station.frames.slice(before);
        const expected = version === '1.6' || unreadableFrames === 'ignore' ? [] : [[4, '-1', 'RpcFrameworkError']];
        assert.deepEqual(
          answers.map((frame) => frame.slice(0, 3)),
          expected,
          text,
        );
      }
      assert.equal((await station.call('Heartbeat', {})).kind, 'result');
    }
  });

  test(`${version}: answers that nobody waits for and unknown message types are ignored`, async () => {
    const bench = await createBench();
    const station = await bench.boot('CS1', version);
    const before = station.frames.length;
    for (const text of ['[3,"x",{}]', '[4,"x","GenericError","",{}]', '[7,"x",{}]', '[3,"x"]'])
      await station.text(text);
    assert.equal(station.frames.length, before);
  });
}

test('slow answers come after their delay, and are whole', async () => {
  const bench = await createBench({ variant: { answerDelay: 5000 } });
  const station = await bench.open('CS1', '1.6');
  const begun = bench.timeline.now();
  assert.equal((await station.call('Heartbeat', {})).kind, 'result');
  assert.ok(bench.timeline.now() - begun >= 5000);
  bench.assertValid();
});
