/** Results that say no: a request with a wrong value may be refused by a status, as one with an unwelcome value is. */
import { matching, type Matcher } from '../../harness/peers/matchers.js';
import { enumsOf } from '../../harness/peers/for-cases/negatives.js';
import { type Version } from '../../harness/peers/for-cases/versions.js';

/** Statuses by which a result says yes, or not yet; every other member of a status enum says no. */
export const ACCEPTING: readonly string[] = [
  ...['Accepted', 'AcceptedCanceled', 'Scheduled', 'RebootRequired', 'Unlocked', 'Processing', 'Pending'],
  ...['Unpublished', 'DownloadOngoing', 'Good'],
];

const STATUS = /(?:^|\.)(?:status|attributeStatus|certificateStatus)$/;

/** Messages whose result has another way of saying no; which way it is stands in their field lists (1.6 §6, Part 2). */
const OTHERWISE: Readonly<Record<string, (result: Readonly<Record<string, unknown>>) => boolean>> = {
  // The key that nobody has.
  GetConfiguration: ({ unknownKey }) => Array.isArray(unknownKey) && unknownKey.length > 0,
  // No file, so nothing to send.
  GetDiagnostics: ({ fileName }) => fileName === undefined,
  // A transaction that nobody knows (E14.FR.01).
  GetTransactionStatus: ({ ongoingIndicator, messagesInQueue }) =>
    ongoingIndicator !== true && messagesInQueue === false,
};

function valueAt(result: unknown, path: string): unknown {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    result,
  );
}

/** Matches a result of `action` that refuses; undefined where its results cannot. */
export function refusing(version: Version, action: string): Matcher | undefined {
  const other = OTHERWISE[action];
  if (other) return matching('a result that says no', (result) => other(result as Readonly<Record<string, unknown>>));
  const places = enumsOf(version, action, 'response').filter(({ path }) => STATUS.test(path));
  if (places.length === 0) return undefined;
  return matching('a result that says no', (result) =>
    places.some(({ path, members }) => {
      const value = valueAt(result, path);
      return members.includes(value as string) && !ACCEPTING.includes(value as string);
    }),
  );
}
