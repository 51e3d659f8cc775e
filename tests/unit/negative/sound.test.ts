import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EmbeddedOptions } from '../../../cli/embedded/run-embedded.js';
import { type Role, type Version, VERSIONS } from '../../../harness/doors/protocol.js';
import { negativesOf, requestsTo } from '../../../harness/peers/for-cases/negatives.js';
import { createSupply, subjectOf } from '../../../harness/run/supply.js';
import { semanticProblems } from '../../../harness/schema/semantics/index.js';
import { validatePayload } from '../../../harness/schema/validate.js';
import { catalogue } from '../../../testcases/index.js';
import { harmless } from '../../../testcases/error-handling/negative/base.js';
import { altered } from '../support/altered.js';
import { runCases } from '../support/run-cases.js';

const ROLES: readonly Role[] = ['station', 'csms'];

interface Asked {
  readonly role: Role;
  readonly version: Version;
  readonly select: readonly string[];
  readonly extra?: Partial<EmbeddedOptions>;
}

const runOf = ({ role, version, select, extra = {} }: Asked) => runCases(role, version, select, extra);

describe('T15: the payloads that all wrong ones are made from', () => {
  for (const version of VERSIONS)
    for (const role of ROLES)
      it(`have no problem of schema and none of meaning, in all messages to a ${role} of ${version}`, () => {
        let seen = 0;
        for (const action of requestsTo(version, role))
          for (const part of ['request', 'response'] as const)
            for (const negative of negativesOf(version, action, part, harmless(version, action, part))) {
              // A transaction that is yet to start has no id to name: such a place has no sound payload and no case.
              if (/^Re(?:mote|quest)Start/.test(action) && negative.path === 'chargingProfile.transactionId') continue;
              const base = negative.base();
              seen++;
              const name = `${action} ${part} ${negative.path}`;
              assert.deepEqual(validatePayload(version, action, part, base), [], name);
              assert.deepEqual(semanticProblems(version, action, part, base), [], name);
            }
        assert.ok(seen > 100, String(seen));
      });

  it('start a transaction with a profile of its own', () => {
    for (const [version, action] of [
      ['1.6', 'RemoteStartTransaction'],
      ['2.1', 'RequestStartTransaction'],
    ] as const) {
      const list = negativesOf(version, action, 'request', harmless(version, action));
      const within = list.find(({ path }) => path === 'chargingProfile.stackLevel');
      const profile = within?.base()['chargingProfile'] as { readonly chargingProfilePurpose?: unknown };
      assert.equal(profile.chargingProfilePurpose, 'TxProfile', version);
    }
  });
});

describe('T15: a product is first seen to accept the sound message', () => {
  const refusing = (code: string) => (role: Role, version: Version) =>
    altered(role, version, ({ kind, id, action }) =>
      kind === 'result' && action === 'GetConfiguration' ? [[4, id, code, '', {}]] : undefined,
    );

  it('and where it refuses it, what it makes of wrong ones shows nothing', async () => {
    const id = 'NEG_16_CS_GetConfiguration.key_type';
    const { ends } = await runOf({
      role: 'station',
      version: '1.6',
      select: [id],
      extra: { between: refusing('InternalError')('station', '1.6') },
    });
    assert.deepEqual(
      ends.map(({ verdict, reason }) => [verdict, /answered a sound GetConfiguration with InternalError/.test(reason)]),
      [['inconclusive', true]],
    );
  });

  it('once for all cases of a message, each case by itself comes to the same', async () => {
    const select = ['NEG_16_CS_ChangeAvailability.*'];
    const { ends, of } = await runOf({ role: 'station', version: '1.6', select });
    const sound = of('frame').filter(
      ({ deliberate, text }) => /sound message/.test(deliberate ?? '') && /"ChangeAvail/.test(text),
    );
    assert.equal(sound.length, 1);
    for (const { case: id, verdict } of ends.slice(0, 4)) {
      const alone = await runOf({ role: 'station', version: '1.6', select: [id] });
      assert.deepEqual(
        alone.ends.map((end) => end.verdict),
        [verdict],
        id,
      );
    }
  });
});

