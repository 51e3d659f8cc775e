/** Connectors in and out of service (1.6 §5.2), as several cases go through it. */
import { type OnStation } from '../../../harness/peers/ocpp16.js';
import { becomes, everyConnector, statusWithin } from './connector.js';
import { toldStatuses } from './told-statuses.js';

const affected = (context: OnStation, connectorId: number): readonly number[] =>
  connectorId === 0 ? everyConnector(context) : [connectorId];

/** Makes a connector, or with 0 the whole station, inoperative, and sees it reported; it is put back afterwards. */
export async function takesOutOfService(context: OnStation, connectorId: number): Promise<void> {
  const { csms, afterwards } = context;
  const told = toldStatuses(context);
  afterwards(async () => {
    await csms.attempt('ChangeAvailability', { connectorId, type: 'Operative' });
    for (const id of affected(context, connectorId))
      if (told.of(id) === 'Unavailable')
        await csms.next('StatusNotification', { where: { connectorId: id }, within: statusWithin(context) });
    told.stop();
  });
  await csms.call('ChangeAvailability', { connectorId, type: 'Inoperative' }, { status: 'Accepted' }, '1.6 §5.2', {
    id: 'ChangeAvailability-inoperative',
  });
  await csms.expectAll(
    affected(context, connectorId).map((id) =>
      becomes(context, id, ['Unavailable'], ['1.6 §5.2', '1.6 §4.9'], { id: `StatusNotification-unavailable-${id}` }),
    ),
    { within: statusWithin(context) },
  );
}

/** Makes a connector operative again and sees it reported. */
export async function putsBackIntoService(context: OnStation, connectorId: number): Promise<void> {
  const { csms } = context;
  await csms.call('ChangeAvailability', { connectorId, type: 'Operative' }, { status: 'Accepted' }, '1.6 §5.2', {
    id: 'ChangeAvailability-operative',
  });
  await csms.expectAll(
    affected(context, connectorId).map((id) =>
      becomes(context, id, ['Available'], ['1.6 §5.2', '1.6 §4.9'], { id: `StatusNotification-available-${id}` }),
    ),
    { within: statusWithin(context) },
  );
}
