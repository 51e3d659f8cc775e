/** The steps of a plain firmware update (1.6 §5.19), as several station cases go through them. */
import { type OnStation, type Request } from '../../../harness/peers/ocpp16.js';
import { becomes, everyConnector, statusWithin } from './connector.js';

type FirmwareStatus = Request<'FirmwareStatusNotification'>['status'];

export const UPDATE_RESTS = ['1.6 §5.19', '1.6 §4.5'] as const;

/** The report that the update has come to `status`, in a message after the frame `after`. */
export const reaches = ({ csms }: OnStation, status: FirmwareStatus, after = 0) =>
  csms.message('FirmwareStatusNotification', {}, UPDATE_RESTS, {
    where: { status },
    id: `FirmwareStatusNotification-${status}`,
    after,
  });

/** Waits for the report; returns its frame. An update takes as long as a restart may, at each of its steps. */
export async function waitsFor(context: OnStation, status: FirmwareStatus, after = 0): Promise<number> {
  const [report] = await context.csms.expectAll([reaches(context, status, after)], {
    within: context.parameters.limits.reboot,
  });
  return report.n;
}

/**
 * The boot after an update. It comes before the end of the update is told or after it (§5.19); a station that does not
 * restart by itself is told to. Returns the frame of the boot.
 */
export async function restarts(context: OnStation, boot: { readonly n: number } | undefined): Promise<number> {
  const { csms, parameters, advise } = context;
  const within = parameters.limits.reboot;
  if (boot) return boot.n;
  const late = await csms.next('BootNotification', { within });
  if (late) return late.n;
  advise(
    'manual-reboot',
    'the station does not restart by itself after an update: legal, but the official tool waits for its boot',
    '1.6 §5.19',
    [csms.conversation.last],
  );
  await csms.call('Reset', { type: 'Hard' }, { status: 'Accepted' }, '1.6 §5.14');
  return (await csms.expect('BootNotification', {}, ['1.6 §5.19', '1.6 §4.2'], { within, id: 'BootNotification' })).n;
}

/** After the boot every connector is reported as available (§4.2, errata 3.22). */
export async function isInService(context: OnStation, boot: number): Promise<void> {
  await context.csms.expectAll(
    everyConnector(context).map((connectorId) =>
      becomes(context, connectorId, ['Available'], ['1.6 §4.2', 'errata 3.22'], {
        id: `StatusNotification-after-boot-${connectorId}`,
        after: boot,
      }),
    ),
    { within: statusWithin(context) },
  );
}
