/** The cases of one product, each with its verdicts over the runs. */
import { type Flip } from '../../harness/history/changes.js';
import { type CaseState } from '../../harness/history/entry.js';
import { type CaseHistory } from '../../harness/history/product-history.js';
import { Mark, Table } from '../html/parts.js';
import { byNature } from '../model/natural-order.js';
import { type Standing } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { type HistoryPart } from './history-page.js';
import { Strip } from './strip.js';
import { DRAWN, newFirmwareAt } from './trend.js';
import { firmwareOf, shortId, stateWord } from './words.js';

/** Rows of one product; of more, those that changed or do not pass come first. */
const ROWS = 1500;

const VERDICTS: readonly (CaseState | undefined)[] = ['pass', 'fail', 'inconclusive', 'error'];

interface Known {
  readonly each: CaseHistory;
  readonly last: CaseState;
  readonly flips: readonly Flip[];
  readonly failed: number;
}

function known({ history, flips }: HistoryPart): readonly Known[] {
  const found = history.cases.flatMap((each): readonly Known[] => {
    const last = each.states.findLast((state) => VERDICTS.includes(state));
    if (last === undefined) return [];
    const failed = each.states.filter((state) => state === 'fail').length;
    return [{ each, last, failed, flips: flips.get(each.id) ?? [] }];
  });
  return [...found].sort((a, b) => byNature(a.each.id, b.each.id));
}

/** The cases that the page lists, by id, and how many it leaves out. */
function listedCases(part: HistoryPart): { readonly listed: readonly Known[]; readonly left: number } {
  const all = known(part);
  if (all.length <= ROWS) return { listed: all, left: 0 };
  const telling = ({ flips, last }: Known): boolean => flips.length > 0 || last !== 'pass';
  const chosen = new Set([...all.filter(telling), ...all.filter((each) => !telling(each))].slice(0, ROWS));
  return { listed: all.filter((each) => chosen.has(each)), left: all.length - ROWS };
}

const lastChange = ({ flips }: Known): string => {
  const flip = flips.at(-1);
  if (flip === undefined) return 'none';
  const { from, to, before, after } = flip;
  return `${stateWord(from)} with firmware ${firmwareOf(before)} (${shortId(before)}), ${stateWord(to)} with ${firmwareOf(after)} (${shortId(after)})`;
};

/** The table of cases. Each row says by attributes what the script sorts and filters by. */
export function Cases({ part, name }: { part: HistoryPart; name: string }) {
  const { history } = part;
  const from = Math.max(0, history.runs.length - DRAWN);
  const runs = history.runs.slice(from);
  const firmwares = newFirmwareAt(runs);
  const place = new Map(history.runs.map(({ digest }, index) => [digest, index]));
  const { listed, left } = listedCases(part);
  return (
    <>
      <Table
        caption={`${name}: cases with their verdicts in the latest ${runs.length} runs, oldest to the left`}
        head={['Case', 'Over the runs', 'Last verdict', 'Last change']}
        class="s cs"
      >
        {listed.map((row) => (
          <tr
            data-v={row.last}
            data-c={row.flips.length}
            data-f={row.failed}
            data-l={row.flips.length === 0 ? -1 : place.get(row.flips.at(-1)!.after.digest)}
          >
            <th scope="row">
              {oneLine(row.each.id, 80)}
              <small>{oneLine(row.each.title, 120)}</small>
            </th>
            <td class="st">
              <Strip id={oneLine(row.each.id, 80)} states={row.each.states.slice(from)} firmwares={firmwares} />
            </td>
            <td>
              <Mark of={row.last as Standing} />
            </td>
            <td>{lastChange(row)}</td>
          </tr>
        ))}
      </Table>
      {left > 0 && (
        <p>{left} more cases are left out, those that always passed before others; laddprov runs case shows each.</p>
      )}
    </>
  );
}
