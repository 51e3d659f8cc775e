/** Every legal way of being a 1.6 station passes every station case: what a specification leaves open, no case closes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInVirtualTime } from '../../harness/cli/embedded/run-embedded.js';
import { type RecordEvent } from '../../harness/record/events.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { type StationVariant } from '../../fixtures/reference-station/variant.js';
import { catalogue } from '../../testcases/index.js';

const VARIETY: Readonly<Record<string, Partial<StationVariant>>> = {
  'with everything as it usually is': {},
  'with a fixed cable': { fixedCable: true },
  'without a cache': { authorizationCache: false },
  'that asks also about tokens that it knows': { asksAboutKnownTokens: true },
  'without locks': { lock: false },
  'without the optional profiles': { withoutProfiles: ['LocalAuthListManagement', 'Reservation', 'SmartCharging'] },
  'that holds back short statuses': { minimumStatusDuration: 3 },
  'that holds back statuses for long': { minimumStatusDuration: 12 },
  'that reports statuses before transactions': { finishingBeforeStop: true },
  'that answers slowly': { answerDelay: 4_000 },
  'that has much to say unasked': { noiseInterval: 3 },
  'that speaks unasked just beside the intervals of the tests': { noiseInterval: 7 },
  'with a supply of its own': { backupPower: true },
  'that boots slowly': { bootTime: 45_000 },
  'with all of that at once': {
    fixedCable: true,
    authorizationCache: false,
    withoutProfiles: ['LocalAuthListManagement', 'Reservation', 'SmartCharging'],
    minimumStatusDuration: 4,
    finishingBeforeStop: true,
    answerDelay: 2_000,
    noiseInterval: 7,
    backupPower: true,
    bootTime: 20_000,
  },
};

/** In what the variants differ: only a case about one of these may be left out, where a statement does not claim it. */
const DIFFERS =
  /\b(HFS-\d|BackupPower|AuthorizationCacheEnabled|LockFailure|LocalAuthList\w+|Reserv\w+|SmartCharging)\b/;

async function run(variant: Partial<StationVariant>, seed: number): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  await runInVirtualTime({
    role: 'station',
    version: '1.6',
    catalogue,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed,
    select: [],
    variant,
  });
  return recorder.events;
}

const stationCases = catalogue.cases.filter(({ role, versions }) => role === 'station' && versions.includes('1.6'));

for (const [name, variant] of Object.entries(VARIETY)) {
  test(`a 1.6 station ${name} passes every case that applies to it`, async () => {
    const events = await run(variant, 7);
    const ends = events.filter((event) => event.type === 'case-end');
    assert.deepEqual(
      ends.filter(({ verdict }) => verdict !== 'pass').map((end) => `${end.case} ${end.verdict}: ${end.reason}`),
      [],
    );
    assert.deepEqual(
      events.filter((event) => event.type === 'finding' && event.severity === 'fail'),
      [],
    );
    const ran = new Set(ends.map((end) => end.case));
    const skipped = stationCases.filter(({ id }) => !ran.has(id));
    assert.deepEqual(
      skipped
        .filter(({ condition = '', profiles }) => !DIFFERS.test([condition, ...Object.keys(profiles)].join(' ')))
        .map(({ id }) => id),
      [],
      'a case is left out that is about nothing in which the variants differ',
    );
  });
}
