/** Products by cases, for a plugfest: what each run has of each case. */
import { type State } from '../diff/state.js';
import { byNature } from '../model/natural-order.js';
import { type CaseRun, type RunModel, type Tally } from '../model/run-model.js';
import { oncePerCase } from '../model/tally.js';
import { subject } from '../html/summary.js';

export interface MatrixColumn {
  /** `A`, `B` … `Z`, `AA`: how the text calls it. */
  readonly letter: string;
  readonly name: string;
  readonly firmware?: string;
  readonly model: RunModel;
  /** Where the run's own report is, relative to the page. */
  readonly href?: string;
}

export interface MatrixRow {
  readonly facts: Pick<CaseRun['facts'], 'id' | 'title' | 'block' | 'role'>;
  /** One for each column. */
  readonly states: readonly State[];
  /** Whether two products that were tried have different verdicts. */
  readonly differs: boolean;
}

export interface Matrix {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  readonly notices: readonly string[];
}

const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`;

const VERDICTS: readonly State[] = ['pass', 'fail', 'error', 'inconclusive'];

export interface MatrixRun {
  readonly model: RunModel;
  readonly href?: string;
  /** What the run is called; without it, by product and firmware. */
  readonly name?: string;
}

/** Cases in the order of their ids, whichever runs have them. A case that ran twice counts with its worse verdict. */
export function buildMatrix(runs: readonly MatrixRun[]): Matrix {
  const columns = runs.map(({ model, href, name }, index): MatrixColumn => {
    const { firmware } = model.run.sut;
    const told = name === undefined && firmware !== undefined && { firmware };
    const rest = { ...told, ...(href !== undefined && { href }) };
    return { letter: letterOf(index), name: name ?? subject(model), model, ...rest };
  });
  const facts = new Map<string, MatrixRow['facts']>();
  const states = columns.map(({ model }) => {
    const own = new Map<string, State>();
    for (const { facts: known, verdict } of oncePerCase(model.cases)) {
      facts.set(known.id, known);
      own.set(known.id, verdict);
    }
    for (const { facts: known, kind } of model.notRun) {
      facts.set(known.id, known);
      own.set(known.id, kind);
    }
    return own;
  });
  const rows = [...facts.values()]
    .sort((a, b) => byNature(a.id, b.id))
    .map(({ id, title, block, role }): MatrixRow => {
      const of = states.map((own): State => own.get(id) ?? 'absent');
      const differs = new Set(of.filter((state) => VERDICTS.includes(state))).size > 1;
      return { facts: { id, title, block, role }, states: of, differs };
    });
  const digests = new Set(columns.map(({ model }) => model.run.catalogue.digest));
  const notices = [
    ...(digests.size > 1 ? ['The runs were made with different catalogues: a case may not be the same in all.'] : []),
    ...columns.flatMap(({ letter, name, model }) =>
      model.complete ? [] : [`${letter}, ${name}: the record of this run has no end.`],
    ),
  ];
  return { columns, rows, notices };
}

/** How many of a product's cases have a verdict, and how many of those are a pass. */
export const passedOf = ({ pass, fail, error, inconclusive }: Tally): string =>
  `${pass} of ${pass + fail + error + inconclusive}`;
