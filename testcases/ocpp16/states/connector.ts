/** What every 1.6 station case says of connectors, tokens and time. */
import { matching, type OnStation, oneOf, type Request } from '../../../harness/peers/ocpp16.js';

/** The connector that cases use. */
export const CONNECTOR = 1;

/** How much earlier or later than its interval a message may come, in milliseconds: clocks drift, networks wait. */
export const SLACK = 2_000;

export type Status = Request<'StatusNotification'>['status'];

/** Energy may flow: which of the three depends on the EV and on what the station has to give (1.6 §4.9, B3 to B5). */
export const ENERGY_OFFERED = ['Charging', 'SuspendedEV', 'SuspendedEVSE'] as const satisfies readonly Status[];

/** How long a station has to report a status, in milliseconds: one that lasts too short need not be told (§4.9). */
export const statusWithin = ({ parameters: { limits, minimumStatusDuration } }: OnStation): number =>
  limits.action + minimumStatusDuration * 1000;

/** How long is watched that a station does not do what it must not, in milliseconds. */
export const watched = ({ parameters: { limits } }: OnStation): number => Math.min(limits.action, 10_000);

/** An idTag, whose letter case does not matter (1.6 §7.28, errata 3.74). */
export const sameTag = (idTag: string) =>
  matching(
    `${JSON.stringify(idTag)} in any letter case`,
    (value) => typeof value === 'string' && value.toLowerCase() === idTag.toLowerCase(),
  );

/** A meter register in Wh that is not below `wattHours`. */
export const register = (wattHours = 0) =>
  matching(`a register of at least ${wattHours} Wh`, (value) => typeof value === 'number' && value >= wattHours);

/** Connector 0, the station itself, and every connector. */
export const everyConnector = ({ parameters }: OnStation): readonly number[] =>
  Array.from({ length: parameters.connectors + 1 }, (_, connectorId) => connectorId);

export interface StatusOptions {
  readonly id?: string;
  /** Only a report after this frame is meant. */
  readonly after?: number;
}

/**
 * The report that a connector has come to one of `statuses`. What it passes through on the way is left alone: short
 * statuses may be reported or not (§4.9, errata 3.19).
 */
export const becomes = (
  { csms }: OnStation,
  connectorId: number,
  statuses: readonly Status[],
  requirements: string | readonly string[] = '1.6 §4.9',
  { id = `StatusNotification-${statuses.join('|')}`, after }: StatusOptions = {},
) =>
  csms.message('StatusNotification', {}, requirements, {
    where: { connectorId, status: statuses.length === 1 ? statuses[0]! : oneOf(...statuses) },
    id,
    ...(after !== undefined && { after }),
  });

/** Ends whatever runs on the connector and takes the cable out, however far the case came. */
export async function backToIdle(context: OnStation, transactionId?: number): Promise<void> {
  const { csms, operator, parameters } = context;
  if (transactionId !== undefined) {
    const outcome = await csms.attempt('RemoteStopTransaction', { transactionId });
    if (outcome.kind === 'result' && outcome.payload['status'] === 'Accepted')
      await csms.next('StopTransaction', { where: { transactionId }, within: parameters.limits.message });
  }
  await operator.plugOut({ connectorId: CONNECTOR });
  await csms.next('StatusNotification', {
    where: { connectorId: CONNECTOR, status: oneOf('Available', 'Unavailable') },
    within: statusWithin(context),
  });
}
