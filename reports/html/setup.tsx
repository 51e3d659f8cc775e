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
      <div>
        <dt>not applicable</dt>
        <dd>The case is about something that the statement of the SUT does not claim, or about another version.</dd>
      </div>
      <div>
        <dt>not selected</dt>
        <dd>The case applies, but the plan or the command line left it out.</dd>
      </div>
      <div>
        <dt>not run</dt>
        <dd>The case was chosen, but the run ended before it.</dd>
      </div>
      <div>
        <dt>advisory</dt>
        <dd>
          A recommendation that was not followed, or something legal that trips other products. No verdict rests on it.
        </dd>
      </div>
      <div>
        <dt>dictated</dt>
        <dd>The tester gave the SUT the content of the message, so the check shows only that it was forwarded.</dd>
      </div>
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
