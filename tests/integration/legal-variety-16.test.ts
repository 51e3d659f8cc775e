/** Every legal way of being a 1.6 station passes every station case: what a specification leaves open, no case closes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embeddedPki, runInVirtualTime } from '../../cli/embedded/run-embedded.js';
import { type RecordEvent } from '../../harness/record/events.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { type StationVariant } from '../../fixtures/reference-station/variant.js';
import { catalogue } from '../../testcases/index.js';

const VARIETY: Readonly<Record<string, Partial<StationVariant>>> = {
  'with everything as it usually is': {},
  'with a fixed cable': { fixedCable: true },
  'without a cache': { authorizationCache: false },
  'that asks also about tokens that it knows': { asksAboutKnownTokens: true },
  'that does not authorise remote starts': { authorizesRemoteStarts: false },
  'without locks': { lock: false },
  'without the optional profiles': { withoutProfiles: ['LocalAuthListManagement', 'Reservation', 'SmartCharging'] },
  'that holds back short statuses': { minimumStatusDuration: 3 },
  'that holds back statuses for long': { minimumStatusDuration: 12 },
  'that reports statuses before transactions': { finishingBeforeStop: true },
  'that answers slowly': { answerDelay: 4_000 },
  'that offers compression': { offersCompression: true },
  'that has much to say unasked': { noiseInterval: 3 },
  'that speaks unasked just beside the intervals of the tests': { noiseInterval: 7 },
  'with a supply of its own': { backupPower: true },
  'that goes on with its transactions after a power loss': { resumesTransactions: true },
  'that boots whenever it connects': { bootsOnReconnect: true },
  'that lets transactions wait for the end of a fault': { faultsPause: true },
  'that lets nobody in offline whom it does not remember': {
    unknownOffline: false,
    withoutProfiles: ['LocalAuthListManagement'],
  },
  'that puts the readings of an outage into one message': { bundlesReadings: true },
  'that reports statuses after what it has queued': { statusAfterQueue: true },
  'that tells the version of a local list that is off': { versionOfListThatIsOff: true },
  'that does not support requests about lists': {
    withoutProfiles: ['LocalAuthListManagement'],
    listRequestsWithoutProfile: 'NotSupported',
  },
  'that knows no requests about lists': {
    withoutProfiles: ['LocalAuthListManagement'],
    listRequestsWithoutProfile: 'NotImplemented',
  },
  'that boots slowly': { bootTime: 45_000 },
  'that takes limits in watts alone': { chargingRateUnits: ['Power'] },
  'that takes limits in amperes alone, and few': {
    chargingRateUnits: ['Current'],
    maxStackLevel: 1,
    maxSchedulePeriods: 3,
    maxChargingProfiles: 3,
  },
  'that tells a composite schedule period by period, from the next second on': {
    splitsPeriods: true,
    wholeSeconds: true,
  },
  'that tells the limits of profiles that it cannot reach, and no relative ones while nothing charges': {
    tellsLocalLimit: false,
    tellsUnlimited: false,
    relativeWhileIdle: false,
  },
  'with one connector': { evses: 1 },
  'with many connectors': { evses: 4 },
  'that takes no reservations of the whole': { reserveConnectorZero: false },
  'that shows no reservation of the whole': { silentStationReservation: true },
  'that reports what a reservation changes before it answers': { statusBeforeReservationAnswer: true },
  'that sees late that a reservation is over': { expiryNoticedAfter: 15_000 },
  'that knows nothing of reservations': {
    withoutProfiles: ['Reservation'],
    reservationRequestsWithoutProfile: 'NotSupported',
  },
  'that takes firmware that nobody signed': { signedFirmware: false },
  'that tells of a new firmware before it restarts': { installedAt: 'before-reboot' },
  'that tells of an unsigned firmware before it restarts': { signedFirmware: false, installedAt: 'before-reboot' },
  'that has to be reset for a new firmware': { signedFirmware: false, installedAt: 'reset' },
  'with a bootloader that cannot speak': { muteBootloader: true, plainUploadFailure: true },
  'that fetches and sends files over HTTP alone': { fileProtocols: 'HTTP' },
  'that does not tell how it fetches and sends files': { fileProtocols: '' },
  'with all of that at once': {
    signedFirmware: false,
    installedAt: 'before-reboot',
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
  /\b(HFS-\d|LocalListFailure|BackupPower|AuthorizationCacheEnabled|LockFailure|LocalAuthList\w+|Reserv\w+|SmartCharging|SecureFirmwareUpdate|SecurityProfile|AdditionalRootCertificateCheck)\b/;

/** The messages of the profiles that a variant may be without. */
const MESSAGES: Readonly<Record<string, readonly string[]>> = {
  LocalAuthListManagement: ['GetLocalListVersion', 'SendLocalList'],
  Reservation: ['ReserveNow', 'CancelReservation'],
  SmartCharging: ['SetChargingProfile', 'ClearChargingProfile', 'GetCompositeSchedule'],
};

