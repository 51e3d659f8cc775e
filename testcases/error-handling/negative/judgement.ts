/** Of which kind a payload is that is wrong, or at the edge, in one place: the table of kinds says what may come of it. */
import { type Negative } from '../../../harness/peers/for-cases/negatives.js';
import { is2x, type Version } from '../../../harness/peers/for-cases/versions.js';
import { type WrongKind } from '../../../harness/peers/for-cases/wrong.js';

/** Requests of 2.x with limits beside the schema's (B06.FR.16, B08.FR.17, N06.FR.06 and the like for bytes). */
const LIMITED: readonly string[] = [
  ...['GetVariables', 'SetVariables', 'GetReport', 'ClearVariableMonitoring', 'SetVariableMonitoring'],
];

/** `optional`: whether the place could have been left out. */
export function kindOf(version: Version, { action, kind, valid }: Negative, optional: boolean): WrongKind {
  switch (kind) {
    case 'most-items':
    case 'longest':
      return is2x(version) && LIMITED.includes(action) ? 'edge-limited' : 'edge';
    case 'least':
    case 'most':
    case 'custom-data':
      return 'edge';
    case 'null':
      return optional ? 'null-optional' : 'null';
    default:
      return valid ? 'edge' : kind;
  }
}

/** Whether the place may be left out: it has no way of missing. */
export function optionalPlaces(negatives: readonly Negative[]): (negative: Negative) => boolean {
  const required = new Set(negatives.filter(({ kind }) => kind === 'missing').map(({ path }) => path));
  return ({ path }) => !required.has(path) && !path.endsWith(']');
}
