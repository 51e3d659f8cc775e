/** The page above several runs: what they come to together, each of them, and the way to its report. */
import { Counts } from '../html/counts.js';
import { renderDocument } from '../html/document.js';
import { bounded, Facts, Table } from '../html/parts.js';
import { labels } from '../html/style.js';
import { oneLine } from '../model/visible.js';
import { clockWords, counted, duration } from '../model/words.js';
import { concludeAll, type ConclusionOverAll } from './conclude-all.js';
import { OutcomeMark, RunSection, sectionId } from './run-section.js';
import { type IndexedRun, nameOfRun, resultsOf, type RunsIndex } from './runs-index.js';

const STYLE = `
.run{margin-bottom:3rem}.run h2{margin-bottom:.2rem}.run>p.meta{margin-top:0}.said{font-size:1.125rem;margin:.8rem 0 .6rem}.run .facts{margin:1.2rem 0 0}
.files,.profiles{list-style:none;margin:0;padding:0;font-size:.925rem}.files{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem}
.profiles{max-width:46rem}.profiles li{display:grid;grid-template-columns:8.6rem minmax(0,1fr);margin:.2rem 0}
@media screen and (min-width:40.01rem){.ix th[scope=row]{min-width:11rem}.ix td,.ix th[scope=col]{min-width:3rem;padding-right:.8rem}.ix thead th{white-space:normal;overflow-wrap:normal}}
@media print{.ix b{white-space:normal}.ix td,.ix th{padding-right:.4em}}
@media (max-width:40rem){${labels('ix', {
  3: 'Pass',
  4: 'Fail',
  5: 'Error',
  6: 'Inconclusive',
  7: 'Not applicable',
  8: 'Not run',
  9: 'Profiles conformant',
  10: 'Took',
})}}`;

/** Ids and patterns that are listed; how many there are besides is said. */
const MOST = 40;

