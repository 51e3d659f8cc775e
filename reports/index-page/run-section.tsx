/** One of several runs: its product, its conclusion, its certification profiles, its files. */
import { ProfileMark, ProfileTable } from '../html/certification.js';
import { bounded, Facts } from '../html/parts.js';
import { subject } from '../html/summary.js';
import { type Outcome, type RunModel, type Standing } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { counted, duration, headline } from '../model/words.js';
import { type IndexedResult, type IndexedRun, nameOfRun } from './runs-index.js';

const MARK = {
  conformant: 'pass',
  failures: 'fail',
  incomplete: 'incomplete',
  error: 'error',
} as const satisfies Record<Outcome, Standing>;

/** The outcome of a run, or that it did not begin. */
export const OutcomeMark = ({ of }: { of: IndexedResult | undefined }) =>
  of === undefined ? (
    <b class="none">did not begin</b>
  ) : (
    <b class={MARK[of.model.outcome]}>{headline(of.model).word}</b>
  );

/** What the files are for, by their names. */
const PURPOSE: Readonly<Record<string, string>> = {
  'report.html': 'the report',
  'junit.xml': 'for CI servers',
  'summary.json': 'for programs',
  'record.jsonl': 'the record, from which the others are made',
};

const Files = ({ of }: { of: IndexedResult['files'] }) => (
  <ul class="files">
    {of.map(({ name, href }) => (
      <li>
        <a href={href}>{name}</a>
        {PURPOSE[name] !== undefined && ` ${PURPOSE[name]}`}
      </li>
    ))}
  </ul>
);

/** Reasons and notices that are shown; more of them say nothing new. */
const MOST = 5;
/** More than any protocol has. */
const MOST_PROFILES = 30;

const CONCLUSIONS = ['not-conformant', 'incomplete', 'conformant', 'not-claimed'] as const;

/** Each conclusion with the profiles that have it; what they rest on is a table that opens. */
function Profiles({ of, name }: { of: RunModel['certification']; name: string }) {
  const { profiles, open } = of;
  const claimed = profiles.filter(({ conclusion }) => conclusion !== 'not-claimed');
  const groups = CONCLUSIONS.map((each) => [each, profiles.filter(({ conclusion }) => conclusion === each)] as const);
  return (
    <>
      <p class="k">Certification profiles</p>
      {claimed.length === 0 && <p>The plan claims none.</p>}
      <ul class="profiles">
        {groups.map(([conclusion, members]) => {
          const { shown, more } = bounded(members, MOST_PROFILES);
          return members.length === 0 ? null : (
            <li>
              <ProfileMark of={conclusion} /> {shown.map((each) => oneLine(each.name, 80)).join(', ')}
              {more > 0 && ` and ${more} more`}
            </li>
          );
        })}
      </ul>
      {bounded(open, MOST).shown.map((reason) => (
        <p class="meta">No profile can be called conformant: {oneLine(reason, 400)}</p>
      ))}
      {claimed.length > 0 && (
        <details>
          <summary>What the conclusions rest on</summary>
          <ProfileTable caption={`Official cases by profile: ${name}`} of={bounded(claimed, MOST_PROFILES).shown} />
        </details>
      )}
    </>
  );
}

function factsOf({ model, took }: IndexedResult): readonly (readonly [string, string])[] {
  const { run, counts } = model;
  const { available, chosen } = run.generated ?? { available: 0, chosen: 0 };
  return [
    ['Product', [subject(model), run.sut.firmware].filter(Boolean).join(' ')],
    ['Checks and messages', `${counted(counts.checks, 'check')}, ${counted(counts.frames, 'message')}`],
    ...(available === 0 ? [] : [['Generated cases', `${chosen} of ${available}, chosen by the seed`] as const]),
    ['Took', duration(took)],
    ['By the clock of the tester', duration(model.duration)],
  ];
}

function Result({ of: result, name }: { of: IndexedResult; name: string }) {
  const { model, files } = result;
  const { sentence } = headline(model);
  return (
    <>
      {model.notices.length > 0 && (
        <ul class="notices">
          {bounded(model.notices, MOST).shown.map(({ text }) => (
            <li>{oneLine(text, 400)}</li>
          ))}
        </ul>
      )}
      <p class="said">
        <OutcomeMark of={result} />. {sentence}
        {model.outcome !== 'conformant' && ` The run concluded: ${oneLine(model.conclusion, 300)}.`}
      </p>
      <Files of={files} />
      <Facts of={factsOf(result)} />
      <Profiles of={model.certification} name={name} />
    </>
  );
}

/** The element id of a run's section, by its place among the runs. */
export const sectionId = (place: number): string => `run-${place + 1}`;

export function RunSection({ of, place }: { of: IndexedRun; place: number }) {
  const id = sectionId(place);
  return (
    <section id={id} class="run" aria-labelledby={`h-${id}`}>
      <h2 id={`h-${id}`}>{nameOfRun(of)}</h2>
      <p class="meta">{of.says}</p>
      {of.result === undefined ? <p>It did not begin.</p> : <Result of={of.result} name={nameOfRun(of)} />}
    </section>
  );
}
