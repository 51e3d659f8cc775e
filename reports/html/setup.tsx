import { type RunModel } from '../model/run-model.js';
import { cut, cutNoted, oneLine } from '../model/visible.js';
import { prettyJson } from './pretty-json.js';
import { Mark } from './parts.js';

const WORDS = [
  ['pass', 'The SUT did what was expected, and there are messages that show it.'],
  ['inconclusive', 'There is no evidence either way: the operator did not act, or the precondition was refused.'],
  ['fail', 'The SUT is wrong.'],
  ['error', 'The tester or its set-up is wrong; this says nothing of the SUT.'],
  ['incomplete', 'Of a group: all that ran passed, but something that applies did not run.'],
  ['none', 'Nothing in this run bears on it.'],
] as const;

const TERMS = [
  [
    'not applicable',
    'The case is about something that the statement of the SUT does not claim, or about another version.',
  ],
  ['not selected', 'The case applies, but the plan or the command line left it out.'],
  ['not run', 'The case was chosen, but the run ended before it.'],
  [
    'in another shard',
    'The run was divided, and another part of it has the case. This report does not say what came of it.',
  ],
  [
    'unstable',
    'The case was tried several times and came to different verdicts. The worst of them counts, so it never counts as passed.',
  ],
  ['SUT', 'The system under test: the charging station or the CSMS that the report is about.'],
  ['tester', 'The program that played the other side, judged what came, and wrote the record.'],
  ['operator', 'Who acted on the SUT when the tester asked: a person, or a program in their place.'],
  ['statement', 'What the SUT is said to support: certification profiles and optional features.'],
  ['case', 'One test of the catalogue. An official case has the id of the test case document that it follows.'],
  ['check', 'One judgement inside a case. It names the requirements and the messages that it rests on.'],
  ['rule', 'A check that is always on, over every message. What it finds is a finding.'],
  ['profile', 'A certification profile: a set of official cases that are mandatory, or conditional on the statement.'],
  [
    'conformant',
    'Of a profile: every official case of it that applies ran and passed. Of a run: every case that ran passed.',
  ],
  [
    'left out',
    'An official case that the run called not applicable although it is mandatory, or only because of the security profile that the run used.',
  ],
  ['requirement', 'A numbered sentence of the specification; in 1.6, which numbers none, a section.'],
  [
    'record',
    'The file that holds all that happened. This report is made from it alone, and it can be judged again offline.',
  ],
  ['seed', 'The number from which all random choices of the run follow; with it the same choices come again.'],
  ['mutant', 'A stand-in for a product with one known fault, by which a check is shown to be able to fail.'],
  [
    'advisory',
    'A recommendation that was not followed, or something legal that trips other products. No verdict rests on it.',
  ],
  ['dictated', 'The tester gave the SUT the content of the message, so the check shows only that it was forwarded.'],
] as const;

/** What the words mean. */
export const Glossary = () => (
  <section id="words" aria-labelledby="h-words">
    <h2 id="h-words">What the words mean</h2>
    <dl class="words">
      {WORDS.map(([mark, meaning]) => (
        <div>
          <dt>
            <Mark of={mark} />
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
      {TERMS.map(([term, meaning]) => (
        <div>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </section>
);

/** The plan as it was read, and what was noted outside of any case. */
export function Setup({ model }: { model: RunModel }) {
  const bounded = (_key: string, value: unknown): unknown => (typeof value === 'string' ? cut(value, 1000) : value);
  const plan = prettyJson(JSON.stringify(model.run.plan, bounded) ?? 'null');
  return (
    <section id="plan" aria-labelledby="h-plan">
      <h2 id="h-plan">Plan</h2>
      <p>
        The plan as the tester read it, with secrets redacted. In the commands of this report PLAN stands for its file.
      </p>
      <details>
        <summary>Show the plan</summary>
        <pre>{cutNoted(plan, 40_000)}</pre>
      </details>
      {model.notes.length > 0 && (
        <>
          <h3>Notes on the run</h3>
          <ul>
            {model.notes.slice(0, 200).map((note) => (
              <li>{oneLine(note, 600)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
