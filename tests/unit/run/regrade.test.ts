import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Case } from '../../../harness/peers/case.js';
import { type Catalogue } from '../../../harness/run/catalogue.js';
import { gradeRecord } from '../../../harness/run/verify.js';
import { catalogue } from '../../../testcases/index.js';
import { record } from './sharded.js';

const recordOf = async (role: 'station' | 'csms', version: '1.6' | '2.0.1', select: readonly string[]) =>
  (await record({ role, version, select, seed: 1 })).path;

/** The catalogue with one case done in another way. */
function changed(id: string, change: (item: Case) => Case | undefined): Catalogue {
  return { ...catalogue, cases: catalogue.cases.flatMap((item) => (item.id === id ? (change(item) ?? []) : item)) };
}

type StationCase = Extract<Case, { role: 'station' }>;
type StationContext = Parameters<StationCase['run']>[0];
type CsmsContext = Parameters<Extract<Case, { role: 'csms' }>['run']>[0];

const verdicts = ({ grades }: Awaited<ReturnType<typeof gradeRecord>>) =>
  grades.map((grade) => `${grade.case} ${grade.then} ${grade.now}`);

for (const [role, version, select] of [
  ['station', '1.6', ['TC_00*', 'TC_01*', 'RPC_16_CS_01', 'CHAOS_16_CS_0*']],
  ['station', '2.0.1', ['TC_B_0*', 'TC_E_0*']],
  ['csms', '1.6', ['TC_00*', 'TC_01*', 'RPC_16_CSMS_0*', 'NEG_16_*']],
  ['csms', '2.0.1', ['TC_B_*', 'CHAOS_2X_CSMS_0*']],
] as const)
  test(`a ${version} ${role} has the same verdicts by the catalogue of its run`, async () => {
    const grading = await gradeRecord(await recordOf(role, version, select), catalogue);
    assert.deepEqual(
      grading.grades.filter(({ then, now }) => then !== now),
      [],
    );
    assert.ok(grading.unchanged && grading.grades.length > 5);
  });

test('a case that judges otherwise today gives another verdict, and those after it keep theirs', async () => {
  const path = await recordOf('station', '1.6', ['TC_00*', 'TC_01*']);
  const stricter = changed('TC_003_CS', (item) => ({
    ...(item as StationCase),
    async run(context: StationContext, found: unknown) {
      await (item as StationCase).run(context, found);
      context.check('too-much', false, { requirements: [], frames: [1], expected: 'more', actual: 'less' });
    },
  }));
  const grading = await gradeRecord(path, stricter);
  assert.equal(grading.unchanged, false);
  assert.deepEqual(
    verdicts(grading).filter((line) => !line.endsWith('pass pass')),
    ['TC_003_CS pass fail'],
  );
  assert.ok(grading.grades.length > 8);
});

for (const [role, version, id, select] of [
  ['station', '1.6', 'TC_003_CS', ['TC_00*', 'TC_01*']],
  ['csms', '2.0.1', 'TC_B_09_CSMS', ['TC_B_*']],
] as const)
  test(`a case that asks a ${role} for more than it did cannot be graded; those after it can`, async () => {
    const path = await recordOf(role, version, select);
    const longer = changed(id, (item) =>
      item.role === 'station'
        ? {
            ...item,
            async run(context: StationContext, found: unknown) {
              await item.run(context, found);
              await context.csms.call('GetConfiguration' as never, {} as never);
            },
          }
        : {
            ...item,
            async run(context: CsmsContext, found: unknown) {
              await context.station.call('Heartbeat' as never, {} as never);
              await item.run(context, found);
            },
          },
    );
    const grading = await gradeRecord(path, longer);
    const odd = grading.grades.filter(({ then, now }) => then !== now);
    assert.deepEqual(
      odd.map((grade) => [grade.case, grade.then, grade.now]),
      [[id, 'pass', undefined]],
    );
    assert.match(odd[0]!.reason, role === 'station' ? /GetConfiguration/ : /Heartbeat/);
    assert.ok(grading.grades.length > 6);
  });

test('a case that waits for longer takes nothing of what belongs to the next', async () => {
  const path = await recordOf('station', '1.6', ['TC_00*', 'TC_01*']);
  const patient = changed('TC_003_CS', (item) => ({
    ...(item as StationCase),
    async run(context: StationContext, found: unknown) {
      await (item as StationCase).run(context, found);
      await context.pass(600_000);
    },
  }));
  const grading = await gradeRecord(path, patient);
  const odd = grading.grades.filter(({ then, now }) => then !== now);
  assert.deepEqual(
    odd.map((grade) => [grade.case, grade.now]),
    [['TC_003_CS', undefined]],
  );
  assert.match(odd[0]!.reason, /today's case/);
});

test('a case that is no more is said to be so', async () => {
  const path = await recordOf('csms', '1.6', ['TC_00*', 'TC_01*']);
  const grading = await gradeRecord(
    path,
    changed('TC_003_CSMS', () => undefined),
  );
  assert.deepEqual(
    grading.grades.filter(({ then, now }) => then !== now).map((grade) => [grade.case, grade.reason]),
    [['TC_003_CSMS', 'the catalogue of today has no such case']],
  );
});

for (const [role, version, select] of [
  ['station', '1.6', ['OFF_*', 'ENV_*', 'CHAOS_*', 'RPC_*', 'TC_0*']],
  ['station', '2.0.1', ['ENV_*', 'INFO_*', 'CHAOS_*']],
  ['csms', '1.6', ['TC_0*', 'RPC_*', 'OFF_*']],
] as const)
  test(`where every seventh case of a ${version} ${role} asks for more, all others are graded as they were`, async () => {
    const path = await recordOf(role, version, select);
    // One that stops before its end never comes to what is added.
    const ran = (await gradeRecord(path, catalogue)).grades.flatMap((grade) =>
      grade.then === 'pass' ? grade.case : [],
    );
    const odd = new Set([...new Set(ran)].filter((id, i) => i % 7 === 3 && !id.startsWith('SANITY')));
    const more = (item: Case): Case =>
      item.role === 'station'
        ? {
            ...item,
            async run(context: StationContext, found: unknown) {
              await item.run(context, found);
              await context.csms.call('GetLocalListVersion' as never, {} as never);
            },
          }
        : {
            ...item,
            async run(context: CsmsContext, found: unknown) {
              await item.run(context, found);
              await context.station.connect();
              await context.station.call('Heartbeat' as never, {} as never);
            },
          };
    const cases = catalogue.cases.map((item) => (odd.has(item.id) && item.role === role ? more(item) : item));
    const { grades } = await gradeRecord(path, { ...catalogue, cases });
    assert.ok(odd.size >= 5, `${odd.size} of ${ran.length}`);
    assert.deepEqual(
      grades.flatMap((grade) => (grade.now === undefined ? [grade.case] : [])).sort(),
      grades.flatMap((grade) => (odd.has(grade.case) ? [grade.case] : [])).sort(),
    );
    assert.deepEqual(
      grades.filter(({ then, now }) => now !== undefined && now !== then),
      [],
    );
  });