/** Whether a generated case is about a message that the variant is without: then it can judge nothing. */
function isAboutNothing(id: string, { withoutProfiles = [], signedFirmware = true }: Partial<StationVariant>): boolean {
  const lacking = withoutProfiles.flatMap((profile) => MESSAGES[profile] ?? []);
  const actions = signedFirmware ? lacking : [...lacking, 'SignedUpdateFirmware'];
  return actions.some((action) => id.startsWith(`NEG_16_CS_${action}.`) || id.startsWith(`NEG_16_CS_${action}_`));
}

const pki = embeddedPki();

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
    pki: await pki,
  });
  return recorder.events;
}

const stationCases = catalogue.cases.filter(({ role, versions }) => role === 'station' && versions.includes('1.6'));

for (const [name, variant] of Object.entries(VARIETY)) {
  test(`a 1.6 station ${name} passes every case that applies to it`, async () => {
    const events = await run(variant, 7);
    const ends = events.filter((event) => event.type === 'case-end');
    assert.deepEqual(
      ends
        .filter(({ verdict }) => verdict !== 'pass')
        .filter((end) => end.verdict !== 'not-applicable' || !isAboutNothing(end.case, variant))
        .map((end) => `${end.case} ${end.verdict}: ${end.reason}`),
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

/** What is legal, and known to be refused by the official tool or advised against, by the advisories that say so. */
const ADVISED: readonly (readonly [string, Partial<StationVariant>, string, readonly string[]])[] = [
  ['that tells no schedule without a profile', { tellsUnlimited: false }, 'cannot-tell-without-any', ['TC_067_CS']],
  [
    'that goes back to the default when a profile for the transaction has run out',
    { defaultAfterTxProfile: true },
    'default-after-tx-profile',
    ['TC_066_CS'],
  ],
  [
    'that asks also about tokens that it knows',
    { asksAboutKnownTokens: true },
    'asked',
    ['TC_007_1_CS', 'TC_007_2_CS', 'TC_008_1_CS', 'TC_008_2_CS'],
  ],
  [
    'that reports statuses after what it has queued',
    { statusAfterQueue: true },
    'charging-not-told',
    ['TC_037_2_CS', 'TC_037_3_CS'],
  ],
  [
    'that tells the version of a local list that is off',
    { versionOfListThatIsOff: true },
    'version-of-a-list-that-is-off',
    ['TC_042_1_CS'],
  ],
  [
    'that knows no requests about lists',
    { withoutProfiles: ['LocalAuthListManagement'], listRequestsWithoutProfile: 'NotImplemented' },
    'not-implemented',
    ['TC_042_1_CS', 'TC_043_1_CS'],
  ],
  ['that boots whenever it connects', { bootsOnReconnect: true }, 'boot-on-reconnecting', ['OFF_16_CS_05']],
  ['without locks', { lock: false }, 'no-lock', ['TC_017_1_CS', 'TC_018_1_CS']],
  [
    'that has to be reset for a new firmware',
    { signedFirmware: false, installedAt: 'reset' },
    'manual-reboot',
    ['TC_044_1_CS'],
  ],
  ['with a bootloader that cannot speak', { muteBootloader: true }, 'no-installing', ['TC_080_CS']],
  ['that shows no reservation of the whole', { silentStationReservation: true }, 'no-reserved-status', ['TC_049_CS']],
  [
    'that knows nothing of reservations',
    { withoutProfiles: ['Reservation'], reservationRequestsWithoutProfile: 'NotImplemented' },
    'rejected-by-error',
    ['TC_048_4_CS', 'TC_050_4_CS'],
  ],
];

for (const [name, variant, advisory, cases] of ADVISED) {
  test(`a 1.6 station ${name} passes, and is advised of it`, async () => {
    const advisories = (await run(variant, 7)).filter((event) => event.type === 'advisory' && event.id === advisory);
    assert.deepEqual([...new Set(advisories.map((event) => ('case' in event ? event.case : '')))].sort(), cases);
  });
}
