/** What the station reported of its surroundings and of its connectors, drawn: people would rather look than read. */
import { type CaseRun } from '../model/run-model.js';
import { readingsOf } from '../model/readings.js';
import { statusesOf } from '../model/statuses.js';
import { type PageContext } from './context.js';
import { Plot } from './plot.js';
import { Timeline } from './timeline.js';
import { hasPictures, stationSide } from './pictured.js';

/** Blocks whose cases have their own pictures. */
const PICTURED = ['Environment', 'Station information', 'Faults'];

/** The pictures of one case; nothing where it reported nothing that could be drawn. */
export function CasePictures({ page, run }: { page: PageContext; run: CaseRun }) {
  if (!PICTURED.some((block) => run.facts.block.startsWith(block))) return null;
  const { model } = page;
  const [from, to] = [run.started, run.started + run.duration];
  const series = readingsOf(run.frames, model.run.epoch, stationSide(model)).filter(
    ({ readings }) => readings.length > 1,
  );
  const lines = statusesOf(run.frames, model.run.epoch, stationSide(model));
  const changed = lines.filter(({ changes }) => changes.length > 1);
  return (
    <>
      {series.slice(0, 6).map((one) => (
        <Plot series={one} from={from} to={to} />
      ))}
      {changed.length > 0 && <Timeline lines={changed} from={from} to={to} of="in this case" />}
    </>
  );
}

/** The chapter: the values of the run over time, and the status of each connector. */
export function Pictures({ page }: { page: PageContext }) {
  const { model } = page;
  if (!hasPictures(model)) return null;
  const { series, lines } = page.pictured();
  return (
    <section id="pictures" aria-labelledby="h-pictures">
      <h2 id="h-pictures">Environment and status over the run</h2>
      <p>
        What the station reported, at the times that it gave; the cases about environment, station information and
        faults have their own pictures.
      </p>
      {series.length === 0 && <p>No value of the environment was reported in this run.</p>}
      {series.map((one) => (
        <Plot series={one} from={0} to={model.duration} />
      ))}
      <Timeline lines={lines} from={0} to={model.duration} of="over the whole run" />
    </section>
  );
}
