/** The HTML report of 1,000 cases: time and size, from a record made of real runs. */
import { performance } from 'node:perf_hooks';
import { runInVirtualTime } from '../harness/cli/embedded/run-embedded.js';
import { type RecordEvent } from '../harness/record/events.js';
import { createMemoryRecorder } from '../harness/record/recorder.js';
import { buildRunModel, casesOf, FORMATS, outlineOf, renderHtml } from '../reports/index.js';
import { catalogue } from '../testcases/index.js';
import { median, type Row } from './row.js';

const CASES = 1_000;

/** Repeats the cases of a real run under new names until there are `CASES`. */
async function longRecord(): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  await runInVirtualTime({
    role: 'station',
    version: '2.0.1',
    catalogue,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'bench' },
    seed: 1,
    select: [],
  });
  const [start] = recorder.events;
  const end = recorder.events.at(-1);
  if (start?.type !== 'run-start' || end?.type !== 'run-end') throw new Error('the run left no whole record');
  const ran = start.cases.filter((item) => item.run);
  const middle = recorder.events.slice(1, -1);
  const copies = Math.ceil(CASES / ran.length);
  const frames = middle.filter((event) => event.type === 'frame').length;
  const events = Array.from({ length: copies }, (_, copy) =>
    middle.map((event): RecordEvent => {
      const shift = copy * frames;
      const named = { ...event, ...('case' in event && event.case !== undefined && { case: `${event.case}_${copy}` }) };
      if (named.type === 'frame') return { ...named, n: named.n + shift };
      if (named.type === 'check' && named.awaited?.came !== undefined)
        named.awaited = { ...named.awaited, came: named.awaited.came + shift };
      return 'frames' in named ? { ...named, frames: named.frames.map((n) => n + shift) } : named;
    }),
  ).flat();
  const cases = Array.from({ length: copies }, (_, copy) =>
    ran.map((item) => ({ ...item, id: `${item.id}_${copy}` })),
  ).flat();
  return [{ ...start, cases }, ...events, end];
}

/** The same record as a folder of pages, its cases read one by one. */
async function measurePages(events: readonly RecordEvent[]) {
  const start = performance.now();
  const source = { events: () => events };
  const outline = await outlineOf(source);
  const { each, end } = FORMATS['html-pages'].files(outline, {});
  const sizes: number[] = [];
  const add = (files: ReturnType<typeof each>): void => {
    for (const { text } of files) sizes.push(Buffer.byteLength(text));
  };
  for await (const run of casesOf(source, outline)) add(each(run));
  add(end());
  return { seconds: (performance.now() - start) / 1000, files: sizes.length, largest: Math.max(...sizes) };
}

export async function measureHtml(): Promise<readonly Row[]> {
  const events = await longRecord();
  const times: number[] = [];
  let size = 0;
  let cases = 0;
  for (let i = 0; i < 4; i++) {
    const start = performance.now();
    const model = await buildRunModel(events);
    size = Buffer.byteLength(renderHtml(model));
    cases = model.cases.length;
    if (i > 0) times.push(performance.now() - start);
  }
  const seconds = median(times) / 1000;
  const pages = await measurePages(events);
  return [
    {
      what: `HTML for ${cases} cases (${events.length} events): time`,
      value: `${seconds.toFixed(2)} s`,
      aim: 'under 1 s',
      met: seconds < 1,
    },
    {
      what: `HTML for ${cases} cases: size`,
      value: `${(size / 1e6).toFixed(1)} MB`,
      aim: 'under 5 MB',
      met: size < 5e6,
    },
    {
      what: `HTML pages for ${cases} cases: time`,
      value: `${pages.seconds.toFixed(2)} s`,
    },
    {
      what: `HTML pages for ${cases} cases: the largest of ${pages.files}`,
      value: `${(pages.largest / 1e6).toFixed(1)} MB`,
      aim: 'under 5 MB',
      met: pages.largest < 5e6,
    },
  ];
}
