/** How faults of a 2.x station are brought about and taken away. Their names are those of 1.6, which people know. */
import { type OnStation } from '../../../harness/peers/ocpp2.js';
import { type Bay, eventOf } from '../../ocpp2/states/bay.js';
import { expectStatuses, followStatuses, type Place } from '../../ocpp2/states/connector-status.js';
import { forgetTokens } from '../../ocpp2/states/sessions.js';

export const BLOCK = 'Faults';
export const VERSIONS = ['2.0.1', '2.1'] as const;
/** A connector with a fault says so (B01, remarks; ConnectorStatusEnumType). */
export const STATUS_RESTS = ['G01.FR.01', 'Part 2 ConnectorStatusEnumType'] as const;
export const FAULT_ACTIONS = ['raiseFault', 'clearFault'] as const;

export const firstPlace = ({ parameters }: OnStation): Place => ({
  evseId: parameters.evses[0]?.id ?? 1,
  connectorId: 1,
});

export interface Fault {
  /** Clears it; what the station tells then is the case's to judge. */
  clear(): Promise<void>;
}

function clearable(context: OnStation, place: Partial<Place>): Fault {
  const { csms, operator, parameters, afterwards } = context;
  let over = false;
  afterwards(async () => {
    if (over) return;
    const log = followStatuses(csms);
    await operator.clearFault(place);
    await log.until((entries) => (entries.length > 0 ? true : undefined), parameters.limits.action);
    log.stop();
  });
  return {
    async clear() {
      over = true;
      await operator.clearFault(place);
    },
  };
}

/** Brings a fault about; without a place it is one of the whole station. It is cleared when the case is over. */
export async function breaks(context: OnStation, errorCode: string, place: Partial<Place>): Promise<Fault> {
  const fault = clearable(context, place);
  await context.operator.raiseFault({ ...place, errorCode });
  return fault;
}

/** The same, unless whoever acts on the station cannot do it: then a note says so, and there is no fault. */
export async function breaksIfPossible(
  context: OnStation,
  errorCode: string,
  place: Place,
): Promise<Fault | undefined> {
  const { csms, parameters, note } = context;
  csms.mark();
  const answer = await csms.conversation.lane.ask({
    role: 'station',
    action: 'raiseFault',
    args: { ...place, errorCode },
    why: `the station shows ${errorCode} (left out if it cannot be brought about)`,
    within: parameters.limits.operator,
  });
  if (answer.status === 'done') return clearable(context, place);
  note(`${errorCode} was left out: ${answer.status}, ${answer.reason}`);
  return undefined;
}

/**
 * Has the token presented when the fault is over. That it gives no energy is an advisory: the EV is still connected, and
 * a station may want it to be connected anew.
 */
export async function chargesAfterwards(context: OnStation, bay: Bay): Promise<void> {
  const { advise, csms, parameters } = context;
  const since = bay.transactions.total;
  await forgetTokens(context);
  await bay.present(parameters.tokens.valid);
  const flows = await bay.transactions.until(
    () => bay.transactions.since(since).find((entry) => eventOf(entry).transactionInfo?.chargingState === 'Charging'),
    parameters.limits.action,
  );
  if (!flows)
    advise('no-energy-after', 'the fault is over, and the token gives no energy', 'Part 2 E02', [
      csms.conversation.last,
    ]);
}

/** Judges that the connector is told to be `status`; a missing report ends the case. */
export const becomes = (
  context: OnStation,
  place: Place,
  status: string,
  id: string,
  options: Parameters<typeof expectStatuses>[3] = {},
) => expectStatuses(context, [{ ...place, status }], STATUS_RESTS, { ...options, id });
