/** What can be drawn of a run: what the station reported of its surroundings and of its connectors. */
import { type Frame, type RunModel } from '../model/run-model.js';
import { createReadings, type Series } from '../model/readings.js';
import { createStatuses, type StatusLine } from '../model/statuses.js';

/** Frames that the station sent: the SUT's own, or the tester's where it plays the station. */
export const stationSide = (model: RunModel): Frame['dir'] => (model.run.sut.role === 'station' ? 'rx' : 'tx');

/** What can be drawn of the whole run. */
export interface Pictured {
  readonly series: readonly Series[];
  readonly lines: readonly StatusLine[];
}

/** Gathers what can be drawn out of the frames of a run, which may come one by one. */
export function createPictured(model: RunModel): { take(frame: Frame): void; pictured(): Pictured } {
  const readings = createReadings(model.run.epoch, stationSide(model));
  const statuses = createStatuses(model.run.epoch, stationSide(model));
  return {
    take(frame) {
      readings.take(frame);
      statuses.take(frame);
    },
    pictured: () => ({
      series: readings.series().filter((one) => one.readings.length > 1),
      lines: statuses.lines(),
    }),
  };
}

/** What a report of a station shows of the whole run. */
export const hasPictures = (model: RunModel): boolean => model.run.sut.role === 'station' && model.cases.length > 0;
