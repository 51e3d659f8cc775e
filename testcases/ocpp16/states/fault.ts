/** Faults of a station (1.6 §4.9, §7.6) that the operator brings about and that are cleared after the case. */
import { type OnStation, oneOf } from '../../../harness/peers/ocpp16.js';
import { CONNECTOR, statusWithin } from './connector.js';

/** Brings the fault about at connector 1; after the case it is cleared, and the end of a fault that was told is seen. */
export async function raisesFault(context: OnStation, errorCode: string): Promise<void> {
  const { csms, operator, afterwards } = context;
  let told = false;
  csms.conversation.watch(({ action, payload }) => {
    if (action === 'StatusNotification' && payload['status'] === 'Faulted') told = true;
    return false;
  });
  afterwards(async () => {
    await operator.clearFault({ connectorId: CONNECTOR });
    if (!told) return;
    await csms.next('StatusNotification', {
      where: { connectorId: CONNECTOR, status: oneOf('Available', 'Unavailable') },
      within: statusWithin(context),
    });
  });
  await operator.raiseFault({ connectorId: CONNECTOR, errorCode });
}