describe('T16: what a product does not have', () => {
  const variant = {
    withoutProfiles: ['SmartCharging', 'Reservation', 'LocalAuthListManagement', 'FirmwareManagement'],
  };

  it('makes no green: its cases do not apply, with the frame that shows it, and others are drawn for them', async () => {
    const { ends, of, conclusion } = await runOf({
      role: 'station',
      version: '1.6',
      select: ['NEG_*'],
      extra: { variant },
    });
    const frames = new Map(of('frame').map((frame) => [frame.n, frame.text]));
    const aside = ends.filter(({ verdict }) => verdict === 'not-applicable');
    assert.ok(aside.length > 20, String(aside.length));
    for (const { reason } of aside) {
      const n = Number(/in frame (\d+)$/.exec(reason)?.[1]);
      assert.match(frames.get(n) ?? '', /Not(?:Implemented|Supported)/, reason);
    }
    // No pass rests on the message not being there.
    for (const { case: id } of ends.filter(({ verdict }) => verdict === 'pass'))
      for (const check of of('check').filter((each) => each.case === id && each.id === 'answer'))
        assert.doesNotMatch(check.frames.map((n) => frames.get(n)).join(' '), /^\[4,.*"Not(?:Implemented|Supported)"/);
    const drawn = of('drawn');
    assert.equal(drawn.length, aside.length);
    assert.equal(ends.filter(({ verdict }) => verdict !== 'not-applicable').length, 200);
    assert.equal(
      conclusion.counts.notApplicable - of('run-start')[0]!.cases.filter(({ applicable }) => !applicable).length,
      aside.length,
    );
    assert.equal(conclusion.exitCode, 0);
  });

  it('is skipped without a word to the product once it is known', async () => {
    const { ends, events } = await runOf({
      role: 'station',
      version: '1.6',
      select: ['NEG_16_CS_GetCompositeSchedule.*'],
      extra: { variant, all: true },
    });
    assert.equal(new Set(ends.map(({ reason }) => reason)).size, 1);
    assert.ok(ends.length > 5 && ends.every(({ verdict }) => verdict === 'not-applicable'));
    const second = events.findIndex((event) => event.type === 'case-start' && event.case === ends[1]!.case);
    assert.ok(events.slice(second).every(({ type }) => type !== 'frame'));
  });

  it('leads to the same draws for the same seed', async () => {
    const draws = async () => {
      const { of } = await runOf({ role: 'station', version: '1.6', select: ['NEG_*'], extra: { variant } });
      return of('drawn').map(({ facts, insteadOf }) => [facts.id, insteadOf]);
    };
    assert.deepEqual(await draws(), await draws());
  });
});

describe('T16: the supply of cases', () => {
  const cases = (...ids: readonly string[]) =>
    ids.map((id) => catalogue.generated('station', '1.6').find((item) => item.id === id)!);

  it('knows what a generated case is about', () => {
    assert.equal(subjectOf('NEG_16_CS_Reset.type_enum'), 'Reset');
    assert.equal(subjectOf('NEG_16_CS_ClearCache_extra'), 'ClearCache');
    assert.equal(subjectOf('NEG_16_CS_Heartbeat.conf.currentTime_type'), 'Heartbeat.conf');
    assert.equal(subjectOf('NEG_16_CSMS_Authorize.conf_error-long'), 'Authorize.conf');
  });

  it('draws for what does not apply, and nothing about the same message', () => {
    const told: string[] = [];
    const [first, same, other] = cases(
      'NEG_16_CS_Reset.type_enum',
      'NEG_16_CS_Reset.type_missing',
      'NEG_16_CS_ClearCache_extra',
    );
    const queue = [first!];
    const supply = createSupply(
      () => queue.shift(),
      [same!, other!],
      ({ id }, insteadOf) => told.push(`${id} for ${insteadOf}`),
    );
    assert.equal(supply.take(0), first);
    supply.ended({ id: first!.id, verdict: 'not-applicable', reason: '', attempt: 1, started: 0 });
    assert.equal(supply.take(0), other);
    assert.deepEqual(told, ['NEG_16_CS_ClearCache_extra for NEG_16_CS_Reset.type_enum']);
    supply.ended({ id: other!.id, verdict: 'fail', reason: '', attempt: 1, started: 0 });
    assert.equal(supply.take(0), undefined);
  });
});
