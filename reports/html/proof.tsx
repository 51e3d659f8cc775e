import { oneLine } from '../model/visible.js';
import { type PageContext } from './context.js';

const MOST = 300;

/** How this report can be doubted: which checks were seen to fail, how to run it all again, how to judge it again. */
export function ProofOfChecks({ page }: { page: PageContext }) {
  const { model, proof } = page;
  const made = new Set(model.cases.flatMap((run) => run.checks.map((check) => `${run.facts.id}/${check.id}`)));
  const bare = [...made].filter((key) => (proof?.get(key)?.killed ?? 0) === 0);
  return (
    <section id="proof" aria-labelledby="h-proof">
      <h2 id="h-proof">How to check this report</h2>
      {proof === undefined ? (
        <p>
          No proof of the checks is published beside the program that wrote this report. <code>laddprov prove</code>{' '}
          makes it: it shows for each check the mutants that turn it red.
        </p>
      ) : (
        <>
          <p>
            A check proves something only if it can fail. {made.size - bare.length} of the {made.size} different checks
            of this run were seen to fail against a mutant, a product with one known fault; each case lists by which.
          </p>
          {bare.length > 0 && (
            <details>
              <summary>Not yet seen to fail: {bare.length}</summary>
              <p>
                {bare
                  .slice(0, MOST)
                  .map((key) => oneLine(key, 120))
                  .join(', ')}
                {bare.length > MOST && ` and ${bare.length - MOST} more`}
              </p>
            </details>
          )}
        </>
      )}
      <p>
        To run everything again with the same choices: <code>laddprov run --plan PLAN --seed {model.run.seed}</code>.
        With the patterns of <code>--select</code>, if the run was given any. Each case has a command of its own.
      </p>
      <p>
        To judge the record again without the product: <code>laddprov verify RUN</code>, where RUN is the folder of the
        run. Its last line says whether every check and every verdict came out again.
      </p>
    </section>
  );
}
