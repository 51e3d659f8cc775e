import { type Topic, topicsOf } from '../model/topics.js';
import { oneLine } from '../model/visible.js';
import { all, ran } from '../model/tally.js';
import { counted } from '../model/words.js';
import { type PageContext } from './context.js';
import { bounded, CaseLink, Mark } from './parts.js';

const MOST = 40;

/** Where the report says more of a subject. */
const MORE: Readonly<Record<string, readonly [string, string]>> = {
  status: ['pictures', 'The statuses of each connector over the run are drawn below.'],
  environment: ['pictures', 'What was measured is drawn below.'],
};

function Findings({ topic }: { topic: Topic }) {
  const bad = topic.rules.filter(({ findings }) => findings.length > 0);
  if (topic.rules.length === 0) return <p>No rule judges this in the version of the run.</p>;
  return (
    <p>
      <a href="#rules">Rules</a>: {topic.rules.map(({ id }) => oneLine(id, 60)).join(', ')}.{' '}
      {bad.length === 0
        ? 'They found nothing.'
        : bad.map(({ id, findings }) => `${oneLine(id, 60)}: ${counted(findings.length, 'finding')}`).join('; ')}
    </p>
  );
}

function Cases({ page, topic }: { page: PageContext; topic: Topic }) {
  const { tally } = topic;
  const left = tally.notSelected + tally.notRun;
  const missed = left > 0 ? ` ${counted(left, 'case')} that would apply did not run.` : '';
  if (all(tally) === 0) return null;
  if (ran(tally) === 0) return <p>No case of its own ran.{missed}</p>;
  const { shown, more } = bounded(topic.red, MOST);
  return (
    <p>
      Cases of its own: {tally.pass} of {ran(tally)} that ran passed.{missed}
      {shown.length > 0 && ' Not passed: '}
      {shown.map((key, i) => (
        <>
          {i > 0 && ', '}
          <CaseLink page={page} of={key} />
        </>
      ))}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}

/** The subjects that run through all blocks, one short chapter each. `drawn`: there is a chapter of pictures. */
export function Topics({ page, drawn }: { page: PageContext; drawn: boolean }) {
  return (
    <section id="topics" aria-labelledby="h-topics">
      <h2 id="h-topics">Subjects</h2>
      {topicsOf(page.model).map((topic) => {
        const more = drawn ? MORE[topic.id] : undefined;
        return (
          <>
            <h3 id={`topic-${topic.id}`}>
              {topic.title} <Mark of={topic.standing} />
            </h3>
            <p>
              {topic.about} {more && <a href={`#${more[0]}`}>{more[1]}</a>}
            </p>
            <Findings topic={topic} />
            <Cases page={page} topic={topic} />
          </>
        );
      })}
    </section>
  );
}
