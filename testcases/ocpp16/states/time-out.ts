/** ConnectionTimeOut (1.6 §9.1.6): a connector that waits for an EV is free again when none comes. */
import { type OnStation } from '../../../harness/peers/ocpp16.js';
import { CONNECTION_TIME_OUT } from './authorized.js';
import { becomes, SLACK, statusWithin } from './connector.js';
import { limitText, measuredText } from '../../../harness/peers/for-cases/durations.js';

const CLAUSES = ['1.6 §4.9', '1.6 §9.1.6', 'errata 3.76'] as const;

/** A connector that was reported as waiting, at `since` (milliseconds since the epoch) in frame `n`. */
export interface Waiting {
  readonly connectorId: number;
  readonly since: number;
  readonly n: number;
}

/** How long a connector may take to be reported free, in milliseconds. */
const freedWithin = (context: OnStation): number => CONNECTION_TIME_OUT * 1000 + statusWithin(context);

/** Nobody plugs in: the connector becomes available. */
export async function isFreed(context: OnStation, { connectorId }: Waiting) {
  const [free] = await context.csms.expectAll(
    [becomes(context, connectorId, ['Available'], CLAUSES, { id: 'StatusNotification-freed' })],
    { within: freedWithin(context) },
  );
  return free;
}

/** Nobody plugs in: the connector becomes available when the time is over, and not before. */
export async function isFreedInTime(context: OnStation, waiting: Waiting): Promise<void> {
  const free = await isFreed(context, waiting);
  const waited = free.at - waiting.since;
  // The first of the two reports may have been held back.
  const least = Math.max(1, CONNECTION_TIME_OUT - context.parameters.minimumStatusDuration) * 1000 - SLACK;
  context.check('not-before-the-time-out', waited >= least, {
    title: 'the connector is not freed before ConnectionTimeOut is over',
    requirements: ['1.6 §9.1.6', 'errata 3.76'],
    frames: [waiting.n, free.n],
    expected: `at least ${limitText(least)} between Preparing and Available`,
    actual: measuredText(waited),
    action: 'StatusNotification',
  });
}

/** After the case: waits until the connector is no longer kept for a token. */
export const untilFreed = (context: OnStation, connectorId: number) =>
  context.csms.next('StatusNotification', {
    where: { connectorId, status: 'Available' },
    within: freedWithin(context),
  });
