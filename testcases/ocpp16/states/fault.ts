/** Faults of a station (1.6 §4.9, §7.6) that the operator brings about and that are cleared after the case. */
import { type OnStation, oneOf } from '../../../harness/peers/ocpp16.js';
import { CONNECTOR, statusWithin } from './connector.js';
import { toldStatuses } from './told-statuses.js';

/** Brings the fault about at connector 1; after the case it is cleared, and the end of a fault that was told is seen. */
export async function raisesFault(context: OnStation, errorCode: string): Promise<void> {
  const { csms, operator, afterwards } = context;
  const told = toldStatuses(context);
  afterwards(async () => {
    const faulted = told.of(CONNECTOR) === 'Faulted';
    told.stop();
    await operator.clearFault({ connectorId: CONNECTOR });
    if (!faulted) return;
    await csms.next('StatusNotification', {
      where: { connectorId: CONNECTOR, status: oneOf('Available', 'Unavailable') },
      within: statusWithin(context),
    });
  });
  await operator.raiseFault({ connectorId: CONNECTOR, errorCode });
}
