/** Every legal variety of the reference station passes the 2.x cases for stations: no case rests on one product. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInVirtualTime } from '../../cli/embedded/run-embedded.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { type StationVariant } from '../../fixtures/reference-station/variant.js';
import { catalogue } from '../../testcases/index.js';

const POINTS = ['EVConnected', 'Authorized', 'PowerPathClosed', 'EnergyTransfer', 'ParkingBayOccupancy'] as const;

const variants: Readonly<Record<string, Partial<StationVariant>>> = {
  'as it is': {},
  'reports connectors by NotifyEvent': { notifyEventInsteadOfStatus: true },
  'numbers its events without end': { continuousSeqNo: true },
  'has fixed cables': { fixedCable: true },
  'answers late': { answerDelay: 4_000 },
  'sends much of its own accord': { noiseInterval: 3 },
  'boots slowly': { bootTime: 40_000 },
  'suspends charging when it is hot': { suspendsWhenHot: true },
  'measures in degrees Fahrenheit': { thermometers: 'Fahrenheit' },
  'goes on telling what a broken thermometer read': { staleReadings: true },
  'tells several events at once': { sharedEvents: true },
  'outlives a loss of power': { backupPower: true },
  'lets transactions wait for the end of a fault': { faultsPause: true },
  ...Object.fromEntries(
    POINTS.flatMap((txStartPoint) =>
      POINTS.map((txStopPoint) => [
        `starts at ${txStartPoint} and stops at ${txStopPoint}`,
        { txStartPoint, txStopPoint },
      ]),
    ),
  ),
  'starts and stops wherever it can': { txStartPoint: POINTS.join(','), txStopPoint: POINTS.join(',') },
  'is unlike any other': {
    notifyEventInsteadOfStatus: true,
    continuousSeqNo: true,
    fixedCable: true,
    answerDelay: 1_500,
    noiseInterval: 4,
    txStartPoint: 'PowerPathClosed',
    txStopPoint: 'EnergyTransfer',
  },
};

const select = catalogue.cases
  .filter(({ role, versions }) => role === 'station' && versions.includes('2.0.1'))
  .map(({ id }) => id);

for (const version of ['2.0.1', '2.1'] as const) {
  void describe(`a ${version} station`, () => {
    for (const [name, variant] of Object.entries(variants)) {
      void it(`that ${name} passes every case`, async () => {
        const recorder = createMemoryRecorder();
        await runInVirtualTime({
          role: 'station',
          version,
          catalogue,
          lanes: 1,
          recorder,
          tool: { name: 'laddprov', version: '0' },
          seed: 1,
          select,
          variant,
        });
        const ends = recorder.events.flatMap((event) => (event.type === 'case-end' ? [event] : []));
        const passed = ends.filter(({ verdict }) => verdict === 'pass').map((event) => event.case);
        const others = ends
          .filter(({ verdict }) => verdict !== 'pass')
          .map((event) => `${event.case} ${event.verdict}: ${event.reason}`);
        assert.deepEqual(others, []);
        assert.ok(passed.length > select.length / 2, `${passed.length} of ${select.length} cases passed`);
      });
    }
  });
}