function listed(texts: readonly string[]): string {
  const { shown, more } = bounded(texts, MOST);
  return `${shown.map((each) => oneLine(each, 80)).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `Charging station with OCPP 1.6, 2.0.1 and CSMS with OCPP 1.6`. */
function sides(runs: readonly IndexedRun[]): string {
  const versions = (role: IndexedRun['role']): readonly string[] => [
    ...new Set(runs.filter((run) => run.role === role).map(({ version }) => version)),
  ];
  const names = [
    ['Charging station', versions('station')],
    ['CSMS', versions('csms')],
  ] as const;
  return names.flatMap(([name, of]) => (of.length === 0 ? [] : `${name} with OCPP ${of.join(', ')}`)).join('; ');
}

/** What every run says of itself; more than one value where they do not agree. */
const distinct = (values: readonly string[]): string =>
  bounded([...new Set(values)], 5).shown.join('; ') || 'no run was made';

function factsOf(index: RunsIndex): readonly (readonly [string, string])[] {
  const { how, speed, select, seed, started, took, tool } = index;
  const runs = resultsOf(index).map(({ model }) => model.run);
  const of = (text: (run: (typeof runs)[number]) => string): string => distinct(runs.map(text));
  return [
    ['How', how],
    ['Clocks', `they ${clockWords(speed)}`],
    ['Selected', select.length === 0 ? 'every case, and of the generated ones a sample' : listed(select)],
    ['Seed', String(seed)],
    ['Started', started],
    ['Took', duration(took)],
    ['Tool', `${tool.name} ${tool.version}`],
    ['Ran on', of(({ environment }) => `Node ${environment.node}, ${environment.os}`)],
    ['Schemas', of(({ environment }) => environment.schemas)],
    ['Catalogue', of(({ catalogue }) => `${catalogue.revision}, ${catalogue.cases} cases`)],
    ['Catalogue digest', of(({ catalogue }) => catalogue.digest)],
  ];
}

/** What a reader must know before the conclusion. */
function noticesOf({ runs, interrupted, without }: RunsIndex): readonly string[] {
  const unbegun = runs.filter(({ result }) => result === undefined).map(nameOfRun);
  return [
    ...(interrupted === undefined ? [] : [`The runs were ended early: ${oneLine(interrupted, 200)}.`]),
    ...(unbegun.length === 0 ? [] : [`Did not begin: ${unbegun.join('; ')}.`]),
    ...(without.length === 0 ? [] : [`Not run, since they apply to none of the products: ${listed(without)}.`]),
  ];
}

function Summary({ index, conclusion }: { index: RunsIndex; conclusion: ConclusionOverAll }) {
  const counts = resultsOf(index).map(({ model }) => model.counts);
  const sum = (key: 'pass' | 'fail' | 'error' | 'inconclusive' | 'notRun'): number =>
    counts.reduce((total, each) => total + each[key], 0);
  const notices = noticesOf(index);
  return (
    <section id="summary" aria-labelledby="h-title">
      <p class="eyebrow">{sides(index.runs)}</p>
      <h1 id="h-title">{index.title}</h1>
      {notices.length > 0 && (
        <ul class="notices">
          {notices.map((notice) => (
            <li>{notice}</li>
          ))}
        </ul>
      )}
      <p class={`outcome o-${conclusion.outcome}`}>{conclusion.words}</p>
      <p class="lead">{conclusion.sentence}</p>
      <Counts
        of={{
          pass: sum('pass'),
          fail: sum('fail'),
          error: sum('error'),
          inconclusive: sum('inconclusive'),
          notRun: sum('notRun'),
        }}
      />
      <Facts of={factsOf(index)} />
    </section>
  );
}

/** `5 of 7`: of the profiles that are claimed, how many are conformant. */
function profilesOf({ result }: IndexedRun): string {
  const claimed = (result?.model.certification.profiles ?? []).filter(({ conclusion }) => conclusion !== 'not-claimed');
  if (claimed.length === 0) return 'none claimed';
  return `${claimed.filter(({ conclusion }) => conclusion === 'conformant').length} of ${claimed.length}`;
}

const NUMBERS = ['pass', 'fail', 'error', 'inconclusive', 'notApplicable', 'notRun'] as const;

function Row({ run }: { run: IndexedRun }) {
  const { result } = run;
  const report = result?.files[0];
  return (
    <tr>
      <th scope="row">{report === undefined ? nameOfRun(run) : <a href={report.href}>{nameOfRun(run)}</a>}</th>
      <td>
        <OutcomeMark of={result} />
      </td>
      {NUMBERS.map((key) => {
        const count = result?.model.counts[key];
        return <td class={count === 0 ? 'n zero' : 'n'}>{count ?? '–'}</td>;
      })}
      <td>{result === undefined ? '–' : profilesOf(run)}</td>
      <td class="n">{result === undefined ? '–' : duration(result.took)}</td>
    </tr>
  );
}

const HEAD = [
  'Run',
  'Conclusion',
  'Pass',
  'Fail',
  'Error',
  'Inconclusive',
  'Not applicable',
  'Not run',
  'Profiles conformant',
  'Took',
];

const Runs = ({ index: { runs, matrix } }: { index: RunsIndex }) => (
  <section id="runs" aria-labelledby="h-runs">
    <h2 id="h-runs">Runs</h2>
    <p>
      Each product runs the cases that apply to it and to no product of the same side and version before it. A case
      counts once in each run. The name of a run leads to its report.
    </p>
    {matrix !== undefined && (
      <p>
        <a href={matrix}>Every case by run</a> shows what each run has of each case.
      </p>
    )}
    <Table caption="Conclusion of each run, and how many cases came to what" head={HEAD} class="s ix">
      {runs.map((run) => (
        <Row run={run} />
      ))}
    </Table>
    <p>
      A certification profile is conformant when every official case that belongs to it and applies ran and passed in
      that one run. It is incomplete as long as one is missing: because another product runs it, because it was not
      selected, or because the catalogue does not have it yet.
    </p>
  </section>
);

/** One self-contained page without a script; only its links to the files of the runs lead out of it. */
export function renderIndex(index: RunsIndex): string {
  const { runs, tool, title } = index;
  const conclusion = concludeAll(index);
  return renderDocument({
    title: `${conclusion.words}. ${title}`,
    contents: [
      ['summary', 'Summary'],
      ['runs', counted(runs.length, 'run')],
      ...runs.map((run, place) => [sectionId(place), nameOfRun(run).replace('Charging station', 'Station')] as const),
    ],
    ...(index.matrix !== undefined && { links: [[index.matrix, 'Every case by run']] as const }),
    main: (
      <>
        <Summary index={index} conclusion={conclusion} />
        <Runs index={index} />
        {runs.map((run, place) => (
          <RunSection of={run} place={place} />
        ))}
      </>
    ),
    footer: `Written by ${tool.name} ${tool.version} from the records of the runs.`,
    style: STYLE,
    scriptless: true,
  });
}
