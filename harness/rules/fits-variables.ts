/** 2.x: one result for each variable or monitor that was asked for, and no other (B05, B06, N04, N06). */
import { some } from './bounded.js';
import { part2 } from './clauses.js';
import { advise, fail, type Fit, type Fitting, type Place, placeOf, samePlace, showPlace, within } from './fits.js';
import { integerOf, listOf, textOf } from './values.js';

interface Kind {
  readonly data: string;
  readonly results: string;
  /** The field beside component and variable that tells two of them apart, and what it is when it is not there. */
  readonly type: string;
  readonly usual: string;
  /** The requirements: as many results as data; of the same variable; of the same type. */
  readonly requirements: readonly [number: string, place: string, type: string];
}
interface Item {
  readonly place: Place;
  readonly type: string;
  readonly explicit: boolean;
}

const itemsOf = (payload: unknown, list: string, { type, usual }: Kind): readonly Item[] =>
  listOf(payload, list).map((item) => {
    const said = textOf(item, type);
    return { place: placeOf(item), type: said ?? usual, explicit: said !== undefined };
  });

const show = ({ place, type }: Item, { usual }: Kind): string =>
  `${showPlace(place)}${type === usual ? '' : ` (${type.slice(0, 40)})`}`;

/** Takes the first of `items` that fits out of the list. */
function take(items: Item[], fits: (item: Item) => boolean): Item | undefined {
  const at = items.findIndex(fits);
  return at < 0 ? undefined : items.splice(at, 1)[0];
}

const each =
  (kind: Kind): Fitting =>
  ({ version, request, response }) => {
    const [number, place, type] = kind.requirements.map((requirement) => part2(version, requirement)) as [
      string,
      string,
      string,
    ];
    const asked = itemsOf(request, kind.data, kind);
    const results = itemsOf(response, kind.results, kind);
    const open = [...asked];
    const found: Fit[] = [];
    const odd: Item[] = [];
    for (const result of results) {
      const same = take(open, (one) => samePlace(one.place, result.place) && one.type === result.type);
      if (same === undefined) odd.push(result);
      else if (same.explicit && !result.explicit)
        found.push(
          advise(type, `the result for ${show(result, kind)} does not repeat the ${kind.type} that was asked for`),
        );
    }
    for (const result of odd) {
      const other = take(open, (one) => samePlace(one.place, result.place));
      const wider = other ?? take(open, (one) => one.type === result.type && within(result.place, one.place));
      if (other !== undefined)
        found.push(
          fail(
            type,
            `${show(other, kind)} was asked for with ${kind.type} ${other.type.slice(0, 40)} and came back as ${result.type.slice(0, 40)}`,
          ),
        );
      else if (wider !== undefined)
        found.push(advise(place, `${show(wider, kind)} was asked for and came back as ${show(result, kind)}`));
      else found.push(fail(place, `a result came for ${show(result, kind)}, which was not asked for`));
    }
    if (open.length > 0)
      found.push(
        fail(number, `no result came for ${some(open.map((item) => show(item, kind)))}, of ${asked.length} asked for`),
      );
    return found;
  };

export const getVariables = each({
  data: 'getVariableData',
  results: 'getVariableResult',
  type: 'attributeType',
  usual: 'Actual',
  requirements: ['B06.FR.01', 'B06.FR.02', 'B06.FR.03'],
});
export const setVariables = each({
  data: 'setVariableData',
  results: 'setVariableResult',
  type: 'attributeType',
  usual: 'Actual',
  requirements: ['B05.FR.01', 'B05.FR.02', 'B05.FR.03'],
});
export const setMonitors = each({
  data: 'setMonitoringData',
  results: 'setMonitoringResult',
  type: 'type',
  usual: '',
  requirements: ['N04.FR.01', 'N04.FR.02', 'SetMonitoringResultType'],
});

/** The same id may be asked for twice, and be answered once or twice. */
export const clearMonitors: Fitting = ({ version, request, response }) => {
  const clause = part2(version, 'N06.FR.05');
  const asked = new Set(listOf(request, 'id'));
  const there = new Set(listOf(response, 'clearMonitoringResult').map((result) => integerOf(result, 'id')));
  const missing = [...asked].filter((id) => !there.has(id as number)).map(String);
  const odd = [...there].filter((id) => !asked.has(id)).map(String);
  return [
    ...(missing.length > 0 ? [fail(clause, `no result came for the monitors ${some(missing)}`)] : []),
    ...(odd.length > 0
      ? [
          fail(
            part2(version, 'ClearMonitoringResultType'),
            `results came for the monitors ${some(odd)}, which nobody asked to clear`,
          ),
        ]
      : []),
  ];
};
